/* The answer as the form of a question holds it: read as pairs of names and values, put back, said in words. */
const OWN = new Set(["csrf_token", "op", "seen", "go", "back"]);

/* Everything the form says of its question; what belongs to the sending itself is left out. */
export const fieldsOf = (form) => [...new FormData(form)].filter(([name]) => !OWN.has(name));

/* Puts fields back. What is drawn by scripts (an order, highlights) hears of it and draws itself again. */
export function fill(form, fields) {
  const given = Map.groupBy ? Map.groupBy(fields, ([name]) => name) : grouped(fields);
  for (const control of form.elements) {
    if (!control.name || OWN.has(control.name)) continue;
    const values = (given.get(control.name) ?? []).map(([, value]) => value);
    if (["radio", "checkbox"].includes(control.type)) {
      if (control.name !== "sure" || values.length) control.checked = values.includes(control.value);
    } else if (control.type !== "hidden") control.value = values[0] ?? "";
    else if (values.length) control.value = values[0];
  }
  limit(form);
  form.dispatchEvent(new CustomEvent("answer:filled"));
}

function grouped(fields) {
  const groups = new Map();
  for (const pair of fields) groups.set(pair[0], [...(groups.get(pair[0]) ?? []), pair]);
  return groups;
}

/* An entry of the sheet, as the server tells it, in the fields of the form. */
export function fieldsFrom(entry, way) {
  const answer = entry.answer ?? "";
  const marks = ["struck", "highlights", "sure"].filter((name) => name in entry).map((name) => [name, String(entry[name])]);
  if ("flagged" in entry) marks.push(["flagged", Number(entry.flagged) ? "1" : "0"]);
  if (way === "enter") return [["number", answer], ...marks];
  if (way === "choose") return [...[...answer].map((letter) => ["choice", letter]), ...marks];
  return [...[...answer].map((letter, index) => [`place-${index + 1}`, letter === "-" ? "" : letter]), ...marks];
}

const isAnswer = ([name]) => name === "choice" || name === "number" || name.startsWith("place-");
export const answerOf = (fields) => fields.filter(isAnswer).map(([name, value]) => `${name}=${value}`).join("&");

/* "B and D", "1 C, 2 none", "12.5", or "no answer". */
export function inWords(fields) {
  const given = fields.filter(isAnswer);
  const placed = given.filter(([name]) => name.startsWith("place-"));
  if (placed.length) {
    if (!placed.some(([, value]) => value)) return "no answer";
    return placed.map(([name, value]) => `${name.slice(6)} ${value.toUpperCase() || "none"}`).join(", ");
  }
  const values = given.map(([name, value]) => (name === "number" ? value : value.toUpperCase())).filter(Boolean);
  return values.join(" and ") || "no answer";
}

/* Whether everything the question asks for is given. */
export function isComplete(form) {
  const given = fieldsOf(form).filter(isAnswer);
  if (form.dataset.way === "choose") return given.length === Number(form.dataset.choose);
  return given.length > 0 && given.every(([, value]) => value);
}

export const isBegun = (form) => fieldsOf(form).some((pair) => isAnswer(pair) && pair[1]);

/* Whether somebody was faster than the script: a control differs from what the server had written. */
export function isTouched(form) {
  return [...form.elements].some((control) => {
    if (["radio", "checkbox"].includes(control.type)) return control.checked !== control.defaultChecked;
    if (control.tagName === "SELECT") return control.value !== (control.querySelector("[selected]")?.value ?? "");
    return control.type === "text" && control.value !== control.defaultValue;
  });
}

/* As many boxes as are asked for, and no more. */
export function limit(form) {
  const boxes = [...form.querySelectorAll("input[type=checkbox][name=choice]")];
  const full = boxes.filter((box) => box.checked).length >= Number(form.dataset.choose);
  for (const box of boxes) box.disabled = full && !box.checked;
}
