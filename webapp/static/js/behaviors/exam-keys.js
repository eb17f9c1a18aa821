/* Keys of the exam room: 1 to 9 choose, F flag, N and P move, R overview, T read the time, ? all keys. */

export function mount(form) {
  const dialog = document.querySelector("dialog[data-keys]");
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || dialog?.open) return;
    if (event.target.closest("input[type=text], textarea, select")) return;
    if (act(form, dialog, event.key.toLowerCase())) event.preventDefault();
  });
  document.querySelector("[data-open-keys]")?.addEventListener("click", () => dialog.showModal());
}

function act(form, dialog, key) {
  if (/^[1-9]$/.test(key)) return choose(form, Number(key) - 1);
  if (key === "f") return press(form, "flag");
  if (key === "n") return press(form, "next");
  if (key === "p") return press(form, "previous");
  if (key === "r") return press(form, "overview");
  if (key === "t") return readTime();
  if (key === "?") return dialog.showModal() ?? true;
  return false;
}

function choose(form, index) {
  const box = form.querySelectorAll("[name=choice]")[index];
  if (!box) return false;
  box.click();
  box.focus();
  return true;
}

function press(form, move) {
  const button = document.querySelector(`button[form="${form.id}"][value="${move}"]`);
  button?.click();
  return Boolean(button);
}

function readTime() {
  document.querySelector("[data-behavior~=timer]")?.dispatchEvent(new CustomEvent("timer:read"));
  return true;
}
