// @ts-check
/** What a coding would be of: its borders moved by words or sentences, and words selected by mouse or keys. */

import { pointsOf, unitsOf } from "../places.js";
import { current, here, passageAt, passageOf, suggestion } from "./model.js";

const language = document.getElementById("paper")?.lang || "fr";
/** Made when words or sentences are first sought. @type {Partial<Record<"word" | "sentence", Intl.Segmenter>>} */
const segmenters = {};
const AROUND = 5;
/** Signs from which on a passage is long, and how far around the words at hand it is cut up. */
const LONG = 20_000;
const REACH = 3_000;

/** Begin anew: with the suggestion at hand, else the whole passage. */
export function reset() {
  const proposed = suggestion() ?? current();
  here.span = {
    start: proposed.start,
    end: proposed.end,
    degree: "",
    case: suggestion()?.case ?? null,
    memo: "",
    touched: false,
  };
  here.selected = false;
  here.shown = new Date();
}

/**
 * Start and end of each word or sentence around a passage, in code points of the text.
 * @param {"word" | "sentence"} unit
 * @param {number} number
 * @param {number} [place] where the words are sought that are wanted, in this passage alone; else around those at hand
 * @returns {[number, number][]}
 */
export function bounds(unit, number, place) {
  /** @type {[number, number][]} */
  const found = [];
  const reach = place === undefined ? AROUND : 0;
  const first = Math.max(number - reach, 1);
  for (let at = first; at <= Math.min(number + reach, here.passages.length); at++) {
    const passage = passageOf(at);
    const [from, to] = around(passage, place ?? here.span.start, place ?? here.span.end);
    const segmenter = (segmenters[unit] ??= new Intl.Segmenter(language, { granularity: unit }));
    for (const part of segmenter.segment(passage.quote.slice(from, to))) {
      if (unit === "word" && !part.isWordLike) continue;
      const trimmed = part.segment.trimEnd();
      if (!trimmed) continue;
      const start = passage.start + pointsOf(passage.quote, from + part.index);
      found.push([start, start + [...trimmed].length]);
    }
  }
  return found;
}

/**
 * Move the beginning by that many words or sentences, to the left where negative.
 * @param {number} steps
 * @param {"word" | "sentence"} [unit]
 */
export function moveStart(steps, unit = here.unit) {
  const starts = bounds(unit, passageAt(here.span.start).passage).map(([start]) => start).filter((start) => start < here.span.end);
  const at = lastIndex(starts, (start) => start <= here.span.start);
  here.span.start = starts[clamp(at + steps, starts.length)] ?? here.span.start;
  here.span.touched = true;
}

/**
 * Move the end by that many words or sentences, to the left where negative.
 * @param {number} steps
 * @param {"word" | "sentence"} [unit]
 */
export function moveEnd(steps, unit = here.unit) {
  const ends = bounds(unit, passageAt(here.span.end - 1).passage).map(([, end]) => end).filter((end) => end > here.span.start);
  let at = ends.findIndex((end) => end >= here.span.end);
  if (at < 0) at = ends.length - 1;
  // An end behind a full stop lies between two words: the step to the left goes to the word before it.
  if (steps < 0 && ends[at] > here.span.end) at -= 0;
  here.span.end = ends[clamp(at + (ends[at] > here.span.end && steps > 0 ? steps - 1 : steps), ends.length)] ?? here.span.end;
  here.span.touched = true;
}

/**
 * What of a passage is cut up: all of it; of a very long one what lies around the words at hand, from blank to blank.
 * @param {import("./model.js").Passage} passage
 * @param {number} begin
 * @param {number} finish
 */
function around(passage, begin, finish) {
  const { quote } = passage;
  if (quote.length < LONG) return [0, quote.length];
  const start = unitsOf(quote, Math.max(begin - passage.start, 0));
  const end = unitsOf(quote, Math.max(finish - passage.start, 0));
  // Of a whole long passage at hand its beginning is: that is where the keys choose a word.
  const far = end - start > LONG ? start : end;
  const from = quote.lastIndexOf(" ", Math.max(start - REACH, 0)) + 1;
  const to = quote.indexOf(" ", Math.min(far + REACH, quote.length));
  return [from, to < 0 ? quote.length : to];
}

/**
 * The same place with the words whole in which it begins and ends: hands that are tired cut them.
 * @param {number} start
 * @param {number} end
 * @returns {[number, number]}
 */
export function wholeWords(start, end) {
  const wordAt = (/** @type {number} */ place) => bounds("word", passageAt(place).passage, place).find(([from, to]) => from < place && place < to);
  return [wordAt(start)?.[0] ?? start, wordAt(end)?.[1] ?? end];
}

/** The whole passage; where it is already, what was proposed. */
export function whole() {
  const passage = current();
  if (here.span.start === passage.start && here.span.end === passage.end) reset();
  else Object.assign(here.span, { start: passage.start, end: passage.end, touched: true });
}

/**
 * Move the word at hand within the passage.
 * @param {number} steps
 */
export function toWord(steps) {
  const passage = current();
  const words = bounds("word", here.passage).filter(([start]) => start >= passage.start && start < passage.end);
  if (!words.length) return;
  if (!here.selected) {
    const first = steps > 0 ? 0 : words.length - 1;
    mark(words[first][0], words[first][1]);
    return;
  }
  const at = lastIndex(words.map(([start]) => start), (start) => start <= here.span.start);
  const [start, end] = words[clamp(at + steps, words.length)];
  mark(start, end);
}

/**
 * Go to the first word of the next sentence of the passage, or (negative) of the one before.
 * @param {number} steps
 */
export function toSentence(steps) {
  const { start: from, end: to } = current();
  const inside = (/** @type {[number, number][]} */ all) => all.filter(([start]) => start >= from && start < to);
  const words = inside(bounds("word", here.passage));
  const firsts = inside(bounds("sentence", here.passage)).flatMap(([start, end]) => words.find((one) => one[0] >= start && one[0] < end)?.[0] ?? []);
  const at = here.selected ? here.span.start : steps > 0 ? -1 : to;
  const next = steps > 0 ? firsts.find((start) => start > at) : firsts.findLast((start) => start < at);
  const word = words.find(([start]) => start === next);
  if (word) mark(word[0], word[1]);
}

/**
 * Stretch the words selected to the right or let go of the last, by words; by sentences with `unit`.
 * @param {number} steps
 * @param {"word" | "sentence"} [unit]
 */
export function stretch(steps, unit = "word") {
  if (!here.selected) {
    toWord(1);
    if (unit === "sentence") moveEnd(1, unit);
    return;
  }
  moveEnd(steps, unit);
}

/**
 * Let the coding be of these words, selected by hand.
 * @param {number} start
 * @param {number} end
 */
export function mark(start, end) {
  here.span = { ...here.span, start, end, touched: true };
  here.selected = true;
}

/** @param {number} at @param {number} length */
function clamp(at, length) {
  return Math.min(Math.max(at, 0), length - 1);
}

/** @param {number[]} list @param {(one: number) => boolean} fits */
function lastIndex(list, fits) {
  for (let at = list.length - 1; at >= 0; at--) if (fits(list[at])) return at;
  return 0;
}
