/* The bar of tools: shows itself, and opens what floats. */
import { close, turn } from "../panels.js";

export function mount(bar) {
  bar.hidden = false;
  for (const button of bar.querySelectorAll("[data-opens]")) {
    const panel = document.getElementById(button.dataset.opens);
    button.hidden = !panel;
    if (panel) floats(panel);
    button.addEventListener("click", () => turn(button.dataset.opens));
  }
  for (const button of bar.querySelectorAll("[data-opens-dialog]")) {
    button.addEventListener("click", () => document.getElementById(button.dataset.opensDialog).showModal());
  }
}

function floats(panel) {
  panel.classList.add("panel", panel.tagName === "DETAILS" ? "on-left" : "on-right");
  panel.querySelector("[data-close]").addEventListener("click", () => close(panel));
  panel.querySelector("[data-aside]").addEventListener("click", () => {
    for (const side of ["on-left", "on-right"]) panel.classList.toggle(side);
  });
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close(panel);
  });
}
