// @ts-check
/** What a code says, as a form; what was not touched is sent as it was written. */

import { element } from "../screen.js";
import { say, sayNumber } from "../words.js";

/**
 * @typedef {{id: string, label: string, parent: string | null, text: string, line: number, value: Record<string, any>, revision: string, uses: number, retired: string, scales: Record<string, string[]>, languages: string[], texts: string[], split: {left: number, into: {id: string, label: string}[]} | null}} CodeView
 * @typedef {{cue: string, passages: number, coded: number, first: {text: string, quote: string, address: string}[]}} CueFound
 */

/** @type {Map<string, CueFound>} */
const found = new Map();

/** @param {{cues: CueFound[], ready: boolean}} told */
export function takeCuesFound(told) {
  found.clear();
  for (const one of told.cues) found.set(one.cue, one);
  for (const shown of document.querySelectorAll("[data-cue]")) {
    if (shown instanceof HTMLElement) showFound(shown, told.ready);
  }
}

/** @param {HTMLElement} shown @param {boolean} ready */
function showFound(shown, ready) {
  const name = shown.dataset.cue ?? "";
  const one = found.get(name);
  if (!ready || !name) return;
  shown.textContent = one ? sayNumber("cue_found", one.passages, { coded: one.coded }) : say("cue_found_none");
  shown.classList.toggle("none", !one);
  shown.title = one ? one.first.map((hit) => `${hit.text}: ${hit.quote}`).join("\n\n") : "";
}

/**
 * The form of a code. `changed` hears of every change with the fields that differ from what is written.
 * @param {CodeView} view
 * @param {Record<string, any>} value what the file says, or would
 * @param {(fields: Record<string, any>) => void} changed
 */
export function codeForm(view, value, changed) {
  const form = element("form", { class: "code-form", "aria-label": view.label });
  /** @type {Record<string, () => any>} */
  const read = {};
  const tell = () => changed(Object.fromEntries(Object.keys(read).map((key) => [key, read[key]()])
    .filter(([key, one]) => JSON.stringify(one ?? null) !== JSON.stringify(normal(value[key])))));
  form.addEventListener("input", tell);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.append(
    worded("label", value, view, read),
    worded("definition", value, view, read, true),
    element("div", { class: "two" }, listed("use_when", value, read, tell, line), listed("avoid_when", value, read, tell, line)),
    listed("examples", value, read, tell, (one) => example(one, view.texts)),
    listed("near_misses", value, read, tell, nearMiss),
    listed("cues", value, read, tell, cue),
    element("div", { class: "two" }, scale(value, view, read), colour(value, read, tell), several(value, read)),
  );
  for (const area of form.querySelectorAll("textarea")) grow(area);
  form.addEventListener("input", (event) => {
    if (event.target instanceof HTMLTextAreaElement) grow(event.target);
  });
  return form;
}

/** Every field of words as high as its words: its width has changed. */
export function growAll() {
  for (const area of document.querySelectorAll(".code-form textarea")) grow(/** @type {HTMLTextAreaElement} */ (area));
}

addEventListener("resize", growAll);

/** @param {any} one */
function normal(one) {
  if (one === "" || one === undefined || (Array.isArray(one) && !one.length)) return null;
  return one;
}

