// Shows the meaning of a term beside it, without leaving the page: on hover, on focus, on the first touch. The meanings
// stand once at the lesson's end; whoever hears the page is told them there by the link's description.

const BEFORE = 150;
const AFTER = 300;

export function mount(text) {
  const bubble = Object.assign(document.createElement("div"), { className: "meaning" });
  bubble.setAttribute("aria-hidden", "true");
  const name = document.createElement("b");
  const words = document.createElement("span");
  const more = Object.assign(document.createElement("small"), { textContent: "Tap the word again for its entry." });
  bubble.append(name, words, more);
  let shown = null;
  let waiting = 0;
  let pointer = "";

  function place(link) {
    const box = text.getBoundingClientRect();
    const lines = link.getClientRects();
    const line = lines[lines.length - 1];
    const room = Math.max(box.width - bubble.offsetWidth, 0);
    const left = Math.min(Math.max(line.left - box.left, 0), room);
    const below = line.bottom + bubble.offsetHeight + 8 < window.innerHeight || line.top < bubble.offsetHeight + 8;
    const top = below ? line.bottom + 2 : lines[0].top - bubble.offsetHeight - 2;
    bubble.style.translate = `${left}px ${top - box.top}px`;
  }

  function show(link, meaning) {
    clearTimeout(waiting);
    shown = link;
    name.textContent = meaning.previousElementSibling.textContent;
    words.textContent = meaning.textContent;
    more.hidden = pointer !== "touch";
    text.append(bubble);
    place(link);
  }

  function hide() {
    clearTimeout(waiting);
    shown = null;
    bubble.remove();
  }

  function later(act, time) {
    clearTimeout(waiting);
    waiting = setTimeout(act, time);
  }

  bubble.addEventListener("pointerenter", () => clearTimeout(waiting));
  bubble.addEventListener("pointerleave", () => later(hide, AFTER));
  bubble.addEventListener("click", () => {
    if (pointer === "touch") hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && shown) hide();
  });
  document.addEventListener("pointerdown", (event) => {
    pointer = event.pointerType;
    if (shown && !bubble.contains(event.target) && !shown.contains(event.target)) hide();
  });

  for (const link of text.querySelectorAll("a.glossed")) {
    const meaning = document.getElementById(`meaning_${link.pathname.split("/").pop()}`);
    if (!meaning) continue;
    link.setAttribute("aria-describedby", meaning.id);
    link.addEventListener("pointerenter", (event) => {
      pointer = event.pointerType;
      if (pointer !== "touch" && shown !== link) later(() => show(link, meaning), BEFORE);
      else if (pointer !== "touch") clearTimeout(waiting);
    });
    link.addEventListener("pointerleave", (event) => {
      if (event.pointerType !== "touch" && document.activeElement !== link) later(hide, AFTER);
    });
    link.addEventListener("focus", () => {
      if (link.matches(":focus-visible")) show(link, meaning);
    });
    link.addEventListener("blur", () => {
      if (!bubble.matches(":hover")) hide();
    });
    link.addEventListener("click", (event) => {
      if (pointer !== "touch" || shown === link) return;
      event.preventDefault();
      show(link, meaning);
    });
  }
}
