import { announce, words } from "./page.js";

// data-add-row="people" with <template data-row-template="people">, [data-rows="people"] and the
// formset's people-TOTAL_FORMS: another block without a round trip. data-remove-row takes one away.
export function repeatRows(page, enhance) {
  page.addEventListener("click", (event) => {
    const add = event.target.closest("[data-add-row]");
    const remove = event.target.closest("[data-remove-row]");
    if (add && addRow(add.dataset.addRow, enhance)) {
      event.preventDefault();
    } else if (remove && removeRow(remove)) {
      event.preventDefault();
    }
  });
}

function addRow(prefix, enhance) {
  const template = document.querySelector(`template[data-row-template="${prefix}"]`);
  const rows = document.querySelector(`[data-rows="${prefix}"]`);
  const total = document.querySelector(`[name="${prefix}-TOTAL_FORMS"]`);
  if (!template || !rows || !total) {
    return false;
  }
  const holder = document.createElement("template");
  holder.innerHTML = template.innerHTML.split("__prefix__").join(total.value);
  const row = holder.content.querySelector("[data-row]") || holder.content.firstElementChild;
  total.value = String(Number(total.value) + 1);
  rows.append(holder.content);
  enhance(row);
  renumber(rows);
  const first = row.querySelector("input:not([type=hidden]), select, textarea");
  if (first) {
    first.focus();
  }
  touch(rows);
  return true;
}

// The numbers of a formset may have gaps, so a new row is emptied and taken out; a saved one is
// ticked for deletion and hidden.
function removeRow(button) {
  const row = button.closest("[data-row]");
  if (!row) {
    return false;
  }
  const rows = row.parentElement;
  const next = row.nextElementSibling || row.previousElementSibling;
  const tick = row.querySelector("input[name$='-DELETE']");
  if (tick) {
    tick.checked = true;
    tick.value = "on";
    row.hidden = true;
  } else {
    row.remove();
  }
  renumber(rows);
  announce(words(rows, "removed", "Removed."));
  const target = next && !next.hidden && next.querySelector("input:not([type=hidden]), select, textarea, button");
  (target || document.querySelector(`[data-add-row="${rows.dataset.rows}"]`) || document.body).focus();
  touch(rows);
  return true;
}

// [data-row-number] inside a row shows its place among those that are left.
function renumber(rows) {
  [...rows.children].filter((row) => !row.hidden).forEach((row, index) => {
    row.querySelectorAll("[data-row-number]").forEach((element) => { element.textContent = String(index + 1); });
  });
}

function touch(rows) {
  rows.dispatchEvent(new Event("change", { bubbles: true }));
}
