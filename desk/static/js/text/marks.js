// @ts-check
/** The mark of a coding or suggestion: a bar, its label and, for the mouse, what decides on it. */

import { KEY_OF } from "../keys.js";
import { element } from "../screen.js";
import { number, say } from "../words.js";
import { degreeWord, here } from "./model.js";

/** What all marks of a kind have in common: made once, and copied. @type {Map<string, HTMLElement>} */
const patterns = new Map();

/** The colour of a code. @param {string} code */
export function hueOf(code) {
  return here.codes.get(code)?.colour ?? "#4f5663";
}

/** @param {import("./model.js").Coding} one */
export function codingMark(one) {
  const others = one.coder !== here.coder;
  const more = [one.degree && degreeWord(one.code, one.degree), others ? one.coder : ""].filter(Boolean).join(" · ");
  const made = copy("coding", one.code, more, say("mark_coding", { code: nameOf(one.code), coder: one.coder }));
  made.classList.toggle("others", others);
  made.dataset.coding = one.id;
  return made;
}

/** @param {import("./model.js").Suggestion} one */
export function suggestionMark(one) {
  const score = number(one.score, 2);
  const made = copy("suggestion", one.code, score, say("mark_suggestion", { code: nameOf(one.code), score }));
  made.dataset.suggestion = one.id;
  made.dataset.at = String(one.passage);
  return made;
}

/** @param {string} code */
function nameOf(code) {
  return here.codes.get(code)?.label ?? code;
}

/** @param {"coding" | "suggestion"} kind @param {string} code @param {string} more @param {string} name */
function copy(kind, code, more, name) {
  let pattern = patterns.get(kind);
  if (!pattern) patterns.set(kind, pattern = made(kind));
  const mark = /** @type {HTMLElement} */ (pattern.cloneNode(true));
  const found = here.codes.get(code);
  mark.dataset.code = code;
  mark.title = found ? `${found.path}\n${found.definition}` : code;
  mark.setAttribute("aria-label", name);
  const [bar, label] = mark.children;
  /** @type {Element} */ (bar.firstChild).textContent = found?.mark ?? "?";
  const [shown, beside] = label.children;
  shown.textContent = nameOf(code);
  if (more) beside.textContent = more;
  else beside.remove();
  return mark;
}

/** @param {"coding" | "suggestion"} kind */
function made(kind) {
  return element("button", { type: "button", class: `mark ${kind}`, tabindex: -1 },
    element("span", { class: "bar", "aria-hidden": "true" }, element("b")),
    element("span", { class: "label" }, element("span", { class: "name" }), element("small")),
    kind === "suggestion" && here.decides ? ticks() : null);
}

/** What the mouse decides on a suggestion with, at its label; for keys and for what reads aloud there is the panel. */
function ticks() {
  return element("span", { class: "ticks", "aria-hidden": "true" },
    element("i", { "data-act": "accept", title: `${say("accept")} (${KEY_OF.accept})` }, "✓"),
    element("i", { "data-act": "reject", title: `${say("reject")} (${KEY_OF.reject})` }, "✗"));
}
