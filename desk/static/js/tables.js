// @ts-check
/** A table: a cell opens its quotes beside it, arrows go from cell to cell, and what is recorded meanwhile is drawn. */

import { follow, inPlace, show } from "./live.js";
import { byId, typing } from "./screen.js";

inPlace(".part, #close-cell, .more", open);

document.addEventListener("keydown", (event) => {
  if (typing() || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") {
    const link = document.getElementById("close-cell");
    if (link instanceof HTMLAnchorElement) {
      event.preventDefault();
      void open(link);
    }
    return;
  }
  const at = document.activeElement;
  const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
  if (!steps || !(at instanceof HTMLElement) || !at.matches(".part")) return;
  event.preventDefault();
  next(at, steps[0], steps[1])?.focus();
});

/** @param {HTMLAnchorElement} link */
async function open(link) {
  const current = document.querySelector(".part[aria-current]");
  const closing = link.id === "close-cell";
  const back = closing ? current?.getAttribute("href") : link.getAttribute("href");
  await show(location.pathname + new URL(link.href).search);
  if (link.matches(".part")) byId("cell").scrollTo(0, 0);
  const cell = [...document.querySelectorAll(".part")].find((one) => one.getAttribute("href") === back);
  if (cell instanceof HTMLElement) cell.focus({ preventScroll: true });
}

/**
 * The next cell with quotes in that direction; inside a cell its other parts come first.
 * @param {HTMLElement} from
 * @param {number} down
 * @param {number} right
 * @returns {HTMLElement | null}
 */
function next(from, down, right) {
  const cell = /** @type {HTMLTableCellElement} */ (from.closest("td"));
  const row = /** @type {HTMLTableRowElement} */ (cell.parentElement);
  const body = /** @type {HTMLTableSectionElement} */ (row.parentElement);
  const parts = [...cell.querySelectorAll(".part")];
  const inside = parts[parts.indexOf(from) + (down || right)];
  if (inside instanceof HTMLElement) return inside;
  let [y, x] = [row.sectionRowIndex + down, cell.cellIndex + right];
  while (y >= 0 && y < body.rows.length && x >= 0 && x < row.cells.length) {
    const found = body.rows[y].cells[x]?.querySelector(".part");
    if (found instanceof HTMLElement) return found;
    y += down;
    x += right;
  }
  return null;
}

follow();
