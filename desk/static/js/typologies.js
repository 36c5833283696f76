// @ts-check
/** A typology: a case is decided with a digit, on the quotes that are ticked; those of the rules are ticked first. */

import { ask, Refusal, send } from "./api.js";
import { follow, inPlace, show } from "./live.js";
import { alarm, askWords, byId, element, sure, toast, typing } from "./screen.js";
import { say, sayNumber } from "./words.js";

/** @typedef {{id: string, label: string, definition: string, depth: number, rank: number | null, numbers: number[], by_rules: boolean, score: number | null, for: string[], lacks: string[], against: string[], alike: string | null}} Class */
/** @typedef {{case: string, mine: string | null, classes: Class[], quotes: {number: number}[]}} Case */

/** @type {Case | null} */
let at = null;
let chosen = "";
/** Whether quotes were ticked by hand: they then stay, whichever class is chosen. */
let byHand = false;
let draws = 0;

const live = () => byId("live");
const decides = () => live().dataset.decides === "yes";
const path = () => `/api/typologies/${encodeURIComponent(live().dataset.typology ?? "")}`;
const boxes = () => /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll("#evidence input")]);

async function drawn() {
  const panel = byId("cell");
  const name = panel.dataset.case ?? "";
  at = null;
  chosen = "";
  byHand = false;
  if (!name || !decides()) return;
  const mine = ++draws;
  const all = new URLSearchParams(location.search).get("all") === "1" ? "&all=1" : "";
  const told = await ask(`${path()}/case?case=${encodeURIComponent(name)}${all}`);
  if (mine !== draws || byId("cell") !== panel) return;
  at = /** @type {Case} */ (told);
  byId("decider").replaceChildren(choices(at));
  for (const row of document.querySelectorAll("#evidence li")) {
    const box = element("input", { type: "checkbox", "aria-label": say("class_tick", { n: /** @type {HTMLElement} */ (row).dataset.number ?? "" }), onchange: () => {
      byHand = true;
      state();
    } });
    row.prepend(box);
  }
  panel.append(bar(at));
  const first = at.classes.find((one) => one.rank === 1 && one.by_rules);
  choose(at.mine ?? first?.id ?? "");
}

/** @param {Case} one */
function choices(one) {
  const list = element("ul", { class: "class-list", role: "radiogroup", "aria-label": say("class_head") });
  one.classes.forEach((found, number) => {
    const reasons = [found.for.join(" + "), found.lacks.length ? say("class_lacks", { codes: found.lacks.join(", ") }) : "", found.alike ?? ""].filter(Boolean).join(" · ");
    list.append(element("li", { class: `depth-${Math.min(found.depth, 5)}`, role: "presentation" },
      element("button", { type: "button", role: "radio", "aria-checked": "false", class: `class-choice${found.rank ? " is-proposed" : ""}`, "data-class": found.id, title: found.definition, onclick: () => choose(found.id) },
        element("kbd", {}, number < 9 ? String(number + 1) : ""), element("b", {}, found.label), element("span", { class: "score" }, found.score === null ? "" : String(found.score)),
        reasons ? element("span", { class: "facts" }, reasons) : null,
        found.against.length ? element("span", { class: "facts against" }, say("class_against", { codes: found.against.join(", ") })) : null)));
  });
  for (const [key, id] of [["n", "not_classified"], ["o", "no_evidence"]]) {
    list.append(element("li", { role: "presentation" }, element("button", { type: "button", role: "radio", "aria-checked": "false", class: "class-choice", "data-class": id, onclick: () => choose(id) }, element("kbd", {}, key), element("b", {}, say(`class_${id}`)))));
  }
  return list;
}

/** @param {Case} one */
function bar(one) {
  const memo = element("input", { id: "class-memo", placeholder: say("memo"), "aria-label": say("memo"), autocomplete: "off" });
  const decide = element("button", { type: "button", id: "decide", class: "primary", onclick: () => void record() }, say("class_decide"), element("kbd", {}, "↵"));
  const back = one.mine ? element("button", { type: "button", onclick: () => void takeBack() }, say("take_back")) : null;
  return element("div", { class: "decide-bar" }, memo, element("div", { class: "row" }, element("p", { class: "facts", id: "rests" }), back, decide));
}

