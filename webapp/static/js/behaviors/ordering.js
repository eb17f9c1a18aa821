/*
 * Steps that are put in order: by their buttons, by Alt and an arrow, or by dragging. The lists for each rank, which
 * serve without this script, stay in the form and hold the answer. As long as nothing was moved there is none.
 */
import { drags } from "../drag.js";

const ANSWERED = "This order is your answer.";
const OPEN = "No answer yet: move a step, or keep the order as it is.";

export function mount(group) {
  const form = group.closest("form");
  const list = group.querySelector(".ordered");
  const selects = [...group.querySelectorAll("[data-ranks] select")];
  const live = group.querySelector("[data-live]");
  const state = group.querySelector("[data-order-state]");
  const written = [...list.children];
  let before = null;

  group.classList.add("is-live");
  group.querySelector("[data-ranks]").hidden = true;
  for (const part of group.querySelectorAll(".step-grip, .step-moves, [data-order-state]")) part.hidden = false;
  read();

  list.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-move]");
    if (button) move(button.closest(".step"), button.dataset.move, button);
  });
  list.addEventListener("keydown", (event) => {
    const way = { ArrowUp: "up", ArrowDown: "down" }[event.key];
    if (!way || !event.altKey) return;
    event.preventDefault();
    move(event.target.closest(".step"), way, event.target);
  });
  group.querySelector("[data-keep]").addEventListener("click", () => {
    commit();
    live.textContent = ANSWERED;
    list.querySelector("[data-move]:not([disabled])").focus();
  });
  form.addEventListener("answer:filled", read);
  drags(list, {
    from: (target, event) => {
      if (target.closest("button") || (event.pointerType !== "mouse" && !target.closest(".step-grip"))) return null;
      before = [...list.children];
      return target.closest(".step");
    },
    moved: (step, event) => {
      const others = [...list.children].filter((each) => each !== step);
      const next = others.find((each) => event.clientY < middle(each));
      if (next !== step.nextElementSibling) list.insertBefore(step, next ?? null);
    },
    dropped: (step, event) => {
      if (!event) return list.append(...before);
      commit();
      say(step);
    },
  });

  function move(step, way, control) {
    const other = way === "up" ? step.previousElementSibling : step.nextElementSibling;
    if (!other) return say(step);
    if (way === "up") other.before(step);
    else other.after(step);
    commit();
    const stays = control.disabled ? step.querySelector("[data-move]:not([disabled])") : control;
    stays.focus();
    say(step);
  }

  /* The order as it stands becomes the answer. */
  function commit() {
    [...list.children].forEach((step, index) => (selects[index].value = step.dataset.letter));
    draw();
    form.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /* The answer becomes the order; steps without a rank follow as they were written. */
  function read() {
    const ranked = selects.map((select) => written.find((step) => step.dataset.letter === select.value)).filter(Boolean);
    list.append(...new Set([...ranked, ...written]));
    draw();
  }

  function draw() {
    const complete = new Set(selects.map(({ value }) => value).filter(Boolean)).size === selects.length;
    group.classList.toggle("is-open", !complete);
    state.querySelector("[data-order-words]").textContent = complete ? ANSWERED : OPEN;
    state.querySelector("[data-keep]").hidden = complete;
    [...list.children].forEach((step, index, all) => {
      step.querySelector("[data-move=up]").disabled = index === 0;
      step.querySelector("[data-move=down]").disabled = index === all.length - 1;
    });
  }

  function say(step) {
    const place = [...list.children].indexOf(step) + 1;
    live.textContent = `${step.querySelector(".opt-key").textContent} is now ${place} of ${list.children.length}.`;
  }
}

function middle(element) {
  const box = element.getBoundingClientRect();
  return box.top + box.height / 2;
}
