// @ts-check
/** Rows of a list: gone through by keys, and chosen by their boxes; what is chosen stays so while pages are turned. */

import { typing } from "../screen.js";

/**
 * @template T
 * @typedef {{selector: string, keyOf: (row: HTMLElement) => string, valueOf: (row: HTMLElement) => T, draw: (state: {chosen: number, boxes: number, ticked: number}) => void}} Options
 */

/**
 * The rows of a list, which a page makes once.
 * @template T
 */
export class Rows {
  /** @param {Options<T>} options */
  constructor(options) {
    this.options = options;
    /** @type {Map<string, T>} */
    this.chosen = new Map();
    this.place = -1;
    /** The row that was chosen last: with the shift key all between are chosen. @type {HTMLElement | null} */
    let last = null;
    let shift = false;
    document.addEventListener("click", (event) => {
      shift = event.shiftKey;
    }, { capture: true });
    document.addEventListener("change", (event) => {
      const box = event.target;
      if (!(box instanceof HTMLInputElement)) return;
      if (box.id === "pick-all") for (const row of this.withBoxes()) this.choose(row, box.checked);
      else if (box.classList.contains("pick-one")) {
        const row = /** @type {HTMLElement} */ (box.closest(options.selector));
        const list = this.withBoxes();
        const from = shift && last ? list.indexOf(last) : -1;
        const at = list.indexOf(row);
        for (const one of from < 0 ? [row] : list.slice(Math.min(from, at), Math.max(from, at) + 1)) this.choose(one, box.checked);
        last = row;
      } else return;
      this.draw();
    });
  }

  /** @returns {HTMLElement[]} */
  all() {
    return [...document.querySelectorAll(this.options.selector)].filter((one) => one instanceof HTMLElement);
  }

  withBoxes() {
    return this.all().filter((row) => row.querySelector(".pick-one"));
  }

  /** The row that the keys work on. */
  current() {
    const at = document.activeElement?.closest(this.options.selector);
    return at instanceof HTMLElement ? at : null;
  }

  /** @param {HTMLElement} row @param {boolean} on */
  choose(row, on) {
    if (on) this.chosen.set(this.options.keyOf(row), this.options.valueOf(row));
    else this.chosen.delete(this.options.keyOf(row));
  }

  none() {
    this.chosen.clear();
    this.draw();
  }

  /** What is chosen, else the row at hand. @returns {T[]} */
  meant() {
    const row = this.current();
    if (this.chosen.size) return [...this.chosen.values()];
    return row?.querySelector(".pick-one") ? [this.options.valueOf(row)] : [];
  }

  /** Draw the boxes. @param {boolean} [all] whether all are meant, whatever is chosen */
  draw(all = false) {
    const rows = this.withBoxes();
    let ticked = 0;
    for (const row of rows) {
      const on = all || this.chosen.has(this.options.keyOf(row));
      /** @type {HTMLInputElement} */ (row.querySelector(".pick-one")).checked = on;
      row.classList.toggle("chosen", on);
      ticked += on ? 1 : 0;
    }
    const page = document.getElementById("pick-all");
    if (page instanceof HTMLInputElement) {
      page.disabled = !rows.length;
      page.checked = ticked > 0 && ticked === rows.length;
      page.indeterminate = ticked > 0 && ticked < rows.length;
    }
    this.options.draw({ chosen: this.chosen.size, boxes: rows.length, ticked });
  }

  /** Go to another row. @param {number} steps */
  go(steps) {
    const list = this.all();
    const row = this.current();
    const at = row ? list.indexOf(row) : -1;
    const next = list[at < 0 ? 0 : Math.min(Math.max(at + steps, 0), list.length - 1)];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  }

  /** Keep the place of the row at hand while the list is drawn anew; `restore` goes back there. */
  keep() {
    const row = this.current();
    this.place = row ? this.all().indexOf(row) : -1;
  }

  restore() {
    const list = this.all();
    if (this.place >= 0) list[Math.min(this.place, list.length - 1)]?.focus();
    this.place = -1;
  }

  /** Work by these keys, besides j, k, x and Enter. @param {Record<string, () => unknown>} keys */
  keys(keys) {
    /** @type {Record<string, () => unknown>} */
    const every = {
      j: () => this.go(1),
      k: () => this.go(-1),
      x: () => this.current()?.querySelector("input")?.click(),
      Enter: () => /** @type {HTMLAnchorElement | null | undefined} */ (this.current()?.querySelector("a.to-text"))?.click(),
      ...keys,
    };
    document.addEventListener("keydown", (event) => {
      const inList = event.target instanceof HTMLInputElement && event.target.type === "checkbox" && !document.querySelector("dialog[open]");
      if ((typing() && !inList) || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "Enter" && event.target instanceof Element && event.target.closest("a, button, summary")) return;
      const act = every[event.key];
      if (!act) return;
      event.preventDefault();
      void act();
    });
  }
}
