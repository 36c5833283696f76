// @ts-check
/**
 * Drawing what holds: words lit by the highlight API, so that the text stays whole, and a bar with a label for each
 * coding and suggestion in the margin, side by side where they overlap.
 */

import { element } from "../screen.js";
import { number, say } from "../words.js";
import { begin, boxOf } from "./boxes.js";
import { codingMark, hueOf, suggestionMark } from "./marks.js";
import { nearby, watch } from "./nearby.js";
import { current, elementOf, here, passageAt, passageOf, rangeOf, shown, suggestion, wordsOf } from "./model.js";

const paper = /** @type {HTMLElement} */ (document.getElementById("paper"));
const marks = /** @type {HTMLElement} */ (document.getElementById("marks"));
const LANE = 13;
const LEAST = 16;
const LINE = 19;
const DEPTHS = 3;
/** Lanes for which there is always room. */
const ROOM = 6;
/** @type {Map<string, any>} */
const lights = /** @type {any} */ (CSS).highlights ?? new Map();
const Light = /** @type {any} */ (globalThis).Highlight ?? class {};

/**
 * @typedef {{kind: "coding", one: import("./model.js").Coding} | {kind: "suggestion", one: import("./model.js").Suggestion}} Marked
 * @typedef {Marked & {top: number, bottom: number, lane: number}} Bar
 */

/** @type {Bar[]} */
let bars = [];
/** Where the paper's top was in the window when the bars were measured. */
let origin = 0;

/** Draw everything: after something was recorded, or the lines are broken otherwise. */
export function drawAll() {
  styled ??= new Set([...here.codes.values()].map((one) => one.colour.slice(1).toLowerCase()));
  layOut();
  drawMarks();
  light();
  drawHere();
}

/** Draw what changes with every key: where the keys work and what is at hand. */
export function drawHere() {
  const was = paper.querySelector('[aria-current="true"]');
  const now = elementOf(here.passage);
  if (was !== now) {
    was?.removeAttribute("aria-current");
    now.setAttribute("aria-current", "true");
  }
  for (const made of marks.querySelectorAll(".at-hand")) made.classList.remove("at-hand");
  const at = here.picked ?? suggestion()?.id;
  if (at) marks.querySelector(`[data-coding="${at}"], [data-suggestion="${at}"]`)?.classList.add("at-hand");
  for (const made of marks.querySelectorAll(".mark.here")) made.classList.remove("here");
  for (const made of marks.querySelectorAll(`[data-at="${here.passage}"]`)) made.classList.add("here");
  lightHere();
}

/** Show which passages are read. */
export function drawRead() {
  for (const passage of here.passages) elementOf(passage.passage).classList.toggle("read", passage.read);
}

/** How many lanes there are. */
let lanes = ROOM;

/** @param {number} wanted */
function makeLanes(wanted) {
  if (lanes === wanted) return;
  lanes = wanted;
  for (const one of [paper, marks]) one.style.setProperty("--lanes", String(lanes));
}

/** Find where each bar lies. The lanes take room from the lines, which may then break otherwise: so once more. */
function layOut() {
  if (!drawn.size) makeLanes(guessed());
  const before = lanes;
  const wanted = measure();
  // One lane to spare stays: the words do not move with every coding.
  if (wanted === before || wanted === before - 1) return;
  makeLanes(wanted);
  // Where the two widths take turns the wider one stays.
  makeLanes(Math.max(lanes, measure()));
}

/** About how many lanes it takes, and one more, from how many letters a line has: to break all lines again takes long. */
function guessed() {
  const { passages } = here;
  const longest = passages.reduce((one, other) => (other.end - other.start > one.end - one.start ? other : one), passages[0]);
  const wide = (longest.end - longest.start) / Math.max(wordsOf(longest.passage).getClientRects().length, 1);
  /** The line that each passage begins on. @type {number[]} */
  const begins = [];
  passages.reduce((line, one) => (begins.push(line), line + Math.ceil((one.end - one.start) / wide) + 1), 0);
  const lineOf = (/** @type {number} */ place) => {
    const { passage, start } = passageAt(place);
    return begins[passage - 1] + Math.floor(Math.max(place - start, 0) / wide);
  };
  const lines = [...shown(), ...here.suggestions].map((one) => [lineOf(one.start), lineOf(one.end - 1) + 1]).sort((a, b) => a[0] - b[0]);
  /** @type {number[]} */
  const free = [];
  for (const [first, after] of lines) {
    const lane = free.findIndex((line) => line <= first);
    free[lane < 0 ? free.length : lane] = after;
  }
  return free.length < ROOM ? ROOM : free.length + 1;
}

