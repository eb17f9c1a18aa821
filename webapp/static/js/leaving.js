/*
 * Leaving a question, by whatever door: what changed is saved first. Until it is, the page stays, since its answer and
 * the next page need the same line. Seconds spent without a change are sent on the way out, and waited for briefly.
 */
import { sleep } from "./wire.js";

const BRIEFLY = 400;

export function leaving(form, saving, { isUncounted, offer }) {
  let going = null;

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const move = event.submitter?.value ?? "stay";
    if (move === "flag") turnFlag(event.submitter);
    else if (move === "check") check();
    else if (move === "pause") pause(event.submitter);
    else if (move in form.dataset) leave(form.dataset[move]);
    else saving.change();
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || !isPlain(event) || !leadsAway(link)) return;
    event.preventDefault();
    if (link.hasAttribute("data-to-result")) location.assign(link.href);
    else leave(link.href);
  });

  /* The clock has run out: whatever is under way may arrive, then the result is shown. */
  document.addEventListener("timer:over", (event) => {
    event.preventDefault();
    const arrived = Promise.race([saving.flush(), sleep(5 * BRIEFLY)]);
    arrived.then(() => offer.isShown() || location.assign(event.detail.href));
  });

  async function leave(href) {
    const first = !going;
    going = href;
    if (!first) return;
    const clean = await flushed();
    if (clean && isUncounted()) await Promise.race([saving.whisper(), sleep(BRIEFLY)]);
    const target = going;
    going = null;
    if (clean) location.assign(target);
  }

  /* A number that is still being typed is taken as it stands. */
  async function flushed() {
    const typed = form.elements.number;
    if (typed && document.activeElement === typed) typed.blur();
    return saving.flush();
  }

  async function check() {
    form.elements.checked.value = "1";
    if (await saving.change()) location.assign(form.dataset.check);
    else form.elements.checked.value = "0";
  }

  /* The pause is a move of the attempt: it is asked for by the plain form, once the answer is saved. */
  async function pause(button) {
    if (!(await saving.flush())) return;
    const field = Object.assign(document.createElement("input"), { type: "hidden", name: "go", value: button.value });
    form.append(field);
    form.submit();
  }

  function turnFlag(button) {
    const flagged = form.elements.flagged.value !== "1";
    form.elements.flagged.value = flagged ? "1" : "0";
    drawFlag(button, flagged);
    form.dispatchEvent(new Event("change", { bubbles: true }));
  }

  form.addEventListener("answer:filled", () => {
    const button = document.querySelector("button[name=go][value=flag]");
    if (button) drawFlag(button, form.elements.flagged.value === "1");
  });
}

const isPlain = ({ defaultPrevented, button, ctrlKey, metaKey, shiftKey, altKey }) =>
  !(defaultPrevented || button || ctrlKey || metaKey || shiftKey || altKey);

/* Not to a place on this page, not elsewhere in the world, not into another window. */
const leadsAway = (link) =>
  !link.target && !link.hasAttribute("download") && link.origin === location.origin && !link.getAttribute("href").startsWith("#");

function drawFlag(button, flagged) {
  button.setAttribute("aria-pressed", String(flagged));
  button.querySelector("[data-label]").textContent = flagged ? "Flagged" : "Flag";
}