/** A field as high as its words. @param {HTMLTextAreaElement} area */
function grow(area) {
  requestAnimationFrame(() => {
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + 2}px`;
  });
}

/**
 * @param {string} key @param {Record<string, any>} value @param {CodeView} view
 * @param {Record<string, () => any>} read @param {boolean} [long]
 */
function worded(key, value, view, read, long = false) {
  const was = value[key];
  const single = typeof was === "string" || was === undefined;
  /** @type {[string, HTMLInputElement | HTMLTextAreaElement][]} */
  const fields = view.languages.map((language) => {
    const field = /** @type {HTMLInputElement} */ (element(long ? "textarea" : "input", { lang: language, rows: long ? 2 : null, "aria-label": `${say(key === "label" ? "code_name" : "code_definition")} (${language})` }));
    field.value = single ? (language === view.languages[0] ? was ?? "" : "") : was[language] ?? "";
    return [language, field];
  });
  read[key] = () => {
    const filled = fields.map(([language, field]) => [language, key === "label" ? field.value.trim() : field.value.trim()]).filter(([, words]) => words);
    if (!filled.length) return null;
    if (single && filled.length === 1 && filled[0][0] === view.languages[0]) return filled[0][1];
    const kept = single ? {} : Object.fromEntries(Object.entries(was).filter(([language]) => !view.languages.includes(language)));
    if (single) return { ...Object.fromEntries(filled), ...kept };
    const order = [...Object.keys(was).filter((one) => filled.some(([language]) => language === one) || one in kept), ...filled.map(([language]) => language)];
    return Object.fromEntries([...new Set(order)].map((one) => [one, filled.find(([language]) => language === one)?.[1] ?? kept[one]]));
  };
  return element("fieldset", { class: "field" }, element("legend", {}, say(key === "label" ? "code_name" : "code_definition")),
    ...fields.map(([language, field]) => view.languages.length > 1
      ? element("div", { class: "by-language" }, element("span", { "aria-hidden": "true" }, language), field) : field));
}

/**
 * A list of entries that can be added to and taken from; each entry is a part of the form and a reader of it.
 * @param {string} key @param {Record<string, any>} value @param {Record<string, () => any>} read
 * @param {() => void} tell @param {(one: any) => {shown: HTMLElement, read: () => any}} make
 */
function listed(key, value, read, tell, make) {
  const was = value[key];
  const rows = Array.isArray(was) ? was : was === undefined || was === "" ? [] : [was];
  /** @type {{shown: HTMLElement, read: () => any}[]} */
  const entries = [];
  const list = element("ul", { class: "items" });
  const add = (/** @type {any} */ one, focus = false) => {
    const made = make(one);
    const row = element("li", {}, made.shown, element("button", { type: "button", class: "drop-item", "aria-label": say("drop_item"), title: say("drop_item"), onclick: () => {
      entries.splice(entries.indexOf(made), 1);
      row.remove();
      tell();
    } }, "×"));
    entries.push(made);
    list.append(row);
    if (focus) /** @type {HTMLElement | null} */ (made.shown.querySelector("textarea, input"))?.focus();
  };
  for (const one of rows) add(one);
  read[key] = () => {
    const all = entries.map((one) => one.read()).filter((one) => one !== null);
    if (typeof was === "string" && all.length === 1) return all[0];
    return all.length ? all : null;
  };
  return element("fieldset", { class: "field" }, element("legend", {}, say(key)), list,
    element("button", { type: "button", class: "add-item", onclick: () => add("", true) }, `+ ${say("add_item")}`));
}

/** @param {string} one */
function line(one) {
  const field = area(one, say("rule"));
  return { shown: field, read: () => field.value.trim() || null };
}

/** @param {any} one @param {string[]} texts */
function example(one, texts) {
  const quote = area(typeof one === "string" ? one : one.quote ?? "", say("example_quote"));
  const from = /** @type {HTMLSelectElement} */ (element("select", { "aria-label": say("text") }, element("option", { value: "" }, say("example_made")),
    ...texts.map((text) => element("option", { value: text }, text))));
  const was = typeof one === "string" ? "" : one.text ?? "";
  if (was && !texts.includes(was)) from.append(element("option", { value: was }, was));
  from.value = was;
  return { shown: element("div", { class: "parts" }, quote, from), read: () => {
    const words = quote.value.trim();
    if (!words) return null;
    if (typeof one === "string" && !from.value) return words;
    return from.value ? { ...(typeof one === "object" ? one : {}), quote: words, text: from.value } : { quote: words };
  } };
}

/** @param {any} one */
function nearMiss(one) {
  const quote = area(typeof one === "string" ? one : one.quote ?? "", say("near_miss_quote"));
  const because = area(typeof one === "string" ? "" : one.because ?? "", say("near_miss_because"));
  because.placeholder = say("near_miss_because");
  return { shown: element("div", { class: "parts" }, quote, because), read: () => {
    const [words, why] = [quote.value.trim(), because.value.trim()];
    if (!words) return null;
    return why || typeof one === "object" ? { quote: words, ...(why ? { because: why } : {}) } : words;
  } };
}

/** @param {any} one */
function cue(one) {
  if (typeof one === "object" && !("phrase" in one)) {
    const shown = element("p", { class: "pattern" }, JSON.stringify(one.pattern ?? one.dependency));
    return { shown, read: () => one };
  }
  const phrase = /** @type {HTMLInputElement} */ (element("input", { "aria-label": say("cue_phrase") }));
  phrase.value = typeof one === "string" ? one : one.phrase;
  const weight = /** @type {HTMLInputElement} */ (element("input", { type: "number", min: "0.1", max: "10", step: "0.1", "aria-label": say("cue_weight"), title: say("cue_weight") }));
  weight.value = String(typeof one === "string" ? 1 : one.weight ?? 1);
  const hits = element("span", { class: "found", "data-cue": phrase.value });
  showFound(hits, found.size > 0);
  return { shown: element("div", { class: "parts side" }, phrase, weight, hits), read: () => {
    const words = phrase.value.trim();
    if (!words) return null;
    const number = Number(weight.value) || 1;
    if (number === 1 && (typeof one === "string" || !("weight" in one))) return typeof one === "object" ? { phrase: words } : words;
    return { phrase: words, weight: number };
  } };
}

/** @param {string} words @param {string} label */
function area(words, label) {
  const field = /** @type {HTMLTextAreaElement} */ (element("textarea", { rows: 1, "aria-label": label }));
  field.value = words;
  return field;
}

/** @param {Record<string, any>} value @param {CodeView} view @param {Record<string, () => any>} read */
function scale(value, view, read) {
  const field = /** @type {HTMLSelectElement} */ (element("select", { "aria-label": say("scale") }, element("option", { value: "" }, say("scale_none")),
    ...Object.entries(view.scales).map(([name, degrees]) => element("option", { value: name }, `${name} (${degrees.join(", ")})`))));
  field.value = value.scale ?? "";
  read.scale = () => field.value || null;
  return element("div", { class: "field" }, element("span", { class: "field-name" }, say("scale")), field);
}

/** @param {Record<string, any>} value @param {Record<string, () => any>} read @param {() => void} tell */
function colour(value, read, tell) {
  let chosen = value.colour ?? "";
  const field = /** @type {HTMLInputElement} */ (element("input", { type: "color", "aria-label": say("colour") }));
  const own = getComputedStyle(document.querySelector(".code-head h2") ?? document.body).getPropertyValue("--hue").trim();
  field.value = chosen || (/^#[0-9a-f]{6}$/i.test(own) ? own : "#666666");
  const drop = element("button", { type: "button", onclick: () => {
    chosen = "";
    words.textContent = say("colour_family");
    tell();
  } }, say("colour_drop"));
  const words = element("span", { class: "facts" }, chosen || say("colour_family"));
  field.addEventListener("input", () => {
    chosen = field.value;
    words.textContent = chosen;
  });
  read.colour = () => chosen || null;
  return element("div", { class: "field" }, element("span", { class: "field-name" }, say("colour")), element("div", { class: "colour-row" }, field, words, drop));
}

/** @param {Record<string, any>} value @param {Record<string, () => any>} read */
function several(value, read) {
  const field = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox" }));
  field.checked = value.several === true;
  read.several = () => (field.checked ? true : value.several === false ? false : null);
  return element("div", { class: "field" }, element("span", { class: "field-name" }, say("values")), element("label", { class: "check" }, field, say("several_values")));
}
