// @ts-check
/**
 * Places are code points in the ledger and UTF-16 units in the page: they are converted here and nowhere else.
 */

const PAIRS = /[\ud800-\udbff][\udc00-\udfff]/g;
const KEPT = 5000;

/** Where each pair of units begins, in units and in code points, by text. @type {Map<string, {units: number[], points: number[]}>} */
const known = new Map();

/** @param {string} text */
function pairsOf(text) {
  let found = known.get(text);
  if (!found) {
    if (known.size > KEPT) known.clear();
    const units = [...text.matchAll(PAIRS)].map((one) => one.index);
    found = { units, points: units.map((unit, number) => unit - number) };
    known.set(text, found);
  }
  return found;
}

/**
 * How many UTF-16 units the first `points` code points of a text take; a lone surrogate counts as one code point.
 * @param {string} text
 * @param {number} points
 */
export function unitsOf(text, points) {
  return Math.min(points + before(pairsOf(text).points, points), text.length);
}

/**
 * How many code points lie in the first `units` UTF-16 units of a text; a unit inside a pair counts as before it.
 * @param {string} text
 * @param {number} units
 */
export function pointsOf(text, units) {
  const within = Math.min(units, text.length);
  return within - before(pairsOf(text).units, within);
}

/**
 * How many of these numbers, in ascending order, are below a limit.
 * @param {number[]} numbers
 * @param {number} limit
 */
function before(numbers, limit) {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
