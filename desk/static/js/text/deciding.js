// @ts-check
/** What the keys do: each decision is shown at once, sent, and put right where the desk refuses it. */

import { agenda, be, end, goTo } from "../agenda.js";
import { Refusal, send } from "../api.js";
import { alarm, askWords, dialog, element, sure, toast } from "../screen.js";
import { say, sayNumber, when } from "../words.js";
import { showNext } from "../undo.js";
import { bringIntoView, drawAll, drawCounts, drawHere, drawRead, nextToDo } from "./draw.js";
import { drawMap } from "./minimap.js";
import { current, here, passageAt, passageOf, quoteOf, reload, suggestion, suggestionsIn, used } from "./model.js";
import { drawPanel } from "./panel.js";
import { pick } from "./picker.js";
import { reset, stretch } from "./span.js";

/** Above so many entries an act is taken back only when that is meant. */
const MANY = 20;

/** @type {{undo: import("./model.js").Act | null, redo: import("./model.js").Act | null}} */
const acts = { undo: null, redo: null };

/** Draw everything that follows from what holds. */
export function drawEverything() {
  drawAll();
  drawRead();
  drawCounts();
  drawPanel();
  drawMap();
}

/**
 * Go to a passage. Leaving one ahead means having read it.
 * @param {number} number
 * @param {{read?: boolean, chosen?: number}} [options]
 */
export function go(number, { read = false, chosen = 0 } = {}) {
  if (read) markRead();
  here.passage = Math.min(Math.max(number, 1), here.passages.length);
  here.chosen = chosen;
  here.picked = null;
  here.evidence = [];
  reset();
  drawHere();
  drawPanel();
  bringIntoView();
  history.replaceState(history.state, "", `#p${here.passage}`);
}

/** Record that the passage at hand is read, with the questions before it that nobody read. */
function markRead() {
  if (!here.decides || !here.coder) return;
  const numbers = [];
  for (let at = here.passage; at >= 1; at--) {
    const passage = passageOf(at);
    if ((at !== here.passage && !passage.context) || (at !== here.passage && passage.read)) break;
    if (!passage.read) numbers.push(at);
    passage.read = true;
  }
  const plan = agenda();
  // Who goes through some codes only did not look for the others.
  if (!numbers.length || (plan && !["text", "spread"].includes(plan.order))) return;
  drawRead();
  drawCounts();
  send("/api/read", { text: here.id, passages: numbers, at: here.passage, blind: plan?.blind ?? 0 }).then(took, refused);
}

/**
 * Decide on a suggestion where it lies, and stay there: who points at it looks at it.
 * @param {import("./model.js").Suggestion} one
 * @param {"accept" | "reject"} act
 */
export function decideThere(one, act) {
  here.passage = one.passage;
  here.chosen = suggestionsIn(one.passage).indexOf(one);
  here.picked = null;
  here.evidence = [];
  reset();
  if (act === "accept") accept({ stay: true });
  else reject("", { stay: true });
}

/** Accept the suggestion at hand, with the borders, case, degree and memo chosen. @param {{stay?: boolean}} [options] */
export function accept({ stay = false } = {}) {
  const one = suggestion();
  if (!one) return toast(say("nothing_suggested"));
  used(one.code);
  const row = { decision: "accept", text: here.id, code: one.code, suggestion: one.id, ...place(one), ...seen() };
  decided(one, [row], say("accepted", { code: labelOf(one.code) }), stay);
}

/** Reject the suggestion at hand. @param {string} [reason] @param {{stay?: boolean}} [options] */
export function reject(reason = "", { stay = false } = {}) {
  const one = suggestion();
  if (!one) return toast(say("nothing_suggested"));
  const row = { decision: "reject", text: here.id, code: one.code, suggestion: one.id, start: one.start, end: one.end, reason, ...seen() };
  decided(one, [row], say("rejected", { code: labelOf(one.code) }), stay);
}

/** Reject it and say why. */
export async function rejectBecause() {
  const one = suggestion();
  if (!one) return toast(say("nothing_suggested"));
  const reason = await askWords(say("reject_why", { code: labelOf(one.code) }));
  if (reason !== null) reject(reason);
}

