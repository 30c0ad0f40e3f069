import { clearUnsent, mark, sayUnsent, words } from "./page.js";

const PATIENCE = 8000; // ms to wait for an answer before saying that there is no connection
const OFFLINE = "Not sent: there is no connection. What you typed is still here. Try again when you are connected.";

const AGAIN = 3000; // ms after which a form may be sent once more: it may have brought a file

// Every form of which no draft is kept is sent only while the server can be reached: a browser that
// cannot reach it puts its own page in place of what was typed. A browser that has no requestSubmit
// sends it as ever.
export function stayWhenOffline(scope) {
  scope.querySelectorAll("form[method=post]:not([data-autosave])").forEach((form) => {
    if (!form.requestSubmit) {
      return;
    }
    const state = { form, sending: "" };
    form.addEventListener("submit", (event) => submitted(state, event));
    window.addEventListener("pageshow", () => { state.sending = ""; mark(form, false); });
  });
}

async function submitted(state, event) {
  if (event.defaultPrevented) {
    return;
  }
  if (state.sending === "go") {
    state.sending = "gone"; // this one is ours; a second press is not
    setTimeout(() => { state.sending = ""; }, AGAIN);
    return;
  }
  event.preventDefault();
  if (state.sending) {
    return;
  }
  const button = event.submitter;
  state.sending = "asking";
  mark(state.form, true);
  const reached = await isReached();
  mark(state.form, false);
  state.sending = reached ? "go" : "";
  if (!reached) {
    sayUnsent(state.form, button, words(state.form, "unsent-offline", OFFLINE));
    return;
  }
  clearUnsent(state.form);
  state.form.requestSubmit(button && button.form === state.form ? button : undefined);
}

// Asks for nothing but an answer, whatever it says: the style sheet of the page, past every cache.
async function isReached() {
  const sheet = document.querySelector("link[rel=stylesheet]");
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    await fetch(sheet ? sheet.href : location.href, { method: "HEAD", cache: "no-store", signal: stop.signal });
    return true;
  } catch (error) {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
