/*
 * Highlights words of a stem. A range is kept as offsets into the stem's textContent in UTF-16 units, end excluded:
 * "12-40,60-71". It is drawn by <mark> elements, which every browser, a printer and a screen reader understand.
 */
const MOST = 30;

export function mount(stem) {
  const form = stem.closest("form");
  const field = form.elements.highlights;
  const button = document.querySelector("[data-tool=highlight]");
  let ranges = parse(field?.value ?? "");
  let selected = null;

  draw(stem, ranges);
  if (form.elements.checked?.value === "1") return; /* the answer stands, and so do its marks */
  document.addEventListener("selectionchange", () => (selected = within(stem) ?? (isElsewhere(stem) ? null : selected)));
  stem.addEventListener("click", ({ target }) => {
    const mark = target.closest("mark");
    if (mark && getSelection().isCollapsed) keep(without(ranges, offsets(stem, mark)));
  });
  stem.addEventListener("highlight:turn", turn);
  form.addEventListener("answer:filled", () => draw(stem, (ranges = parse(field.value))));
  button?.addEventListener("pointerdown", (event) => event.preventDefault()); /* the selection stays */
  button?.addEventListener("click", turn);

  function turn() {
    const range = within(stem) ?? selected;
    if (!range) return;
    const covered = ranges.some(([from, to]) => from <= range[0] && range[1] <= to);
    keep(covered ? without(ranges, range) : merged([...ranges, range]));
    getSelection().removeAllRanges();
    selected = null;
  }

  function keep(next) {
    if (next.length > MOST) return;
    ranges = next;
    draw(stem, ranges);
    if (!field) return;
    field.value = ranges.map((range) => range.join("-")).join(",");
    form.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

export const parse = (text) => merged(text.split(",").filter(Boolean).map((range) => range.split("-").map(Number)));

function merged(ranges) {
  const joined = [];
  for (const [from, to] of ranges.filter(([from, to]) => from < to).sort((one, other) => one[0] - other[0])) {
    const last = joined.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

const without = (ranges, [from, to]) =>
  ranges.flatMap(([start, end]) => [[start, Math.min(end, from)], [Math.max(start, to), end]].filter(([a, b]) => a < b));

/* What is selected inside the stem, as offsets, without the space at its ends. */
function within(stem) {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(stem)) return null;
  const inside = document.createRange();
  inside.selectNodeContents(stem);
  if (range.compareBoundaryPoints(Range.START_TO_START, inside) > 0) inside.setStart(range.startContainer, range.startOffset);
  if (range.compareBoundaryPoints(Range.END_TO_END, inside) < 0) inside.setEnd(range.endContainer, range.endOffset);
  const words = inside.toString();
  const start = before(stem, inside) + words.length - words.trimStart().length;
  const end = start + words.trim().length;
  return start < end ? [start, end] : null;
}

/* Somebody who selects other words means those; somebody who only presses a button means the last ones. */
function isElsewhere(stem) {
  const selection = getSelection();
  return selection.rangeCount > 0 && !selection.isCollapsed && !selection.getRangeAt(0).intersectsNode(stem);
}

function before(stem, range) {
  const lead = document.createRange();
  lead.setStart(stem, 0);
  lead.setEnd(range.startContainer, range.startOffset);
  return lead.toString().length;
}

function offsets(stem, element) {
  const range = document.createRange();
  range.selectNodeContents(element);
  const start = before(stem, range);
  return [start, start + element.textContent.length];
}

export function draw(stem, ranges) {
  for (const mark of stem.querySelectorAll("mark")) mark.replaceWith(...mark.childNodes);
  stem.normalize();
  let passed = 0;
  for (const node of texts(stem)) {
    const start = passed;
    passed += node.length;
    if (!node.data.trim()) continue;
    for (const [from, to] of [...ranges].reverse()) wrap(node, from - start, to - start);
  }
}

function texts(stem) {
  const walker = document.createTreeWalker(stem, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
}

/* Wraps a part of a text node. Ranges come last first, so that the node keeps what stands before. */
function wrap(node, from, to) {
  const [start, end] = [Math.max(from, 0), Math.min(to, node.length)];
  if (start >= end) return;
  const part = start ? node.splitText(start) : node;
  if (end - start < part.length) part.splitText(end - start);
  const mark = document.createElement("mark");
  part.replaceWith(mark);
  mark.append(part);
}
