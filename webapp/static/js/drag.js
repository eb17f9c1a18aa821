/*
 * Dragging by pointer events, for mouse, pen and finger alike. `list` hears the pointer; `from(target)` is what may be
 * dragged, if anything; `moved(item, event)`, `dropped(item, event)` and `dropped(item, null)` for a drag that was given up.
 */
const FAR = 6;

export function drags(list, { from, moved, dropped }) {
  let item = null;
  let start = null;
  let dragging = false;

  list.addEventListener("pointerdown", (event) => {
    item = event.button ? null : from(event.target, event);
    start = event;
  });
  document.addEventListener("pointermove", (event) => {
    if (!item || event.pointerId !== start.pointerId) return;
    if (!dragging && Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) < FAR) return;
    if (!dragging) {
      dragging = true;
      list.setPointerCapture(event.pointerId);
      item.classList.add("is-dragged");
    }
    event.preventDefault();
    moved(item, event, start);
  });
  document.addEventListener("pointerup", (event) => end(event));
  document.addEventListener("pointercancel", () => end(null));
  document.addEventListener("keydown", (event) => event.key === "Escape" && dragging && end(null));
  list.addEventListener("selectstart", (event) => item && event.preventDefault());

  function end(event) {
    if (dragging) {
      item.classList.remove("is-dragged");
      dropped(item, event);
      list.addEventListener("click", swallow, { capture: true, once: true });
      setTimeout(() => list.removeEventListener("click", swallow, { capture: true }));
    }
    [item, dragging] = [null, false];
  }
}

/* The click that ends a drag is no click. */
function swallow(event) {
  event.stopPropagation();
  event.preventDefault();
}
