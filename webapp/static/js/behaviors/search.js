// Finds as one types: fetches the finds alone, one question at a time, and says how many there are.
const PAUSE = 200;
const OFF = "gantry:keys-off"; // main.js and the keys of the exam room listen to the same choice

export function mount(form) {
  const field = form.querySelector("input[type='search']");
  const says = document.getElementById("says");
  let shown = field.value.trim();
  let waiting = 0;
  let asked = null;

  async function find() {
    const words = field.value.trim();
    if (words === shown) return;
    asked?.abort();
    const mine = (asked = new AbortController());
    const query = words ? `?${new URLSearchParams({ q: words })}` : "";
    try {
      const answer = await fetch(form.dataset.results + query, { signal: mine.signal });
      if (!answer.ok || answer.redirected) return;
      const text = await answer.text();
      if (mine !== asked) return;
      const found = new DOMParser().parseFromString(text, "text/html").getElementById("found");
      document.getElementById("found").replaceWith(found);
      says.textContent = found.dataset.says;
      shown = words;
      history.replaceState(null, "", form.action + query);
    } catch {
      // Aborted by what was typed since, or the line is down: the button still asks.
    }
  }

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(find, PAUSE);
  });
  document.querySelector(".mast-search").addEventListener("click", (event) => {
    event.preventDefault();
    field.select();
  });
  keys(document.querySelector("[data-search-keys]"));
}

function keys(line) {
  const box = line.querySelector("[data-keys-off]");
  try {
    box.checked = localStorage[OFF] === "1";
    box.addEventListener("change", () => localStorage.setItem(OFF, box.checked ? "1" : "0"));
    line.hidden = false;
  } catch {
    // Nothing can be kept on this device, so there is nothing to choose.
  }
}
