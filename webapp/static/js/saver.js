/*
 * Keeps a form saved. Nothing is called saved before the server has echoed the operation's id; until then the state
 * stands in the journal and is sent again, with a growing, jittered pause.
 *
 * One operation is on its way at a time, and it is sent unchanged until it is answered: if its acknowledgement was
 * lost, the repetition brings its number, and the newest state follows with that.
 *
 * `room` says how: fields(), tell(kind, words), saved(outcome, fields), stuck() when nothing could be sent for a minute,
 * moved() when it can be sent again, and refused(outcome, fields), which answers "again" (send the same once more),
 * "anew" (the form has been mended: send what it says now) or nothing.
 */
import { read, remove, write } from "./journal.js";
import { local, newId, post, rest, token } from "./wire.js";

const FIRST_PAUSE = 800;
const LONGEST_PAUSE = 15_000;
const STUCK = 60_000;

export function saver(form, room) {
  const key = form.dataset.journal;
  const { op, seen } = form.elements;
  let flight = null;
  let sending = null;
  let dirty = false;
  let refused = false;
  let failing = 0;

  function change() {
    op.value = newId();
    [dirty, refused] = [true, false];
    keep();
    return flush();
  }

  /* Goes on with what an earlier page could not send; the form shows it already. */
  function resume(kept) {
    op.value = kept.op;
    dirty = true;
    return flush();
  }

  function keep() {
    const entry = { op: op.value, seen: seen.value, fields: room.fields(), before: flight, at: Date.now() };
    write(key, { ...entry, url: form.action, position: form.dataset.position });
  }

  /* Resolves to whether everything is saved; a refusal is told once, then the way is free. */
  function flush() {
    if (sending) return sending;
    if (!dirty) {
      const clean = !refused;
      refused = false;
      return Promise.resolve(clean);
    }
    return (sending = send().finally(() => (sending = null)));
  }

  async function send() {
    for (let pause = FIRST_PAUSE; dirty; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
      flight ??= { op: op.value, seen: seen.value, fields: room.fields() };
      if (!failing) room.tell("wait", "Saving…");
      const outcome = await post(form.action, pairs(flight));
      if (outcome.saved === flight.op) {
        acknowledge(outcome);
        pause = FIRST_PAUSE / 2;
      } else if (outcome.error) {
        const then = await room.refused(outcome, flight.fields);
        if (then === "again") continue;
        const newer = op.value !== flight.op;
        flight = null;
        if (then === "anew" || newer) continue;
        [dirty, refused] = [false, true];
        return false;
      } else await wait(outcome, pause);
    }
    return true;
  }

  function acknowledge(outcome) {
    const { fields } = flight;
    seen.value = outcome.sequence;
    if (failing) room.moved();
    [failing, dirty] = [0, op.value !== flight.op];
    remove(key, flight.op);
    flight = null;
    if (dirty) return keep();
    room.tell("ok", `Saved ${local(outcome.at)}`);
    room.saved(outcome, fields);
  }

  async function wait(outcome, pause) {
    failing ||= performance.now();
    room.tell("bad", outcome.pause ? "Not saved yet: the server is busy. Trying again." : "Not saved yet: no connection. Trying again.");
    if (performance.now() - failing > STUCK) room.stuck();
    await rest(Math.max(outcome.pause * 1000, pause) * (0.5 + Math.random()));
  }

  /* One save beside the journal, for what may be lost: seconds on a question that did not change. */
  async function whisper() {
    const operation = { op: newId(), seen: seen.value, fields: room.fields() };
    const outcome = await post(form.action, pairs(operation));
    if (outcome.saved === operation.op) seen.value = outcome.sequence;
  }

  return { change, resume, flush, whisper, kept: () => read(key), isBusy: () => dirty };
}

export const pairs = (operation) => [
  ...operation.fields,
  ["op", operation.op],
  ["seen", operation.seen],
  ["csrf_token", token()],
];
