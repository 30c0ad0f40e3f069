import { announce } from "./page.js";

// data-reveal-on="value,value": shown while a ticked box, radio or chosen option of the same form
// has one of the values (data-reveal-name limits it to one field). Without this file it is shown.
export function revealSections(page) {
  const sections = [...page.querySelectorAll("[data-reveal-on]")];
  if (!sections.length) {
    return;
  }
  sections.forEach((section) => update(section, false));
  page.addEventListener("change", (event) => {
    const form = event.target.form || event.target.closest("form");
    page.querySelectorAll("[data-reveal-on]").forEach((section) => formOf(section) === form && update(section, true));
  });
}

function formOf(section) {
  return section.dataset.revealForm ? document.getElementById(section.dataset.revealForm) : section.closest("form");
}

function update(section, aloud) {
  const form = formOf(section);
  const wanted = section.dataset.revealOn.split(",").map((value) => value.trim());
  const name = section.dataset.revealName;
  const chosen = form ? [...form.querySelectorAll("input:checked, option:checked")] : [];
  const show = chosen.some((element) => wanted.includes(element.value) && (!name || (element.name || element.closest("select").name) === name));
  const appears = show && section.hidden;
  section.hidden = !show;
  if (appears && aloud) {
    const heading = section.querySelector("h2, h3, h4, legend, label");
    announce(section.dataset.revealWords || (heading ? heading.textContent.trim() : ""));
  }
}
