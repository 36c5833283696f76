// @ts-check
/** The study at a glance: what waits, what changed, and who did what, each fetched when the page is drawn. */

import { ask } from "./api.js";
import { rename } from "./frame.js";
import { byId, element } from "./screen.js";
import { number, say, sayNumber, when } from "./words.js";

/** @typedef {{matter: string, title: string, number: number, more: number, hint: string, places: {words: string, beside: string, href: string}[]}} Matter */

for (const time of document.querySelectorAll("time[datetime]")) time.textContent = when(time.getAttribute("datetime") ?? "");

document.getElementById("say-who")?.addEventListener("click", () => void rename());
const glance = byId("glance");
await Promise.all([waiting(), since(), coders()]);

async function waiting() {
  const section = byId("waiting");
  /** @type {{matters: Matter[], ask: boolean}} */
  const found = await ask("/api/study/waiting");
  const list = element("div", { class: "matters" }, ...found.matters.map(drawn));
  section.querySelector(".busy")?.replaceWith(list);
  const more = found.ask
    ? element("button", { type: "button", onclick: () => void differing(list, more) }, say("look_differing"))
    : element("p", { class: "quiet" }, say("looking_differing"));
  section.append(more);
  section.removeAttribute("aria-busy");
  if (!found.ask) await differing(list, more);
}

/**
 * @param {HTMLElement} list
 * @param {HTMLElement} button
 */
async function differing(list, button) {
  button.textContent = say("looking_differing");
  if (button instanceof HTMLButtonElement) button.disabled = true;
  /** @type {{matters: Matter[]}} */
  const found = await ask("/api/study/disagreements");
  list.append(...found.matters.map(drawn));
  button.remove();
  if (!list.childElementCount) list.append(element("p", { class: "quiet" }, say("waiting_nothing")));
}

/** @param {Matter} matter */
function drawn(matter) {
  return element("details", { class: "matter" },
    element("summary", {}, element("span", {}, matter.title)),
    element("p", { class: "hint" }, matter.hint),
    element("ul", {}, ...matter.places.map((place) => element("li", {},
      element("a", { href: place.href }, place.words), place.beside ? element("span", { class: "quiet" }, ` ${place.beside}`) : null)),
      matter.more ? element("li", { class: "quiet" }, sayNumber("and_more", matter.more)) : null));
}

async function since() {
  const { after, since: moment } = glance.dataset;
  if (!after || !moment) return;
  const section = byId("since");
  /** @type {{coder: string, mine: boolean, words: string[], texts: string[], more: number, last: string}[]} */
  const found = await ask(`/api/study/changes?after=${after}`);
  const list = found.length ? element("ul", { class: "changes" }, ...found.map((one) => element("li", {},
    element("b", {}, one.mine ? say("you") : one.coder), " ", one.words.join(", "),
    one.texts.length ? element("p", { class: "hint" }, ...one.texts.flatMap((text, at) => [at ? ", " : "", element("a", { href: `/texts/${encodeURIComponent(text)}` }, text)]).map((part) => typeof part === "string" ? document.createTextNode(part) : part),
      one.more ? ` ${sayNumber("and_more", one.more)}` : null) : null)))
    : element("p", { class: "quiet" }, say("since_nothing"));
  section.querySelector(".busy")?.replaceWith(list);
  section.removeAttribute("aria-busy");
  if (!found.length) return;
  const button = element("button", { type: "button", onclick: () => void cells(moment, /** @type {HTMLButtonElement} */ (button)) }, say("since_cells"));
  section.append(button);
}

/**
 * @param {string} moment
 * @param {HTMLButtonElement} button
 */
async function cells(moment, button) {
  button.disabled = true;
  button.textContent = say("looking");
  /** @type {{number: number, cells: {table: string, row: string, column: string, before: string, after: string, href: string}[]}} */
  const found = await ask(`/api/study/cells?since=${encodeURIComponent(moment)}`);
  const list = found.number
    ? element("ul", { class: "changes" }, ...found.cells.map((cell) => element("li", {},
      element("a", { href: cell.href }, `${cell.row} · ${cell.column}`), ` ${cell.before || "–"} → ${cell.after || "–"}`)),
    found.number > found.cells.length ? element("li", { class: "quiet" }, sayNumber("and_more", found.number - found.cells.length)) : null)
    : element("p", { class: "quiet" }, say("since_no_cells"));
  button.replaceWith(element("h3", {}, sayNumber("since_cells_number", found.number)), list);
}

async function coders() {
  if (!document.querySelector("[data-coders]")) return;
  /** @type {{text: string, coder: string, passages: number, read: number | null, codings: number | null, assigned: boolean}[]} */
  const found = await ask("/api/study/coders");
  for (const cell of document.querySelectorAll("[data-coders]")) {
    if (!(cell instanceof HTMLElement)) continue;
    const lines = found.filter((one) => one.text === cell.dataset.coders);
    cell.replaceChildren(...lines.map((one) => element("span", { class: one.read === one.passages ? "chip done" : "chip", title: described(one) },
      one.coder, element("span", { class: "quiet" }, one.read === null ? " –" : ` ${Math.round((100 * one.read) / Math.max(one.passages, 1))}\u202f%`))));
  }
}

/** @param {{passages: number, read: number | null, codings: number | null}} one */
function described(one) {
  if (one.read === null) return say("blind_here");
  return `${say("read_of", { read: number(one.read), all: number(one.passages) })}, ${sayNumber("fact_codings", one.codings ?? 0)}`;
}
