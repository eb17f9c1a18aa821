/*
 * The countdown. Client and server clocks are not synchronised, so only differences are used: the server says how
 * many milliseconds are left, this page measures its own elapsed time by a monotonic clock, and asks again every
 * minute and whenever the page becomes visible. The server alone decides that time is over.
 */
const RESYNC = 60_000;
const THRESHOLDS = [30, 10, 5, 1].map((minutes) => minutes * 60_000);
const HIDDEN = "gantry:time-hidden";

export function mount(element) {
  const clock = element.querySelector("[data-clock]");
  const live = element.querySelector("[data-live]");
  const toggle = element.querySelector("[data-toggle]");
  let left = Number(element.dataset.milliseconds);
  let since = performance.now();
  let announced = THRESHOLDS.filter((limit) => left <= limit).length;

  const remaining = () => Math.max(0, left - (performance.now() - since));

  function draw() {
    const now = remaining();
    clock.textContent = format(now);
    element.setAttribute("aria-label", `Time left: ${spoken(now)}`);
    while (announced < THRESHOLDS.length && now <= THRESHOLDS[announced]) {
      live.textContent = `${spoken(THRESHOLDS[announced])} left`;
      announced += 1;
    }
    if (now === 0) resync();
  }

  async function resync() {
    try {
      const response = await fetch(element.dataset.state, { headers: { Accept: "application/json" } });
      const state = await response.json();
      if (typeof state.milliseconds !== "number") return;
      left = state.milliseconds;
      since = performance.now();
      if (state.over) location.assign(element.dataset.result);
    } catch {
      /* The line is down: the page goes on by its own measure and asks again. */
    }
  }

  function show(hidden) {
    clock.hidden = hidden;
    toggle.textContent = hidden ? "Show time" : "Hide time";
    toggle.setAttribute("aria-expanded", String(!hidden));
  }

  toggle.hidden = false;
  show(localStorage.getItem(HIDDEN) === "1");
  toggle.addEventListener("click", () => {
    const hidden = !clock.hidden;
    localStorage.setItem(HIDDEN, hidden ? "1" : "0");
    show(hidden);
  });
  element.addEventListener("timer:read", () => {
    live.textContent = "";
    requestAnimationFrame(() => (live.textContent = `${spoken(remaining())} left`));
  });
  document.addEventListener("visibilitychange", () => document.hidden || resync());
  setInterval(draw, 1000);
  setInterval(resync, RESYNC);
}

function format(milliseconds) {
  const seconds = Math.ceil(milliseconds / 1000);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (number) => String(number).padStart(2, "0");
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

function spoken(milliseconds) {
  const minutes = Math.floor(milliseconds / 60_000);
  if (minutes) return minutes === 1 ? "1 minute" : `${minutes} minutes`;
  return `${Math.ceil(milliseconds / 1000)} seconds`;
}
