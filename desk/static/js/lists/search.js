// @ts-check
/** Searching: hits by keys, chosen and coded, searches kept by name. */

import { record, withUndo } from "../undo.js";
import { send } from "../api.js";
import { chooseCode } from "./choosing.js";
import { Rows } from "./rows.js";
import { alarm, askWords, byId, sure, toast } from "../screen.js";
import { again, show, swapping } from "./swap.js";
import { number, say, sayNumber } from "../words.js";

const MANY = 20;
let unit = "words";

function asked() {
  const every = Object.fromEntries(new URLSearchParams(location.search));
  delete every.page;
  return every;
}

function total() {
  return Number(byId("results").dataset.number);
}

/** @type {Rows<[string, number, number]>} */
const rows = new Rows({
  selector: "tr[data-hit]",
  keyOf: (row) => `${row.dataset.hit} ${row.dataset.start} ${row.dataset.end}`,
  valueOf: (row) => [row.dataset.hit ?? "", Number(row.dataset.start), Number(row.dataset.end)],
  draw: ({ chosen }) => {
    const count = document.getElementById("bulk-count");
    if (!count) return;
    count.textContent = chosen ? sayNumber("hits_chosen", chosen) : say("hits_all", { n: number(total()) });
    byId("bulk-none").hidden = !chosen;
    const choice = /** @type {HTMLSelectElement} */ (byId("unit"));
    choice.value = unit;
    choice.onchange = () => {
      unit = choice.value;
    };
  },
});

/** Code what is chosen, or all that was found. */
async function code() {
  const n = rows.chosen.size || total();
  if (!n) return toast(say("hits_none_to_code"));
  const chosen = await chooseCode(sayNumber("code_hits", n));
  if (!chosen) return;
  if (n > MANY && !(await sure(sayNumber("code_hits_sure", n, { code: chosen.label }), say("search_code_these")))) return;
  const hits = rows.chosen.size ? [...rows.chosen.values()] : undefined;
  const done = await record("/api/search/code", { asked: asked(), hits, unit, code: chosen.id }, (answer) =>
    [sayNumber("hits_coded", answer.codings.length, { code: chosen.label }), answer.repeated ? sayNumber("hits_repeated", answer.repeated) : ""].filter(Boolean).join(" "));
  if (done) rows.none();
}

async function keep() {
  const what = asked();
  if (!Object.keys(what).length) return toast(say("search_begin"));
  const name = await askWords(say("search_keep"), { value: what.words ?? "", hint: say("search_keep_hint"), label: say("search_name") });
  if (!name?.trim()) return;
  await saved({ name, asked: what }, say("search_is_kept", { name }));
}

/** @param {unknown} body @param {string} message */
async function saved(body, message) {
  try {
    await send("/api/searches", body);
    toast(message);
    await show(location.href, { push: false });
  } catch (error) {
    alarm(error instanceof Error ? error.message : String(error));
  }
}

document.addEventListener("click", (event) => {
  const at = event.target instanceof Element ? event.target.closest("button") : null;
  if (at?.id === "code-hits") void code();
  else if (at?.id === "bulk-none") rows.none();
  else if (at?.id === "keep-search") void keep();
  else if (at?.dataset.forget) void forget(at.dataset.forget);
});

/** What is kept is a line of a file and no act, which nothing would take back. @param {string} name */
async function forget(name) {
  if (!(await sure(say("search_forget_sure", { name }), say("search_forget_yes")))) return;
  await saved({ name, forget: true }, say("search_forgotten", { name }));
}

rows.keys({
  c: code,
  "/": () => /** @type {HTMLInputElement | null} */ (document.querySelector("[name=words]"))?.select(),
  Escape: () => rows.none(),
});
document.querySelector("[name=words]")?.addEventListener("keydown", (event) => {
  if (/** @type {KeyboardEvent} */ (event).key === "ArrowDown") {
    event.preventDefault();
    rows.all()[0]?.focus();
  }
});
swapping({ ids: ["results", "kept"], after: () => {
  rows.restore();
  rows.draw();
} });
byId("filters").addEventListener("change", () => rows.none());
byId("filters").addEventListener("submit", () => rows.none());
withUndo(() => {
  rows.keep();
  return again();
});
rows.draw();
document.documentElement.dataset.drawn = "yes";
