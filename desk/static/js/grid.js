// @ts-check
/** A table whose cells are edited by keyboard as in a spreadsheet; every change can be taken back until it is saved. */

import { element } from "./screen.js";

/** @typedef {{origin: number | null, cells: string[]}} GridRow */
/** @typedef {{header: string[], rows: GridRow[]}} Sheet */
/**
 * @typedef {object} Ways
 * @property {() => void} changed
 * @property {(title: string, at: number) => (Node | null)[]} head
 * @property {{title: string, kind: string, cells: (cells: string[]) => Node[]}[]} more columns that only show
 * @property {(row: GridRow, at: number, before: string) => void} edited
 * @property {(at: number) => string | null} kind what the cells of a column are, as a class
 * @property {() => number} rowHead the column that names the row
 */

export class Grid {
  /**
   * @param {HTMLTableElement} table
   * @param {Ways} ways
   */
  constructor(table, ways) {
    this.table = table;
    this.ways = ways;
    /** @type {string[]} */
    this.header = [];
    /** @type {GridRow[]} */
    this.rows = [];
    /** @type {Sheet[]} */
    this.before = [];
    this.at = { row: 0, column: 0 };
    this.from = { row: 0, column: 0 };
    this.version = 0;
    /** @type {HTMLInputElement | null} */
    this.input = null;
    table.setAttribute("role", "grid");
    table.addEventListener("keydown", (event) => this.key(event));
    table.addEventListener("click", (event) => this.click(event));
    table.addEventListener("dblclick", () => this.edit());
    table.addEventListener("copy", (event) => this.copy(event));
    table.addEventListener("paste", (event) => this.paste(event));
  }

  /**
   * @param {string[]} header
   * @param {string[][]} rows
   */
  fill(header, rows) {
    this.header = [...header];
    this.rows = rows.map((cells, origin) => ({ origin, cells: [...cells] }));
    this.before = [];
    this.version += 1;
    this.draw();
  }

  get isChanged() {
    return this.before.length > 0;
  }

  get canUndo() {
    return this.before.length > 0;
  }

  /** Leave without asking: what was typed is given up. */
  forget() {
    this.before = [];
  }

  /** Keep the grid as it is now, to come back to. */
  keep() {
    this.before.push({ header: [...this.header], rows: this.rows.map((row) => ({ origin: row.origin, cells: [...row.cells] })) });
    if (this.before.length > 300) this.before.shift();
  }

  undo() {
    const sheet = this.before.pop();
    if (!sheet) return;
    this.header = sheet.header;
    this.rows = sheet.rows;
    this.touched();
  }

  touched() {
    this.version += 1;
    this.draw();
    this.ways.changed();
  }

  addRow() {
    this.keep();
    this.rows.push({ origin: null, cells: this.header.map(() => "") });
    this.touched();
    this.go(this.rows.length - 1, this.ways.rowHead());
  }

  /** @param {string} title */
  addColumn(title) {
    this.keep();
    this.header.push(title);
    for (const row of this.rows) row.cells.push("");
    this.touched();
    this.go(0, this.header.length - 1);
  }

  /**
   * @param {number} at
   * @param {string} title
   */
  renameColumn(at, title) {
    this.keep();
    this.header[at] = title;
    this.touched();
  }

  /** @param {number} at */
  removeColumn(at) {
    this.keep();
    this.header.splice(at, 1);
    for (const row of this.rows) row.cells.splice(at, 1);
    this.touched();
  }

  draw() {
    this.drawHead();
    const named = this.ways.rowHead();
    /** @type {HTMLElement} */ (this.table.tBodies[0]).replaceChildren(...this.rows.map((row, y) => element("tr", {},
      ...row.cells.map((cell, x) => element(x === named ? "th" : "td", { role: x === named ? "rowheader" : "gridcell", class: this.ways.kind(x), scope: x === named ? "row" : null, tabindex: "-1", "data-y": y, "data-x": x }, cell)),
      ...this.ways.more.map((one) => element("td", { class: one.kind }, ...one.cells(row.cells))))));
    this.show(false);
  }

  drawHead() {
    this.table.tHead?.replaceChildren(element("tr", {},
      ...this.header.map((title, at) => element("th", { scope: "col" }, ...this.ways.head(title, at))),
      ...this.ways.more.map((one) => element("th", { scope: "col", class: one.kind === "n" ? "n" : null }, one.title))));
  }

