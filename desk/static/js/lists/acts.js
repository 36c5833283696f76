// @ts-check
/** Recording from lists, and taking back: the buttons and keys of undo on every page that has them. */

import { ask, Refusal, send } from "../api.js";
import { alarm, sure, toast, typing } from "../screen.js";
import { say } from "../words.js";

/** @typedef {{moment: string, words: string, text: string | null, entries: string[]}} Act */

const MANY = 20;
/** @type {{undo: Act | null, redo: Act | null}} */
const acts = { undo: null, redo: null };
/** @type {() => unknown} */
let changed = () => undefined;

/**
 * Make the buttons and keys of undo work; `refresh` draws the page anew.
 * @param {() => unknown} refresh
 */
export function withUndo(refresh) {
  changed = refresh;
  document.getElementById("undo")?.addEventListener("click", () => void takeBack("undo"));
  document.getElementById("redo")?.addEventListener("click", () => void takeBack("redo"));
  document.addEventListener("keydown", (event) => {
    if (typing()) return;
    const z = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z";
    if (!z && (event.ctrlKey || event.metaKey || event.altKey || !["u", "U"].includes(event.key))) return;
    event.preventDefault();
    void takeBack((z ? event.shiftKey : event.key === "U") ? "redo" : "undo");
  });
  ask("/api/acts?most=1").then((found) => took({ undo: found.done[0] ?? null, redo: found.taken_back[0] ?? null }), () => undefined);
}

/** @param {any} answer */
export function took(answer) {
  acts.undo = answer.undo;
  acts.redo = answer.redo;
  for (const name of /** @type {const} */ (["undo", "redo"])) {
    const button = document.getElementById(name);
    if (!(button instanceof HTMLButtonElement)) continue;
    button.disabled = !acts[name];
    button.title = acts[name] ? say(`${name}_what`, { what: acts[name].words }) : say(`${name}_nothing`);
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
    await changed();
    return answer;
  } catch (error) {
    alarm(error instanceof Refusal ? error.whole : String(error));
    return null;
  }
}
