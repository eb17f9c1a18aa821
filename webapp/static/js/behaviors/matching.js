/*
 * Entries that are matched: dragged onto their place, or picked up by a tap and put down by a second one. The list beside
 * each place holds the answer, and is the way for keyboard and screen reader.
 */
import { drags } from "../drag.js";

export function mount(group) {
  const form = group.closest("form");
  const live = group.querySelector("[data-live]");
  const rows = [...group.querySelectorAll(".match-row")];
  const tiles = [...group.querySelectorAll(".tile")];
  let picked = null;

  group.classList.add("is-live");
  group.querySelector("[data-hint]").hidden = false;
  group.addEventListener("change", draw);
  form.addEventListener("answer:filled", draw);
  draw();

  group.addEventListener("click", ({ target }) => {
    const tile = target.closest(".tile");
    if (tile) return pick(tile === picked ? null : tile);
    const row = target.closest(".match-row");
    if (row && picked && target.tagName !== "SELECT") put(picked, row);
  });
  document.addEventListener("keydown", ({ key }) => key === "Escape" && pick(null));

  drags(group.querySelector(".tiles"), {
    from: (target, { pointerType }) => (pointerType === "mouse" || target.closest(".opt-key") ? target.closest(".tile") : null),
    moved: (tile, event, start) => {
      tile.style.translate = `${event.clientX - start.clientX}px ${event.clientY - start.clientY}px`;
      const over = rowAt(event);
      for (const row of rows) row.classList.toggle("is-over", row === over);
    },
    dropped: (tile, event) => {
      tile.style.translate = "";
      for (const row of rows) row.classList.remove("is-over");
      const row = event && rowAt(event);
      if (row) put(tile, row);
    },
  });

  /* The tile itself is under the pointer, and rows may be covered by it: their boxes say. */
  function rowAt({ clientX, clientY }) {
    return rows.find((row) => {
      const box = row.getBoundingClientRect();
      return clientX >= box.left && clientX <= box.right && clientY >= box.top && clientY <= box.bottom;
    });
  }

  function pick(tile) {
    picked = tile;
    for (const each of tiles) each.classList.toggle("is-picked", each === tile);
    group.classList.toggle("is-placing", Boolean(tile));
  }

  function put(tile, row) {
    row.querySelector("select").value = tile.dataset.letter;
    live.textContent = `${tile.querySelector(".opt-key").textContent} is matched with: ${row.querySelector(".match-left").textContent}`;
    pick(null);
    row.querySelector("select").dispatchEvent(new Event("change", { bubbles: true }));
  }

  function draw() {
    const used = new Set(rows.map((row) => row.querySelector("select").value));
    for (const tile of tiles) tile.classList.toggle("is-used", used.has(tile.dataset.letter));
    for (const row of rows) row.classList.toggle("is-filled", row.querySelector("select").value !== "");
  }
}
