// @ts-check
/** What is done to a coding that is there: another code, degree, value, case or memo, other borders; split, taken back. */

import { send } from "../api.js";
import { askWords, dialog, element, toast } from "../screen.js";
import { say } from "../words.js";
import { focusBack, labelOf, record, refused, took } from "./deciding.js";
import { drawHere } from "./draw.js";
import { codingsIn, current, degreeWord, here, passageAt, quoteOf, suggestion } from "./model.js";
import { drawPanel } from "./panel.js";
import { pick } from "./picker.js";
import { reset } from "./span.js";

/** Give a coding another code. @param {import("./model.js").Coding} coding */
export async function recode(coding) {
  const chosen = await pick({ title: say("recode_title", { code: labelOf(coding.code) }) });
  focusBack();
  if (!chosen) return;
  const rows = chosen.codes.map((id) => ({ ...again(coding), code: id, degree: here.codes.get(id)?.degrees.includes(coding.degree ?? "") ? coding.degree : "" }));
  await record([{ decision: "retract", text: here.id, coding: coding.id }, ...rows], say("recoded", { code: labelOf(coding.code), codes: chosen.codes.map(labelOf).join(", ") }));
}

/**
 * Change what a coding says: it is taken back and made again, all or none.
 * @param {import("./model.js").Coding} coding
 * @param {Record<string, unknown>} what
 * @param {string} message
 */
export async function change(coding, what, message) {
  await record([{ decision: "retract", text: here.id, coding: coding.id }, { ...again(coding), ...what }], message);
}

/** Take a coding back. @param {import("./model.js").Coding} coding */
export async function retract(coding) {
  await record([{ decision: "retract", text: here.id, coding: coding.id }], say("retracted", { code: labelOf(coding.code) }));
}

/** Part a coding in two where the sentence at hand ends, or at the middle. @param {import("./model.js").Coding} coding */
export async function split(coding) {
  const words = quoteOf(coding.start, coding.end);
  const cuts = [...new Intl.Segmenter(document.getElementById("paper")?.lang, { granularity: "sentence" }).segment(words)].map((one) => one.segment);
  const parts = cuts.length > 1 ? cuts : words.split(/(?<=\s)/);
  /** @type {number | null} */
  const at = await dialog(say("split_title"), (close) => [element("ol", { class: "split" }, ...parts.slice(0, -1).map((part, number) =>
    element("li", {}, element("span", {}, part), element("button", { type: "button", onclick: () => close(number + 1) }, say("split_here")))), element("li", {}, element("span", {}, parts.at(-1) ?? "")))]);
  if (at === null) return;
  const first = parts.slice(0, at).join("");
  const length = [...first].length;
  const end = coding.start + [...first.trimEnd()].length;
  await record([{ decision: "retract", text: here.id, coding: coding.id }, { ...again(coding), end }, { ...again(coding), start: coding.start + length }], say("split_done"));
}

/** Keep the borders that were moved. */
export async function keepBorders() {
  const coding = here.picked ? here.codings.get(here.picked) : undefined;
  if (!coding || !here.span.touched) return;
  await change(coding, { start: here.span.start, end: here.span.end }, say("moved", { code: labelOf(coding.code) }));
}

/** @param {import("./model.js").Coding} coding */
function again(coding) {
  const { start, end, code: id, degree, value, memo } = coding;
  return { decision: "code", text: here.id, code: id, start, end, degree: degree ?? "", value: value ?? "", case: coding.case ?? "", memo: memo ?? "" };
}

/** The next degree of the code at hand. */
export function nextDegree() {
  const picked = here.picked ? here.codings.get(here.picked) : undefined;
  const id = picked?.code ?? suggestion()?.code;
  const degrees = id ? here.codes.get(id)?.degrees ?? [] : [];
  if (!degrees.length) return toast(say("no_scale"));
  if (picked) {
    const next = degrees[(degrees.indexOf(picked.degree ?? "") + 1) % degrees.length];
    void change(picked, { degree: next }, say("degree_is", { degree: degreeWord(picked.code, next) }));
    return;
  }
  here.span.degree = degrees[(degrees.indexOf(here.span.degree || suggestion()?.degree || "") + 1) % degrees.length];
  drawPanel();
}

/** The memo of the coding that is picked, or of the one to come. */
export async function memo() {
  const picked = here.picked ? here.codings.get(here.picked) : undefined;
  const words = await askWords(say("memo"), { value: picked?.memo ?? here.span.memo, long: true, hint: say("memo_hint") });
  if (words === null) return;
  if (picked) await change(picked, { memo: words }, say("memo_kept"));
  else {
    here.span.memo = words;
    drawPanel();
  }
}

/** The name, number or date that is given there, kept with the coding that is picked. */
export async function value() {
  const picked = here.picked ? here.codings.get(here.picked) : undefined;
  if (!picked) return toast(say("value_pick"));
  const words = await askWords(say("value"), { value: picked.value ?? "", hint: say("value_hint") });
  if (words !== null) await change(picked, { value: words.trim() }, say("value_kept"));
}

/** A memo on the text, written from its page. */
export async function textMemo() {
  const { askMemo } = await import("../lists/memo_form.js");
  const given = await askMemo(say("memo_on_text"), { about: [{ kind: "texts", id: here.id, words: here.id }] });
  if (!given) return;
  try {
    took(await send("/api/memos", { title: given.title, memo: given.memo, about: given.about.map(({ kind, id }) => ({ kind, id })) }));
    toast(say("memo_kept"));
  } catch (error) {
    refused(error);
  }
}

/** Pick the next coding of the passage, or let go. */
export function pickNext() {
  const all = codingsIn(here.passage).sort((a, b) => a.start - b.start);
  if (!all.length) return toast(say("nothing_coded"));
  const at = all.findIndex((one) => one.id === here.picked);
  const next = all[at + 1];
  pickCoding(next ? next.id : null);
}

/** @param {string | null} id */
export function pickCoding(id) {
  const coding = id ? here.codings.get(id) : undefined;
  if (coding && !(coding.start < current().end && current().start < coding.end)) here.passage = passageAt(coding.start).passage;
  here.picked = coding ? coding.id : null;
  reset();
  if (coding) Object.assign(here.span, { start: coding.start, end: coding.end, touched: false });
  drawHere();
  drawPanel();
}
