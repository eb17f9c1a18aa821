/* Strikes options out. A struck option can still be read and still be chosen; the letters stand in the form's field. */

export function mount(list) {
  const form = list.closest("form");
  const field = form.elements.struck;
  const buttons = [...list.querySelectorAll("[data-strike]")];

  list.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-strike]");
    if (!button) return;
    draw(button, button.getAttribute("aria-pressed") !== "true");
    if (!field) return;
    field.value = buttons.filter(isStruck).map((each) => each.dataset.strike).sort().join("");
    form.dispatchEvent(new Event("change", { bubbles: true }));
  });
  form.addEventListener("answer:filled", () => {
    for (const button of buttons) draw(button, field.value.includes(button.dataset.strike));
  });
  for (const button of buttons) button.hidden = false;
}

const isStruck = (button) => button.getAttribute("aria-pressed") === "true";
const draw = (button, struck) => button.setAttribute("aria-pressed", String(struck));
