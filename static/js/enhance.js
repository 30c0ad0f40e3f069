import { createAll } from "govuk-frontend/dist/govuk/init.mjs";
import { Button } from "govuk-frontend/dist/govuk/components/button/button.mjs";
import { CharacterCount } from "govuk-frontend/dist/govuk/components/character-count/character-count.mjs";
import { Checkboxes } from "govuk-frontend/dist/govuk/components/checkboxes/checkboxes.mjs";
import { ErrorSummary } from "govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs";
import { NotificationBanner } from "govuk-frontend/dist/govuk/components/notification-banner/notification-banner.mjs";
import { PasswordInput } from "govuk-frontend/dist/govuk/components/password-input/password-input.mjs";
import { Radios } from "govuk-frontend/dist/govuk/components/radios/radios.mjs";
import { ServiceNavigation } from "govuk-frontend/dist/govuk/components/service-navigation/service-navigation.mjs";
import { SkipLink } from "govuk-frontend/dist/govuk/components/skip-link/skip-link.mjs";
import { Tabs } from "govuk-frontend/dist/govuk/components/tabs/tabs.mjs";
import { autosave } from "./autosave.js";
import { mayI } from "./may-i.js";
import { personSearch } from "./person-search.js";
import { poll } from "./poll.js";
import { readAloud } from "./read-aloud.js";
import { repeatRows } from "./rows.js";
import { revealSections } from "./reveal.js";
import { stayWhenOffline } from "./stay.js";
import { showJsOnly, collapseSmall, selectAll, printButtons } from "./small.js";

const COMPONENTS = [
  Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner,
  PasswordInput, Radios, ServiceNavigation, SkipLink, Tabs,
];
const PARTS = [showJsOnly, collapseSmall, selectAll, printButtons, personSearch, autosave, stayWhenOffline, poll, readAloud, mayI];

// Brings the page, or one row added to it, to life.
export function enhance(scope) {
  COMPONENTS.forEach((Component) => createAll(Component, undefined, { scope, onError: () => {} }));
  PARTS.forEach((part) => part(scope));
  if (scope === document) {
    repeatRows(document, enhance);
    revealSections(document);
  }
}
