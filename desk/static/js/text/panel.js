// @ts-check
/** What stands beside the text: the suggestion at hand with its reasons, and everything that holds on the passage. */

import { ask } from "../api.js";
import { KEY_OF, KEYS, PARTED } from "../keys.js";
import { element } from "../screen.js";
import { number, say, when } from "../words.js";
import { drawHere } from "./draw.js";
import { codingsIn, degreeWord, here, suggestion, suggestionsIn } from "./model.js";

const proposed = /** @type {HTMLElement} */ (document.getElementById("suggestion-panel"));
const coded = /** @type {HTMLElement} */ (document.getElementById("codings-panel"));
const keys = /** @type {HTMLElement} */ (document.getElementById("keys-panel"));

/** What the buttons of the panel do; `main.js` says. */
export const doing = {
  accept: () => {},
  reject: () => {},
  other: () => {},
  retract: (/** @type {any} */ _coding) => {},
  split: (/** @type {any} */ _coding) => {},
  recode: (/** @type {any} */ _coding) => {},
  memo: (/** @type {any} */ _coding) => {},
  value: (/** @type {any} */ _coding) => {},
  whyNot: () => {},
  degree: (/** @type {any} */ _coding, /** @type {string} */ _degree) => {},
  about: (/** @type {any} */ _coding) => {},
  pick: (/** @type {string} */ _id) => {},
  choose: (/** @type {number} */ _number) => {},
};

/** Milliseconds that a suggestion is at hand before its reasons are asked for. */
const REST = 60;
/** What was asked about each suggestion, once, by id and score. @type {Map<string, Promise<any>>} */
const whole = new Map();
let open = localStorage.getItem("glose-why") !== "no";

/** Draw the panel anew. */
export function drawPanel() {
  drawSuggestion();
  drawCodings();
}

/** Show the reasons, or no longer. */
export function toggleWhy() {
  open = !open;
  localStorage.setItem("glose-why", open ? "yes" : "no");
  here.evidence = [];
  drawPanel();
  drawHere();
}

function drawSuggestion() {
  const one = suggestion();
  const all = suggestionsIn(here.passage);
  if (!one) {
    const words = here.blind.has(here.passage) ? say("blind_here") : here.problem || (here.ready ? say("none_suggested") : say("suggesting"));
    proposed.replaceChildren(element("h2", {}, say("suggested")), element("p", { class: "quiet" }, words), whyNot());
    return;
  }
  const code = here.codes.get(one.code);
  const degrees = code?.degrees ?? [];
  const reasons = element("div", { class: "reasons" });
  proposed.replaceChildren(
    element("h2", {}, all.length > 1 ? say("suggested_of", { n: here.chosen + 1, all: all.length }) : say("suggested")),
    element("div", { class: "card suggestion-card", "data-code": one.code },
      element("p", { class: "code-name" }, element("span", { class: "swatch", hue: code?.colour ?? "", "aria-hidden": "true" }, code?.mark ?? ""), element("b", {}, code?.label ?? one.code),
        element("span", { class: "score", title: say("score_hint") }, number(one.score, 2))),
      element("p", { class: "path" }, code?.path === code?.label ? one.code : code?.path ?? one.code),
      code?.definition ? element("p", { class: "definition" }, code.definition) : null,
      degrees.length ? element("p", { class: "degrees" }, say("degree"), " ", ...degrees.map((degree) => element("button", {
        type: "button", class: "chip", "aria-pressed": String(degree === (here.span.degree || one.degree)), disabled: !here.decides,
        onclick: () => {
          here.span.degree = degree;
          drawPanel();
        },
      }, degreeWord(one.code, degree)))) : null,
      here.span.memo ? element("p", { class: "memo" }, here.span.memo) : null,
      here.decides ? element("p", { class: "row" },
        element("button", { type: "button", class: "primary", "aria-keyshortcuts": KEY_OF.accept, onclick: () => doing.accept() }, say("accept"), element("kbd", {}, KEY_OF.accept)),
        element("button", { type: "button", "aria-keyshortcuts": KEY_OF.reject, onclick: () => doing.reject() }, say("reject"), element("kbd", {}, KEY_OF.reject)),
        element("button", { type: "button", "aria-keyshortcuts": KEY_OF.other, onclick: () => doing.other() }, say("other"), element("kbd", {}, KEY_OF.other))) : null,
      element("button", { type: "button", class: "why", "aria-expanded": String(open), onclick: toggleWhy }, say("why"), element("kbd", {}, KEY_OF.why)),
      reasons),
    ...(all.length > 1 ? [element("ul", { class: "further" }, ...all.map((other, at) => element("li", {}, element("button", {
      type: "button", "aria-pressed": String(at === here.chosen), onclick: () => doing.choose(at),
    }, element("span", { class: "swatch", hue: here.codes.get(other.code)?.colour ?? "", "aria-hidden": "true" }, here.codes.get(other.code)?.mark ?? ""), `${here.codes.get(other.code)?.label ?? other.code} `, element("small", {}, number(other.score, 2))))))] : []),
    whyNot(),
  );
  if (open) void fillReasons(one, reasons);
}

/** The way to ask why a code is not suggested here. */
function whyNot() {
  return element("button", { type: "button", class: "why", hidden: here.blind.has(here.passage), onclick: () => doing.whyNot() }, say("why_not"), element("kbd", {}, KEY_OF.why_not));
}

