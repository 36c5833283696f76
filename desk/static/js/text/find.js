// @ts-check
/** Finding words in the text at hand, accents and capitals aside. */

import { folded } from "../code_search.js";
import { element, toast } from "../screen.js";
import { say } from "../words.js";
import { bringIntoView, drawHere } from "./draw.js";
import { drawMap } from "./minimap.js";
import { here, passageAt } from "./model.js";

/** @type {HTMLElement | null} */
let bar = null;
let at = 0;

/** Open the line in which words are searched. */
export function find() {
  bar?.remove();
  const field = /** @type {HTMLInputElement} */ (element("input", { type: "search", "aria-label": say("find_in_text"), placeholder: say("find_in_text"), autocomplete: "off" }));
  const count = element("span", { role: "status" });
  bar = element("form", { class: "find-bar", role: "search" }, field, count, element("a", { href: "/search" }, say("find_everywhere")),
    element("button", { type: "button", "aria-label": say("close"), onclick: close }, "×"));
  bar.addEventListener("submit", (event) => {
    event.preventDefault();
    nextHit(1);
  });
  field.addEventListener("input", () => {
    search(field.value);
    count.textContent = field.value.trim() ? say("found", { n: here.hits.length }) : "";
  });
  field.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape") close();
    if (event.key === "Enter" && event.shiftKey) {
      event.preventDefault();
      nextHit(-1);
    }
  });
  document.body.append(bar);
  field.focus();
}

function close() {
  bar?.remove();
  bar = null;
}

/** @param {string} typed */
function search(typed) {
  const wanted = folded(typed.trim());
  here.hits = [];
  at = -1;
  if (wanted.length > 1) {
    for (const passage of here.passages) {
      const letters = [...passage.quote];
      const plain = letters.map((one) => folded(one));
      const joined = plain.join("");
      // Where each letter of the folded words comes from.
      const from = plain.flatMap((one, number) => Array(one.length).fill(number));
      for (let found = joined.indexOf(wanted); found >= 0; found = joined.indexOf(wanted, found + wanted.length)) {
        here.hits.push({ start: passage.start + from[found], end: passage.start + from[found + wanted.length - 1] + 1 });
      }
    }
  }
  drawHere();
  drawMap();
}

/** Go to the next place that was found, the one before where negative. @param {number} steps */
export function nextHit(steps) {
  if (!here.hits.length) return toast(say("found_nothing"));
  if (at < 0) at = here.hits.findIndex((one) => passageAt(one.start).passage >= here.passage) - (steps > 0 ? 1 : 0);
  at = (at + steps + here.hits.length) % here.hits.length;
  const hit = here.hits[at];
  here.passage = passageAt(hit.start).passage;
  here.chosen = 0;
  Object.assign(here.span, { start: hit.start, end: hit.end, touched: true });
  here.selected = true;
  drawHere();
  bringIntoView();
}
