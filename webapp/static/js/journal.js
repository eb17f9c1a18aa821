/*
 * What has not been acknowledged yet, kept in this browser: operation ids and choices, never a word of a question.
 * One entry a question version of an attempt; it goes when the server has named its operation.
 *
 * An entry is { op, seen, fields, before, url, position, at, refused }. `before` is the operation that was on its way
 * when the entry was written: whoever sends the entry later sends that one first, so that its number is known.
 */
const PREFIX = "gantry:journal:";
const OLDEST = 30 * 86_400_000;
const memory = new Map(); /* where the browser gives no storage, the page itself remembers */

export function write(key, entry) {
  memory.set(key, entry);
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(entry));
  } catch {
    /* full, or forbidden: the copy above stands */
  }
}

export function read(key) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + key)) ?? memory.get(key) ?? null;
  } catch {
    return memory.get(key) ?? null;
  }
}

/* Lets go of an entry, but only of the one that holds this operation. */
export function remove(key, op) {
  if (read(key)?.op !== op) return;
  memory.delete(key);
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    /* it was never there */
  }
}

export function refuse(key, error) {
  const entry = read(key);
  if (entry) write(key, { ...entry, refused: error });
}

/* The entries of an attempt, as pairs of key and entry; the notes are no answer. */
export function entries(attempt) {
  return keys()
    .filter((key) => key.startsWith(`${attempt}:`) && !key.endsWith(":notes"))
    .map((key) => [key, read(key)])
    .filter(([, entry]) => entry);
}

/* Attempts end; what nobody asked for in a month goes. */
export function prune() {
  for (const key of keys()) {
    const entry = read(key);
    if (!entry?.at || Date.now() - entry.at > OLDEST) remove(key, entry?.op);
  }
}

function keys() {
  const found = new Set(memory.keys());
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) found.add(key.slice(PREFIX.length));
  } catch {
    /* no storage */
  }
  return [...found];
}