  /**
   * @param {number} row
   * @param {number} column
   */
  cell(row, column) {
    return /** @type {HTMLElement | null} */ (this.table.querySelector(`[data-y="${row}"][data-x="${column}"]`));
  }

  /**
   * @param {number} row
   * @param {number} column
   * @param {boolean} [extend]
   */
  go(row, column, extend = false) {
    this.at = { row: Math.max(0, Math.min(row, this.rows.length - 1)), column: Math.max(0, Math.min(column, this.header.length - 1)) };
    if (!extend) this.from = { ...this.at };
    this.show(true);
  }

  /** The cells between where the marking began and where it is. */
  get marked() {
    return {
      top: Math.min(this.at.row, this.from.row), bottom: Math.max(this.at.row, this.from.row),
      left: Math.min(this.at.column, this.from.column), right: Math.max(this.at.column, this.from.column),
    };
  }

  /** @param {boolean} focus */
  show(focus) {
    const { top, bottom, left, right } = this.marked;
    for (const cell of this.table.querySelectorAll("[data-y]")) {
      if (!(cell instanceof HTMLElement)) continue;
      const [y, x] = [Number(cell.dataset.y), Number(cell.dataset.x)];
      const inside = y >= top && y <= bottom && x >= left && x <= right;
      cell.classList.toggle("marked", inside && (top !== bottom || left !== right));
      cell.setAttribute("aria-selected", String(inside));
      cell.tabIndex = y === this.at.row && x === this.at.column ? 0 : -1;
    }
    if (focus) this.cell(this.at.row, this.at.column)?.focus();
  }

