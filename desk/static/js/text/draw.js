// @ts-check
/**
 * Drawing what holds: words lit by the highlight API, so that the text stays whole, and a bar with a label for each
 * coding and suggestion in the margin, side by side where they overlap.
 */

import { element } from "../screen.js";
import { number, say } from "../words.js";
import { current, elementOf, here, passageOf, rangeOf, shown, suggestion } from "./model.js";

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

/** @typedef {{kind: "coding" | "suggestion", id: string, code: string, start: number, end: number, top: number, bottom: number, lane: number}} Bar */

/** @type {Bar[]} */
let bars = [];

/** Draw everything: after something was recorded, or the lines are broken otherwise. */
export function drawAll() {
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
  for (const made of marks.querySelectorAll(".mark.suggestion")) {
    made.classList.toggle("here", Number(/** @type {HTMLElement} */ (made).dataset.at) === here.passage);
  }
  lightHere();
}

/** Show which passages are read. */
export function drawRead() {
  for (const passage of here.passages) elementOf(passage.passage).classList.toggle("read", passage.read);
}

/** Find where each bar lies. The lanes take room from the lines, which may then break otherwise: so once more. */
function layOut() {
  const before = paper.style.getPropertyValue("--lanes");
  measure();
  if (paper.style.getPropertyValue("--lanes") === before) return;
  const width = paper.style.getPropertyValue("--lanes");
  measure();
  // Where the two widths take turns the wider one stays.
  if (Number(paper.style.getPropertyValue("--lanes")) < Number(width)) paper.style.setProperty("--lanes", width);
}

/** Measure the words of each bar and give it a lane: none hides another. */
function measure() {
  const origin = paper.getBoundingClientRect().top;
  bars = [];
  const listed = [
    ...shown().map((one) => ({ kind: /** @type {const} */ ("coding"), ...one })),
    ...here.suggestions.map((one) => ({ kind: /** @type {const} */ ("suggestion"), ...one })),
  ];
  for (const one of listed) {
    const box = rangeOf(one.start, one.end).getBoundingClientRect();
    const top = box.top - origin;
    bars.push({ kind: one.kind, id: one.id, code: one.code, start: one.start, end: one.end, top, bottom: Math.max(box.bottom - origin, top + LEAST), lane: 0 });
  }
  bars.sort((a, b) => a.top - b.top || (a.kind < b.kind ? -1 : 1) || b.bottom - a.bottom);
  /** @type {number[]} */
  const free = [];
  for (const bar of bars) {
    let lane = free.findIndex((bottom) => bottom <= bar.top + 1);
    if (lane < 0) lane = free.push(0) - 1;
    free[lane] = bar.bottom;
    bar.lane = lane;
  }
  const lanes = Math.max(free.length, ROOM);
  paper.style.setProperty("--lanes", String(lanes));
}

function drawMarks() {
  const lanes = Number(paper.style.getPropertyValue("--lanes"));
  /** @type {Map<string, HTMLElement>} */
  const old = new Map([...marks.children].map((one) => [/** @type {HTMLElement} */ (one).dataset.key ?? "", /** @type {HTMLElement} */ (one)]));
  const fresh = document.createDocumentFragment();
  const room = marks.clientWidth - lanes * LANE - 8;
  let below = -LINE;
  for (const bar of bars) {
    const key = `${bar.kind} ${bar.id}`;
    const mark = old.get(key) ?? newMark(bar, key);
    const label = /** @type {HTMLElement} */ (mark.lastElementChild);
    below = Math.max(bar.top, below + LINE);
    mark.style.top = `${bar.top}px`;
    mark.style.height = `${bar.bottom - bar.top}px`;
    mark.style.left = `${bar.lane * LANE}px`;
    label.style.maxWidth = `${Math.max(room, 60)}px`;
    label.style.left = `${(lanes - bar.lane) * LANE + 6}px`;
    label.style.top = `${below - bar.top}px`;
    if (!old.delete(key)) fresh.append(mark);
  }
  for (const gone of old.values()) gone.remove();
  marks.append(fresh);
}

