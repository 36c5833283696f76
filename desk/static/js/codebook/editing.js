// @ts-check
/** One code at hand: its form and its lines side by side, checked as one types, and saved into the file. */

import { ask, Refusal, send } from "../api.js";
import { byId, element } from "../screen.js";
import { took } from "../undo.js";
import { say, sayNumber } from "../words.js";
import { codeForm, growAll, takeCuesFound } from "./form.js";
import { yamlField } from "./yaml.js";

/** How long nothing is typed before the edit is checked. */
const PAUSE = 350;
const SHOWN = "glose-codebook-yaml";

/** @type {import("./form.js").CodeView | null} */
let view = null;
/** @typedef {{fields?: Record<string, any>, text?: string, source?: string}} Draft */

/** What is edited: the fields of the form, the lines of the code, or the whole file. @type {Draft | null} */
let draft = null;
/** @type {{source: string, revision: string} | null} */
let whole = null;
/** @type {ReturnType<typeof yamlField> | null} */
let yaml = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;
let checks = 0;
let edits = 0;
/** @type {HTMLElement} */
let bar;
/** @type {() => Promise<void>} */
let done = async () => {};

/** Whether something is edited and not saved. */
export function dirty() {
  return draft !== null;
}

/** The code at hand. */
export function current() {
  return view;
}

/**
 * Show a code to be edited.
 * @param {string} code
 * @param {{decides: boolean, acts: (view: import("./form.js").CodeView) => HTMLElement, saved: () => Promise<void>}} around
 */
export async function edit(code, { decides, acts, saved }) {
  done = saved;
  const mine = ++edits;
  const told = await ask(`/api/codebook?code=${encodeURIComponent(code)}`);
  if (mine !== edits || byId("live").dataset.code !== code) return;
  view = told;
  draft = whole = null;
  if (!decides || !view) return;
  byId("code-form").replaceChildren(acts(view), codeForm(view, view.value, fieldsChanged), saveBar());
  if (localStorage.getItem(SHOWN) === "yes" && innerWidth > 1200) showLines();
  loadCues(code);
}

/** @param {string} code */
function loadCues(code) {
  void ask(`/api/codebook/cues?code=${encodeURIComponent(code)}`).then((told) => {
    takeCuesFound(told);
    if (!told.ready && view?.id === code) setTimeout(() => loadCues(code), 3000);
  }, () => undefined);
}

/** The lines of the code beside its form. */
export function showLines() {
  if (!view) return;
  localStorage.setItem(SHOWN, "yes");
  whole = null;
  yaml = yamlField(`codebook.yaml · ${view.id}`, view.text, view.line, { changed: textChanged, closed: hideLines });
  open();
}

/** The whole file. @param {() => Promise<void>} saved */
export async function showWhole(saved) {
  done = saved;
  whole = await ask("/api/codebook");
  if (!whole) return;
  yaml = yamlField("codebook.yaml", whole.source, 1, { changed: (source) => later({ source }), closed: hideLines });
  open();
  if (!document.querySelector("#code-pane .save-bar")) byId("code-pane").append(saveBar());
  void check();
  yaml.field.focus();
}

function open() {
  const pane = byId("yaml-pane");
  pane.hidden = false;
  pane.replaceChildren(...(yaml?.shown ?? []));
  growAll();
}

function hideLines() {
  localStorage.removeItem(SHOWN);
  byId("yaml-pane").hidden = true;
  growAll();
  if (whole && draft?.source === undefined) whole = null;
}

/** @param {Record<string, any>} fields */
function fieldsChanged(fields) {
  later(Object.keys(fields).length ? { fields } : null);
}

/** @param {string} text */
function textChanged(text) {
  later(view && text === view.text ? null : { text });
}

/** @param {Draft | null} now */
function later(now) {
  if (!now && draft?.text !== undefined && view) {
    document.querySelector("#code-form .code-form")?.replaceWith(codeForm(view, view.value, fieldsChanged));
  }
  draft = now;
  byId("notice").replaceChildren();
  clearTimeout(waiting);
  if (!draft) {
    bar.hidden = true;
    yaml?.mark([]);
    if (view && yaml && !whole) yaml.set(view.text, view.line);
    return;
  }
  bar.hidden = false;
  waiting = setTimeout(() => void check(), PAUSE);
}

/** What the edit would say and open; form and lines follow one another. */
async function check() {
  const mine = ++checks;
  const sent = draft ?? (whole ? { source: whole.source } : null);
  if (!sent) return;
  try {
    const answer = await fetch("/api/codebook/check", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ code: view?.id, ...sent }) });
    const told = await answer.json();
    if (mine !== checks) return;
    if (!answer.ok) {
      drawBar({ problems: [{ line: 0, column: 0, message: told.message, level: "error" }], opens: null });
      return;
    }
    yaml?.mark(told.problems);
    drawBar(told);
    if (!view || !told.value) return;
    if (sent.fields !== undefined && yaml && !whole) yaml.set(told.text, view.line);
    if (sent.text !== undefined) {
      document.querySelector("#code-form .code-form")?.replaceWith(codeForm(view, told.value, (fields) => {
        // The form was touched after the lines: what it says goes on top of what they say.
        later({ fields: { ...differing(told.value, /** @type {any} */ (view).value), ...fields } });
      }));
    }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
}

