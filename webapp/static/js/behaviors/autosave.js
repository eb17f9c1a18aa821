/*
 * Saves an answer as it is given, by posting the page's own form and asking for a typed answer.
 *
 * Nothing is called saved before the server has echoed the operation's id. Until then the choice (letters only) stands
 * in a journal in this browser, is sent again with a growing, jittered pause, and is offered to the server when the
 * page is opened again. One request is under way at a time; the newest state wins.
 */
const FIRST_PAUSE = 800;
const LONGEST_PAUSE = 15_000;

export function mount(form) {
  const say = document.querySelector("[data-save-state]");
  const journal = `gantry:journal:${form.dataset.journal}`;
  let sending = null;
  let dirty = false;

  form.addEventListener("change", () => change());
  form.addEventListener("submit", (event) => leave(event));
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  recover();

  function change() {
    limit(form);
    form.elements.op.value = crypto.randomUUID();
    write(journal, { op: form.elements.op.value, seen: form.elements.seen.value, ...state(form) });
    dirty = true;
    flush();
  }

  function flush() {
    sending ??= send().finally(() => (sending = null));
    return sending;
  }

  async function send() {
    for (let pause = FIRST_PAUSE; dirty; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
      const operation = form.elements.op.value;
      tell("wait", "Saving…");
      const outcome = await post(form);
      if (outcome.saved === operation) acknowledge(operation, outcome);
      else if (outcome.error) return refuse(outcome);
      else {
        tell("off", "Not saved yet: no connection. Trying again.");
        await sleep(pause * (0.5 + Math.random()));
      }
    }
  }

  function acknowledge(operation, outcome) {
    form.elements.seen.value = outcome.sequence;
    if (form.elements.op.value !== operation) return;
    dirty = false;
    localStorage.removeItem(journal);
    tell("ok", `Saved ${local(outcome.at)}`);
    form.dispatchEvent(new CustomEvent("autosave:saved", { bubbles: true, detail: state(form) }));
  }

  function refuse(outcome) {
    dirty = false;
    if (outcome.error === "SignedOut") return tell("off", "Not saved: you are signed out. Sign in again, then reload.");
    localStorage.removeItem(journal);
    if (["TimeIsUp", "AttemptClosed"].includes(outcome.error)) return location.assign(form.dataset.result);
    if (outcome.error === "Stale") return location.reload();
    return tell("off", outcome.message);
  }

  async function leave(event) {
    const move = event.submitter?.value;
    event.preventDefault();
    if (move === "flag") return turnFlag(event.submitter);
    await flush();
    if (!dirty) location.assign(form.dataset[move] ?? form.dataset.next);
  }

  function turnFlag(button) {
    const flagged = form.elements.flagged.value !== "1";
    form.elements.flagged.value = flagged ? "1" : "0";
    button.setAttribute("aria-pressed", String(flagged));
    button.querySelector("[data-label]").textContent = flagged ? "Flagged" : "Flag";
    change();
  }

  function recover() {
    const kept = read(journal);
    if (!kept || kept.seen !== form.elements.seen.value) return beginAfresh();
    form.elements.op.value = kept.op;
    form.elements.flagged.value = kept.flagged;
    for (const box of form.querySelectorAll("[name=choice]")) box.checked = kept.letters.includes(box.value);
    dirty = true;
    flush();
  }

  /* Whatever was chosen before this script came has sent no event that it could have heard. */
  function beginAfresh() {
    localStorage.removeItem(journal);
    const boxes = [...form.querySelectorAll("[name=choice]")];
    if (boxes.some((box) => box.checked !== box.defaultChecked)) change();
  }

  function tell(kind, words) {
    say.className = `state state-${kind}`;
    say.textContent = words;
  }
}

function state(form) {
  const letters = [...form.querySelectorAll("[name=choice]:checked")].map((box) => box.value).join("");
  return { letters, flagged: form.elements.flagged.value };
}

function limit(form) {
  const boxes = [...form.querySelectorAll("input[type=checkbox][name=choice]")];
  const full = boxes.filter((box) => box.checked).length >= Number(form.dataset.choose);
  for (const box of boxes) box.disabled = full && !box.checked;
}

async function post(form) {
  try {
    const body = new URLSearchParams(new FormData(form));
    const headers = { Accept: "application/json" };
    const response = await fetch(form.action, { method: "POST", body, headers, redirect: "error" });
    if (response.status >= 500 || response.status === 429) return {};
    return await response.json();
  } catch {
    return {};
  }
}

const local = (milliseconds) => new Date(milliseconds).toLocaleTimeString("en-GB"); /* the reader's own clock */
const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const write = (key, value) => localStorage.setItem(key, JSON.stringify(value));

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}
