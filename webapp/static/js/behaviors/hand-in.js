/*
 * Closing a section or handing in: what earlier pages of this attempt could not send goes first. What still cannot be
 * sent is named, and pressing once more closes without it.
 */
import { entries } from "../journal.js";
import { sweep } from "../sweep.js";

const WARNED = 30_000;

export function mount(form) {
  const { attempt } = form.dataset;
  const words = form.querySelector("[data-unsent-words]");
  const unsent = () => entries(attempt).filter(([, entry]) => !entry.refused);
  let pressed = false;
  let warned = false;
  let early = unsent().length ? sweep(attempt) : null;

  early?.then((news) => {
    early = null;
    if (news.length && !pressed) location.reload(); /* what is counted on this page was counted before */
  });

  form.addEventListener("submit", (event) => {
    if (warned || !(early || unsent().length)) return;
    event.preventDefault();
    if (!pressed) send();
    pressed = true;
  });

  async function send() {
    say("Sending what was not saved yet…");
    await early;
    await sweep(attempt);
    const left = unsent().map(([, entry]) => Number(entry.position)).sort((a, b) => a - b);
    if (!left.length) return form.submit();
    [pressed, warned] = [false, true];
    setTimeout(() => (warned = false), WARNED);
    const which = left.length === 1 ? `question ${left[0]}` : `questions ${left.join(", ")}`;
    say(`Your last answer to ${which} could not be sent and does not count yet. Try again in a moment. Pressing again at once goes on without it.`);
  }

  function say(said) {
    words.textContent = said;
    words.hidden = false;
  }
}
