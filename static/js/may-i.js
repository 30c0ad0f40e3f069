// data-may-i="id of the list": shows the answers that the words typed so far speak of, by the rule
// of policies/asking.py. Nothing that is typed leaves the page. Without this file the form is sent.
export function mayI(scope) {
  scope.querySelectorAll("form[data-may-i]").forEach((form) => {
    const rows = [...document.getElementById(form.dataset.mayI).children];
    const count = document.querySelector("[data-may-i-count]");
    const skipped = new Set(form.dataset.skipped.split(" "));
    const show = () => narrow(rows, asked(form.elements.words.value, skipped), count);
    form.addEventListener("input", show);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      show();
    });
    window.addEventListener("pageshow", show);
  });
}

function narrow(rows, words, count) {
  const scores = rows.map((row) => score(words, row.dataset.known.split(" ")));
  const best = Math.max(0, ...scores);
  const found = scores.map((one) => !words.length || (best > 0 && one === best));
  rows.forEach((row, place) => { row.hidden = !found[place]; });
  const number = found.filter(Boolean).length;
  const said = { 0: count.dataset.none, 1: count.dataset.one }[number] || count.dataset.many;
  count.textContent = said.replace("{number}", number);
}

function asked(question, skipped) {
  const words = question.toLowerCase().replace(/['’]/g, "").match(/[\p{L}\p{N}]+/gu) || [];
  return [...new Set(words)].filter((word) => !skipped.has(word));
}

function score(words, tokens) {
  return words.filter((word) => tokens.includes(stem(word)) || tokens.some((token) => token.startsWith(word))).length;
}

function stem(word) {
  let short = word.replace(/(?:ings?|ers?|ed|es|s|e)$/, "");
  if (short.length > 3 && short[short.length - 1] === short[short.length - 2]) {
    short = short.slice(0, -1);
  }
  return short === word || short.length < 3 ? word : stem(short);
}