/** @param {Record<string, any>} now @param {Record<string, any>} was */
function differing(now, was) {
  const keys = new Set([...Object.keys(now), ...Object.keys(was)].filter((key) => key !== "id"));
  return Object.fromEntries([...keys].filter((key) => JSON.stringify(now[key]) !== JSON.stringify(was[key])).map((key) => [key, now[key] ?? null]));
}

function saveBar() {
  bar = element("div", { class: "save-bar", role: "group", "aria-label": say("save") });
  bar.hidden = true;
  return bar;
}

/** @param {{problems: import("./yaml.js").Trouble[], opens: any}} told */
function drawBar(told) {
  if (!draft) return;
  const errors = told.problems.filter((one) => one.level === "error");
  const save = /** @type {HTMLButtonElement} */ (element("button", { type: "button", class: "primary", onclick: () => void write() }, say("save"), element("kbd", {}, "Ctrl S")));
  save.disabled = errors.length > 0;
  const opens = told.opens ?? { redefined: [], added: [], removed: [] };
  /** @type {Node[]} */
  const parts = errors.slice(0, 4).map((one) => element("p", { class: "wrong" }, one.line ? `${say("line", { line: one.line })} ${one.message}` : one.message));
  if (opens.removed.length) parts.push(element("div", { class: "opens gone" }, element("p", {}, say("opens_removed")), told_list(opens.removed, (one) => sayNumber("codings_number", one.codings))));
  if (opens.added.length) parts.push(element("div", { class: "opens" }, element("p", {}, sayNumber("opens_added", opens.added.length, { labels: opens.added.map((/** @type {any} */ one) => one.label).join(", ") }))));
  if (opens.redefined.length) {
    parts.push(element("div", { class: "opens" }, element("p", {}, say("opens_redefined")),
      told_list(opens.redefined, (one) => `${sayNumber("codings_number", one.codings)}, ${sayNumber("texts_read", one.texts)}`)));
    const minor = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox", id: "minor" }));
    const reason = /** @type {HTMLInputElement} */ (element("input", { id: "minor-reason", placeholder: say("minor_reason"), "aria-label": say("minor_reason"), hidden: true }));
    minor.addEventListener("change", () => {
      reason.hidden = !minor.checked;
      if (minor.checked) reason.focus();
    });
    parts.push(element("label", { class: "check" }, minor, say("minor")), reason);
  } else if (!errors.length) parts.push(element("p", { class: "facts" }, say("opens_nothing")));
  bar.replaceChildren(...parts, element("div", { class: "row" }, element("button", { type: "button", onclick: () => void drop() }, say("drop_edit")), save));
}

/** @param {any[]} rows @param {(one: any) => string} words */
function told_list(rows, words) {
  return element("ul", {}, ...rows.slice(0, 12).map((one) => element("li", {}, `${one.label} (${words(one)})`)), rows.length > 12 ? element("li", {}, `… + ${rows.length - 12}`) : null);
}

/** Save what is edited. */
export async function write() {
  if (!draft || bar.querySelector("button.primary:disabled")) return;
  clearTimeout(waiting);
  const minor = /** @type {HTMLInputElement | null} */ (document.getElementById("minor"))?.checked ?? false;
  const reason = /** @type {HTMLInputElement | null} */ (document.getElementById("minor-reason"))?.value ?? "";
  const before = view && !whole ? { code: view.id, before: view.text } : { revision: whole?.revision };
  try {
    const answer = await send("/api/codebook", { ...before, ...draft, minor, reason });
    draft = null;
    took(answer);
    await done();
    notice(say("saved_file"), say("undo"), () => void takenBack(answer.undo?.moment));
  } catch (error) {
    refused(error);
  }
}

/** @param {string} moment */
async function takenBack(moment) {
  try {
    took(await send("/api/undo", { moment }));
    draft = null;
    await done();
    notice(say("restored_file"));
  } catch (error) {
    refused(error);
  }
}

/** @param {unknown} error */
function refused(error) {
  if (error instanceof Refusal && error.status === 409) {
    notice(error.message, say("look_at_now"), () => void drop(), true);
    return;
  }
  notice(error instanceof Refusal ? error.whole : String(error), "", undefined, true);
}

/** Let go of the edit. */
export function leave() {
  draft = null;
}

/** Leave the edit and show what the file says now. */
export async function drop() {
  draft = null;
  await done();
}

/**
 * Say what was done above the code, with what can be done about it.
 * @param {string} words @param {string} [button] @param {() => void} [pressed] @param {boolean} [warns]
 */
export function notice(words, button = "", pressed = undefined, warns = false) {
  pending = { words, button, pressed, warns };
  drawNotice();
}

/** @type {{words: string, button: string, pressed: (() => void) | undefined, warns: boolean} | null} */
let pending = null;

/** The last notice again, once, where the page was drawn anew. */
export function drawNotice() {
  const shown = document.getElementById("notice");
  if (!shown || !pending) return;
  const { words, button, pressed, warns } = pending;
  shown.classList.toggle("warns", warns);
  shown.replaceChildren(element("span", {}, words), ...(button && pressed ? [element("button", { type: "button", onclick: () => {
    pending = null;
    shown.replaceChildren();
    pressed();
  } }, button)] : []));
}

/** Forget what was said. */
export function forgetNotice() {
  pending = null;
}
