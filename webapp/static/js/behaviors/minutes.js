// Reports minutes of active reading. The page counts seconds in which it is seen and somebody scrolled, typed or pointed
// within the last minute; each sixty of them are reported once, with an id of their own. The server decides what counts.
import { newId, token } from "../wire.js";

const IDLE = 60_000;
const MINUTE = 60_000;
const TICK = 1000;
const LONGEST_TICK = 2 * TICK; // a page that slept did not see anybody read
const AGAIN = 5000;
const ACTS = ["scroll", "wheel", "pointermove", "pointerdown", "touchstart", "keydown", "input"];

export function mount(element) {
  const url = element.dataset.minutesUrl;
  if (!url) return;
  let acted = performance.now();
  let ticked = acted;
  let active = 0;
  let operation = "";

  for (const act of ACTS) {
    window.addEventListener(act, () => (acted = performance.now()), { passive: true, capture: true });
  }
  const clock = setInterval(tick, TICK);

  function tick() {
    const now = performance.now();
    const passed = Math.min(now - ticked, LONGEST_TICK);
    ticked = now;
    if (document.visibilityState !== "visible" || now - acted > IDLE) return;
    active += passed;
    if (active < MINUTE || operation) return;
    active -= MINUTE;
    operation = newId();
    report();
  }

  async function report() {
    const told = await send();
    if (told === "enough" || told === "ended") return clearInterval(clock);
    if (told === "later") return setTimeout(report, AGAIN);
    operation = "";
  }

  async function send() {
    const body = new URLSearchParams({ csrf_token: token(), op: operation });
    try {
      const response = await fetch(url, { method: "POST", body, headers: { Accept: "application/json" } });
      if (response.ok) return (await response.json()).minute;
      return response.status < 500 ? "ended" : "later";
    } catch {
      return "later";
    }
  }
}
