import { lastRequest, make, noteRequest, post, renewToken, words } from "./page.js";

const MINUTE = 60000;
const WARNING = 2 * MINUTE;

// <body data-idle-minutes data-keepalive-url>: who is typing is kept signed in; who is away is asked
// two minutes before the end, and after it the page is covered until they sign in again. What was
// typed stays on the page throughout.
export function guardTimeout(body) {
  const minutes = Number(body.dataset.idleMinutes);
  const url = body.dataset.keepaliveUrl;
  if (!minutes || !url) {
    return;
  }
  const watch = { body, url, limit: minutes * MINUTE, typed: 0, dialog: null, ended: false };
  noteRequest();
  ["input", "keydown", "pointerdown"].forEach((name) => body.addEventListener(name, () => { watch.typed = Date.now(); }));
  setInterval(() => look(watch), Math.min(10000, watch.limit / 20));
  document.addEventListener("visibilitychange", () => !document.hidden && look(watch));
}

function look(watch) {
  const left = lastRequest() + watch.limit - Date.now();
  const warning = Math.min(WARNING, watch.limit / 2);
  if (left <= 0) {
    end(watch);
  } else if (left > warning && !watch.ended) {
    close(watch); // another tab was used meanwhile
  } else if (watch.typed > lastRequest() && !watch.dialog) {
    carryOn(watch);
  } else if (!watch.dialog) {
    warn(watch);
  }
}

function warn(watch) {
  const again = button(words(watch.body, "carry-on", "Carry on"), () => carryOn(watch));
  open(watch, {
    title: words(watch.body, "soon", "You will be signed out soon"),
    text: words(watch.body, "soon-text", "Nothing has happened here for a while. Within two minutes you will be signed out to keep records safe. Do you want to carry on?"),
    actions: [again],
  });
}

function end(watch) {
  if (watch.ended) {
    return;
  }
  watch.ended = true;
  watch.body.classList.add("app-locked");
  const signIn = make("a", { class: "govuk-button", href: "/", target: "_blank", rel: "noopener" }, words(watch.body, "sign-in", "Sign in (opens a new tab)"));
  const back = button(words(watch.body, "back", "I have signed in: show the page"), () => carryOn(watch), "govuk-button--secondary");
  open(watch, {
    title: words(watch.body, "ended", "You have been signed out"),
    text: words(watch.body, "ended-text", "The page is covered to keep records safe. What you typed is still on it: sign in again in a new tab, then come back here."),
    actions: [signIn, back],
  });
}

async function carryOn(watch) {
  try {
    let answer = await post(watch.url, new URLSearchParams());
    if (answer.status === 403 && await renewToken()) {
      answer = await post(watch.url, new URLSearchParams());
    }
    if (!answer.ok) {
      throw new Error("not signed in");
    }
    if (watch.ended) {
      await renewToken();
    }
    watch.ended = false;
    watch.body.classList.remove("app-locked");
    close(watch);
  } catch (error) {
    trouble(watch);
  }
}

function trouble(watch) {
  const line = watch.dialog && watch.dialog.querySelector("[data-trouble]");
  if (line) {
    line.textContent = words(watch.body, "not-yet", "That did not work. Check your connection and that you have signed in, then try again.");
  }
}

function open(watch, { title, text, actions }) {
  close(watch);
  watch.dialog = make("dialog", { class: "app-dialog", "aria-labelledby": "app-dialog-title", "aria-describedby": "app-dialog-text" },
    make("h2", { class: "govuk-heading-m", id: "app-dialog-title" }, title),
    make("p", { class: "govuk-body", id: "app-dialog-text" }, text),
    make("p", { class: "govuk-body", role: "status", "data-trouble": "" }),
    make("div", { class: "govuk-button-group" }, ...actions));
  watch.dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    if (!watch.ended) {
      carryOn(watch);
    }
  });
  watch.body.append(watch.dialog);
  watch.dialog.showModal();
}

function close(watch) {
  if (watch.dialog) {
    watch.dialog.close();
    watch.dialog.remove();
    watch.dialog = null;
  }
}

function button(text, act, extra = "") {
  const element = make("button", { type: "button", class: `govuk-button ${extra}`.trim() }, text);
  element.addEventListener("click", act);
  return element;
}
