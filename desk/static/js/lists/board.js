// @ts-check
/** The quote board: cards dragged, or sent by keys, into groups, which become codes below the one at hand. */

import Sortable from "../../vendor/sortable.mjs";
import { withUndo } from "../undo.js";
import { Refusal, send } from "../api.js";
import { alarm, askWords, byId, dialog, element, sure, toast, typing } from "../screen.js";
import { say, sayNumber } from "../words.js";

const board = byId("board");
const code = board.dataset.codeId ?? "";
const decides = board.dataset.decides === "yes";
const KEPT = `glose-board-${code}`;

/** @typedef {{pile: string, label: string, definition: string, cards: string[]}} Kept */

/** @returns {HTMLElement[]} */
function piles() {
  return [...board.querySelectorAll(".pile")].filter((one) => one instanceof HTMLElement);
}

/** @param {Element} pile @returns {HTMLElement[]} */
function cardsOf(pile) {
  return [...pile.querySelectorAll(".quote-card")].filter((one) => one instanceof HTMLElement);
}

/** @param {Element} pile */
function listOf(pile) {
  return /** @type {HTMLElement} */ (pile.querySelector(".cards"));
}

/** Count the cards, number the groups, and keep what is sorted so far in this browser. */
function draw() {
  let sorted = 0;
  let groups = 0;
  for (const [number, pile] of piles().entries()) {
    const cards = cardsOf(pile);
    const count = pile.querySelector(".count");
    if (count) count.textContent = String(cards.length);
    const head = pile.querySelector("h2");
    if (number && head) head.dataset.number = String(number);
    if (number && cards.length) {
      sorted += cards.length;
      groups += 1;
    }
  }
  const make = document.getElementById("make-codes");
  if (make instanceof HTMLButtonElement) make.disabled = !sorted;
  const said = document.getElementById("board-said");
  if (said) said.textContent = sorted ? say("board_sorted", { n: sorted, groups }) : say("board_none_sorted");
  keep();
}

function keep() {
  const kept = piles().slice(1).map((pile) => ({ pile: pile.dataset.pile ?? "", label: labelOf(pile), definition: pile.dataset.definition ?? "",
    cards: cardsOf(pile).map((one) => one.dataset.card ?? "") }));
  if (kept.some((one) => one.cards.length || !one.pile)) localStorage.setItem(KEPT, JSON.stringify(kept));
  else localStorage.removeItem(KEPT);
}

/** Put the cards where they lay when the board was left. */
function restore() {
  /** @type {Kept[]} */
  const kept = JSON.parse(localStorage.getItem(KEPT) ?? "[]");
  const cards = new Map(cardsOf(board).map((one) => [one.dataset.card, one]));
  for (const one of kept) {
    const pile = one.pile ? piles().find((other) => other.dataset.pile === one.pile) : board.dataset.open === "yes" ? undefined : newPile(one.label, one.definition);
    for (const id of one.cards) {
      const card = cards.get(id);
      if (pile && card) listOf(pile).append(card);
    }
  }
}

/** @param {HTMLElement} pile */
function labelOf(pile) {
  return pile.querySelector("h2")?.textContent ?? "";
}

/** @param {string} label @param {string} definition */
function newPile(label, definition) {
  const head = element("h2", {}, label);
  const pile = element("section", { class: "pile", "data-pile": "", "aria-label": label },
    element("header", {}, head, element("span", { class: "count" }, "0"),
      element("p", { class: "row" }, element("button", { type: "button", class: "small", onclick: () => void rename(pile) }, say("board_rename")),
        element("button", { type: "button", class: "small", onclick: () => dissolve(pile) }, say("board_dissolve")))),
    element("ol", { class: "cards" }));
  pile.dataset.definition = definition;
  board.append(pile);
  sortable(pile);
  return pile;
}

/** @param {string} title @param {string} label @param {string} definition @returns {Promise<{label: string, definition: string} | null>} */
function askGroup(title, label, definition) {
  return dialog(title, (close) => {
    const name = /** @type {HTMLInputElement} */ (element("input", { name: "label", required: true, autocomplete: "off" }));
    const words = /** @type {HTMLTextAreaElement} */ (element("textarea", { name: "definition", rows: 3 }));
    name.value = label;
    words.value = definition;
    const form = element("form", { class: "stacked" }, element("label", {}, say("code_name"), name), element("label", {}, say("code_definition"), words),
      element("button", { type: "submit", class: "primary" }, say("done")));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (name.value.trim()) close({ label: name.value.trim(), definition: words.value.trim() });
    });
    queueMicrotask(() => name.focus());
    return [form];
  });
}

async function group() {
  const card = current();
  const given = await askGroup(say("board_group"), "", "");
  if (!given) return;
  const pile = newPile(given.label, given.definition);
  draw();
  pile.scrollIntoView({ inline: "nearest", block: "nearest" });
  card?.focus();
}

