// @ts-check
/**
 * The code picker: a box at the words in which codes are found by typing. The last nine codes come first, and digits
 * take them; then those that score highest at the words, suggested or not. Tab takes several, and a name that no code
 * has makes one in place.
 */

import { send } from "../api.js";
import { folded, searchCodes } from "../code_search.js";
import { element } from "../screen.js";
import { number as shownNumber, say } from "../words.js";
import { atHand, here, rangeOf, takeCodes } from "./model.js";

const LINES = 60;
/** How high the list of codes is at most, and at least, in pixels. */
const HIGH = 480;
const LOW = 160;

/** @typedef {{codes: string[], degree: string}} Picked */

/** @type {((value: Picked | null) => void) | null} */
let answer = null;
/** @type {HTMLElement | null} */
let box = null;

/** Whether the picker is open. */
export function picking() {
  return box !== null;
}

/** Close it, with nothing chosen. */
export function closePicker() {
  finish(null);
}

/**
 * Open it at the words; resolves with the codes chosen, or null.
 * @param {{title: string, typed?: string, making?: boolean, several?: boolean, stretch?: (steps: number, unit: "word" | "sentence") => void}} options
 * @returns {Promise<Picked | null>}
 */
export function pick({ title, typed = "", making = false, several = true, stretch }) {
  finish(null);
  return new Promise((resolve) => {
    answer = resolve;
    open(title, typed, several, stretch);
    if (making) makeNew(typed);
  });
}

/** @param {Picked | null} value */
function finish(value) {
  box?.remove();
  box = null;
  const resolve = answer;
  answer = null;
  resolve?.(value);
}

/** @type {HTMLInputElement} */
let field;
/** @type {HTMLElement} */
let list;
/** @type {{id: string, words: string}[]} */
let shown = [];
/** The line at hand; none (-1) until something is typed or an arrow pressed: what nobody chose is not coded. */
let at = -1;
/** @type {string[]} */
let taken = [];

/** @param {string} title @param {string} typed @param {boolean} several @param {((steps: number, unit: "word" | "sentence") => void) | undefined} stretch */
function open(title, typed, several, stretch) {
  taken = [];
  field = /** @type {HTMLInputElement} */ (element("input", {
    type: "text", role: "combobox", "aria-expanded": "true", "aria-controls": "picker-list", "aria-autocomplete": "list",
    "aria-label": title, autocomplete: "off", spellcheck: "false", placeholder: say("picker_hint"),
  }));
  field.value = typed;
  list = element("ul", { id: "picker-list", role: "listbox", "aria-label": say("codes"), "aria-multiselectable": several ? "true" : null });
  const legend = element("p", { class: "hint" }, say(several ? "picker_keys" : "picker_keys_one"));
  box = element("div", { class: "picker", role: "dialog", "aria-label": title }, element("p", { class: "picker-title" }, title), field, list, legend);
  document.body.append(box);
  field.addEventListener("input", () => fill());
  field.addEventListener("keydown", (event) => onKey(event, several, stretch));
  box.addEventListener("focusout", (event) => {
    const to = event.relatedTarget;
    if (box && document.hasFocus() && !(to instanceof Node && box.contains(to))) setTimeout(() => {
      if (box && document.hasFocus() && !box.contains(document.activeElement)) finish(null);
    });
  });
  fill();
  place();
  field.focus();
}

/** Put the box at the words, below or above them, where there is more room; the list takes what room there is. */
export function place() {
  if (!box) return;
  const words = rangeOf(here.span.start, here.span.end).getBoundingClientRect();
  const frame = box.offsetHeight - list.offsetHeight;
  const below = innerHeight - words.bottom - 16;
  const above = words.top - 16;
  const under = below >= Math.min(above, frame + HIGH);
  const room = Math.max(under ? below : above, frame + LOW);
  list.style.maxHeight = `${Math.min(room - frame, HIGH)}px`;
  // Without room on either side it lies over the words, in the window.
  const most = innerHeight - Math.min(room, frame + HIGH) - 8;
  box.style.top = under ? `${Math.max(Math.min(words.bottom + 8, most), 8)}px` : "auto";
  box.style.bottom = under ? "auto" : `${Math.max(Math.min(innerHeight - words.top + 8, most), 8)}px`;
  box.style.left = `${Math.min(Math.max(words.left, 8), innerWidth - box.offsetWidth - 8)}px`;
}

function fill() {
  const typed = field.value.trim();
  const codes = [...here.codes.values()].filter((one) => !one.retired);
  const { recent, near } = atHand();
  const first = [...recent, ...near.map(([id]) => id)];
  const found = typed ? searchCodes(typed, codes, first) : [...first, ...codes.map((one) => one.id).filter((one) => !first.includes(one))];
  shown = found.slice(0, LINES).map((id) => ({ id, words: here.codes.get(id)?.label ?? id }));
  const exact = codes.some((one) => folded(one.label) === folded(typed) || one.id === typed);
  if (typed && !exact) shown.push({ id: "", words: typed });
  at = typed ? 0 : -1;
  draw();
}

