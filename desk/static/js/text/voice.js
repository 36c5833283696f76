// @ts-check
/** The text for who hears it: the passage that the keys come to, and the words that they choose there. */

import { say } from "../words.js";
import { here, quoteOf } from "./model.js";

const region = /** @type {HTMLElement} */ (document.getElementById("at-hand"));
/** What was said last, so that nothing is said twice. */
let words = "";

/** @param {string} now */
function tell(now) {
  if (now === words) return;
  words = now;
  region.textContent = now;
}

/** The passage at hand: its number, who speaks, its words. */
function passage() {
  const at = document.querySelector("[data-passage][aria-current=true]");
  if (!(at instanceof HTMLElement)) return;
  let before = at.previousElementSibling;
  while (before && !before.classList.contains("turn-head")) before = before.previousElementSibling;
  const speaker = before?.querySelector("b")?.textContent ?? "";
  const heard = at.querySelector(".words")?.textContent ?? "";
  tell(say("at_hand", { n: at.dataset.passage ?? "", speaker: speaker ? `${speaker}, ` : "", words: heard }));
}

/** Words chosen within the passage. */
function chosen() {
  if (!document.activeElement?.matches("body, main, [data-passage]")) return;
  const now = quoteOf(here.span.start, here.span.end);
  const whole = document.querySelector("[data-passage][aria-current=true] .words")?.textContent ?? "";
  if (now && now.trim() !== whole.trim() && now !== heard) tell(now);
  heard = now;
}
let heard = "";

new MutationObserver((changes) => {
  if (changes.some((one) => one.target instanceof Element && one.target.getAttribute("aria-current") === "true")) passage();
}).observe(/** @type {HTMLElement} */ (document.getElementById("paper")), { subtree: true, attributeFilter: ["aria-current"] });
document.addEventListener("keyup", (event) => {
  if (/^(Arrow|[[\]{}wb]$)/.test(event.key)) chosen();
});
