/* Time as a clock shows it, and as it is said. */
export function format(milliseconds) {
  const seconds = Math.ceil(milliseconds / 1000);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (number) => String(number).padStart(2, "0");
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

export function spoken(milliseconds) {
  const minutes = Math.floor(milliseconds / 60_000);
  const hours = Math.floor(minutes / 60);
  const count = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;
  if (hours) return [count(hours, "hour"), minutes % 60 ? count(minutes % 60, "minute") : ""].filter(Boolean).join(" ");
  return minutes ? count(minutes, "minute") : count(Math.ceil(milliseconds / 1000), "second");
}

/*
 * What is left, measured by the page's own monotonic clock from what the server said last; the machine's clock is never
 * believed. Where it runs apart from the monotonic one, the machine has slept or was set: `hasJumped` says so once.
 */
export function countdown(milliseconds) {
  let left = milliseconds;
  let since = performance.now();
  let wall = Date.now();
  return {
    set(now) {
      [left, since, wall] = [now, performance.now(), Date.now()];
    },
    left: () => left - (performance.now() - since),
    hasJumped() {
      const apart = Math.abs(Date.now() - wall - (performance.now() - since)) > 5000;
      if (apart) wall = Date.now() - (performance.now() - since);
      return apart;
    },
  };
}

/* What the server says of the time now, or null when the line is down. */
export async function ask(url) {
  try {
    const response = await fetch(url, { headers: { Accept: "application/json" } });
    const said = await response.json();
    return response.ok && typeof said === "object" ? { ...said, left: "left" in said ? said.left : said.milliseconds } : null;
  } catch {
    return null;
  }
}