function draw() {
  const empty = field.value.trim() === "";
  const { recent, near } = atHand();
  const scores = new Map(near);
  list.replaceChildren(...shown.map((one, number) => {
    const code = here.codes.get(one.id);
    const chosen = number === at;
    const option = element("li", {
      id: `option-${number}`, role: "option", "aria-selected": String(chosen || taken.includes(one.id)),
      class: `${chosen ? "at" : ""}${taken.includes(one.id) ? " taken" : ""}`, "data-code": one.id || null,
      onmousedown: (/** @type {MouseEvent} */ event) => {
        event.preventDefault();
        at = number;
        choose(event.ctrlKey || event.metaKey);
      },
    });
    if (code) {
      option.append(
        element("span", { class: "swatch", hue: code.colour, "aria-hidden": "true" }, code.mark),
        element("span", { class: "name" }, code.label),
        element("small", {}, code.path === code.label ? code.id : code.path));
      const score = scores.get(one.id);
      if (score !== undefined) option.append(element("small", { class: "nearest", title: say("near_hint") }, `≈ ${shownNumber(score, 2)}`));
      if (empty && number < recent.length) option.append(element("kbd", {}, String(number + 1)));
    } else option.append(element("span", { class: "swatch new", "aria-hidden": "true" }, "+"), element("span", { class: "name" }, say("make_code", { name: one.words })));
    return option;
  }));
  if (!shown.length) list.append(element("li", { role: "option", "aria-selected": "false", "aria-disabled": "true" }, say("no_code")));
  if (shown[at]) field.setAttribute("aria-activedescendant", `option-${at}`);
  else field.removeAttribute("aria-activedescendant");
  list.children[Math.max(at, 0)]?.scrollIntoView({ block: "nearest" });
}

/** @param {KeyboardEvent} event @param {boolean} several @param {((steps: number, unit: "word" | "sentence") => void) | undefined} stretch */
function onKey(event, several, stretch) {
  event.stopPropagation();
  const empty = field.value === "";
  if (event.key === "Escape") finish(null);
  else if (event.key === "ArrowDown" && !event.shiftKey) step(1);
  else if (event.key === "ArrowUp" && !event.shiftKey) step(-1);
  else if (event.key === "Enter") choose(false);
  else if (event.key === "Tab" && several) choose(true);
  else if (empty && /^[1-9]$/.test(event.key) && Number(event.key) <= atHand().recent.length) {
    at = Number(event.key) - 1;
    choose(false);
  } else if (empty && stretch && event.shiftKey && ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"].includes(event.key)) {
    stretch(event.key === "ArrowLeft" || event.key === "ArrowUp" ? -1 : 1, event.key === "ArrowUp" || event.key === "ArrowDown" ? "sentence" : "word");
    place();
  } else return;
  event.preventDefault();
}

/** @param {number} steps */
function step(steps) {
  at = at < 0 ? (steps > 0 ? 0 : shown.length - 1) : (at + steps + shown.length) % Math.max(shown.length, 1);
  draw();
}

/** @param {boolean} more whether others are to follow */
function choose(more) {
  const one = shown[at];
  if (!one && taken.length && !more) return finish({ codes: taken, degree: "" });
  if (!one) return;
  if (!one.id) {
    makeNew(one.words);
    return;
  }
  if (more) {
    taken = taken.includes(one.id) ? taken.filter((id) => id !== one.id) : [...taken, one.id];
    field.value = "";
    fill();
    if (taken.length) field.placeholder = taken.map((id) => here.codes.get(id)?.label).join(", ");
    return;
  }
  finish({ codes: [...new Set([...taken, one.id])], degree: "" });
}

/** The form in which a code is made in place. @param {string} name */
function makeNew(name) {
  if (!box) return;
  const held = [...taken];
  const label = /** @type {HTMLInputElement} */ (element("input", { name: "label", required: true, autocomplete: "off", "aria-label": say("code_name") }));
  label.value = name;
  const parents = [...here.codes.values()].filter((one) => !one.retired);
  const parent = /** @type {HTMLSelectElement} */ (element("select", { name: "parent", "aria-label": say("code_parent") },
    element("option", { value: "" }, say("code_top")),
    ...parents.map((one) => element("option", { value: one.id }, `${" ".repeat(one.depth * 2)}${one.label}`))));
  const last = here.recent.find((one) => here.codes.has(one));
  parent.value = last ? here.codes.get(last)?.parent ?? "" : "";
  const definition = /** @type {HTMLTextAreaElement} */ (element("textarea", { name: "definition", rows: 2, "aria-label": say("code_definition"), placeholder: say("code_definition") }));
  const wrong = element("p", { class: "wrong", role: "alert" });
  const form = element("form", { class: "new-code" },
    element("label", {}, say("code_name"), label), element("label", {}, say("code_parent"), parent),
    element("label", {}, say("code_definition"), definition), wrong,
    element("div", { class: "row" }, element("button", { type: "submit", class: "primary" }, say("code_make")),
      element("button", { type: "button", onclick: () => finish(null) }, say("leave"))));
  form.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape") finish(null);
    if (event.key === "Enter" && !(event.target instanceof HTMLButtonElement) && !event.shiftKey) {
      event.preventDefault();
      /** @type {HTMLFormElement} */ (form).requestSubmit();
    }
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const made = await send("/api/codes", { label: label.value, parent: parent.value, definition: definition.value });
      takeCodes(made);
      finish({ codes: [...held, made.code], degree: "" });
    } catch (error) {
      wrong.textContent = error instanceof Error ? error.message : String(error);
    }
  });
  box.replaceChildren(element("p", { class: "picker-title" }, say("code_new")), form);
  place();
  (name ? definition : label).focus();
}
