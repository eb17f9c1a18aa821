/* What floats over the room: opened and closed by a button or a key, closed by Escape; the focus goes back where it was. */
const opener = (panel) => document.querySelector(`[data-opens="${panel.id}"]`);
const isOpen = (panel) => (panel.tagName === "DETAILS" ? panel.open : !panel.hidden);

export function turn(id) {
  const panel = document.getElementById(id);
  if (!panel) return false;
  if (isOpen(panel)) close(panel);
  else open(panel);
  return true;
}

function open(panel) {
  if (panel.tagName === "DETAILS") panel.open = true;
  else panel.hidden = false;
  opener(panel)?.setAttribute("aria-expanded", "true");
  panel.querySelector("textarea, [data-display]")?.focus();
}

export function close(panel) {
  if (!isOpen(panel)) return;
  const inside = panel.contains(document.activeElement);
  if (panel.tagName === "DETAILS") panel.open = false;
  else panel.hidden = true;
  opener(panel)?.setAttribute("aria-expanded", "false");
  if (inside) opener(panel)?.focus();
}
