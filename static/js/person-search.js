import { make, post, words } from "./page.js";

const PAUSE = 250;
const LEAST = 2;
let count = 0;

// data-person-search on a text input: offers people of the school as one types. The name goes in
// the body of a POST, never in an address. Typing on without choosing keeps the words as typed.
export function personSearch(scope) {
  scope.querySelectorAll("input[data-person-search]").forEach((input) => {
    if (!input.dataset.personSearchReady) {
      input.dataset.personSearchReady = "yes";
      new PersonSearch(input);
    }
  });
}

class PersonSearch {
  constructor(input) {
    count += 1;
    this.input = input;
    this.options = [];
    this.active = -1;
    this.listId = `person-search-${count}`;
    this.build();
    input.addEventListener("input", () => this.typed());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
  }

  build() {
    const { input, listId } = this;
    Object.entries({
      role: "combobox", autocomplete: "off", "aria-autocomplete": "list",
      "aria-expanded": "false", "aria-controls": listId,
    }).forEach(([name, value]) => input.setAttribute(name, value));
    this.wrap = make("div", { class: "app-search" });
    input.before(this.wrap);
    this.list = make("ul", { class: "app-search__list", id: listId, role: "listbox", "aria-label": words(input, "found", "People found") });
    this.list.hidden = true;
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.status = make("p", { class: "app-search__status", role: "status" });
    this.wrap.append(input, this.list);
    this.wrap.after(this.status);
    this.wrap.classList.toggle("app-search--chosen", Boolean(this.target && this.target.value));
  }

  get target() {
    const { form, dataset } = this.input;
    const found = form && dataset.target ? form.elements.namedItem(dataset.target) : null;
    return found && "value" in found ? found : null;
  }

  get kind() {
    const { form, dataset } = this.input;
    const field = form && dataset.kindFrom ? form.elements.namedItem(dataset.kindFrom) : null;
    return (field && field.value) || dataset.kind || "";
  }

  typed() {
    this.choose(null);
    clearTimeout(this.timer);
    if (this.input.value.trim().length < LEAST) {
      this.close();
      this.status.textContent = "";
      return;
    }
    this.timer = setTimeout(() => this.search(), PAUSE);
  }

  async search() {
    if (this.request) {
      this.request.abort();
    }
    const request = new AbortController();
    this.request = request;
    const body = new URLSearchParams({ q: this.input.value.trim(), kind: this.kind });
    try {
      const answer = await post(this.input.dataset.searchUrl, body, { form: this.input.form, signal: request.signal });
      if (!answer.ok) {
        throw new Error("no answer");
      }
      this.show((await answer.json()).results || []);
    } catch (error) {
      if (!request.signal.aborted) {
        this.close();
        this.status.textContent = words(this.input, "unreachable", "The search cannot be reached. Type the full name.");
      }
    }
  }

  show(results) {
    this.options = results;
    this.active = -1;
    this.list.replaceChildren(...results.map((person, index) => this.option(person, index)));
    const open = results.length > 0 && document.activeElement === this.input;
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    this.input.removeAttribute("aria-activedescendant");
    this.status.textContent = this.counted(results.length);
  }

  counted(number) {
    if (number === 0) {
      return words(this.input, "nobody", "No one found. You can leave the name as you typed it.");
    }
    return number === 1
      ? words(this.input, "one", "1 person found. Use the arrow keys to choose.")
      : words(this.input, "many", "%d people found. Use the arrow keys to choose.").replace("%d", String(number));
  }

  option(person, index) {
    const item = make("li", { class: "app-search__option", role: "option", id: `${this.listId}-${index}`, "aria-selected": "false" }, person.label);
    if (person.detail) {
      item.append(make("span", { class: "app-search__detail" }, person.detail));
    }
    item.addEventListener("click", () => this.choose(person));
    return item;
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.options.length) {
      event.preventDefault();
      this.open();
      const from = this.active < 0 && step < 0 ? 0 : this.active; // up, first: the last one
      this.move((from + step + this.options.length) % this.options.length);
    } else if (event.key === "Enter" && !this.list.hidden && this.active >= 0) {
      event.preventDefault();
      this.choose(this.options[this.active]);
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.close();
    } else if (event.key === "Tab" && !this.list.hidden && this.active >= 0) {
      this.choose(this.options[this.active]);
    }
  }

  move(index) {
    this.active = index;
    [...this.list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === index)));
    const item = this.list.children[index];
    this.input.setAttribute("aria-activedescendant", item.id);
    item.scrollIntoView({ block: "nearest" });
  }

  // A person, or null when the words no longer stand for the one chosen before.
  choose(person) {
    if (person) {
      this.input.value = person.label;
      this.status.textContent = person.detail ? `${person.label}, ${person.detail}` : person.label;
      this.close();
    }
    const target = this.target;
    if (target) {
      target.value = person ? person.id : "";
    }
    this.wrap.classList.toggle("app-search--chosen", Boolean(person));
    if (person) {
      this.input.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  open() {
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
  }

  close() {
    this.list.hidden = true;
    this.active = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}
