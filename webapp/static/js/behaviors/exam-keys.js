/* Keys of the exam room; the map under "?" lists them. Whoever writes, or has switched them off, is left alone. */
import { turn } from "../panels.js";

const MOVES = { f: "flag", n: "next", p: "previous", r: "overview", u: "pause" };
const WRITES = "input:not([type=radio], [type=checkbox]), textarea, select, .panel, dialog";

export function mount(form) {
  let striking = false;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest(WRITES) || document.querySelector("dialog[open]")) return;
    const key = event.key.toLowerCase();
    if (key !== "?" && document.documentElement.hasAttribute("data-keys-off")) return;
    const digit = /^(?:Digit|Numpad)([1-8])$/.exec(event.code)?.[1];
    if (key === "x") striking = true;
    else if (digit) {
      if (number(form, Number(digit) - 1, striking || event.shiftKey)) event.preventDefault();
      striking = false;
    } else if (key !== "shift") {
      striking = false;
      if (act(form, key)) event.preventDefault();
    }
  });
}

function number(form, index, strikes) {
  if (strikes) return pressed(form.querySelectorAll("[data-strike]")[index]);
  const box = form.querySelectorAll("[name=choice]")[index];
  box?.focus();
  return pressed(box);
}

function act(form, key) {
  if (key in MOVES) return move(form, MOVES[key]);
  if (key === "k") return turn("calculator");
  if (key === "o") return turn("notes");
  if (key === "h") return form.querySelector("[data-behavior~=highlight]")?.dispatchEvent(new CustomEvent("highlight:turn"));
  if (key === "t") return clock()?.dispatchEvent(new CustomEvent("timer:read"));
  if (key === "v") return pressed(clock()?.querySelector("[data-toggle]"));
  if (key === "?") return document.getElementById("keys").showModal() ?? true;
  return false;
}

const clock = () => document.querySelector("[data-behavior~=timer]");
const move = (form, name) => pressed(document.querySelector(`button[form="${form.id}"][value="${name}"], [data-move="${name}"].btn`));

function pressed(control) {
  control?.click();
  return Boolean(control);
}
