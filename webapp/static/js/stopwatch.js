/* Seconds for which this page was before somebody's eyes, on top of those of earlier visits. */
export function stopwatch(earlier) {
  let before = earlier * 1000;
  let since = document.hidden ? null : performance.now();
  const milliseconds = () => before + (since === null ? 0 : performance.now() - since);

  document.addEventListener("visibilitychange", () => {
    before = milliseconds();
    since = document.hidden ? null : performance.now();
  });
  return { seconds: () => Math.min(86_400, Math.round(milliseconds() / 1000)) };
}