/** Measure the words of each bar and give it a lane: none hides another. Gives how many lanes that takes. */
function measure() {
  begin();
  origin = paper.getBoundingClientRect().top;
  bars = [];
  const add = (/** @type {Marked} */ marked) => {
    const { top, bottom } = boxOf(marked.one.start, marked.one.end, origin);
    bars.push({ ...marked, top, bottom: Math.max(bottom, top + LEAST), lane: 0 });
  };
  for (const one of shown()) add({ kind: "coding", one });
  for (const one of here.suggestions) add({ kind: "suggestion", one });
  // The tops of the bands as well: once marks are put, asking for one would lay all of them out.
  for (const bar of bars) topOf(bandNumber(bar));
  bars.sort((a, b) => a.top - b.top || (a.kind < b.kind ? -1 : 1) || b.bottom - a.bottom);
  /** @type {number[]} */
  const free = [];
  for (const bar of bars) {
    let lane = free.findIndex((bottom) => bottom <= bar.top + 1);
    if (lane < 0) lane = free.push(0) - 1;
    free[lane] = bar.bottom;
    bar.lane = lane;
  }
  return Math.max(free.length, ROOM);
}

/** Where a mark was put last: most stay where they are. @type {WeakMap<Element, string>} */
const put = new WeakMap();
/** The marks by what they show. @type {Map<string, HTMLElement>} */
let drawn = new Map();
/** The codes that the marks are named by: where they are read anew, names, letters and colours may be others. */
let named = here.codes;
/**
 * Marks lie in bands of so many passages: what is far from the window is not laid out, and where a mark goes or comes
 * only its neighbours are laid out again.
 */
const BAND = 20;
/** @typedef {{at: HTMLElement, top: number, bottom: number, fresh: HTMLElement[]}} Band */
/** @type {Map<number, Band>} */
const bands = new Map();

function drawMarks() {
  /** @type {Map<string, HTMLElement>} */
  const now = new Map();
  if (named !== here.codes) {
    for (const mark of drawn.values()) mark.remove();
    drawn.clear();
    named = here.codes;
  }
  marks.style.setProperty("--room", `${Math.max(marks.clientWidth - lanes * LANE - 8, 60)}px`);
  for (const band of bands.values()) band.top = -1;
  let below = -LINE;
  for (const bar of bars) {
    const key = `${bar.kind} ${bar.one.id} ${bar.one.code} ${bar.kind === "coding" ? bar.one.degree : bar.one.score}`;
    const known = drawn.get(key);
    const mark = known ?? (bar.kind === "coding" ? codingMark(bar.one) : suggestionMark(bar.one));
    const band = bandOf(bar);
    now.set(key, mark);
    below = Math.max(bar.top, below + LINE);
    band.bottom = Math.max(band.bottom, bar.bottom, below + LINE);
    const { top, bottom, lane } = bar;
    const at = `--hue: ${hueOf(bar.one.code)}; --at: ${lane * LANE}px; --drop: ${below - top}px; top: ${top - band.top}px; height: ${bottom - top}px`;
    if (put.get(mark) !== at) {
      put.set(mark, at);
      mark.style.cssText = at;
    }
    if (!known) band.fresh.push(mark);
  }
  for (const [key, mark] of drawn) if (!now.has(key)) mark.remove();
  for (const { at, top, bottom, fresh } of bands.values()) {
    if (top >= 0) at.style.cssText = `top: ${top}px; height: ${bottom - top}px`;
    if (fresh.length) at.append(...fresh.splice(0));
    // Last, so that the page takes notice of a band once, and not of each of its marks.
    if (!at.parentNode) marks.append(at);
  }
  drawn = now;
}

/** The band that a bar lies in, from the top of its first passage. @param {Bar} bar */
function bandOf(bar) {
  const number = bandNumber(bar);
  let band = bands.get(number);
  if (!band) {
    band = { at: element("div", { class: "band" }), top: -1, bottom: 0, fresh: [] };
    bands.set(number, band);
  }
  if (band.top < 0) {
    band.top = band.bottom = Math.min(topOf(number), bar.top);
  }
  return band;
}

/** @param {Bar} bar */
function bandNumber(bar) {
  return Math.floor((passageAt(bar.one.start).passage - 1) / BAND);
}

/** Where the first passage of a band begins. @param {number} number */
function topOf(number) {
  const { start } = passageOf(number * BAND + 1);
  return boxOf(start, start + 1, origin).top;
}

/** Whether something lies in or near the window. @param {{start: number, end: number}} place */
function isNear({ start, end }) {
  const band = nearby();
  if (!band) return false;
  return start < passageOf(Math.min(band[1], here.passages.length)).end && passageOf(band[0]).start < end;
}

