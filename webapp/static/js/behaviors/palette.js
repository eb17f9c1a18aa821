/* Keeps the palette's present square in step with what was saved on this page. */

export function mount(palette) {
  const cell = palette.querySelector("[aria-current]");
  document.addEventListener("autosave:saved", ({ detail: { answered, begun, flagged } }) => {
    if (!cell) return;
    cell.classList.toggle("a", answered);
    cell.classList.toggle("f", flagged);
    const words = [cell.textContent.trim(), answered ? "answered" : begun ? "begun" : "open", flagged ? "flagged" : ""];
    cell.setAttribute("aria-label", words.filter(Boolean).join(", "));
    count(palette);
  });
}

function count(palette) {
  const all = palette.children.length;
  const answered = palette.querySelectorAll(".a").length;
  document.querySelector("[data-answered]").textContent = `${answered} of ${all} answered`;
  document.querySelector("[data-flags]").textContent = palette.querySelectorAll(".f").length;
}
