// @ts-check
/** The text at hand: its words, passages and turns, what holds on it, and where the keys work. */

import { agenda } from "../agenda.js";
import { ask, sent, settled } from "../api.js";
import { pointsOf, unitsOf } from "../places.js";

/**
 * @typedef {{passage: number, start: number, end: number, quote: string, heading: string | null, level: number | null, page: number | null, turn: number | null, read: boolean, context: boolean}} Passage
 * @typedef {{id: string, text: string, start: number, end: number, quote: string, code: string, degree: string | null, value: string | null, case: string | null, coder: string, time: string, memo: string | null, suggested: boolean}} Coding
 * @typedef {{id: string, start: number, end: number, quote: string, code: string, score: number, rank: number, passage: number, degree: string | null, case: string | null}} Suggestion
 * @typedef {{id: string, label: string, path: string, parent: string | null, depth: number, definition: string, use_when: string[], avoid_when: string[], examples: string[], near_misses: {quote: string, because: string}[], other_labels: string[], degrees: string[], degree_words: Record<string, string>, retired: string, colour: string, mark: string, uses: number}} Code
 * @typedef {{start: number, end: number, degree: string, case: string | null, memo: string, touched: boolean}} Span
 * @typedef {{moment: string, words: string, text: string | null, entries: string[]}} Act
 */

/** How many of the codes used last have a digit. */
const LAST = 9;

const root = /** @type {HTMLElement} */ (document.getElementById("desk-text"));

export const here = {
  id: root.dataset.text ?? "",
  decides: root.dataset.decides === "yes",
  coder: document.body.dataset.coder ?? "",
  text: "",
  case: /** @type {string | null} */ (null),
  turns: /** @type {any[]} */ ([]),
  passages: /** @type {Passage[]} */ ([]),
  codings: /** @type {Map<string, Coding>} */ (new Map()),
  suggestions: /** @type {Suggestion[]} */ ([]),
  ready: false,
  problem: "",
  /** The passages that are shown without their suggestions. */
  blind: /** @type {Set<number>} */ (new Set()),
  /** The codes that score highest in each passage, suggested there or not, by its number. */
  near: /** @type {Map<number, [string, number][]>} */ (new Map()),
  codes: /** @type {Map<string, Code>} */ (new Map()),
  threshold: 0.35,
  /** The number of the passage where the keys work. */
  passage: 1,
  /** Which of the passage's open suggestions is at hand. */
  chosen: 0,
  /** The coding that was picked, by id. */
  picked: /** @type {string | null} */ (null),
  /** What a coding would be of now, and say. */
  span: /** @type {Span} */ ({ start: 0, end: 0, degree: "", case: null, memo: "", touched: false }),
  /** Whether words were selected by hand. */
  selected: false,
  unit: /** @type {"word" | "sentence"} */ ("word"),
  shown: new Date(),
  hits: /** @type {{start: number, end: number}[]} */ ([]),
  evidence: /** @type {{start: number, end: number}[]} */ ([]),
  /** Whose codings are shown: everybody's, or one coder's. */
  whose: localStorage.getItem("glose-whose") ?? "",
  recent: /** @type {string[]} */ (JSON.parse(localStorage.getItem("glose-recent") ?? "[]")),
};

/** A degree of a code in words. @param {string} code @param {string} degree */
export function degreeWord(code, degree) {
  return here.codes.get(code)?.degree_words[degree] ?? degree;
}

/** Load the text, its codes, and the suggestions that are made already: the words are there to be read before others. */
export async function load() {
  const [text, codes] = await Promise.all([ask(`/api/texts/${encodeURIComponent(here.id)}?suggestions=ready`), ask("/api/codes")]);
  here.text = text.text;
  here.case = text.case;
  here.turns = text.turns;
  here.passages = text.passages;
  takeCodes(codes);
  const blind = agenda()?.blind;
  takeRecords({ ...text, suggestions: blind ? [] : text.suggestions, suggestions_ready: text.suggestions_ready && !blind, read: null });
  for (const passage of here.passages) {
    const shown = wordsOf(passage.passage);
    // What HTML cannot carry (line ends of old, signs without a glyph) is put in from the text itself.
    if (shown.firstChild?.nodeType !== Node.TEXT_NODE || shown.textContent !== passage.quote) shown.textContent = passage.quote;
  }
}

/** Ask what holds now; again, where something was decided meanwhile, which the answer may not know of. */
export async function reload() {
  const blind = agenda()?.blind;
  for (;;) {
    await settled();
    const before = sent();
    const records = await ask(`/api/texts/${encodeURIComponent(here.id)}/records${blind ? `?blind=${blind}` : ""}`);
    if (sent() === before) return takeRecords(records);
  }
}

/** Ask which codes score highest in each passage, for the picker. */
export async function loadNear() {
  const blind = agenda()?.blind;
  const { near } = await ask(`/api/texts/${encodeURIComponent(here.id)}/near${blind ? `?blind=${blind}` : ""}`);
  here.near = new Map(Object.entries(near).map(([number, codes]) => [Number(number), codes]));
}

