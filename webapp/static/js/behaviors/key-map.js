/* The map of keys. Whoever needs single keys for something else switches them off here, for this device. */
const OFF = "gantry:keys-off";

export function mount(dialog) {
  const box = dialog.querySelector("[data-keys-off]");
  box.checked = areOff();
  box.addEventListener("change", () => {
    try {
      localStorage.setItem(OFF, box.checked ? "1" : "0");
    } catch {
      /* not kept: it holds for this page */
    }
    document.documentElement.toggleAttribute("data-keys-off", box.checked);
  });
  document.documentElement.toggleAttribute("data-keys-off", box.checked);
}

function areOff() {
  try {
    return localStorage.getItem(OFF) === "1";
  } catch {
    return false;
  }
}
