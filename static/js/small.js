// data-js-only: of use only with this file, so hidden in the page and shown here.
export function showJsOnly(scope) {
  scope.querySelectorAll("[data-js-only]").forEach((element) => { element.hidden = false; });
}

// details[data-collapse-small]: open in the page; folded on a phone unless something is chosen in it.
export function collapseSmall(scope) {
  const small = window.matchMedia("(max-width: 899px)").matches;
  scope.querySelectorAll("details[data-collapse-small]").forEach((element) => {
    if (small && element.dataset.collapseSmall !== "keep") {
      element.open = false;
    }
  });
}

// data-select-all="name": ticks or clears every box of that name in the same form.
export function selectAll(scope) {
  scope.querySelectorAll("input[data-select-all]").forEach((box) => {
    const others = () => [...box.form.querySelectorAll(`input[type=checkbox][name="${box.dataset.selectAll}"]`)];
    const follow = () => {
      const ticked = others().filter((other) => other.checked).length;
      box.checked = ticked > 0 && ticked === others().length;
      box.indeterminate = ticked > 0 && !box.checked;
    };
    box.addEventListener("change", () => others().forEach((other) => {
      if (other.checked !== box.checked && !other.disabled) {
        other.checked = box.checked;
        other.dispatchEvent(new Event("change", { bubbles: true }));
      }
    }));
    box.form.addEventListener("change", follow);
    follow();
  });
}

// data-print: a button, hidden in the page, that prints it.
export function printButtons(scope) {
  scope.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
}