/** @param {import("./model.js").Suggestion} one @param {HTMLElement} into */
async function fillReasons(one, into) {
  const key = `${one.id} ${one.score}`;
  let found;
  if (!whole.has(key)) {
    // Whoever goes on at once does not look at the reasons: what is decided is sent first.
    await new Promise((done) => setTimeout(done, REST));
    if (suggestion()?.id !== one.id || !into.isConnected) return;
  }
  try {
    if (!whole.has(key)) whole.set(key, ask(`/api/texts/${encodeURIComponent(here.id)}/suggestions/${one.id}`));
    found = await whole.get(key);
  } catch {
    whole.delete(key);
    return; // it is no longer made: the next answer shows those that are
  }
  if (suggestion()?.id !== one.id || !into.isConnected) return;
  here.evidence = found.evidence.filter((/** @type {any} */ e) => e.end > e.start && e.end - e.start < 200);
  into.replaceChildren(...reasonsOf(found));
  drawHere();
}

/**
 * The reasons of a suggestion: what each part added, and the evidence.
 * @param {any} found
 */
export function reasonsOf(found) {
  const parts = Object.entries(found.parts).filter(([, share]) => Math.abs(/** @type {number} */ (share)) >= 0.01);
  return [
    parts.length ? element("ul", { class: "parts", "aria-label": say("parts") }, ...parts.map(([name, share]) => {
      const bar = element("i", { "aria-hidden": "true" });
      bar.style.width = `${Math.min(Math.abs(/** @type {number} */ (share)), 1) * 100}%`;
      return element("li", {}, element("span", {}, say(`part_${name}`)), bar, element("small", {}, number(/** @type {number} */ (share), 2)));
    })) : null,
    element("ul", { class: "evidence" }, ...found.evidence.map((/** @type {any} */ e) => element("li", { class: `kind-${e.kind}` }, e.why || e.kind,
      e.quote && e.quote.length < 90 ? element("q", {}, e.quote) : null))),
  ].filter((one) => one !== null);
}

function drawCodings() {
  const all = codingsIn(here.passage).sort((a, b) => a.start - b.start || b.end - a.end);
  coded.classList.toggle("first", here.picked !== null);
  coded.replaceChildren(element("h2", {}, say("codings_here")), all.length
    ? element("ul", { class: "codings" }, ...all.map(card))
    : element("p", { class: "quiet" }, say("none_coded")));
}

/** @param {import("./model.js").Coding} coding */
function card(coding) {
  const code = here.codes.get(coding.code);
  const mine = coding.coder === here.coder && here.decides;
  const picked = coding.id === here.picked;
  const facts = [coding.coder, when(coding.time), say(coding.suggested ? "from_suggestion" : "by_hand")];
  const about = coding.case !== here.case && coding.case ? say("about_case", { name: coding.case }) : "";
  return element("li", { class: `card${picked ? " picked" : ""}`, "data-code": coding.code },
    element("button", { type: "button", class: "code-name", "aria-expanded": String(picked), onclick: () => doing.pick(picked ? "" : coding.id) },
      element("span", { class: "swatch", hue: code?.colour ?? "", "aria-hidden": "true" }, code?.mark ?? ""), element("b", {}, code?.label ?? coding.code),
      coding.degree ? element("span", { class: "chip" }, degreeWord(coding.code, coding.degree)) : null),
    element("p", { class: "quote" }, coding.quote.length > 140 ? `${coding.quote.slice(0, 140)}…` : coding.quote),
    coding.value ? element("p", {}, say("value_is", { value: coding.value })) : null,
    about ? element("p", {}, about) : null,
    coding.memo ? element("p", { class: "memo" }, coding.memo) : null,
    element("p", { class: "facts" }, facts.join(" · "), " ", element("a", { href: `/history?entry=${coding.id}` }, say("entry"))),
    picked && mine ? element("div", { class: "row wrap" },
      ...(code?.degrees ?? []).map((degree) => element("button", { type: "button", class: "chip", "aria-pressed": String(degree === coding.degree), onclick: () => doing.degree(coding, degree) }, degreeWord(coding.code, degree))),
      element("button", { type: "button", onclick: () => doing.recode(coding) }, say("recode"), element("kbd", {}, KEY_OF.other)),
      element("button", { type: "button", onclick: () => doing.memo(coding) }, say("memo"), element("kbd", {}, KEY_OF.memo)),
      element("button", { type: "button", onclick: () => doing.value(coding) }, say("value"), element("kbd", {}, KEY_OF.value)),
      element("button", { type: "button", onclick: () => doing.about(coding) }, say("other_case"), element("kbd", {}, KEY_OF.case)),
      element("button", { type: "button", onclick: () => doing.split(coding) }, say("split")),
      element("button", { type: "button", class: "danger", onclick: () => doing.retract(coding) }, say("retract"), element("kbd", {}, "⌫"))) : null,
    picked && mine ? element("p", { class: "hint" }, say("borders_hint")) : null);
}

keys.replaceChildren(element("h2", {}, say("keys")), ...KEYS.slice(0, 3).flatMap((group) => group.keys.slice(0, 6)).map(([names, words]) =>
  element("span", { class: "key" }, ...names.split(PARTED).map((one) => element("kbd", {}, one === "space" ? say("key_space") : one)), ` ${say(words)}`)));
