/* The last resort: what could not be sent, said in words and handed over as a file. */
import { entries, read } from "./journal.js";

export function unsent(form) {
  const notice = document.querySelector("[data-unsent]");
  const words = notice.querySelector("[data-words]");
  const again = notice.querySelector("[data-sign-in-again]");
  const result = notice.querySelector("[data-to-result]");
  notice.querySelector("[data-download]").addEventListener("click", () => download(form.dataset.attempt));

  function show(said, { signIn = false, ended = false } = {}) {
    words.textContent = said;
    again.hidden = !signIn;
    result.hidden = !ended;
    notice.hidden = false;
  }

  return { show, hide: () => (notice.hidden = true), again, isShown: () => !notice.hidden };
}

function download(attempt) {
  const answers = entries(attempt).map(([key, entry]) => ({
    position: Number(entry.position),
    version: key.split(":")[1],
    op: entry.op,
    seen: Number(entry.seen),
    choices: entry.fields,
    before: entry.before ?? undefined,
    at: new Date(entry.at).toISOString(),
    refused: entry.refused,
  }));
  const notes = read(`${attempt}:notes`)?.fields.find(([name]) => name === "text")?.[1];
  const content = JSON.stringify({ attempt, written: new Date().toISOString(), answers, notes }, null, 2);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type: "application/json" }));
  link.download = `unsent-answers-${attempt}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