watch(/** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-passage]")]), () => {
  if (!here.passages.length) return;
  light();
  set("found", here.hits);
});

/** What each light was made of last. @type {Map<string, string>} */
const lit = new Map();

/** Light the words that are coded: deeper where several codings share them; underlined in the code's colour. */
function light() {
  const codings = shown().filter(isNear);
  /** @type {Map<string, number[][]>} */
  const wanted = new Map();
  const add = (/** @type {string} */ name, /** @type {number} */ start, /** @type {number} */ end) => {
    const places = wanted.get(name);
    if (places) places.push([start, end]);
    else wanted.set(name, [[start, end]]);
  };
  const edges = codings.flatMap((one) => [[one.start, 1], [one.end, -1]]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  let depth = 0;
  let from = 0;
  for (const [at, step] of edges) {
    if (depth > 0 && at > from) add(`coded${Math.min(depth, DEPTHS)}`, from, at);
    depth += step;
    from = at;
  }
  for (const one of codings) {
    const hue = hueOf(one.code).slice(1).toLowerCase();
    add(`hue-${hue}`, one.start, one.end);
    style(hue);
  }
  for (const name of [...lit.keys()]) {
    if (wanted.has(name) || !/^(coded|hue)/.test(name)) continue;
    lights.delete(name);
    lit.delete(name);
  }
  for (const [name, places] of wanted) {
    const made = places.join(" ");
    if (lit.get(name) === made) continue;
    lit.set(name, made);
    lights.set(name, new Light(...places.map(([start, end]) => rangeOf(start, end))));
  }
}

const sheet = new CSSStyleSheet();
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
/** The colours that are styled: those that the page came with, in `codes.css`, and what was added. @type {Set<string> | undefined} */
let styled;

/** @param {string} hue */
function style(hue) {
  if (!styled || styled.has(hue) || !/^[0-9a-f]{6}$/.test(hue)) return;
  styled.add(hue);
  sheet.insertRule(`.near .words::highlight(hue-${hue}) { text-decoration: underline 2px #${hue}; text-underline-offset: 3px; }`);
}

/** Light what is at hand: the words to be coded, the suggestion, the evidence, what was found. */
function lightHere() {
  const { span } = here;
  const picked = here.picked ? here.codings.get(here.picked) : undefined;
  const proposed = suggestion();
  const passage = current();
  const all = span.start === passage.start && span.end === passage.end;
  set("span", !here.decides || picked || (all && !span.touched) ? [] : [span]);
  set("picked", picked ? [span.touched ? span : picked] : []);
  set("proposed", proposed && !span.touched ? [proposed] : []);
  set("evidence", here.evidence);
  set("found", here.hits);
}

/** @param {string} name @param {{start: number, end: number}[]} all */
function set(name, all) {
  const places = all.filter((one) => name !== "found" || isNear(one));
  const made = places.map(({ start, end }) => `${start},${end}`).join(" ");
  if (lit.get(name) === made) return;
  lit.set(name, made);
  if (!places.length) return void lights.delete(name);
  const one = new Light(...places.map(({ start, end }) => rangeOf(start, end)));
  one.priority = name === "span" || name === "picked" ? 3 : 2;
  lights.set(name, one);
}

/** Bring the passage at hand, or a place in it, into view. @param {boolean} [smooth] */
export function bringIntoView(smooth = false) {
  const box = rangeOf(here.span.start, here.span.end).getBoundingClientRect();
  const whole = elementOf(here.passage).getBoundingClientRect();
  const target = whole.height < innerHeight * 0.6 ? whole : box;
  const top = 130;
  const floor = lowest();
  const bottom = floor - 120;
  if (target.top >= top && target.bottom <= bottom) return;
  const quiet = matchMedia("(prefers-reduced-motion: reduce)").matches;
  scrollTo({ top: scrollY + target.top - Math.max(top, (floor - target.height) / 3), behavior: smooth && !quiet ? "smooth" : "instant" });
}

/** How far down the text is seen: on a tablet the panel lies over what is below. */
function lowest() {
  const panel = document.getElementById("beside")?.getBoundingClientRect();
  return panel && panel.top > innerHeight / 2 && panel.top < innerHeight ? panel.top : innerHeight;
}

/** How much is read and left, above the text. */
export function drawCounts() {
  const read = here.passages.filter((one) => one.read).length;
  const set = (/** @type {string} */ id, /** @type {string} */ words) => {
    const at = document.getElementById(id);
    if (at && at.textContent !== words) at.textContent = words;
  };
  set("read-count", say("read_of", { read: number(read), all: number(here.passages.length) }));
  set("left-count", here.ready ? say("left_count", { n: number(here.suggestions.length) }) : here.problem || say("suggesting"));
}

/** The next passage with something left to do: an open suggestion, or to be read. @param {number} from */
export function nextToDo(from) {
  for (let at = from + 1; at <= here.passages.length; at++) {
    const passage = passageOf(at);
    if (here.suggestions.some((one) => one.passage === at)) return at;
    if (!passage.read && !passage.context) return at;
  }
  return Math.min(from + 1, here.passages.length);
}
