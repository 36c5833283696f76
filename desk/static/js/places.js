// @ts-check
/**
 * Places are code points in the ledger and UTF-16 units in the page: they are converted here and nowhere else.
 */

const PAIR = /[\ud800-\udbff][\udc00-\udfff]/;

/**
 * How many UTF-16 units the first `points` code points of a text take; a lone surrogate counts as one code point.
 * @param {string} text
 * @param {number} points
 */
export function unitsOf(text, points) {
  if (!PAIR.test(text)) return Math.min(points, text.length);
  let units = 0;
  for (let left = points; left > 0 && units < text.length; left--) units += width(text, units);
  return units;
}

/**
 * How many code points lie in the first `units` UTF-16 units of a text; a unit inside a pair counts as before it.
 * @param {string} text
 * @param {number} units
 */
export function pointsOf(text, units) {
  if (!PAIR.test(text)) return Math.min(units, text.length);
  let points = 0;
  for (let at = 0; at < text.length; points++) {
    at += width(text, at);
    if (at > units) break;
  }
  return points;
}

/**
 * @param {string} text
 * @param {number} at
 */
function width(text, at) {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}
