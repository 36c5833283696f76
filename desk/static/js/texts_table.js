// @ts-check
/** What is left to decide in each text: asked for when the table is drawn, and again when there are new suggestions. */

import { ask, listen } from "./api.js";
import { number, say, sayNumber } from "./words.js";

/** @returns {Promise<boolean>} */
async function fill() {
  /** @type {{ready: boolean, left: Record<string, number>, suggested: Record<string, number>, problem: string}} */
  const found = await ask("/api/study/left");
  for (const cell of document.querySelectorAll("[data-left]")) {
    if (!(cell instanceof HTMLElement)) continue;
    const left = found.left[cell.dataset.left ?? ""];
    cell.textContent = left === undefined ? (found.ready ? "–" : "…") : number(left);
    const suggested = found.suggested[cell.dataset.left ?? ""] ?? 0;
    cell.title = found.problem || (found.ready ? sayNumber("suggested_here", suggested, { decided: number(suggested - (left ?? 0)) }) : say("suggesting"));
  }
  return found.ready;
}

if (document.querySelector("[data-left]")) {
  await fill();
  listen((event) => {
    if (event.kind === "suggestions" || event.kind === "again") void fill();
  });
}
