// @ts-check
/** The list of codings: rows by keys, chosen singly and many at a time, recoded and retracted. */

import { record, withUndo } from "./acts.js";
import { listen } from "./api.js";
import { chooseCode } from "./choosing.js";
import { byId, sure, toast, typing } from "./screen.js";
import { again, swapping } from "./swap.js";
import { number, say, sayNumber } from "./words.js";

const MANY = 20;
/** Ids that are chosen; they stay chosen while pages are turned. @type {Set<string>} */
const chosen = new Set();
/** Whether all of one's own that fit are meant. */
let all = false;

/** @returns {HTMLElement[]} */
function rows() {
  return [...document.querySelectorAll("tr[data-coding]")].filter((one) => one instanceof HTMLElement);
}

function current() {
  const at = document.activeElement?.closest("tr[data-coding]");
  return at instanceof HTMLElement ? at : null;
}

/** @param {HTMLElement} row */
function boxOf(row) {
  return /** @type {HTMLInputElement | null} */ (row.querySelector(".pick-one"));
}

function mine() {
  return Number(byId("results").dataset.mine);
}

/** Draw what is chosen. */
function draw() {
  const bulk = document.getElementById("bulk");
  if (!bulk) return;
  const boxes = rows().map(boxOf).filter((one) => one !== null);
  for (const box of boxes) {
    box.checked = all || chosen.has(box.value);
    box.closest("tr")?.classList.toggle("chosen", box.checked);
  }
  const page = /** @type {HTMLInputElement | null} */ (document.getElementById("pick-all"));
  const here = boxes.filter((one) => one.checked).length;
  if (page) {
    page.disabled = !boxes.length;
    page.checked = here > 0 && here === boxes.length;
    page.indeterminate = here > 0 && here < boxes.length;
  }
  const count = all ? mine() : chosen.size;
  bulk.hidden = count === 0;
  byId("bulk-count").textContent = sayNumber("chosen", count);
  const every = byId("bulk-all");
  every.hidden = all || !(here > 0 && here === boxes.length && mine() > boxes.length);
  every.textContent = say("choose_all", { n: number(mine()) });
}

/** Forget what is chosen. */
function none() {
  chosen.clear();
  all = false;
  draw();
}

/** What is meant: what is chosen, else the row at hand. */
function meant() {
  if (all) return { all: Object.fromEntries(new URLSearchParams(location.search)) };
  if (chosen.size) return { codings: [...chosen] };
  const row = current();
  const box = row ? boxOf(row) : null;
  return box ? { codings: [box.value] } : null;
}

/** @param {{all?: object, codings?: string[]}} what */
function size(what) {
  return what.codings ? what.codings.length : mine();
}

async function recode() {
  const what = meant();
  if (!what) return toast(say("choose_first"));
  const one = what.codings?.length === 1 ? rows().find((row) => row.dataset.coding === what.codings?.[0]) : null;
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

/** @param {number} steps */
function go(steps) {
  const list = rows();
  const row = current();
  const at = row ? list.indexOf(row) : -1;
  const next = list[at < 0 ? 0 : Math.min(Math.max(at + steps, 0), list.length - 1)];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

let place = 0;
/** Draw the list anew, with the keys where they were. */
async function refresh() {
  const row = current();
  place = row ? rows().indexOf(row) : -1;
  await again();
}

function drawn() {
  const here = new Set(rows().map((row) => row.dataset.coding));
  if (place >= 0) rows()[Math.min(place, here.size - 1)]?.focus();
  place = -1;
  const board = document.getElementById("to-board");
  const code = new URLSearchParams(location.search).get("code");
  if (board instanceof HTMLAnchorElement) board.href = `/codings/board${code ? `?code=${encodeURIComponent(code)}` : ""}`;
  draw();
}

document.addEventListener("change", (event) => {
  const box = event.target;
  if (!(box instanceof HTMLInputElement)) return;
  if (box.id === "pick-all") {
    all = false;
    for (const one of rows().map(boxOf)) if (one) box.checked ? chosen.add(one.value) : chosen.delete(one.value);
    draw();
  } else if (box.classList.contains("pick-one")) {
    if (all) {
      all = false;
      for (const one of rows().map(boxOf)) if (one && one !== box) chosen.add(one.value);
    }
    if (box.checked) chosen.add(box.value);
    else chosen.delete(box.value);
    draw();
  }
});

document.addEventListener("click", (event) => {
  const at = event.target instanceof Element ? event.target.closest("button") : null;
  if (at?.id === "bulk-all") {
    all = true;
    draw();
  } else if (at?.id === "bulk-recode") void recode();
  else if (at?.id === "bulk-retract") void retract();
  else if (at?.id === "bulk-none") none();
});

/** @type {Record<string, () => unknown>} */
const KEYS = {
  j: () => go(1),
  k: () => go(-1),
  x: () => current()?.querySelector("input")?.click(),
  c: recode,
  Delete: retract,
  Backspace: retract,
  Enter: () => /** @type {HTMLAnchorElement | null | undefined} */ (current()?.querySelector("a.to-text"))?.click(),
  Escape: none,
};

document.addEventListener("keydown", (event) => {
  const inList = event.target instanceof HTMLInputElement && event.target.type === "checkbox" && !document.querySelector("dialog[open]");
  if ((typing() && !inList) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Enter" && event.target instanceof Element && event.target.closest("a, button")) return;
  const act = KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  void act();
});

for (const box of document.querySelectorAll("#filters [name]")) box.addEventListener("change", none);
swapping({ after: drawn });
withUndo(refresh);
draw();
document.documentElement.dataset.drawn = "yes";
listen((event) => {
  const decided = event.entries?.some((one) => ["code", "accept", "retract", "undo", "recode", "revise", "move"].includes(one.kind) && one.coder !== document.body.dataset.coder);
  if (decided || event.kind === "again") void refresh();
});
