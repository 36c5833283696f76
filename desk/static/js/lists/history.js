// @ts-check
/** The history: one's own acts taken back from where they stand, and what is new shown as it comes. */

import { record, withUndo } from "../undo.js";
import { listen } from "../api.js";
import { sure } from "../screen.js";
import { again, swapping } from "./swap.js";
import { say, sayNumber } from "../words.js";
import { Rows } from "./rows.js";

const MANY = 20;
const rows = new Rows({ selector: "li.act", keyOf: () => "", valueOf: () => "", draw: () => undefined });

/** @param {HTMLButtonElement} button */
async function takeBack(button) {
  const { moment } = button.dataset;
  const entries = (button.dataset.entries ?? "").split(" ");
  const size = moment ? Number(button.dataset.number) : entries.length;
  const what = button.closest(".act")?.querySelector(".what summary, .what a")?.textContent ?? "";
  if (size > MANY && !(await sure(say("undo_many", { what }), say("undo")))) return;
  // Those that were made last are taken back first: later ones may rest on earlier ones.
  await record("/api/undo", moment ? { moment } : { entries: entries.reverse() }, what ? say("undone", { what }) : sayNumber("undone_entries", size));
}

document.addEventListener("click", (event) => {
  const at = event.target instanceof Element ? event.target.closest("button[data-entries], button[data-moment]") : null;
  if (at instanceof HTMLButtonElement) void takeBack(at);
});
rows.keys({});
swapping({ after: () => rows.restore() });
withUndo(() => {
  rows.keep();
  return again();
});
document.documentElement.dataset.drawn = "yes";
if (!new URLSearchParams(location.search).has("entry")) listen((event) => {
  const looking = new URLSearchParams(location.search).has("before") || document.querySelector("#results details[open]") !== null;
  if (!looking && event.entries?.some((one) => one.kind !== "read")) void again();
});
