/* The size of the text in three steps, kept on this device. */
import { prefer } from "../preference.js";

const STEPS = ["", "2", "3"];
const WORDS = { "": "Text size: usual", 2: "Text size: larger", 3: "Text size: largest" };

export function mount(button) {
  const label = button.querySelector("[data-label]");
  const present = () => document.documentElement.dataset.text ?? "";

  button.addEventListener("click", () => {
    prefer("text", STEPS[(STEPS.indexOf(present()) + 1) % STEPS.length]);
    label.textContent = WORDS[present()];
  });
  label.textContent = WORDS[present()];
}
