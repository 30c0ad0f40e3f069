const EACH = 1000;
const SLOWEST = 10000;
const UNDER_WAY = ["waiting", "running", "retrying"];

// data-poll-url: follows a job. Reads {"state", "percent", "words"} and loads the page again when
// the state says it is no longer under way. Without this file the page has a Refresh link.
// data-poll-each: milliseconds between two looks, where a second is too often.
export function poll(scope) {
  scope.querySelectorAll("[data-poll-url]").forEach((element) => ask(element, each(element)));
}

function each(element) {
  return Number(element.dataset.pollEach) || EACH;
}

function ask(element, wait) {
  setTimeout(async () => {
    try {
      const answer = await fetch(element.dataset.pollUrl, { credentials: "same-origin", redirect: "manual", headers: { Accept: "application/json" } });
      if (!answer.ok) {
        throw new Error("no answer");
      }
      const job = await answer.json();
      show(element, job);
      if (!UNDER_WAY.includes(job.state)) {
        location.reload();
        return;
      }
      ask(element, each(element));
    } catch (error) {
      ask(element, Math.min(wait * 2, Math.max(SLOWEST, each(element))));
    }
  }, wait);
}

function show(element, job) {
  const bar = element.querySelector("progress");
  const line = element.querySelector("[data-poll-words]");
  if (bar && Number.isFinite(job.percent)) {
    bar.value = job.percent;
  }
  if (line && job.words && line.textContent !== job.words) {
    line.textContent = job.words;
  }
}