/** Leave the suggestion open and go on: to the next one here, else to what is next to do. */
export function onwards() {
  if (suggestion() && here.chosen + 1 < suggestionsIn(here.passage).length) {
    here.chosen += 1;
    here.picked = null;
    reset();
    drawHere();
    drawPanel();
    return;
  }
  goNext();
}

/** Go to what is next: of what is gone through, which may lie in another text, else in this one. */
function goNext() {
  const plan = agenda();
  if (!plan) return go(nextToDo(here.passage), { read: true });
  const next = plan.items[plan.at + 1];
  if (!next) {
    markRead();
    end();
    showPlan();
    return toast(say("agenda_done"));
  }
  if (next.text === here.id) {
    be(plan.at + 1);
    go(next.passage, { read: true });
    return showPlan();
  }
  markRead();
  goTo(plan.at + 1);
}

/** Where one is in what is gone through, above the text. */
export function showPlan() {
  const shown = document.getElementById("plan");
  const plan = agenda();
  if (!shown) return;
  shown.hidden = !plan;
  if (plan) shown.firstElementChild?.replaceChildren(say("agenda_at", { at: plan.at + 1, all: plan.items.length, order: say(`order_${plan.order}`) }));
}

/** The same rows for the passages with the very same words, at the same place in them. @param {any[]} rows */
function withTwins(rows) {
  const plan = agenda();
  const item = plan?.items[plan.at];
  if (!item?.twins.length || item.text !== here.id || item.passage !== here.passage) return rows;
  const start = current().start;
  return [...rows, ...item.twins.flatMap((/** @type {any} */ twin) => rows.map(({ suggestion: _suggestion, ...row }) => ({
    ...row, text: twin.text, start: row.start - start + twin.start, end: row.end - start + twin.start, case: "",
  })))];
}

/** Code the words at hand with one code or several, beside what is suggested. @param {{instead?: boolean, typed?: string, making?: boolean}} [options] */
export async function code({ instead = false, typed = "", making = false } = {}) {
  if (!here.decides) return;
  const proposed = instead ? suggestion() : undefined;
  const quote = quoteOf(here.span.start, here.span.end).replaceAll(/\s+/g, " ");
  const title = say("quoted", { quote: quote.length > 70 ? `${quote.slice(0, 70)}…` : quote });
  const chosen = await pick({ title, typed, making, stretch: here.selected ? (steps, unit) => {
    stretch(steps, unit);
    drawHere();
  } : undefined });
  focusBack();
  if (!chosen) {
    drawHere();
    return;
  }
  const at = { start: here.span.start, end: here.span.end };
  const rows = chosen.codes.map((id) => {
    used(id);
    const degree = here.span.degree && here.codes.get(id)?.degrees.includes(here.span.degree) ? here.span.degree : "";
    return { decision: "code", text: here.id, code: id, ...at, degree, case: here.span.case ?? "", memo: here.span.memo };
  });
  const names = chosen.codes.map(labelOf).join(", ");
  if (proposed) {
    const rejection = { decision: "reject", text: here.id, code: proposed.code, suggestion: proposed.id, start: proposed.start, end: proposed.end, reason: `coded as ${chosen.codes.join(", ")}`, ...seen() };
    decided(proposed, [rejection, ...rows], say("coded_instead", { codes: names, code: labelOf(proposed.code) }));
    return;
  }
  reset();
  await record(rows, say("coded_as", { codes: names }));
}

/** Make a code of the words themselves, and code them with it. */
export async function inVivo() {
  const words = quoteOf(here.span.start, here.span.end).replaceAll(/\s+/g, " ").trim();
  await code({ typed: words.length > 60 ? words.slice(0, 60) : words, making: true });
}

/** Take back the last act, or one by its moment. @param {string} [moment] */
export async function undo(moment) {
  const size = acts.undo?.entries.length ?? 0;
  if (!moment && acts.undo && size > MANY && !(await sure(say("undo_many", { what: acts.undo.words }), say("undo")))) return;
  await takeBack("/api/undo", moment ? { moment } : {}, "undone");
}

/** Do again what was taken back last. */
export async function redo() {
  await takeBack("/api/redo", {}, "redone");
}

