// @ts-check
/** Choosing a code in a dialog: for lists, where the text's own picker has no words to stand at. */

import { ask, send } from "../api.js";
import { folded, searchCodes } from "../code_search.js";
import { dialog, element } from "../screen.js";
import { say } from "../words.js";

/** @typedef {import("../text/model.js").Code} Code */

const LINES = 60;
const RECENT = "glose-recent";
/** @type {Promise<Map<string, Code>> | null} */
let known = null;

/** The codes of the codebook, asked for once. @returns {Promise<Map<string, Code>>} */
export function codes() {
  known ??= ask("/api/codes").then((found) => new Map(found.codes.map((/** @type {Code} */ one) => [one.id, one])));
  return known;
}

/** Ask for the codes again when they are needed next. */
export function forgetCodes() {
  known = null;
}

/** @returns {string[]} */
function recent() {
  return JSON.parse(localStorage.getItem(RECENT) ?? "[]");
}

/**
 * Choose a code, or make one by its name; null where it was left.
 * @param {string} title
 * @param {{without?: string, hint?: string}} [options]
 * @returns {Promise<Code | null>}
 */
export async function chooseCode(title, { without = "", hint = "" } = {}) {
  const all = await codes();
  const left = [...all.values()].filter((one) => !one.retired && one.id !== without);
  /** @type {string | null} */
  const chosen = await dialog(title, (close) => parts(left, hint, close));
  if (!chosen) return null;
  localStorage.setItem(RECENT, JSON.stringify([chosen, ...recent().filter((one) => one !== chosen)].slice(0, 30)));
  return (await codes()).get(chosen) ?? null;
}

/** @param {Code[]} left @param {string} hint @param {(value: string) => void} close */
function parts(left, hint, close) {
  const field = /** @type {HTMLInputElement} */ (element("input", {
    type: "text", role: "combobox", "aria-expanded": "true", "aria-controls": "code-choices", "aria-autocomplete": "list",
    "aria-label": say("code"), autocomplete: "off", spellcheck: "false", placeholder: say("picker_hint"), autofocus: true,
  }));
  const list = element("ul", { id: "code-choices", role: "listbox", "aria-label": say("codes") });
  const wrong = element("p", { class: "wrong", role: "alert" });
  const byId = new Map(left.map((one) => [one.id, one]));
  /** @type {string[]} */
  let shown = [];
  let at = 0;

  function fill() {
    const typed = field.value.trim();
    const before = recent().filter((one) => byId.has(one));
    const found = typed ? searchCodes(typed, left, before) : [...before, ...left.map((one) => one.id).filter((one) => !before.includes(one))];
    shown = found.slice(0, LINES);
    const exact = left.some((one) => folded(one.label) === folded(typed) || one.id === typed);
    if (typed && !exact) shown.push("");
    at = 0;
    draw();
  }

  function draw() {
    list.replaceChildren(...shown.map((id, number) => {
      const code = byId.get(id);
      const option = element("li", { id: `code-choice-${number}`, role: "option", "aria-selected": String(number === at), class: number === at ? "at" : "",
        onmousedown: (/** @type {MouseEvent} */ event) => {
          event.preventDefault();
          at = number;
          void choose();
        } });
      if (code) option.append(element("span", { class: "swatch", hue: code.colour, "aria-hidden": "true" }, code.mark), element("span", { class: "name" }, code.label),
        element("small", {}, code.path === code.label ? code.id : code.path));
      else option.append(element("span", { class: "swatch new", "aria-hidden": "true" }, "+"), element("span", { class: "name" }, say("make_code", { name: field.value.trim() })));
      return option;
    }));
    if (!shown.length) list.append(element("li", { role: "option", "aria-selected": "false", "aria-disabled": "true" }, say("no_code")));
    if (shown.length) field.setAttribute("aria-activedescendant", `code-choice-${at}`);
    list.children[at]?.scrollIntoView({ block: "nearest" });
  }

  async function choose() {
    const id = shown[at];
    if (id) return close(id);
    if (id === undefined) return;
    try {
      const made = await send("/api/codes", { label: field.value.trim(), parent: "", definition: "" });
      forgetCodes();
      close(made.code);
    } catch (error) {
      wrong.textContent = error instanceof Error ? error.message : String(error);
    }
  }

  field.addEventListener("input", fill);
  field.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      at = (at + (event.key === "ArrowDown" ? 1 : -1) + shown.length) % Math.max(shown.length, 1);
      draw();
    } else if (event.key === "Enter") void choose();
    else return;
    event.preventDefault();
  });
  fill();
  queueMicrotask(() => field.focus());
  return [element("div", { class: "code-chooser picker-list" }, field, list, wrong, hint ? element("p", { class: "hint" }, hint) : null)];
}
