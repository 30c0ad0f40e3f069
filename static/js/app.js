// The page works without this file. Each part looks for its data attribute and does nothing without it.
import { enhance } from "./enhance.js";
import { guardTimeout } from "./timeout.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
enhance(document);
guardTimeout(document.body);
