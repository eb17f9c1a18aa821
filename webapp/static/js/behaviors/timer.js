/*
 * The countdown. It is set by the server with every save, every minute, and whenever the page becomes visible or the
 * machine has slept; the server alone decides that time is over. It speaks at 50, 25, 10, 5 and 1 per cent of the whole
 * time and on a key; with data-quiet on the key alone.
 */
import { ask, countdown, format, spoken } from "../countdown.js";

const RESYNC = 60_000;
const ASK_AGAIN = 5000;
const GRANTED = 30_000; /* more than clocks drift: somebody has added time */
const THRESHOLDS = [50, 25, 10, 5, 1];
const HIDDEN = "gantry:time-hidden";

export function mount(element) {
  const part = (name) => element.querySelector(`[data-${name}]`);
  let total = Number(element.dataset.total);
  const time = countdown(Number(element.dataset.milliseconds));
  const passed = (left) => THRESHOLDS.filter((share) => left <= (total * share) / 100).length;
  let announced = passed(time.left());
  let untimed = false;
  let asked = -ASK_AGAIN;

  function draw() {
    if (untimed) return;
    const now = Math.max(0, time.left());
    part("clock").textContent = format(now);
    element.setAttribute("aria-label", `Time left: ${spoken(now)}`);
    if (passed(now) > announced) announce(now);
    if (time.hasJumped() || (now === 0 && performance.now() - asked > ASK_AGAIN)) resync();
  }

  function announce(now) {
    announced = passed(now);
    if (!("quiet" in element.dataset)) say(`${spoken(now)} left, ${THRESHOLDS[announced - 1]} per cent of the time.`);
  }

  function say(words) {
    part("live").textContent = "";
    requestAnimationFrame(() => (part("live").textContent = words));
  }

  async function resync() {
    asked = performance.now();
    const said = await ask(element.dataset.state);
    if (!said) return;
    take(said);
    if (said.over) over();
  }

  /* Time that was granted meanwhile is said once, and thresholds it lies above may come again. */
  function take({ left, total: whole, resting }) {
    if (left === undefined || resting) return;
    if (left - time.left() > GRANTED && !whole) resync();
    untimed = left === null;
    if (untimed) {
      part("clock").textContent = "No limit";
      return element.setAttribute("aria-label", "No time limit");
    }
    time.set(left);
    announced = Math.min(announced, passed(left));
    if (!whole || whole <= total) return;
    part("note").textContent = `${spoken(whole - total)} were added to your time.`;
    part("note").hidden = false;
    say(part("note").textContent);
    total = whole;
  }

  function over() {
    const detail = { href: element.dataset.result };
    if (document.dispatchEvent(new CustomEvent("timer:over", { cancelable: true, detail }))) location.assign(detail.href);
  }

  function show(hidden) {
    part("clock").hidden = hidden;
    part("toggle").textContent = hidden ? "Show time" : "Hide time";
    part("toggle").setAttribute("aria-expanded", String(!hidden));
    remember(hidden);
  }

  part("toggle").hidden = false;
  show(remembered());
  part("toggle").addEventListener("click", () => show(!part("clock").hidden));
  element.addEventListener("timer:read", () => say(untimed ? "There is no time limit." : `${spoken(Math.max(0, time.left()))} left.`));
  document.addEventListener("autosave:saved", ({ detail }) => take(detail));
  document.addEventListener("visibilitychange", () => document.hidden || resync());
  setInterval(draw, 1000);
  setInterval(resync, RESYNC);
}

function remember(hidden) {
  try {
    localStorage.setItem(HIDDEN, hidden ? "1" : "0");
  } catch {
    /* not kept: it is shown again on the next page */
  }
}

function remembered() {
  try {
    return localStorage.getItem(HIDDEN) === "1";
  } catch {
    return false;
  }
}