  /** @param {{message: string, level: string, row: number | null, column: number | null}[]} problems */
  mark(problems) {
    for (const cell of this.table.querySelectorAll(".bad, .doubtful")) {
      cell.classList.remove("bad", "doubtful");
      cell.removeAttribute("title");
      cell.removeAttribute("aria-invalid");
    }
    for (const one of problems) {
      if (one.row === null) continue;
      const cell = this.cell(one.row, one.column ?? this.ways.rowHead());
      cell?.classList.add(one.level === "error" ? "bad" : "doubtful");
      cell?.setAttribute("title", one.message);
      if (one.level === "error") cell?.setAttribute("aria-invalid", "true");
    }
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (this.input) return;
    if (!(event.target instanceof HTMLElement) || event.target.dataset.y === undefined) return;
    const { row, column } = this.at;
    const far = event.ctrlKey || event.metaKey;
    const moves = /** @type {Record<string, [number, number]>} */ ({
      ArrowUp: [far ? 0 : row - 1, column], ArrowDown: [far ? this.rows.length - 1 : row + 1, column],
      ArrowLeft: [row, far ? 0 : column - 1], ArrowRight: [row, far ? this.header.length - 1 : column + 1],
      Home: [far ? 0 : row, 0], End: [far ? this.rows.length - 1 : row, this.header.length - 1],
      PageUp: [row - 12, column], PageDown: [row + 12, column],
    });
    if (moves[event.key] && !event.altKey) {
      event.preventDefault();
      this.go(...moves[event.key], event.shiftKey);
    } else if (far && event.key.toLowerCase() === "z") {
      event.preventDefault();
      this.undo();
      this.show(true);
    } else if (far && event.key.toLowerCase() === "a") {
      event.preventDefault();
      this.from = { row: 0, column: 0 };
      this.at = { row: this.rows.length - 1, column: this.header.length - 1 };
      this.show(true);
    } else if (far || event.altKey) {
      return;
    } else if (event.key === "Enter" || event.key === "F2") {
      event.preventDefault();
      this.edit();
    } else if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      this.clear();
    } else if (event.key.length === 1) {
      event.preventDefault();
      this.edit(event.key);
    }
  }

  /** @param {MouseEvent} event */
  click(event) {
    if (!(event.target instanceof HTMLElement) || event.target === this.input) return;
    const cell = event.target.closest("[data-y]");
    if (cell instanceof HTMLElement) this.go(Number(cell.dataset.y), Number(cell.dataset.x), event.shiftKey);
  }

  /** @param {string} [first] what is typed, which takes the place of what is there */
  edit(first) {
    const { row, column } = this.at;
    const cell = this.cell(row, column);
    if (!cell || this.input) return;
    const input = /** @type {HTMLInputElement} */ (element("input", { class: "in-cell", "aria-label": `${this.header[column]}, ${this.rows[row].cells[this.ways.rowHead()]}`, autocomplete: "off" }));
    input.value = first ?? this.rows[row].cells[column];
    cell.replaceChildren(input);
    this.input = input;
    input.focus();
    if (first === undefined) input.select();
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      const next = /** @type {Record<string, [number, number]>} */ ({ Enter: [row + (event.shiftKey ? -1 : 1), column], Tab: [row, column + (event.shiftKey ? -1 : 1)] })[event.key];
      if (event.key === "Escape") {
        event.preventDefault();
        event.stopPropagation();
        this.leave(false);
        this.go(row, column);
      } else if (next) {
        event.preventDefault();
        event.stopPropagation();
        this.leave(true);
        this.go(...next);
      }
    });
    input.addEventListener("blur", () => this.leave(true));
  }

  /** Take what is being typed. */
  commit() {
    this.leave(true);
  }

  /** @param {boolean} take */
  leave(take) {
    const { input } = this;
    if (!input) return;
    this.input = null;
    const cell = /** @type {HTMLElement} */ (input.closest("[data-y]"));
    const [row, column] = [Number(cell.dataset.y), Number(cell.dataset.x)];
    const value = input.value.trim();
    if (take && value !== this.rows[row].cells[column]) {
      this.keep();
      this.put(row, column, value);
      this.touched();
    } else cell.textContent = this.rows[row].cells[column];
  }

  /**
   * @param {number} row
   * @param {number} column
   * @param {string} value
   */
  put(row, column, value) {
    const before = this.rows[row].cells[column];
    this.rows[row].cells[column] = value;
    if (before !== value) this.ways.edited(this.rows[row], column, before);
  }

  clear() {
    const { top, bottom, left, right } = this.marked;
    this.keep();
    for (let y = top; y <= bottom; y++) for (let x = left; x <= right; x++) this.put(y, x, "");
    // A row that was made here and is empty again goes; one of the file stays until its case is named elsewhere.
    this.rows = this.rows.filter((row) => row.cells.some(Boolean));
    this.touched();
    this.go(top, left);
  }

  /** @param {ClipboardEvent} event */
  copy(event) {
    if (this.input) return;
    const { top, bottom, left, right } = this.marked;
    const lines = this.rows.slice(top, bottom + 1).map((row) => row.cells.slice(left, right + 1).join("\t"));
    event.clipboardData?.setData("text/plain", lines.join("\n"));
    event.preventDefault();
  }

  /** @param {ClipboardEvent} event */
  paste(event) {
    if (this.input) return;
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!text) return;
    event.preventDefault();
    const lines = cellsOf(text);
    const { top, left } = this.marked;
    this.keep();
    lines.forEach((cells, down) => {
      while (top + down >= this.rows.length) this.rows.push({ origin: null, cells: this.header.map(() => "") });
      cells.slice(0, this.header.length - left).forEach((cell, right) => this.put(top + down, left + right, cell.trim()));
    });
    this.touched();
    this.from = { row: top, column: left };
    this.at = { row: top + lines.length - 1, column: Math.min(left + Math.max(...lines.map((one) => one.length)) - 1, this.header.length - 1) };
    this.show(true);
  }
}

/**
 * The cells of what a spreadsheet copies: tabs between cells, quotes around those with a line end in them.
 * @param {string} text
 */
export function cellsOf(text) {
  /** @type {string[][]} */
  const rows = [[]];
  const source = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  let cell = "";
  let quoted = false;
  for (let at = 0; at < source.length; at++) {
    const sign = source[at];
    if (quoted) {
      if (sign !== '"') cell += sign === "\n" ? " " : sign;
      else if (source[at + 1] === '"') cell += source[++at];
      else quoted = false;
    } else if (sign === '"' && !cell) quoted = true;
    else if (sign === "\t" || sign === "\n") {
      rows[rows.length - 1].push(cell);
      cell = "";
      if (sign === "\n") rows.push([]);
    } else cell += sign;
  }
  rows[rows.length - 1].push(cell);
  return rows;
}
