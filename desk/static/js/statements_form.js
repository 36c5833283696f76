// @ts-check
/** One statement as a form: its verdict is told while one types, and the other lines of the file stay. */

import { ask, Refusal, send } from "./api.js";
import { show } from "./live.js";
import { alarm, dialog, element, sure, toast } from "./screen.js";
import { took } from "./undo.js";
import { say } from "./words.js";

const PAUSE = 350;
const LISTS = ["cases", "except", "where"];

/** @typedef {{said: Record<string, any>, revision: string, languages: string[], quantifiers: {id: string, words: string}[], codes: string[], classes: string[], cases: string[]}} Entry */

/** @param {string | null} name */
async function open(name) {
  try {
    const entry = /** @type {Entry} */ (await ask(`/api/statements-entry?id=${encodeURIComponent(name ?? "")}`));
    await dialog(name ?? say("statement_new"), (close) => [form(name, entry, close)]);
  } catch (error) {
    alarm(error instanceof Refusal ? error.whole : String(error));
  }
}

/** @param {string | null} name @param {Entry} entry @param {(value: any) => void} close */
function form(name, entry, close) {
  const { said } = entry;
  /** @type {Record<string, () => any>} */
  const read = {};
  const field = (/** @type {string} */ key, /** @type {HTMLElement} */ input, /** @type {string} */ words) => element("label", {}, words, input);
  const line = (/** @type {string} */ key, list = "") => {
    const input = /** @type {HTMLInputElement} */ (element("input", { autocomplete: "off", list: list || null }));
    const joined = LISTS.includes(key) && Array.isArray(said[key]) ? said[key].join("; ") : said[key];
    input.value = joined ?? "";
    const before = input.value;
    read[key] = () => input.value === before ? said[key] ?? "" : LISTS.includes(key) ? input.value.split(";").map((one) => one.trim()).filter(Boolean) : key === "number" && /^\d+$/.test(input.value.trim()) ? Number(input.value) : input.value.trim();
    return field(key, input, say(`statement_${key}`));
  };
  const texts = entry.languages.map((language, at) => {
    const area = /** @type {HTMLTextAreaElement} */ (element("textarea", { rows: 2, lang: language }));
    area.value = typeof said.text === "string" ? (at ? "" : said.text) : said.text?.[language] ?? "";
    return { language, area };
  });
  read.text = () => {
    const filled = Object.fromEntries(texts.filter(({ area }) => area.value.trim()).map(({ language, area }) => [language, area.value.trim()]));
    return typeof said.text === "string" && Object.keys(filled).length === 1 ? filled[entry.languages[0]] ?? filled : filled;
  };
  const quantifier = /** @type {HTMLSelectElement} */ (element("select", {}, element("option", { value: "" }, "–"),
    ...entry.quantifiers.map((one) => element("option", { value: one.id }, one.words))));
  quantifier.value = said.quantifier ?? "";
  read.quantifier = () => quantifier.value;
  const told = element("output", { "aria-live": "polite" });
  const save = /** @type {HTMLButtonElement} */ (element("button", { type: "submit", class: "primary" }, say("save")));
  const made = element("form", { class: "statement-form" },
    ...texts.map(({ language, area }) => element("label", {}, `${say("statement_text")} (${language})`, area)),
    element("div", { class: "two" }, line("id"), field("quantifier", quantifier, say("statement_quantifier"))),
    element("div", { class: "two" }, line("code", "statement-codes"), line("class", "statement-classes")),
    element("div", { class: "two" }, line("degree"), line("value")),
    line("cases"), line("except"),
    element("div", { class: "two" }, line("where"), line("number")),
    element("datalist", { id: "statement-codes" }, ...entry.codes.map((one) => element("option", { value: one }))),
    element("datalist", { id: "statement-classes" }, ...entry.classes.map((one) => element("option", { value: one }))),
    told,
    element("p", { class: "row" }, save, element("button", { type: "button", onclick: () => close(null) }, say("leave")),
      name === null ? null : element("button", { type: "button", class: "danger", onclick: () => void remove() }, say("statement_remove"))));

  const now = () => Object.fromEntries(Object.entries(read).map(([key, value]) => [key, value()]));
  let waiting = 0;
  let checks = 0;
  async function check() {
    const mine = ++checks;
    try {
      const found = await send("/api/statements-entry/check", { id: name, said: now() });
      if (mine !== checks) return;
      save.disabled = found.problems.length > 0;
      told.replaceChildren(...(found.problems.length
        ? found.problems.map((/** @type {{message: string}} */ one) => element("p", { class: "wrong" }, one.message))
        : [element("b", { class: `verdict ${found.verdict}` }, found.words), ` ${found.n}`, element("p", { class: "facts" }, found.why)]));
    } catch (error) {
      if (mine === checks) told.replaceChildren(element("p", { class: "wrong" }, error instanceof Refusal ? error.whole : String(error)));
      save.disabled = true;
    }
  }
  made.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(() => void check(), PAUSE);
  });
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    void write(now(), say("statement_saved"));
  });
  async function remove() {
    if (await sure(say("statement_remove_sure", { id: name ?? "" }), say("statement_remove"))) await write(null, say("statement_removed"));
  }
  /** @param {Record<string, any> | null} wanted @param {string} words */
  async function write(wanted, words) {
    try {
      took(await send("/api/statements-entry", { id: name, said: wanted, revision: entry.revision }));
      close(null);
      toast(words);
      if (document.querySelector(".statements")) await show(location.pathname + location.search, { keep: true });
      else location.reload();
    } catch (error) {
      alarm(error instanceof Refusal ? error.whole : String(error));
    }
  }
  void check();
  return made;
}

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-statement], #new-statement") : null;
  if (button instanceof HTMLElement) void open(button.dataset.statement ?? null);
});
