// @ts-check
/** The list of codings: rows by keys, chosen singly and many at a time, recoded and retracted. */

import { record, withUndo } from "../undo.js";
import { listen } from "../api.js";
import { chooseCode } from "./choosing.js";
import { Rows } from "./rows.js";
import { byId, sure, toast } from "../screen.js";
import { again, swapping } from "./swap.js";
import { number, say, sayNumber } from "../words.js";

const MANY = 20;
/** Whether all of one's own that fit are meant. */
let all = false;

function mine() {
  return Number(byId("results").dataset.mine);
}

/** @type {Rows<string>} */
const rows = new Rows({
  selector: "tr[data-coding]",
  keyOf: (row) => row.dataset.coding ?? "",
  valueOf: (row) => row.dataset.coding ?? "",
  draw: ({ chosen, boxes, ticked }) => {
    const bulk = document.getElementById("bulk");
    if (!bulk) return;
    const count = all ? mine() : chosen;
    bulk.hidden = count === 0;
    byId("bulk-count").textContent = sayNumber("chosen", count);
    const every = byId("bulk-all");
    every.hidden = all || !(ticked > 0 && ticked === boxes && mine() > boxes);
    every.textContent = say("choose_all", { n: number(mine()) });
  },
});

/** Forget what is chosen. */
function none() {
  all = false;
  rows.none();
}

/** What is meant: what is chosen, else the row at hand. */
function meant() {
  if (all) return { all: Object.fromEntries(new URLSearchParams(location.search)) };
  const codings = rows.meant();
  return codings.length ? { codings } : null;
}

/** @param {{all?: object, codings?: string[]}} what */
function size(what) {
  return what.codings ? what.codings.length : mine();
}

async function recode() {
  const what = meant();
  if (!what) return toast(say("choose_first"));
  const one = what.codings?.length === 1 ? rows.all().find((row) => row.dataset.coding === what.codings?.[0]) : null;
  const code = await chooseCode(sayNumber("recode_many", size(what)), { without: one?.dataset.code ?? "" });
  if (!code) return;
  const done = await record("/api/codings/recode", { ...what, code: code.id }, (answer) => sayNumber("recoded_many", answer.changed, { code: code.label }));
  if (done) none();
}

async function retract() {
  const what = meant();
  if (!what) return toast(say("choose_first"));
  if (size(what) > MANY && !(await sure(sayNumber("retract_sure", size(what)), say("retract")))) return;
  const done = await record("/api/codings/retract", what, (answer) => sayNumber("retracted_many", answer.changed));
  if (done) none();
}

/** Draw the list anew, with the keys where they were. */
function refresh() {
  rows.keep();
  return again();
}

function drawn() {
  rows.restore();
  const board = document.getElementById("to-board");
  const code = new URLSearchParams(location.search).get("code");
  if (board instanceof HTMLAnchorElement) board.href = `/codings/board${code ? `?code=${encodeURIComponent(code)}` : ""}`;
  rows.draw(all);
}

document.addEventListener("change", (event) => {
  const box = event.target;
  if (all && box instanceof HTMLInputElement && (box.id === "pick-all" || box.classList.contains("pick-one"))) {
    all = false;
    if (box.id !== "pick-all") for (const row of rows.withBoxes()) if (!row.contains(box)) rows.choose(row, true);
    rows.draw();
  }
});

document.addEventListener("click", (event) => {
  const at = event.target instanceof Element ? event.target.closest("button") : null;
  if (at?.id === "bulk-all") {
    all = true;
    rows.draw(true);
  } else if (at?.id === "bulk-recode") void recode();
  else if (at?.id === "bulk-retract") void retract();
  else if (at?.id === "bulk-none") none();
});

rows.keys({ c: recode, Delete: retract, Backspace: retract, Escape: none });
byId("filters").addEventListener("change", none);
swapping({ after: drawn });
withUndo(refresh);
rows.draw();
document.documentElement.dataset.drawn = "yes";
/** @type {number | undefined} */
let waiting;
listen((event) => {
  // What this page did itself is drawn by then; another window of the same person may have done it.
  const decided = event.entries?.some((one) => ["code", "accept", "retract", "undo", "recode", "revise", "move"].includes(one.kind));
  if (!decided && event.kind !== "again") return;
  clearTimeout(waiting);
  waiting = setTimeout(() => void refresh(), 200);
});
