/* The clock of a break. It says when a minute is left and when the break is over; from then on the exam's time runs. */
import { ask, countdown, format, spoken } from "../countdown.js";

const MINUTE = 60_000;

export function mount(element) {
  const part = (name) => element.querySelector(`[data-${name}]`);
  const time = countdown(Number(element.dataset.milliseconds));
  let said = time.left() <= MINUTE ? 1 : 0;

  function draw() {
    const left = time.left();
    const over = left <= 0;
    part("clock").textContent = format(Math.abs(over ? Math.ceil(left / 1000) * 1000 : left));
    part("words").textContent = over
      ? "The break is over: the exam’s time is running, and this is how much of it has gone."
      : "The exam’s clock stands still.";
    element.setAttribute("aria-label", over ? `The break has been over for ${spoken(-left)}` : `Left of the break: ${spoken(left)}`);
    element.classList.toggle("is-over", over);
    if (said < 1 && left <= MINUTE && !over) tell(1, "One minute of the break is left.");
    if (said < 2 && over) tell(2, "The break is over. The exam’s time is running.");
    if (time.hasJumped()) resync();
  }

  function tell(step, words) {
    said = step;
    if (!("quiet" in element.dataset)) part("live").textContent = words;
  }

  async function resync() {
    const now = await ask(element.dataset.state);
    if (now?.resting === false) location.reload(); /* it was ended elsewhere */
    else if (typeof now?.left === "number") time.set(now.left);
  }

  element.addEventListener("timer:read", () => (part("live").textContent = element.getAttribute("aria-label")));
  document.addEventListener("visibilitychange", () => document.hidden || resync());
  setInterval(draw, 1000);
  draw();
}
