// @ts-check
/** A page that the server draws, kept up to date: its live part is asked for anew and put in place of the old one. */

import { listen, lost } from "./api.js";
import { byId } from "./screen.js";

/** How long nothing may happen before the page is asked for again: several entries come at once. */
const PAUSE = 400;

let asked = 0;

/**
 * Put the live part (`#live`) of an address in place of the one shown; what was scrolled to and focused stays.
 * @param {string} address
 * @param {{keep?: boolean}} [options] whether the address of the page stays as it is
 */
export async function show(address, { keep = false } = {}) {
  const mine = ++asked;
  const before = byId("live");
  before.classList.add("busy");
  try {
    const answer = await fetch(address, { headers: { accept: "text/html" } });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.getElementById("live");
    if (!found || mine !== asked) return;
    const held = positions();
    const focused = nameOf(document.activeElement);
    before.replaceWith(document.adoptNode(found));
    for (const [id, left, top] of held) document.getElementById(id)?.scrollTo(left, top);
    if (focused) find(focused)?.focus({ preventScroll: true });
    if (!keep) history.replaceState(history.state, "", address.split("#")[0]);
    document.dispatchEvent(new CustomEvent("drawn"));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    lost(true); // the desk does not answer: the page stays as it is, and says so
  } finally {
    byId("live").classList.remove("busy");
  }
}

/**
 * Let links of the page that fit a selector be followed in place; with Ctrl, Shift or another button they open as usual.
 * @param {string} selector
 * @param {(link: HTMLAnchorElement) => unknown} open
 */
export function inPlace(selector, open) {
  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!(link instanceof HTMLAnchorElement) || !link.matches(selector)) return;
    event.preventDefault();
    void open(link);
  });
}

/**
 * Ask for the page again when something was recorded, or the connection is back.
 * @param {() => boolean} [free] whether the page may be drawn anew now; else it waits
 */
export function follow(free = () => true) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  const again = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      if (free()) show(location.pathname + location.search, { keep: true }).catch(() => undefined);
      else again();
    }, PAUSE);
  };
  listen((event) => {
    if (event.kind === "entries" || event.kind === "again") again();
  });
}

/** @returns {[string, number, number][]} */
function positions() {
  return [...byId("live").querySelectorAll("[id]")].filter((one) => one.scrollLeft || one.scrollTop)
    .map((one) => [one.id, one.scrollLeft, one.scrollTop]);
}

/** What finds an element again after it was drawn anew. @param {Element | null} one */
function nameOf(one) {
  if (!one || !byId("live").contains(one)) return "";
  if (one.id) return `#${CSS.escape(one.id)}`;
  const href = one.getAttribute("href");
  return href ? `#live a[href="${CSS.escape(href)}"]` : "";
}

/** @param {string} name @returns {HTMLElement | null} */
function find(name) {
  return document.querySelector(name);
}
