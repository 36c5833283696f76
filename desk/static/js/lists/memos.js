// @ts-check
/** The journal of memos: written, corrected and taken away here. */

import { ask, listen, Refusal, send } from "../api.js";
import { alarm, sure, toast } from "../screen.js";
import { say } from "../words.js";
import { took, withUndo } from "../undo.js";
import { askMemo } from "./memo_form.js";
import { Rows } from "./rows.js";
import { again, swapping } from "./swap.js";

const rows = new Rows({ selector: ".memo-card", keyOf: (row) => row.id, valueOf: () => "", draw: () => undefined });

/** @param {string} heading @param {any} from @param {string | undefined} [replaces] */
async function write(heading, from, replaces) {
  const memo = await askMemo(heading, from);
  if (!memo) return;
  try {
    took(await send("/api/memos", { ...memo, replaces }));
    toast(say("memo_kept"));
    await again();
  } catch (error) {
    alarm(error instanceof Refusal ? error.whole : String(error));
    await write(heading, memo, replaces);
  }
}

/** What a new memo is about, where the list is narrowed to something. */
function narrowed() {
  const asked = new URLSearchParams(location.search);
  const about = asked.get("about") ?? "";
  const id = asked.get("id");
  return id && ["texts", "cases", "codes", "codings"].includes(about) ? { about: [{ kind: about, id }] } : {};
}

/** @param {string} id */
async function correct(id) {
  const found = await ask("/api/memos");
  const memo = found.memos.find((/** @type {any} */ one) => one.entry === id);
  if (!memo) return again();
  const words = new Map([...document.querySelectorAll(`[id="memo-${id}"] .chip`)].map((one, number) => [memo.about[number]?.id, one.lastChild?.textContent ?? ""]));
  await write(say("memo_correct"), { title: memo.title, memo: memo.memo, about: memo.about.map((/** @type {any} */ one) => ({ ...one, words: words.get(one.id) || one.id })) }, id);
}

/** @param {string} id */
async function remove(id) {
  if (!(await sure(say("memo_remove_sure"), say("memo_remove")))) return;
  try {
    took(await send("/api/memos/remove", { memo: id }));
    toast(say("memo_removed"));
    await again();
  } catch (error) {
    alarm(error instanceof Refusal ? error.whole : String(error));
  }
}

document.addEventListener("click", (event) => {
  const at = event.target instanceof Element ? event.target.closest("button") : null;
  if (at?.id === "new-memo") void write(say("memo_new"), narrowed());
  else if (at?.dataset.correct) void correct(at.dataset.correct);
  else if (at?.dataset.remove) void remove(at.dataset.remove);
});
rows.keys({
  n: () => document.getElementById("new-memo")?.click(),
  e: () => /** @type {HTMLElement | null | undefined} */ (rows.current()?.querySelector("[data-correct]"))?.click(),
  "/": () => /** @type {HTMLInputElement | null} */ (document.querySelector("[name=words]"))?.select(),
});
swapping({ after: () => rows.restore() });
withUndo(() => {
  rows.keep();
  return again();
});
document.documentElement.dataset.drawn = "yes";
listen((event) => {
  if (event.entries?.some((one) => ["memo", "undo"].includes(one.kind)) && !document.querySelector("dialog[open]")) void again();
});
