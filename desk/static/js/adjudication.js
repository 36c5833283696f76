// @ts-check
/** Where coders differ: one key settles the place at hand, a digit says why, and the next one is shown. */

import { chooseCode } from "./lists/choosing.js";
import { follow, inPlace, show } from "./live.js";
import { askWords, byId, dialog, element, toast, typing } from "./screen.js";
import { record } from "./undo.js";
import { say } from "./words.js";

const KEYS = /** @type {Record<string, string>} */ ({ b: "both", f: "first_to_last", c: "common", n: "neither", o: "another", x: "another", p: "postpone" });

const live = () => byId("live");
const decides = () => live().dataset.decides === "yes";
const here = () => document.getElementById("dispute");
const links = () => /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll("a.dispute")]);
const note = () => /** @type {HTMLInputElement} */ (byId("note"));
/** What is written with the next decision stays while the page is drawn anew. */
let written = "";

/** What names the place at hand, as it was shown. */
function named() {
  return {
    name: here()?.dataset.name ?? "", considered: (here()?.dataset.considered ?? "").split(" "),
    hidden: live().dataset.hidden ?? "", by_code: live().dataset.byCode ?? "",
  };
}

/** Settle the place at hand, asked for its reason first. @param {HTMLButtonElement} button */
async function settle(button) {
  const { outcome = "", take = "", words = "" } = button.dataset;
  /** @type {Record<string, unknown>} */
  const said = take ? { take: Number(take) } : {};
  let what = words;
  if (outcome === "another") {
    const code = await chooseCode(say("which_instead"));
    if (!code) return;
    const degree = code.degrees.length ? await choice(say("degree"), code.degrees, say("no_degree"), code.degrees.map((/** @type {string} */ one) => code.degree_words[one])) : "";
    if (degree === null) return;
    Object.assign(said, { code: code.id, degree });
    what = `${words}: ${code.label}`;
  }
  const reason = outcome === "postpone" ? "" : await why();
  if (reason === null) return;
  const next = following();
  const done = await record("/api/adjudication", { ...named(), ...said, outcome, reason, note: note().value }, what);
  if (!done) return;
  written = "";
  await go(next);
}

/** The address of the place after the one at hand; of the one before where it is the last. */
function following() {
  const at = links().findIndex((one) => one.ariaCurrent);
  return (links()[at + 1] ?? links()[at - 1])?.href ?? location.href;
}

/** One of the study's reasons, empty for none, null to go back. @returns {Promise<string | null>} */
function why() {
  /** @type {{reason: string, words: string}[]} */
  const reasons = JSON.parse(live().dataset.reasons ?? "[]");
  return choice(say("why"), reasons.map((one) => one.reason), say("no_reason"), reasons.map((one) => one.words));
}

/**
 * One of a few things by its digit; Enter is none of them, Escape goes back.
 * @param {string} title
 * @param {readonly string[]} values
 * @param {string} none
 * @param {readonly string[]} [words]
 * @returns {Promise<string | null>}
 */
function choice(title, values, none, words = values) {
  return dialog(title, (close) => {
    const first = element("button", { type: "button", class: "primary", onclick: () => close("") }, none, element("kbd", {}, "↵"));
    const list = element("ol", { class: "reasons" }, ...values.map((value, at) => element("li", {},
      element("button", { type: "button", onclick: () => close(value) }, at < 9 ? element("kbd", {}, String(at + 1)) : null, words[at]))));
    const parts = element("div", { onkeydown: (/** @type {KeyboardEvent} */ event) => {
      const value = values[Number(event.key) - 1];
      if (!/^[1-9]$/.test(event.key) || value === undefined) return;
      event.preventDefault();
      close(value);
    } }, list, element("p", { class: "row" }, first));
    queueMicrotask(() => first.focus());
    return [parts];
  });
}

async function mustChange() {
  const wording = await askWords(say("must_change_ask"), { long: true, hint: say("must_change_hint") });
  if (wording?.trim()) await record("/api/adjudication/propose", { ...named(), wording: wording.trim() }, say("proposed"));
}

/** @param {string} address */
async function go(address) {
  const to = new URL(address);
  await show(to.pathname + to.search);
  here()?.focus({ preventScroll: true });
  links().find((one) => one.ariaCurrent)?.scrollIntoView({ block: "nearest" });
}

/** What the form asks for, with the place at hand where that is among it. */
async function narrowed() {
  const form = /** @type {HTMLFormElement} */ (byId("filters"));
  const asked = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string" && value) asked.append(name, value);
  asked.append("at", here()?.dataset.name ?? "");
  await go(`${location.origin}/adjudication?${asked}`);
}

function drawn() {
  if (here() && decides()) note().value = written;
}

inPlace("a.dispute", (link) => go(link.href));

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("#live button") : null;
  if (!(button instanceof HTMLButtonElement)) return;
  if (button.dataset.outcome) void settle(button);
  else if (button.id === "must-change") void mustChange();
  else if (button.id === "take-agreed") void record("/api/adjudication/agreed", { number: Number(button.dataset.number) }, say("agreed_taken"));
});
document.addEventListener("input", (event) => {
  if (event.target instanceof HTMLInputElement && event.target.id === "note") written = event.target.value;
});
document.addEventListener("change", (event) => {
  if (event.target instanceof Element && event.target.closest("#filters")) void narrowed();
});

document.addEventListener("keydown", (event) => {
  if (event.target === document.getElementById("note") && (event.key === "Enter" || event.key === "Escape")) {
    event.preventDefault();
    here()?.focus();
    return;
  }
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing()) return;
  const at = links().findIndex((one) => one.ariaCurrent);
  const steps = { j: 1, ArrowDown: 1, " ": 1, k: -1, ArrowUp: -1 }[event.key];
  const asks = /^[1-9]$/.test(event.key) ? `[data-take="${event.key}"]` : KEYS[event.key] ? `[data-outcome="${KEYS[event.key]}"]` : "";
  const button = asks ? /** @type {HTMLButtonElement | null} */ (live().querySelector(asks)) : null;
  if (event.key === " " && document.activeElement instanceof HTMLButtonElement) return;
  if (steps) {
    const to = links()[at + steps];
    if (to) void go(to.href);
    else toast(say(steps > 0 ? "last_one" : "first_one"));
  } else if (button) void settle(button);
  else if (event.key === "s") byId("filters").querySelector("[name=by_code]")?.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  else if (event.key === "m" && here() && decides()) note().focus();
  else if (event.key === "w" && here() && decides()) void mustChange();
  else return;
  event.preventDefault();
});

document.addEventListener("drawn", drawn);
drawn();
follow(() => !document.querySelector("dialog[open]"));
