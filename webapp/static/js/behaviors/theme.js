// Light or dark by hand, kept in a cookie: the server writes it into the next page. Without it, the system's.
const YEAR = 31_536_000;
const root = document.documentElement;

export function mount(button) {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
  const name = () => (button.textContent = isDark() ? "Read in light" : "Read in dark");

  button.addEventListener("click", () => {
    choose(isDark() ? "light" : "dark", system);
    name();
  });
  system.addEventListener("change", name);
  name();
  button.hidden = false;
}

// What the system says anyway is no choice: the cookie goes.
function choose(theme, system) {
  const age = (theme === "dark") === system.matches ? 0 : YEAR;
  if (age) root.dataset.theme = theme;
  else delete root.dataset.theme;
  document.querySelector("meta[name=color-scheme]").content = age ? theme : "light dark";
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `theme=${theme}; path=/; max-age=${age}; samesite=lax${secure}`;
}