/** @param {string} id */
function choose(id) {
  if (!at || !id) return state();
  chosen = id;
  for (const one of document.querySelectorAll(".class-choice")) one.setAttribute("aria-checked", String(/** @type {HTMLElement} */ (one).dataset.class === id));
  const found = at.classes.find((one) => one.id === id);
  if (!byHand) {
    for (const box of boxes()) {
      const number = Number(/** @type {HTMLElement} */ (box.parentElement).dataset.number);
      box.checked = Boolean(found?.by_rules && found.numbers.includes(number));
    }
  }
  state();
}

function state() {
  const decide = /** @type {HTMLButtonElement | null} */ (document.getElementById("decide"));
  if (!decide || !at) return;
  const ticked = boxes().filter((one) => one.checked).length;
  const none = chosen === "not_classified" || chosen === "no_evidence";
  decide.disabled = !chosen || (!none && !ticked);
  byId("rests").textContent = !chosen ? say("class_choose") : none ? "" : ticked ? sayNumber("class_rests", ticked) : say("class_needs_quotes");
}

/** @param {boolean} [instead] */
async function record(instead = false) {
  if (!at || !chosen || /** @type {HTMLButtonElement} */ (byId("decide")).disabled) return;
  const none = chosen === "not_classified" || chosen === "no_evidence";
  const quotes = none ? [] : boxes().filter((one) => one.checked).map((one) => {
    const { text, start, end } = /** @type {HTMLElement} */ (one.parentElement).dataset;
    return { text, start: Number(start), end: Number(end) };
  });
  const memo = /** @type {HTMLInputElement} */ (byId("class-memo")).value;
  const name = at.case;
  try {
    await send(path(), { case: name, class: chosen, quotes, memo, instead: instead || (at.mine !== null && at.mine !== chosen && await sure(say("class_instead"), say("class_replace"))) });
    toast(say("class_recorded", { name }));
    await next(name);
  } catch (error) {
    alarm(error instanceof Refusal ? error.whole : String(error));
  }
}

/** Go on to the next case that is open; stay where there is none. @param {string} name */
async function next(name) {
  const links = cases();
  const here = links.findIndex((one) => one.textContent === name);
  const open = links.slice(here + 1).find((one) => !one.closest("tr")?.querySelector("td b"));
  await go(open ?? links[here]);
}

async function takeBack() {
  if (!at) return;
  const reason = await askWords(say("class_take_back", { name: at.case }));
  if (reason === null) return;
  try {
    await send(`${path()}/retract`, { case: at.case, reason });
    toast(say("class_taken_back", { name: at.case }));
    await show(location.pathname + location.search, { keep: true });
  } catch (error) {
    alarm(error instanceof Refusal ? error.whole : String(error));
  }
}

/** Go to an address of this page; the keys then work on the case. @param {HTMLAnchorElement} link */
async function go(link) {
  await show(location.pathname + new URL(link.href).search);
  byId("cell").focus({ preventScroll: true });
}

const cases = () => /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll(".cases-of th .part")]);

inPlace(".part, #close-cell, .more, .chips .chip", go);

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && document.activeElement?.id === "class-memo") {
    event.preventDefault();
    void record();
    return;
  }
  if (typing() && !(document.activeElement instanceof HTMLInputElement && document.activeElement.type === "checkbox")) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const links = cases();
  const here = links.findIndex((one) => one.getAttribute("aria-current"));
  const digit = /^[1-9]$/.test(event.key) ? at?.classes[Number(event.key) - 1]?.id : { n: "not_classified", o: "no_evidence" }[event.key];
  const close = document.getElementById("close-cell");
  if (digit && at) choose(digit);
  else if (event.key === "Enter" && at && !(document.activeElement instanceof HTMLAnchorElement) && document.activeElement?.getAttribute("role") !== "radio") void record();
  else if (event.key === "m" && at) byId("class-memo").focus();
  else if ((event.key === "j" || event.key === "k") && links.length) {
    const to = links[Math.min(Math.max(here + (event.key === "j" ? 1 : -1), 0), links.length - 1)];
    void go(to);
  } else if (event.key === "Escape" && close instanceof HTMLAnchorElement) void go(close);
  else return;
  event.preventDefault();
});

document.addEventListener("drawn", () => void drawn());
void drawn();
follow(() => !byHand && !(/** @type {HTMLInputElement | null} */ (document.getElementById("class-memo"))?.value));
