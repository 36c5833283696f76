// @ts-check
/** The words of the screens, in the language of the page. */

const language = document.documentElement.lang === "en" ? "en" : "fr";
/** @type {{words: Record<string, string | string[]>}} */
const loaded = await import(`../words/${language}.js`);

/**
 * The wording of a key, with `{name}` filled in; the key itself where there is none.
 * @param {string} key
 * @param {Record<string, unknown>} [values]
 */
export function say(key, values = {}) {
  const found = loaded.words[key] ?? key;
  return filled(Array.isArray(found) ? found[0] : found, values);
}

/**
 * The wording of a key for that many. French counts 0 as one.
 * @param {string} key
 * @param {number} count
 * @param {Record<string, unknown>} [values]
 */
export function sayNumber(key, count, values = {}) {
  const found = loaded.words[key] ?? key;
  const many = language === "fr" ? count > 1 : count !== 1;
  return filled(Array.isArray(found) ? found[many ? 1 : 0] : found, { n: number(count), ...values });
}

/**
 * A number as the language writes it, a half rounded up. The browser's own formats write the same, and making the first
 * of them takes longer than drawing a text.
 * @param {number} value
 * @param {number} [digits]
 */
export function number(value, digits = 0) {
  const size = Math.abs(value) < 1e-6 ? 0 : Math.abs(value);
  // Moved by the digits as it is written: 0.285 is 28.5 then, and not a little less.
  const [whole, rest] = Number(`${Math.round(Number(`${size}e${digits}`))}e-${digits}`).toFixed(digits).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, language === "fr" ? "\u202f" : ",");
  return `${value < 0 ? "-" : ""}${grouped}${rest ? `${language === "fr" ? "," : "."}${rest}` : ""}`;
}

/**
 * A moment in the reader's own time, short.
 * @param {string} moment
 */
export function when(moment) {
  return new Date(moment).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" });
}

/**
 * @param {string} wording
 * @param {Record<string, unknown>} values
 */
function filled(wording, values) {
  return wording.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}
