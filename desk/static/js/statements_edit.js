// @ts-check
/** The file of the team's statements, edited beside what it says: checked as one types, saved whole or not at all. */

import { ask, Refusal, send } from "./api.js";
import { yamlField } from "./codebook/yaml.js";
import { show } from "./live.js";
import { alarm, byId, element, sure, toast } from "./screen.js";
import { took } from "./undo.js";
import { say } from "./words.js";

const PAUSE = 350;
const button = document.getElementById("edit-statements");
/** @type {ReturnType<typeof yamlField> | null} */
let editor = null;
/** What the file says, and its revision. */
let saved = { source: "", revision: "" };
/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;
let checks = 0;

const dirty = () => editor !== null && editor.field.value !== saved.source;

async function open() {
  saved = await ask("/api/statements-file");
  editor = yamlField("statements.yaml", saved.source, 1, { changed: typed, closed: () => void close() });
  const tools = element("div", { class: "row edit-tools" },
    element("button", { type: "button", onclick: add }, say("statement_add")),
    element("button", { type: "button", id: "save-statements", class: "primary", disabled: true, onclick: () => void write() }, say("save"), element("kbd", {}, "Ctrl S")));
  const pane = byId("statements-editor");
  pane.replaceChildren(...editor.shown, tools);
  pane.hidden = false;
  button?.setAttribute("aria-expanded", "true");
  editor.field.setSelectionRange(0, 0);
  editor.field.focus();
  editor.field.parentElement?.scrollTo({ top: 0 });
  void check();
}

async function close() {
  if (dirty() && !(await sure(say("drop_edit_sure"), say("drop_edit")))) return;
  editor = null;
  byId("statements-editor").hidden = true;
  byId("statements-editor").replaceChildren();
  button?.setAttribute("aria-expanded", "false");
  button?.focus();
}

/** Put a statement to be filled in at the end. */
function add() {
  if (!editor) return;
  const now = editor.field.value.replace(/\s*$/, "");
  const number = 1 + Math.max(0, ...[...now.matchAll(/id:\s*\D*(\d+)/g)].map((one) => Number(one[1])));
  const lines = `- id: S${number}\n  text: ""\n  quantifier: most\n  code: `;
  editor.set(now ? `${now}\n${lines}\n` : `${lines}\n`, 1);
  const at = editor.field.value.lastIndexOf('""') + 1;
  editor.field.focus();
  editor.field.setSelectionRange(at, at);
  typed();
}

function typed() {
  clearTimeout(waiting);
  waiting = setTimeout(() => void check(), PAUSE);
}

async function check() {
  const mine = ++checks;
  if (!editor) return;
  try {
    const told = await send("/api/statements-file/check", { source: editor.field.value });
    if (mine !== checks || !editor) return;
    editor.mark(told.problems);
    ready(told.problems.length === 0);
  } catch (error) {
    alarm(error instanceof Refusal ? error.whole : String(error));
  }
}

/** @param {boolean} sound */
function ready(sound) {
  const save = document.getElementById("save-statements");
  if (save instanceof HTMLButtonElement) save.disabled = !sound || !dirty();
}

async function write() {
  if (!editor || !dirty()) return;
  const source = editor.field.value;
  try {
    const answer = await send("/api/statements-file", { source, revision: saved.revision });
    saved = { source, revision: answer.revision };
    took(answer);
    ready(false);
    toast(say("statements_saved"));
    await show(location.pathname + location.search, { keep: true });
  } catch (error) {
    if (error instanceof Refusal && error.problems.length) editor.mark(error.problems.map((/** @type {any} */ one) => ({ line: 0, column: 0, message: `${one.place} ${one.message}`, level: "error" })));
    alarm(error instanceof Refusal ? error.message : String(error));
  }
}

/** What was taken back, or edited elsewhere, is shown where nothing is being typed. */
async function again() {
  if (!editor || dirty()) return;
  const now = await ask("/api/statements-file").catch(() => null);
  if (!now || !editor || dirty() || now.revision === saved.revision) return;
  saved = now;
  editor.set(saved.source, 1);
  void check();
}

button?.addEventListener("click", () => void (editor ? close() : open()));
document.addEventListener("drawn", () => void again());
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s" || !editor) return;
  event.preventDefault();
  clearTimeout(waiting);
  void write();
});
addEventListener("beforeunload", (event) => {
  if (dirty()) event.preventDefault();
});
