// @ts-check
/** Lines of codebook.yaml in a plain field, with the numbers they have in the file and what is wrong with them. */

import { element } from "../screen.js";
import { say } from "../words.js";

/** @typedef {{line: number, column: number, message: string, level: string}} Trouble */

/**
 * A field of YAML. `changed` hears of what is typed.
 * @param {string} title
 * @param {string} text
 * @param {number} first the number of the first line in the file
 * @param {{changed: (text: string) => void, closed: () => void}} hear
 */
export function yamlField(title, text, first, { changed, closed }) {
  const field = /** @type {HTMLTextAreaElement} */ (element("textarea", { spellcheck: "false", autocapitalize: "off", autocomplete: "off", "aria-label": title, wrap: "off" }));
  const gutter = element("div", { class: "gutter", "aria-hidden": "true" });
  const list = element("ul", { class: "problem-list", "aria-live": "polite" });
  /** @type {Trouble[]} */
  let troubles = [];
  let drawn = "";
  const number = () => {
    const lines = field.value.split("\n").length;
    const now = `${first} ${lines} ${troubles.map((one) => `${one.line}${one.level}`).join(" ")}`;
    if (now === drawn) return;
    drawn = now;
    const wrong = new Map(troubles.map((one) => [one.line, one.level]));
    /** @type {(Node | string)[]} */
    const parts = [];
    let plain = "";
    for (let line = first; line < first + lines; line++) {
      const level = wrong.get(line);
      if (!level) {
        plain += `${line}\n`;
        continue;
      }
      parts.push(plain, element(level === "error" ? "b" : "i", {}, `● ${line}\n`));
      plain = "";
    }
    gutter.replaceChildren(...parts, plain);
    field.style.height = `calc(${lines + 1} * 1.5em + 1.2rem)`;
  };
  field.value = text;
  field.addEventListener("input", () => {
    number();
    changed(field.value);
  });
  field.addEventListener("keydown", (event) => {
    // Tab goes on, as everywhere; what is indented is indented by blanks, as the line above is.
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
    const before = field.value.slice(0, field.selectionStart).split("\n").at(-1) ?? "";
    const indent = before.match(/^\s*/)?.[0] ?? "";
    if (!indent) return;
    event.preventDefault();
    field.setRangeText(`\n${indent}`, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input"));
  });
  number();
  const shown = [
    element("div", { class: "yaml-head" }, element("h2", {}, title), element("button", { type: "button", class: "close", "aria-label": say("close"), onclick: closed }, "×")),
    element("div", { class: "yaml-box" }, gutter, field),
    list,
  ];
  return {
    shown,
    field,
    /** @param {string} words @param {number} line */
    set(words, line) {
      first = line;
      if (field.value !== words) field.value = words;
      number();
    },
    /** @param {Trouble[]} told */
    mark(told) {
      troubles = told;
      number();
      list.replaceChildren(...told.slice(0, 30).map((one) => element("li", { class: one.level }, element("button", { type: "button", onclick: () => go(one) },
        one.line ? `${one.line}:${one.column} ${one.message}` : one.message))));
    },
  };

  /** @param {Trouble} one */
  function go(one) {
    const lines = field.value.split("\n");
    const at = Math.min(Math.max(one.line - first, 0), lines.length - 1);
    const start = lines.slice(0, at).reduce((sum, line) => sum + line.length + 1, 0) + Math.min(Math.max(one.column - 1, 0), lines[at].length);
    field.focus();
    field.setSelectionRange(start, start);
    field.parentElement?.scrollTo({ top: at * parseFloat(getComputedStyle(field).lineHeight) - 80 });
  }
}
