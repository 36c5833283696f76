// @ts-check
/** The framework matrix: a cell is written with its quotes beside it; picked or dragged, they become citations. */

import { ask, Refusal, send } from "./api.js";
import { follow, inPlace, show } from "./live.js";
import { alarm, byId, element, toast, typing } from "./screen.js";
import { say, sayNumber } from "./words.js";

/** @typedef {{code: string, label: string, case: string, text: string, state: string, over: string[], quotes: {number: number, quote: string}[], signed_by_me: boolean}} Cell */

/** How long nothing is typed before sentences are checked. */
const PAUSE = 400;

/** @type {Cell | null} */
let cell = null;
/** @type {HTMLTextAreaElement | null} */
let field = null;
let draws = 0;

const decides = () => byId("live").dataset.decides === "yes";
const kept = (/** @type {Cell} */ one) => `glose-summary:${document.body.dataset.coder}:${location.host}:${one.code}:${one.case}`;

/** Whether something is typed that is not saved. */
function dirty() {
  return cell !== null && field !== null && field.value !== cell.text;
}

async function drawn() {
  const panel = byId("cell");
  const { code, case: name } = panel.dataset;
  cell = field = null;
  if (!code || !name || !decides()) return;
  const mine = ++draws;
  const told = await ask(`/api/summaries/cell?code=${encodeURIComponent(code)}&case=${encodeURIComponent(name)}`);
  if (mine !== draws || byId("cell") !== panel) return;
  cell = told;
  byId("writer").replaceChildren(writer(told));
  for (const one of panel.querySelectorAll(".citable")) citable(/** @type {HTMLElement} */ (one));
  mark();
}

/** @param {Cell} one */
function writer(one) {
  const draft = localStorage.getItem(kept(one));
  const area = /** @type {HTMLTextAreaElement} */ (element("textarea", { rows: 7, "aria-label": say("summary"), "aria-describedby": "summary-how", spellcheck: "true" }));
  field = area;
  area.value = draft ?? one.text;
  const sentences = element("ul", { class: "sentences", "aria-live": "polite" });
  const status = element("p", { class: "facts", id: "summary-how" }, draft && draft !== one.text ? say("draft_kept") : say("summary_how"));
  const save = /** @type {HTMLButtonElement} */ (element("button", { type: "submit", class: "primary" }, say("save"), element("kbd", {}, "Ctrl S")));
  const drop = /** @type {HTMLButtonElement} */ (element("button", { type: "button", onclick: () => {
    area.value = one.text;
    area.dispatchEvent(new Event("input"));
  } }, say("drop_edit")));
  const sign = /** @type {HTMLButtonElement} */ (element("button", { type: "button", onclick: () => void signIt() }, say("sign")));
  const form = element("form", { class: "writer-form" }, area, sentences, element("div", { class: "row" }, status, one.text && !one.signed_by_me && one.state !== "stale" && one.state !== "conflict" ? sign : null, drop, save));
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  const changed = () => {
    const edited = area.value !== one.text;
    if (edited) localStorage.setItem(kept(one), area.value);
    else localStorage.removeItem(kept(one));
    drop.disabled = !edited;
    sign.disabled = edited;
    save.disabled = !area.value.trim() || (!edited && one.state !== "stale" && one.state !== "conflict");
    mark();
    clearTimeout(waiting);
    waiting = setTimeout(() => void check(one, area, sentences), PAUSE);
  };
  area.addEventListener("input", changed);
  area.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "s") {
      event.preventDefault();
      void write();
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void write();
  });
  changed();
  return form;
}

