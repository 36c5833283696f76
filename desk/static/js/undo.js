// @ts-check
/** Taking back and doing again, on every page: the buttons at its head and their keys; recording from lists. */

import { ask, Refusal, send } from "./api.js";
import { show } from "./live.js";
import { alarm, sure, toast, typing } from "./screen.js";
import { say } from "./words.js";

/** @typedef {{moment: string, words: string, text: string | null, entries: string[]}} Act */

const MANY = 20;
/** @type {{undo: Act | null, redo: Act | null}} */
const acts = { undo: null, redo: null };
/** Where what was done is kept to be said while the page is loaded again. */
const SAID = "glose-said";
/** What draws the page anew: its live part, or all of it, unless it says otherwise. @type {(words: string) => unknown} */
let changed = (words) => {
  if (document.getElementById("live")) return show(location.pathname + location.search, { keep: true });
  sessionStorage.setItem(SAID, words);
  location.reload();
};
const before = sessionStorage.getItem(SAID);
sessionStorage.removeItem(SAID);
if (before) toast(before);

/**
 * Say how the page is drawn anew once something was taken back or done again.
 * @param {(words: string) => unknown} refresh
 */
export function withUndo(refresh) {
  changed = refresh;
}

// The page of a text has ways of its own: what it decides waits in the page until it is recorded.
if (document.getElementById("undo") && !document.getElementById("desk-text")) {
  document.getElementById("undo")?.addEventListener("click", () => void takeBack("undo"));
  document.getElementById("redo")?.addEventListener("click", () => void takeBack("redo"));
  document.addEventListener("keydown", (event) => {
    if (typing() || event.defaultPrevented || document.querySelector("dialog[open]")) return;
    const z = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z";
    if (!z && (event.ctrlKey || event.metaKey || event.altKey || !["u", "U"].includes(event.key))) return;
    event.preventDefault();
    void takeBack((z ? event.shiftKey : event.key === "U") ? "redo" : "undo");
  });
  document.addEventListener("drawn", learn);
  learn();
}

/** Ask what would be taken back, and done again, next. */
export function learn() {
  ask("/api/acts?most=1").then(took, () => undefined);
}

/** @param {any} answer */
export function took(answer) {
  acts.undo = answer.undo;
  acts.redo = answer.redo;
  showNext(acts);
}

/** Show at the buttons what would be taken back, and done again, next. @param {{undo: Act | null, redo: Act | null}} next */
export function showNext(next) {
  for (const name of /** @type {const} */ (["undo", "redo"])) {
    const button = document.getElementById(name);
    if (!(button instanceof HTMLButtonElement)) continue;
    button.disabled = !next[name];
    button.title = next[name] ? say(`${name}_what`, { what: next[name].words }) : say(`${name}_nothing`);
    button.ariaLabel = next[name] ? button.title : say(name);
  }
}

/** @param {"undo" | "redo"} which */
async function takeBack(which) {
  const act = acts[which];
  if (which === "undo" && act && act.entries.length > MANY && !(await sure(say("undo_many", { what: act.words }), say("undo")))) return;
  await record(`/api/${which}`, {}, (answer) => say(which === "undo" ? "undone" : "redone", { what: answer.act?.words ?? "" }));
}

/**
 * Record something and draw the page anew; what is refused is shown, and null given.
 * @param {string} path
 * @param {unknown} body
 * @param {string | ((answer: any) => string)} [message]
 * @returns {Promise<any>}
 */
export async function record(path, body, message = "") {
  try {
    const answer = await send(path, body);
    if ("undo" in answer) took(answer);
    const words = typeof message === "string" ? message : message(answer);
    if (words) toast(words);
    await changed(words);
    return answer;
  } catch (error) {
    alarm(error instanceof Refusal ? error.whole : String(error));
    return null;
  }
}