/** @param {HTMLElement} pile */
async function rename(pile) {
  const given = await askGroup(say("board_rename"), labelOf(pile), pile.dataset.definition ?? "");
  if (!given) return;
  const head = pile.querySelector("h2");
  if (head) head.textContent = given.label;
  pile.setAttribute("aria-label", given.label);
  pile.dataset.definition = given.definition;
  draw();
}

/** @param {HTMLElement} pile */
function dissolve(pile) {
  listOf(piles()[0]).prepend(...cardsOf(pile));
  pile.remove();
  draw();
}

/** @param {HTMLElement} pile */
function sortable(pile) {
  if (!decides) return;
  Sortable.create(listOf(pile), { group: "quotes", animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 120, filter: "a", preventOnFilter: false,
    delay: 120, delayOnTouchOnly: true, onEnd: draw });
}

function current() {
  const at = document.activeElement?.closest(".quote-card");
  return at instanceof HTMLElement ? at : null;
}

/** @param {HTMLElement | undefined} card */
function focusOn(card) {
  if (!card) return;
  for (const one of cardsOf(board)) one.tabIndex = -1;
  card.tabIndex = 0;
  card.focus();
  card.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/** Send the card at hand to the group with that number (0: it stays), and go to the next one. @param {number} number */
function put(number) {
  const card = current();
  const pile = piles()[number];
  if (!card || !pile || !decides) return;
  const from = /** @type {HTMLElement} */ (card.closest(".pile"));
  const list = cardsOf(from);
  const next = list[list.indexOf(card) + 1] ?? list[list.indexOf(card) - 1];
  if (from === pile) return;
  listOf(pile).append(card);
  draw();
  toast(say("board_put", { name: labelOf(pile) }));
  focusOn(next ?? card);
}

/** @param {number} across @param {number} down */
function move(across, down) {
  const card = current();
  if (!card) return focusOn(cardsOf(board)[0]);
  const pile = /** @type {HTMLElement} */ (card.closest(".pile"));
  const list = cardsOf(pile);
  const at = list.indexOf(card);
  if (down) return focusOn(list[Math.min(Math.max(at + down, 0), list.length - 1)]);
  const filled = piles().filter((one) => cardsOf(one).length);
  const next = filled[Math.min(Math.max(filled.indexOf(pile) + across, 0), filled.length - 1)];
  focusOn(cardsOf(next)[Math.min(at, cardsOf(next).length - 1)]);
}

/** Make the codes of the groups, with a reason. @param {boolean} [drop] */
async function make(drop = false) {
  const reason = drop ? because : await askWords(say("board_make"), { value: say("board_reason"), hint: say("board_reason_hint"), label: say("board_why") });
  if (!reason?.trim()) return;
  because = reason;
  const groups = piles().slice(1).map((pile) => ({ code: pile.dataset.pile ?? "", label: labelOf(pile), definition: pile.dataset.definition ?? "",
    codings: cardsOf(pile).map((one) => one.dataset.card ?? "") })).filter((one) => one.codings.length);
  try {
    const answer = await send("/api/codings/split", { code, groups, reason, drop_degrees: drop });
    localStorage.removeItem(KEPT);
    sessionStorage.setItem("glose-said", sayNumber("board_made", answer.changed));
    location.reload();
  } catch (error) {
    if (error instanceof Refusal && error.problems.some((one) => one.place === "drop_degrees")) {
      if (await sure(error.message, say("board_drop"))) await make(true);
    } else alarm(error instanceof Refusal ? error.whole : String(error));
  }
}
let because = "";

document.addEventListener("keydown", (event) => {
  if (typing() || event.ctrlKey || event.metaKey || event.altKey) return;
  if (/^[0-9]$/.test(event.key)) put(Number(event.key));
  else if (event.key === "ArrowDown" || event.key === "j") move(0, 1);
  else if (event.key === "ArrowUp" || event.key === "k") move(0, -1);
  else if (event.key === "ArrowRight") move(1, 0);
  else if (event.key === "ArrowLeft") move(-1, 0);
  else if (event.key === "Enter" && current() === event.target) /** @type {HTMLElement | null | undefined} */ (current()?.querySelector("a"))?.click();
  else if (event.key === "n" && document.getElementById("new-group")) void group();
  else return;
  event.preventDefault();
});

document.querySelector("#board-code select")?.addEventListener("change", (event) => /** @type {HTMLSelectElement} */ (event.target).form?.requestSubmit());
document.getElementById("new-group")?.addEventListener("click", () => void group());
document.getElementById("make-codes")?.addEventListener("click", () => void make());
for (const pile of piles()) sortable(pile);
restore();
draw();
withUndo(() => {
  sessionStorage.setItem("glose-said", byId("toasts").textContent ?? "");
  location.reload();
});
const said = sessionStorage.getItem("glose-said");
if (said) {
  sessionStorage.removeItem("glose-said");
  toast(said);
}
document.documentElement.dataset.drawn = "yes";
