// Finds terms as one types: asks the page itself for what it would find, one question at a time, and shows that part.

const PAUSE = 200;

export function mount(form) {
  const field = form.querySelector("input[type='search']");
  const found = document.getElementById("found");
  const says = document.getElementById("says");
  const opened = [...found.childNodes];
  const letter = document.querySelector(".letters [aria-current]");
  let waiting = 0;
  let asked = null;

  function tell(parts, words, address) {
    found.replaceChildren(...parts);
    says.textContent = words;
    if (address === form.action) letter?.setAttribute("aria-current", "page");
    else letter?.removeAttribute("aria-current");
    history.replaceState(null, "", address);
  }

  async function find() {
    asked?.abort();
    const words = field.value.trim();
    if (!words && letter) {
      tell(opened, "", form.action);
      return;
    }
    asked = new AbortController();
    const address = words ? `${form.action}?${new URLSearchParams({ q: words })}` : form.action;
    try {
      const answer = await fetch(address, { signal: asked.signal });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      tell(page.getElementById("found").childNodes, page.getElementById("says").textContent, address);
    } catch {
      // Aborted by what was typed since, or the line is down: the button still asks.
    }
  }

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(find, PAUSE);
  });
}
