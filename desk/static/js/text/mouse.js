// @ts-check
/** The mouse on the text: words are chosen, marks and passages picked, borders dragged. */

import { byId } from "../screen.js";
import { keepBorders, pickCoding } from "./codings.js";
import { code, decideThere, go } from "./deciding.js";
import { drawHere } from "./draw.js";
import { here, passageAt, placeOf, quoteOf } from "./model.js";
import { picking } from "./picker.js";
import { drawPanel } from "./panel.js";
import { mark, reset, wholeWords } from "./span.js";

const paper = byId("paper");

paper.addEventListener("mouseup", (event) => {
  if (getSelection()?.isCollapsed ?? true) return clicked(event);
  choose(event.altKey);
});

/** Words chosen by a finger open the picker once they rest so long, in milliseconds: until then handles move them. */
const RESTS = 700;
let touched = false;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let resting;
addEventListener("pointerdown", (event) => {
  touched = event.pointerType === "touch";
});
document.addEventListener("selectionchange", () => {
  clearTimeout(resting);
  if (touched && !picking()) resting = setTimeout(() => choose(false), RESTS);
});

/** Take the words that are selected on the paper, whole ones or (`letters`) as they are, and ask for their code. @param {boolean} letters */
function choose(letters) {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !selection.anchorNode || !selection.focusNode || !paper.contains(selection.anchorNode)) return;
  const one = placeOf(selection.anchorNode, selection.anchorOffset);
  const other = placeOf(selection.focusNode, selection.focusOffset);
  if (one === null || other === null || one === other) return;
  const [first, last] = trimmed(Math.min(one, other), Math.max(one, other));
  if (last <= first) return;
  const [start, end] = letters ? [first, last] : wholeWords(first, last);
  here.passage = passageAt(start).passage;
  here.chosen = 0;
  here.picked = null;
  reset();
  mark(start, end);
  selection.removeAllRanges();
  drawHere();
  drawPanel();
  if (here.decides) void code();
}

/** How long what is new waits for words that are being marked, in milliseconds. */
const PATIENCE = 5000;
let pressed = false;
paper.addEventListener("pointerdown", (event) => {
  pressed = event.button === 0;
});
for (const kind of ["mouseup", "pointercancel", "blur"]) addEventListener(kind, () => {
  pressed = false;
});

/** Wait until no words are being marked: they are not to move under the mouse. */
export async function released() {
  for (const until = Date.now() + PATIENCE; pressed && Date.now() < until;) await new Promise((resolve) => setTimeout(resolve, 50));
}

/** Blanks at the ends of a selection are no part of it. @param {number} start @param {number} end */
function trimmed(start, end) {
  const letters = [...quoteOf(start, end)];
  let first = 0;
  let last = letters.length;
  while (first < last && /\s/u.test(letters[first])) first++;
  while (last > first && /\s/u.test(letters[last - 1])) last--;
  return [start + first, start + last];
}

/** @param {MouseEvent} event */
function clicked(event) {
  const target = event.target instanceof Element ? event.target : null;
  const made = target?.closest(".mark");
  if (made instanceof HTMLElement) {
    if (made.dataset.coding) return pickCoding(made.dataset.coding);
    const one = here.suggestions.find((other) => other.id === made.dataset.suggestion);
    const act = target?.closest("[data-act]")?.getAttribute("data-act");
    if (one && (act === "accept" || act === "reject")) return decideThere(one, act);
    if (one) go(one.passage, { chosen: here.suggestions.filter((other) => other.passage === one.passage).indexOf(one) });
    return;
  }
  const passage = target?.closest("[data-passage]");
  if (passage instanceof HTMLElement && Number(passage.dataset.passage) !== here.passage) {
    const y = scrollY;
    go(Number(passage.dataset.passage));
    scrollTo({ top: y, behavior: "instant" });
  }
}

// Borders of the coding that is picked are dragged at its ends.
/** @type {"start" | "end" | null} */
let dragging = null;
paper.addEventListener("pointerdown", (event) => {
  const coding = here.picked ? here.codings.get(here.picked) : undefined;
  const at = pointed(event);
  if (!coding || at === null || coding.coder !== here.coder) return;
  const near = (/** @type {number} */ place) => Math.abs(at - place) <= 2;
  dragging = near(here.span.start) ? "start" : near(here.span.end) ? "end" : null;
  if (dragging) {
    event.preventDefault();
    paper.setPointerCapture(event.pointerId);
  }
});
paper.addEventListener("pointermove", (event) => {
  const at = dragging ? pointed(event) : null;
  if (at === null || !dragging) return;
  if (dragging === "start" && at < here.span.end) here.span.start = at;
  if (dragging === "end" && at > here.span.start) here.span.end = at;
  here.span.touched = true;
  drawHere();
});
paper.addEventListener("pointerup", () => {
  if (dragging) void keepBorders();
  dragging = null;
});

/** @param {PointerEvent} event */
function pointed(event) {
  const found = document.caretPositionFromPoint?.(event.clientX, event.clientY);
  return found ? placeOf(found.offsetNode, found.offset) : null;
}