/** The codes that come first where nothing else tells: the last nine, then those that score highest at the words. */
export function atHand() {
  const inUse = (/** @type {string} */ id) => here.codes.has(id) && !here.codes.get(id)?.retired;
  const recent = here.recent.filter(inUse).slice(0, LAST);
  const near = (here.near.get(passageAt(here.span.start).passage) ?? []).filter(([id]) => inUse(id) && !recent.includes(id));
  return { recent, near };
}

/** Ask for the codebook again. */
export async function reloadCodes() {
  takeCodes(await ask("/api/codes"));
}

/** @param {any} codes */
export function takeCodes(codes) {
  here.codes = new Map(codes.codes.map((/** @type {Code} */ one) => [one.id, one]));
  here.threshold = codes.threshold;
}

/** @param {any} records */
function takeRecords(records) {
  here.codings = new Map(records.codings.map((/** @type {Coding} */ one) => [one.id, one]));
  here.suggestions = records.suggestions;
  here.ready = records.suggestions_ready;
  here.blind = new Set(records.blind);
  here.problem = records.suggestions_problem;
  if (records.read) {
    const read = new Set(records.read);
    for (const passage of here.passages) passage.read = read.has(passage.passage);
  }
  if (here.picked && !here.codings.has(here.picked)) here.picked = null;
}

/** @param {number} number */
export function passageOf(number) {
  return here.passages[number - 1];
}

/** The passage where the keys work. */
export function current() {
  return passageOf(here.passage);
}

const elements = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-passage]")]);
const words = elements.map((one) => /** @type {HTMLElement} */ (one.querySelector(".words")));

/** The element of a passage. @param {number} number */
export function elementOf(number) {
  return elements[number - 1];
}

/** The element that has a passage's words. @param {number} number */
export function wordsOf(number) {
  return words[number - 1];
}

/** The open suggestions of a passage, best first. @param {number} number */
export function suggestionsIn(number) {
  return here.suggestions.filter((one) => one.passage === number);
}

/** The suggestion that the next key decides on. */
export function suggestion() {
  return suggestionsIn(here.passage)[here.chosen];
}

/** The codings that are shown: everybody's, or those of the coder chosen. */
export function shown() {
  return [...here.codings.values()].filter((one) => !here.whose || one.coder === here.whose);
}

/** The codings that share words with a passage. @param {number} number */
export function codingsIn(number) {
  const passage = passageOf(number);
  return shown().filter((one) => one.start < passage.end && passage.start < one.end);
}

/**
 * The first passage that reaches beyond a place; places between two passages belong to the next.
 * @param {number} place
 */
export function passageAt(place) {
  let low = 0;
  let high = here.passages.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (here.passages[middle].end <= place) low = middle + 1;
    else high = middle;
  }
  return here.passages[low];
}

/**
 * The range of the page that has these words of the text.
 * @param {number} start
 * @param {number} end
 */
export function rangeOf(start, end) {
  const range = document.createRange();
  const first = passageAt(start);
  let last = passageAt(Math.max(end - 1, start));
  if (last.start >= end && last.passage > first.passage) last = passageOf(last.passage - 1);
  const begin = wordsOf(first.passage).firstChild;
  const finish = wordsOf(last.passage).firstChild;
  if (!begin || !finish) return range;
  range.setStart(begin, unitsOf(first.quote, Math.max(start - first.start, 0)));
  range.setEnd(finish, unitsOf(last.quote, Math.min(Math.max(end - last.start, 0), last.end - last.start)));
  return range;
}

/**
 * The place in the text of a point of the page; null outside its words.
 * @param {Node} node
 * @param {number} offset
 */
export function placeOf(node, offset) {
  const inside = node instanceof Element ? node : node.parentElement;
  const passage = inside?.closest("[data-passage]");
  if (!(passage instanceof HTMLElement)) return null;
  const found = passageOf(Number(passage.dataset.passage));
  const inner = wordsOf(found.passage);
  if (node === inner.firstChild) return found.start + pointsOf(found.quote, offset);
  const before = document.createRange();
  before.selectNodeContents(inner);
  const at = before.comparePoint(node, offset);
  return at > 0 ? found.end : found.start;
}

/**
 * The words at a place. @param {number} start @param {number} end
 */
export function quoteOf(start, end) {
  const first = passageAt(start);
  if (end <= first.end && start >= first.start) {
    return first.quote.slice(unitsOf(first.quote, start - first.start), unitsOf(first.quote, end - first.start));
  }
  return here.text.slice(unitsOf(here.text, start), unitsOf(here.text, end));
}

/** Keep a code as the one used last. @param {string} code */
export function used(code) {
  here.recent = [code, ...here.recent.filter((one) => one !== code)].slice(0, 30);
  localStorage.setItem("glose-recent", JSON.stringify(here.recent));
}
