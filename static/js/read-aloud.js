// data-read-aloud="#id": a button, hidden in the page, that has the browser say each data-aloud
// inside that element, one after the other. Pressed again (its words are then data-stop) it stops.
export function readAloud(scope) {
  const voice = window.speechSynthesis;
  if (!voice || !window.SpeechSynthesisUtterance) {
    return;
  }
  scope.querySelectorAll("button[data-read-aloud]").forEach((button) => {
    const words = button.textContent;
    const lines = () => [...document.querySelectorAll(`${button.dataset.readAloud} [data-aloud]`)];
    let turn = 0;

    function rest() {
      turn += 1;
      voice.cancel();
      button.textContent = words;
      lines().forEach((line) => line.classList.remove("app-aloud"));
    }

    function say(rows, mine) {
      const [line, ...others] = rows;
      if (mine !== turn) {
        return;
      }
      lines().forEach((other) => other.classList.toggle("app-aloud", other === line));
      if (!line) {
        rest();
        return;
      }
      const spoken = new SpeechSynthesisUtterance(line.textContent.trim());
      spoken.lang = "en-GB";
      spoken.rate = 0.85;
      spoken.onend = () => say(others, mine);
      spoken.onerror = () => { if (mine === turn) { rest(); } };
      voice.speak(spoken);
    }

    button.hidden = false;
    button.addEventListener("click", () => {
      const wasReading = button.textContent === button.dataset.stop;
      rest();
      if (!wasReading) {
        button.textContent = button.dataset.stop;
        say(lines(), turn);
      }
    });
    window.addEventListener("pagehide", rest);
  });
}
