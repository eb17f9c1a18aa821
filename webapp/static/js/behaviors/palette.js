/* Keeps the palette's present square in step with what was saved on this page. */

export function mount(palette) {
  const cell = palette.querySelector("[aria-current]");
  document.addEventListener("autosave:saved", ({ detail }) => {
    const answered = detail.letters !== "";
    const flagged = detail.flagged === "1";
    cell.classList.toggle("a", answered);
    cell.classList.toggle("f", flagged);
    const words = [cell.textContent.trim(), answered ? "answered" : "open", flagged ? "flagged" : ""];
    cell.setAttribute("aria-label", words.filter(Boolean).join(", "));
    count(palette);
  });
}

function count(palette) {
  const all = palette.querySelectorAll("a").length;
  const answered = palette.querySelectorAll("a.a").length;
  document.querySelector("[data-answered]").textContent = `${answered} of ${all} answered`;
  document.querySelector("[data-flags]").textContent = palette.querySelectorAll("a.f").length;
}
