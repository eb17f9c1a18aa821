/*
 * A desk calculator: it computes as the keys come, with a memory and a percent key, in decimals and without eval.
 * While it has the focus it takes digits, + - * /, Enter, Backspace, C and %.
 */
import { ZERO, add, cut, decimal, divide, multiply, negate, subtract, written } from "../decimal.js";

const LONGEST = 12;
const DOES = { "+": add, "-": subtract, "*": multiply, "/": divide };
const SIGNS = { "+": "+", "-": "−", "*": "×", "/": "÷" };
const TYPED = { Enter: "=", ",": ".", x: "*", Delete: "c", Backspace: "back" };

export function mount(panel) {
  const part = (name) => panel.querySelector(`[data-${name}]`);
  let memory = ZERO;
  let state;

  panel.addEventListener("click", ({ target }) => {
    const key = target.closest("[data-key]")?.dataset.key;
    if (key) press(key);
  });
  panel.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = TYPED[event.key] ?? event.key.toLowerCase();
    const onButton = event.key === "Enter" && event.target.closest("[data-key], [data-close]");
    if (onButton || !/^([0-9.+\-*/=%c]|back)$/.test(key)) return;
    event.preventDefault();
    press(key);
  });

  /*
   * `entry` is what is being typed, or null when `shown` is a value; it is `fresh` until an operator has used it;
   * `waiting` is the value and the sign before it, `last` what "=" repeats.
   */
  function clear() {
    state = { entry: null, shown: ZERO, fresh: false, waiting: null, last: null, wrong: "" };
    draw();
  }

  function press(key) {
    if (key === "c" || (state.wrong && key !== "mc")) clear();
    if (/^[0-9.]$/.test(key)) type(key);
    else if (key in DOES) operate(key);
    else if (key in OTHERS) OTHERS[key]();
    draw();
    if (key === "=" || key === "%" || key === "mr") tell();
  }

  function type(key) {
    const entry = state.entry ?? "0";
    if (key === "." && entry.includes(".")) return;
    if (entry.replace(/\D/g, "").length >= LONGEST) return;
    state.fresh = true;
    state.entry = key === "." ? `${entry}.` : entry.replace(/^(-?)0$/, "$1") + key;
  }

  const present = () => (state.entry === null ? state.shown : decimal(state.entry.replace(/\.$/, "")));

  function show(value, fresh = false) {
    const fits = value && written(value) !== null;
    if (!fits) state.wrong = value ? "Too long to show" : "Cannot divide by 0";
    state.shown = fits ? cut(value) : ZERO;
    [state.entry, state.fresh] = [null, fresh];
  }

  function operate(sign) {
    if (state.waiting && state.fresh) show(DOES[state.waiting.sign](state.waiting.value, present()));
    state.waiting = { value: present(), sign };
    state.shown = state.waiting.value;
    [state.entry, state.fresh, state.last] = [null, false, null];
  }

  const OTHERS = {
    "=": equals,
    "%": percent,
    s: () => (state.entry === null ? show(negate(state.shown), true) : (state.entry = turned(state.entry))),
    ce: () => ([state.entry, state.fresh] = ["0", true]),
    back: () => state.entry !== null && (state.entry = state.entry.replace(/.$/, "").replace(/^-?$/, "0")),
    mc: () => (memory = ZERO),
    mr: () => show(memory, true),
    "m+": () => remember(add),
    "m-": () => remember(subtract),
  };

  /* Pressed again, it repeats the last step. */
  function equals() {
    if (state.waiting) state.last = { sign: state.waiting.sign, value: present() };
    if (!state.last) return show(present());
    show(DOES[state.last.sign](state.waiting?.value ?? present(), state.last.value));
    state.waiting = null;
  }

  /* 200 + 10 % adds a tenth of the 200; 200 × 10 % takes a tenth of it. */
  function percent() {
    const base = state.waiting && "+-".includes(state.waiting.sign) ? state.waiting.value : decimal("1");
    show(divide(multiply(base, present()), decimal("100")), true);
  }

  function remember(how) {
    memory = how(memory, present());
    show(present(), true);
    if (written(memory) === null) memory = ZERO;
  }

  function draw() {
    part("display").textContent = state.wrong || pretty(state.entry ?? written(state.shown));
    part("pending").textContent = state.waiting ? `${pretty(written(state.waiting.value) ?? "")} ${SIGNS[state.waiting.sign]}` : "";
    part("memory").textContent = memory.units === 0n ? "" : `M ${pretty(written(memory))} `;
  }

  function tell() {
    part("live").textContent = part("display").textContent;
  }

  clear();
}

const pretty = (text) => text.replace("-", "−");
const turned = (text) => (text.startsWith("-") ? text.slice(1) : `-${text}`);
