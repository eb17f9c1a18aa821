/* More contrast than usual, kept on this device. */
import { prefer } from "../preference.js";

export function mount(button) {
  const isMore = () => document.documentElement.dataset.contrast === "more";

  button.addEventListener("click", () => {
    prefer("contrast", isMore() ? "" : "more");
    button.setAttribute("aria-pressed", String(isMore()));
  });
  button.setAttribute("aria-pressed", String(isMore()));
}