/** @param {Bar} bar @param {string} key */
function newMark(bar, key) {
  const code = here.codes.get(bar.code);
  const label = code?.label ?? bar.code;
  const coding = bar.kind === "coding" ? here.codings.get(bar.id) : undefined;
  const suggested = bar.kind === "suggestion" ? here.suggestions.find((one) => one.id === bar.id) : undefined;
  const more = coding ? [coding.degree, coding.coder === here.coder ? "" : coding.coder].filter(Boolean).join(" · ") : number(suggested?.score ?? 0, 2);
  const name = coding
    ? say("mark_coding", { code: label, coder: coding.coder })
    : say("mark_suggestion", { code: label, score: number(suggested?.score ?? 0, 2) });
  return element("button", {
    type: "button",
    class: `mark ${bar.kind}${coding && coding.coder !== here.coder ? " others" : ""}`,
    "data-key": key,
    "data-coding": coding ? bar.id : null,
    "data-suggestion": suggested ? bar.id : null,
    "data-at": suggested ? suggested.passage : null,
    "data-code": bar.code,
    "aria-label": name,
    title: code ? `${code.path}\n${code.definition}` : bar.code,
    tabindex: -1,
    hue: code?.colour ?? "#4f5663",
  }, element("span", { class: "bar", "aria-hidden": "true" }, element("b", {}, code?.mark ?? "?")), element("span", { class: "label" },
    element("span", { class: "name" }, label), more ? element("small", {}, more) : null));
}

/** Light the words that are coded: deeper where several codings share them; underlined in the code's colour. */
function light() {
  for (const name of [...lights.keys()]) if (name.startsWith("coded") || name.startsWith("hue")) lights.delete(name);
  const codings = shown();
  const edges = codings.flatMap((one) => [[one.start, 1], [one.end, -1]]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  /** @type {Range[][]} */
  const depths = Array.from({ length: DEPTHS + 1 }, () => []);
  let depth = 0;
  let from = 0;
  for (const [at, step] of edges) {
    if (depth > 0 && at > from) depths[Math.min(depth, DEPTHS)].push(rangeOf(from, at));
    depth += step;
    from = at;
  }
  for (let at = 1; at <= DEPTHS; at++) if (depths[at].length) lights.set(`coded${at}`, new Light(...depths[at]));
  /** @type {Map<string, Range[]>} */
  const hues = new Map();
  for (const one of codings) {
    const hue = (here.codes.get(one.code)?.colour ?? "#4f5663").slice(1).toLowerCase();
    hues.set(hue, [...(hues.get(hue) ?? []), rangeOf(one.start, one.end)]);
  }
  for (const [hue, ranges] of hues) {
    lights.set(`hue-${hue}`, new Light(...ranges));
    style(hue);
  }
}

const sheet = new CSSStyleSheet();
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
/** @type {Set<string>} */
const styled = new Set();

/** @param {string} hue */
function style(hue) {
  if (styled.has(hue) || !/^[0-9a-f]{6}$/.test(hue)) return;
  styled.add(hue);
  sheet.insertRule(`::highlight(hue-${hue}) { text-decoration: underline 2px #${hue}; text-underline-offset: 3px; }`);
}

/** Light what is at hand: the words to be coded, the suggestion, the evidence, what was found. */
function lightHere() {
  const { span } = here;
  const picked = here.picked ? here.codings.get(here.picked) : undefined;
  const proposed = suggestion();
  const passage = current();
  const all = span.start === passage.start && span.end === passage.end;
  set("span", !here.decides || picked || (all && !span.touched) ? [] : [[span.start, span.end]]);
  set("picked", picked ? [span.touched ? [span.start, span.end] : [picked.start, picked.end]] : []);
  set("proposed", proposed && !span.touched ? [[proposed.start, proposed.end]] : []);
  set("evidence", here.evidence.map(({ start, end }) => [start, end]));
  set("found", here.hits.map(({ start, end }) => [start, end]));
}

/** @param {string} name @param {number[][]} places */
function set(name, places) {
  if (places.length) {
    const made = new Light(...places.map(([start, end]) => rangeOf(start, end)));
    made.priority = name === "span" || name === "picked" ? 3 : 2;
    lights.set(name, made);
  } else lights.delete(name);
}

/** Bring the passage at hand, or a place in it, into view. @param {boolean} [smooth] */
export function bringIntoView(smooth = false) {
  const box = rangeOf(here.span.start, here.span.end).getBoundingClientRect();
  const whole = elementOf(here.passage).getBoundingClientRect();
  const target = whole.height < innerHeight * 0.6 ? whole : box;
  const top = 130;
  const bottom = innerHeight - 120;
  if (target.top >= top && target.bottom <= bottom) return;
  const quiet = matchMedia("(prefers-reduced-motion: reduce)").matches;
  scrollTo({ top: scrollY + target.top - Math.max(top, (innerHeight - target.height) / 3), behavior: smooth && !quiet ? "smooth" : "instant" });
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
