/*
 * Saves an answer as it is given, by posting the page's own form. What the server refuses is shown with what stood
 * here; what cannot be sent stays in the journal. How a save goes is told in saver.js, how the page is left in leaving.js.
 */
import { answerOf, fieldsFrom, fieldsOf, fill, inWords, isBegun, isComplete, isTouched, limit } from "../answer.js";
import { prune, refuse, remove } from "../journal.js";
import { leaving } from "../leaving.js";
import { saver } from "../saver.js";
import { signInAgain } from "../sign-in.js";
import { stopwatch } from "../stopwatch.js";
import { replay, sweep } from "../sweep.js";
import { unsent } from "../unsent.js";
import { rest } from "../wire.js";

const TYPING = 600;
const AGAIN = 5000;

export function mount(form) {
  const say = document.querySelector("[data-save-state]");
  const stale = document.querySelector("[data-stale]");
  const elsewhere = document.querySelector("[data-elsewhere]");
  const { attempt, journal: key } = form.dataset;
  const watch = stopwatch(Number(form.elements.spent.value));
  const offer = unsent(form);
  let counted = watch.seconds();
  let typing = 0;
  let sweeping = null;

  const saving = saver(form, { fields, tell, saved, refused, stuck, moved: offer.hide });
  leaving(form, saving, { isUncounted: () => watch.seconds() - counted >= 2, offer });

  form.addEventListener("change", changed);
  form.addEventListener("input", ({ target }) => target.type === "text" && later());
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  addEventListener("online", () => sweepOthers());
  offer.again.addEventListener("click", async () => {
    if (!(await signInAgain())) return;
    offer.hide();
    changed();
  });
  limit(form);
  prune();
  recover().then(sweepOthers);

  function fields() {
    form.elements.spent.value = watch.seconds();
    return fieldsOf(form);
  }

  function changed() {
    clearTimeout(typing);
    limit(form);
    form.elements.number?.removeAttribute("aria-invalid");
    form.querySelector(".answer-fault")?.remove();
    saving.change();
  }

  function later() {
    clearTimeout(typing);
    typing = setTimeout(changed, TYPING);
  }

  function tell(kind, words) {
    say.className = `state state-${kind}`;
    say.textContent = words;
  }

  function saved(outcome) {
    counted = Number(form.elements.spent.value);
    const detail = { answered: isComplete(form), begun: isBegun(form), flagged: form.elements.flagged.value === "1", ...outcome };
    form.dispatchEvent(new CustomEvent("autosave:saved", { bubbles: true, detail }));
    sweepOthers();
  }

  async function refused(outcome, sent) {
    const words = outcome.message ?? "The server would not take it.";
    if (["SignedOut", "StalePage"].includes(outcome.error)) {
      tell("bad", "Not saved yet: you are signed out.");
      if (await signInAgain()) return "again";
      return offer.show("You are signed out. What you answered is kept on this device.", { signIn: true });
    }
    if (outcome.error === "Stale") return yieldTo(outcome, sent);
    if (outcome.error === "Resting") return location.assign(form.dataset.pause);
    if (outcome.error === "AnswerStands") return location.assign(form.dataset.check || location.href);
    tell("bad", `Not saved: ${words}`);
    if (outcome.error === "BadInput") return spoil(words);
    refuse(key, outcome.error);
    const ended = ["TimeIsUp", "AttemptClosed"].includes(outcome.error);
    offer.show(`${words} Not taken from this page: ${inWords(sent)}.`, { ended });
  }

  /* What cannot be taken as it is stays in its field, with the reason under it. */
  function spoil(words) {
    form.elements.checked.value = "0";
    const { number } = form.elements;
    if (!number) return;
    number.setAttribute("aria-invalid", "true");
    document.getElementById("number-hint").textContent = words;
    number.focus();
  }

  /* A newer answer stands: it is shown, and what stood here is said and can be had back. */
  function yieldTo(outcome, sent) {
    remove(key, form.elements.op.value);
    const newer = fieldsFrom(outcome.newer ?? outcome, form.dataset.way);
    form.elements.seen.value = outcome.sequence;
    fill(form, newer);
    tell("ok", "Shown as it was saved elsewhere");
    const same = answerOf(newer) === answerOf(sent);
    stale.querySelector("[data-words]").textContent = same
      ? outcome.message
      : `${outcome.message} You had ${inWords(sent)} here.`;
    stale.querySelector("[data-mine]").onclick = () => {
      fill(form, sent);
      stale.hidden = true;
      changed();
    };
    stale.querySelector("[data-mine]").hidden = same;
    stale.hidden = false;
  }

  function stuck() {
    if (!offer.isShown()) offer.show("Nothing could be sent for a minute. What you answered is kept on this device.");
  }

  /* What an earlier visit could not send is taken up, or, where the server has moved on since, sent as it was meant. */
  async function recover() {
    const kept = saving.kept();
    if (saving.isBusy()) return;
    if (!kept || kept.refused) return isTouched(form) && changed();
    if (kept.seen === form.elements.seen.value && !kept.before) {
      fill(form, kept.fields);
      return void saving.resume(kept);
    }
    const outcome = await replay(key, kept);
    if (outcome.saved) location.reload();
    else if (outcome.error === "Stale") yieldTo(outcome, kept.fields);
    else if (!outcome.error) return rest(AGAIN).then(recover);
    else if ((await refused(outcome, kept.fields)) === "again") return recover();
  }

  async function sweepOthers() {
    sweeping ??= sweep(attempt, key).finally(() => (sweeping = null));
    const news = await sweeping;
    if (!news.length) return;
    elsewhere.querySelector("[data-words]").textContent = news.join(" ");
    elsewhere.hidden = false;
  }
}