/** @param {string} path @param {unknown} body @param {string} message */
async function takeBack(path, body, message) {
  try {
    const answer = await send(path, body);
    took(answer);
    toast(say(message, { what: answer.act?.words ?? "" }));
    await reload();
    if (answer.act?.text === here.id) {
      const found = answer.place ? passageAt(answer.place.start).passage : here.passage;
      here.passage = found;
    }
    reset();
    drawEverything();
    bringIntoView();
  } catch (error) {
    if (error instanceof Refusal && error.status === 409) toast(error.message);
    else refused(error);
  }
}

/** What was done, act by act; each can be taken back by itself. */
export async function showActs() {
  const { ask } = await import("../api.js");
  const found = await ask("/api/acts?most=200");
  /** @type {string | null} */
  const moment = await dialog(say("acts"), (close) => [found.done.length || found.taken_back.length
    ? element("ul", { class: "acts" },
      ...found.taken_back.map((/** @type {any} */ one) => element("li", { class: "gone" }, element("span", {}, one.words), element("small", {}, say("taken_back")))),
      ...found.done.map((/** @type {any} */ one) => element("li", {}, element("span", {}, one.words), element("small", {}, when(one.moment)),
        one.stays ? element("small", { class: "why" }, one.stays) : element("button", { type: "button", onclick: () => close(one.moment) }, say("take_back")))))
    : element("p", {}, say("acts_none"))]);
  if (moment) await undo(moment);
}

/**
 * Show a decision on a suggestion at once, go on, and send it.
 * @param {import("./model.js").Suggestion} one
 * @param {any[]} rows
 * @param {string} message
 * @param {boolean} [stay] stay at the passage where nothing is left to decide in it
 */
function decided(one, rows, message, stay = false) {
  here.suggestions = here.suggestions.filter((other) => !(other.passage === one.passage && other.code === one.code));
  toast(message);
  const all = withTwins(rows);
  const left = suggestionsIn(here.passage);
  if (stay || here.chosen < left.length) {
    here.chosen = Math.max(Math.min(here.chosen, left.length - 1), 0);
    here.picked = null;
    reset();
    drawHere();
    drawPanel();
    drawCounts();
    document.querySelector(`[data-suggestion="${one.id}"]`)?.remove();
    void record(all, "");
    return;
  }
  void record(all, "");
  goNext();
}

/**
 * Send rows, all or none, and draw what came of it.
 * @param {any[]} rows
 * @param {string} message
 */
export async function record(rows, message) {
  try {
    const answer = await send("/api/decisions", rows);
    for (const row of rows) if (row.coding) here.codings.delete(row.coding);
    for (const coding of answer.codings) if (coding.text === here.id) here.codings.set(coding.id, coding);
    if (rows.length === 2 && rows[0].coding && answer.codings.length === 1) here.picked = answer.codings[0].id;
    took(answer);
    if (message) toast(answer.entries.length ? message : sayNumber("repeated", answer.repeated));
    drawEverything();
    return true;
  } catch (error) {
    await refusedAnd(error);
    return false;
  }
}

/** @param {any} answer */
export function took(answer) {
  acts.undo = answer.undo;
  acts.redo = answer.redo;
  showNext(answer);
}

/** Say why it was refused. @param {unknown} error */
export function refused(error) {
  alarm(error instanceof Refusal ? error.whole : String(error));
}

/** @param {unknown} error */
async function refusedAnd(error) {
  refused(error);
  await reload();
  reset();
  drawEverything();
}

/** @param {import("./model.js").Suggestion} one */
function place(one) {
  const { span } = here;
  const start = span.touched ? span.start : one.start;
  const end = span.touched ? span.end : one.end;
  const degree = span.degree || "";
  return { start, end, degree, case: span.case ?? "", memo: span.memo };
}

/** When the suggestion was shown, and how many seconds it was looked at. */
function seen() {
  return { shown: here.shown.toISOString(), seconds: (Date.now() - here.shown.getTime()) / 1000 };
}

/** @param {string} id */
export function labelOf(id) {
  return here.codes.get(id)?.label ?? id;
}

/** The keys work on the text again. */
export function focusBack() {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}