/** @param {Cell} one @param {HTMLTextAreaElement} area @param {HTMLElement} list */
async function check(one, area, list) {
  if (!area.value.trim() || area.value === one.text) {
    list.replaceChildren();
    return;
  }
  const text = area.value;
  try {
    const answer = await fetch("/api/summaries/check", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ code: one.code, case: one.case, text }) });
    const told = await answer.json();
    if (!answer.ok || area.value !== text) return;
    const wrong = told.sentences.filter((/** @type {any} */ sentence) => sentence.problems.length);
    list.replaceChildren(...wrong.map((/** @type {any} */ sentence) => element("li", {}, sentence.problems.join(" "))),
      ...(wrong.length ? [] : [element("li", { class: "fine" }, sayNumber("sentences_fine", told.sentences.length))]));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
}

/** Save what is written. */
async function write() {
  if (!cell || !field || !field.value.trim()) return;
  const one = cell;
  try {
    const answer = await send("/api/summaries", { code: one.code, case: one.case, text: field.value, over: one.over });
    localStorage.removeItem(kept(one));
    field.value = answer.cell.text;
    cell = answer.cell;
    toast(say("summary_saved"));
    await show(location.pathname + location.search, { keep: true });
  } catch (error) {
    if (error instanceof Refusal && error.status === 409) {
      alarm(error.message);
      await show(location.pathname + location.search, { keep: true }); // the draft stays, beside what stands now
      return;
    }
    alarm(error instanceof Refusal ? error.whole : String(error));
  }
}

async function signIt() {
  if (!cell) return;
  try {
    await send("/api/summaries/sign", { code: cell.code, case: cell.case });
    toast(say("summary_signed"));
    await show(location.pathname + location.search, { keep: true });
  } catch (error) {
    alarm(error instanceof Refusal ? error.whole : String(error));
  }
}

/** A quote that is cited by its button or by dragging it into the text. @param {HTMLElement} one */
function citable(one) {
  const number = one.dataset.number ?? "";
  const button = element("button", { type: "button", title: say("cite"), "aria-label": say("cite_number", { n: number }), onclick: () => cite(number) }, `[^${number}]`);
  one.querySelector(".cite-number")?.replaceChildren(button);
  one.draggable = true;
  one.addEventListener("dragstart", (event) => {
    event.dataTransfer?.setData("text/plain", `[^${number}]`);
    if (event.dataTransfer) event.dataTransfer.effectAllowed = "copy";
  });
}

/** Put a citation where one writes, behind the word at hand. @param {string} number */
function cite(number) {
  if (!field) return;
  const at = field.selectionEnd;
  const before = field.value.slice(0, at);
  const words = `${before && !/[\s\]]$/.test(before) ? " " : ""}[^${number}]`;
  field.setRangeText(words, at, at, "end");
  field.focus();
  field.dispatchEvent(new Event("input"));
}

/** Mark the quotes that the text cites now. */
function mark() {
  const numbers = new Set([...(field?.value ?? "").matchAll(/\[\^(\d+)\]/g)].map((found) => found[1]));
  for (const one of document.querySelectorAll(".citable")) one.classList.toggle("cited", numbers.has(/** @type {HTMLElement} */ (one).dataset.number ?? ""));
}

inPlace(".part, #close-cell, .chips .chip", open);

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && document.activeElement === field && field) {
    field.blur();
    return;
  }
  if (typing() || event.ctrlKey || event.metaKey || event.altKey) return;
  const close = document.getElementById("close-cell");
  if (event.key === "Escape" && close instanceof HTMLAnchorElement) {
    event.preventDefault();
    void open(close);
  } else if (event.key === "e" && field) {
    event.preventDefault();
    field.focus();
  }
});

/** @param {HTMLAnchorElement} link */
async function open(link) {
  const back = link.getAttribute("href");
  await show(location.pathname + new URL(link.href).search);
  const found = [...document.querySelectorAll("#live a")].find((one) => one.getAttribute("href") === back);
  if (found instanceof HTMLElement) found.focus({ preventScroll: true });
  found?.closest("td")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  byId("cell").scrollTo(0, 0);
}

document.addEventListener("drawn", () => void drawn());
void drawn();
follow(() => document.activeElement !== field && !dirty());
