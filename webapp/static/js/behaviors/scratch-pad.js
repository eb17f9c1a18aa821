/*
 * Notes that save themselves while they are written. Where another page wrote notes meanwhile, both stay: what was
 * written there comes first, then what was written here.
 */
import { saver } from "../saver.js";
import { signInAgain } from "../sign-in.js";
import { sleep } from "../wire.js";
import { remove } from "../journal.js";

const TYPING = 800;

export function mount(form) {
  const state = form.querySelector("[data-pad-state]");
  const { text } = form.elements;
  const saving = saver(form, { fields: () => [["text", text.value]], tell, saved: () => {}, refused, stuck: () => {}, moved: () => {} });
  let typing = 0;

  form.querySelector("[data-save]").hidden = true;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(() => saving.change(), TYPING);
  });
  form.addEventListener("change", () => {
    clearTimeout(typing);
    saving.change();
  });
  recover();

  function tell(kind, words) {
    state.textContent = words;
    state.classList.toggle("bad", kind === "bad");
  }

  async function refused(outcome, sent) {
    if (["SignedOut", "StalePage"].includes(outcome.error) && (await signInAgain())) return "again";
    if (outcome.error !== "Stale") return tell("bad", `Not saved: ${outcome.message}`);
    merge(outcome.newer?.text ?? outcome.text ?? "", sent[0][1]);
    form.elements.seen.value = outcome.sequence;
    await sleep(0);
    return "anew";
  }

  /* What stands in both is kept once. */
  function merge(there, here) {
    const mine = text.value === here ? here : text.value;
    if (mine.startsWith(there)) return;
    text.value = there.endsWith(mine) ? there : `${there}\n\n${mine}`.trim();
  }

  function recover() {
    const kept = saving.kept();
    if (!kept) return text.value !== text.defaultValue && saving.change();
    if (kept.fields[0][1] === text.value) return remove(form.dataset.journal, kept.op);
    if (kept.seen === form.elements.seen.value) text.value = kept.fields[0][1];
    else merge(text.value, kept.fields[0][1]);
    saving.change();
  }
}
