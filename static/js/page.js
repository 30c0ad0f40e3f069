// Small things several parts need: posting with the page's token, and saying something aloud.

const LAST_REQUEST = "esafety-last-request";

export function token(form) {
  const field = (form || document).querySelector("[name=csrfmiddlewaretoken]")
    || document.querySelector("[name=csrfmiddlewaretoken]");
  return field ? field.value : "";
}

// Posts within the site. A redirect is not followed: it means the sign-in has ended.
export async function post(url, body, { form, headers = {}, signal } = {}) {
  const answer = await fetch(url, {
    method: "POST",
    body,
    signal,
    credentials: "same-origin",
    redirect: "manual",
    headers: { "X-CSRFToken": token(form), "X-Requested-With": "XMLHttpRequest", ...headers },
  });
  if (answer.ok) {
    noteRequest();
  }
  return answer;
}

// After signing in again elsewhere the page's token is stale: takes a new one from a fresh copy
// of this page. Answers whether there was one.
export async function renewToken() {
  const answer = await fetch(location.href, { credentials: "same-origin", redirect: "manual" });
  if (!answer.ok) {
    return false;
  }
  const fresh = token(new DOMParser().parseFromString(await answer.text(), "text/html"));
  if (fresh) {
    document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((field) => { field.value = fresh; });
  }
  return Boolean(fresh);
}

// The moment of the last request, shared by the tabs of this browser so that none warns too early.
export function noteRequest() {
  try {
    localStorage.setItem(LAST_REQUEST, String(Date.now()));
  } catch (error) {
    // Storage may be switched off; each tab then counts for itself.
  }
  noteRequest.own = Date.now();
}

export function lastRequest() {
  let shared = 0;
  try {
    shared = Number(localStorage.getItem(LAST_REQUEST)) || 0;
  } catch (error) {
    shared = 0;
  }
  return Math.max(shared, noteRequest.own || 0);
}

export function announce(words) {
  let region = document.getElementById("app-announce");
  if (!region) {
    region = make("div", { id: "app-announce", class: "govuk-visually-hidden", role: "status" });
    document.body.append(region);
  }
  region.textContent = "";
  setTimeout(() => { region.textContent = words; }, 100);
}

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  element.append(...children);
  return element;
}

// Words a template may give in the school's language, as data-words-<name>; else the English.
export function words(element, name, fallback) {
  const holder = element.closest(`[data-words-${name}]`);
  return holder ? holder.getAttribute(`data-words-${name}`) : fallback;
}

// Why a form was not sent, beside the button that was pressed; nothing of it has left the page.
export function sayUnsent(form, button, text) {
  clearUnsent(form);
  const message = make("p", { class: "app-submit-message", role: "alert", "data-submit-message": "" }, text);
  const place = button && form.contains(button) ? button : form.lastElementChild;
  place.before(message);
}

export function clearUnsent(form) {
  form.querySelectorAll("[data-submit-message]").forEach((element) => element.remove());
}

// Marks the buttons of a form while it is being sent.
export function mark(form, busy) {
  form.querySelectorAll("button:not([type=button]), input[type=submit]").forEach((button) => {
    if (busy) {
      button.setAttribute("aria-disabled", "true");
    } else {
      button.removeAttribute("aria-disabled");
    }
  });
}
