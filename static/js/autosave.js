import { clearUnsent, mark, post, renewToken, sayUnsent, words } from "./page.js";

const QUIET = 1500; // ms without typing before saving
const APART = 5000; // ms at the least between two savings
const RETRY = 15000;

const UNSENT = {
  offline: "Not sent: you are offline. Try again when you are connected. What you typed is still on this page.",
  signedout: "Not sent: you have been signed out. Sign in again in another tab, then send this again. What you typed is still on this page.",
  failed: "Not sent: something went wrong at our end. Wait a minute and try again. What you typed is still on this page.",
};

const SAYS = {
  saving: "Saving",
  saved: "Saved",
  offline: "Not saved: you are offline. What you typed is still on this page.",
  signedout: "Not saved: you have been signed out. Sign in again in another tab, then carry on here. What you typed is still on this page.",
  failed: "Not saved: something went wrong at our end. What you typed is still on this page.",
};

// data-autosave on a <form>: keeps the draft on the server while one types, and never lets a
// lost connection take what was typed.
export function autosave(scope) {
  scope.querySelectorAll("form[data-autosave]").forEach(attach);
}

function attach(form) {
  const state = { form, dirty: false, running: null, timer: 0, last: 0, outcome: "", sending: false, insist: false };
  form.addEventListener("input", () => changed(state));
  form.addEventListener("change", () => changed(state));
  if (form.requestSubmit) { // without it a form that was held back could never be sent
    form.addEventListener("submit", (event) => submitted(state, event));
  }
  window.addEventListener("online", () => state.dirty && schedule(state, 0));
  window.addEventListener("pageshow", () => { state.sending = false; mark(state.form, false); });
  window.addEventListener("beforeunload", (event) => {
    if (state.dirty && !state.sending && isTrouble(state.outcome)) {
      event.preventDefault();
    }
  });
}

function changed(state) {
  state.dirty = true;
  state.insist = false;
  schedule(state, QUIET);
}

function schedule(state, wait) {
  clearTimeout(state.timer);
  const pause = Math.max(wait, state.last + APART - Date.now());
  state.timer = setTimeout(() => !state.sending && save(state), pause);
}

// One saving at a time; answers "saved", "offline", "signedout", "refused" or "failed".
async function save(state) {
  if (state.running) {
    await state.running;
  }
  state.dirty = false;
  state.last = Date.now();
  state.running = send(state.form, true);
  const outcome = await state.running;
  state.running = null;
  state.outcome = outcome;
  say(state.form, outcome);
  if (outcome !== "saved") {
    state.dirty = true;
  }
  if (isTrouble(outcome) && !state.sending) {
    schedule(state, RETRY);
  }
  return outcome;
}

async function send(form, mayRenew) {
  say(form, "saving");
  try {
    const answer = await post(form.action || location.href, new FormData(form), { form, headers: { "X-Autosave": "1" } });
    if (answer.ok) {
      await keepIds(form, answer);
      return "saved";
    }
    if (answer.status === 403 && mayRenew && await renewToken()) {
      return send(form, false);
    }
    if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) {
      return "signedout";
    }
    return answer.status < 500 ? "refused" : "failed";
  } catch (error) {
    return "offline";
  }
}

// The server may answer {"fields": {"draft": "7"}}: hidden inputs to fill for the next time.
async function keepIds(form, answer) {
  if (!(answer.headers.get("Content-Type") || "").includes("json")) {
    return;
  }
  const { fields = {} } = await answer.json();
  Object.entries(fields).forEach(([name, value]) => {
    const input = form.elements.namedItem(name);
    if (input && input.type === "hidden") {
      input.value = value;
    }
  });
}

async function submitted(state, event) {
  if (event.defaultPrevented) {
    return;
  }
  if (state.sending === "go") {
    state.sending = "gone"; // this one is ours; a second press is not
    return;
  }
  event.preventDefault();
  if (state.sending) {
    return;
  }
  const button = event.submitter;
  state.sending = true;
  clearTimeout(state.timer);
  mark(state.form, true);
  const outcome = await save(state);
  if (outcome === "offline" || outcome === "signedout" || (outcome === "failed" && !state.insist)) {
    state.insist = outcome === "failed";
    hold(state, button, outcome);
    return;
  }
  state.sending = "go";
  clearUnsent(state.form);
  state.form.requestSubmit(button && button.form === state.form ? button : undefined);
}

function hold(state, button, outcome) {
  state.sending = false;
  mark(state.form, false);
  schedule(state, RETRY);
  sayUnsent(state.form, button, words(state.form, `unsent-${outcome}`, UNSENT[outcome]));
}

function isTrouble(outcome) {
  return ["offline", "signedout", "failed"].includes(outcome);
}

function spoken(form, outcome) {
  return words(form, outcome, SAYS[outcome] || "");
}

function say(form, outcome) {
  const status = form.querySelector("[data-autosave-status]")
    || (form.id && document.querySelector(`[data-autosave-status="${form.id}"]`));
  if (!status || outcome === "refused") {
    return;
  }
  status.dataset.state = isTrouble(outcome) ? "failed" : outcome;
  if (outcome === "saving") {
    return; // said only when it is done: a screen reader need not hear it twice
  }
  const time = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  status.textContent = outcome === "saved" ? `${spoken(form, "saved")} ${time}` : spoken(form, outcome);
}
