// @ts-check
/** The passages to go through, kept in this tab: which one is next, over all texts. */

/**
 * @typedef {{text: string, passage: number, open: number, twins: {text: string, passage: number}[]}} Item
 * @typedef {{order: string, blind: number, at: number, items: Item[]}} Agenda
 */

const KEY = "glose-agenda";

/** What is gone through now; null where nothing is. @returns {Agenda | null} */
export function agenda() {
  const kept = sessionStorage.getItem(KEY);
  return kept ? JSON.parse(kept) : null;
}

/**
 * Begin with these.
 * @param {{order: string, items: Item[]}} found
 * @param {number} blind the share of passages shown without suggestions
 */
export function begin(found, blind) {
  sessionStorage.setItem(KEY, JSON.stringify({ ...found, blind, at: 0 }));
}

/** Go through nothing any more. */
export function end() {
  sessionStorage.removeItem(KEY);
}

/** Be at this item. @param {number} at */
export function be(at) {
  const kept = agenda();
  if (kept) sessionStorage.setItem(KEY, JSON.stringify({ ...kept, at }));
}

/** Go to the page of this item. @param {number} at */
export function goTo(at) {
  const item = agenda()?.items[at];
  if (!item) return;
  be(at);
  location.assign(`/texts/${encodeURIComponent(item.text)}#p${item.passage}`);
}
