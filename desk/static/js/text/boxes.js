// @ts-check
/** Where words lie on the paper: measured once, and kept until lines may be broken otherwise. */

import { elementOf, rangeOf } from "./model.js";

const paper = /** @type {HTMLElement} */ (document.getElementById("paper"));

/** @type {Map<string, {top: number, bottom: number}>} */
const kept = new Map();
let measuredAt = "";

/** Begin to measure: what was measured is good as long as the lines are as wide, and the paper is as high. */
export function begin() {
  const now = [elementOf(1)?.offsetWidth, paper.offsetHeight].join(" ");
  if (now !== measuredAt) kept.clear();
  measuredAt = now;
}

/** Measure everything anew the next time: the letters are others. */
export function forget() {
  measuredAt = "";
}

/**
 * How far below the paper's top some words begin and end, in pixels.
 * @param {number} start
 * @param {number} end
 * @param {number} origin where the paper's top is in the window
 */
export function boxOf(start, end, origin) {
  const key = `${start}-${end}`;
  let found = kept.get(key);
  if (!found) {
    const box = rangeOf(start, end).getBoundingClientRect();
    found = { top: box.top - origin, bottom: box.bottom - origin };
    kept.set(key, found);
  }
  return found;
}
