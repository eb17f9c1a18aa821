/* Sends what other pages of this attempt could not: every question page that is open looks for it. */
import { entries, refuse, remove, write } from "./journal.js";
import { inWords } from "./answer.js";
import { pairs } from "./saver.js";
import { post } from "./wire.js";

/*
 * Sends an entry as it was meant: first the operation that was on its way before it, if there was one. Resolves to the
 * last outcome, or to the first that was no acknowledgement.
 */
export async function replay(key, entry) {
  let { seen } = entry;
  if (entry.before) {
    const earlier = await post(entry.url, pairs(entry.before));
    if (earlier.saved !== entry.before.op) return earlier;
    seen = String(earlier.sequence);
    write(key, { ...entry, seen, before: null });
  }
  const outcome = await post(entry.url, pairs({ ...entry, seen }));
  if (outcome.saved === entry.op) remove(key, entry.op);
  return outcome;
}

/* Sweeps an attempt's journal but for the open page's own entry; resolves to what has to be told, in sentences. */
export async function sweep(attempt, own) {
  const news = [];
  for (const [key, entry] of entries(attempt)) {
    if (key === own || entry.refused) continue;
    const outcome = await replay(key, entry);
    const had = `Question ${entry.position}: you had ${inWords(entry.fields)} here`;
    if (outcome.saved) news.push(`${had}, and it is saved now.`);
    else if (outcome.error === "Stale") {
      remove(key, entry.op);
      news.push(`${had}; a newer answer was saved from another page and has been kept.`);
    } else if (["SignedOut", "StalePage"].includes(outcome.error) || !outcome.error) return news;
    else {
      refuse(key, outcome.error);
      news.push(`${had}, and it could not be taken: ${outcome.message}`);
    }
  }
  return news;
}
