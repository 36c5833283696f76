// @ts-check
/** The case list as a grid for the keyboard: arrows, Enter, typing, paste from a spreadsheet; checked as one types. */

import { Refusal, ask, send } from "./api.js";
import { Grid } from "./grid.js";
import { alarm, askWords, byId, dialog, element, sure, toast } from "./screen.js";
import { learn, took, withUndo } from "./undo.js";
import { number, say, sayNumber } from "./words.js";

/** @typedef {{message: string, level: string, row: number | null, column: number | null}} CellProblem */
/** @typedef {{type: string, declared: boolean, values: string[]} | null} ColumnType */
/** @typedef {{revision: string, header: string[], rows: string[][], case_at: number, texts: Record<string, string[]>, codings: Record<string, number>, types: ColumnType[], problems: CellProblem[]}} CaseList */

/** @type {CaseList} */
let list = await ask("/api/cases");
/** @type {CellProblem[]} */
let problems = list.problems;
/** @type {ColumnType[]} */
let types = list.types;
let saving = false;

const table = /** @type {HTMLTableElement} */ (byId("case-grid"));
const texts = /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll("input[data-text]")]);
const grid = new Grid(table, {
  changed,
  head: (title, at) => [
    element("button", { type: "button", class: "column", title: say("attribute_change"), onclick: () => void column(at) }, title || "–"),
    types[at] ? element("span", { class: "type" }, ` ${say(`type_${types[at]?.type}`)}`) : null,
  ],
  more: [
    { title: table.dataset.texts ?? "", cells: (cells) => (list.texts[cells[list.case_at]] ?? []).flatMap((text) => [element("a", { href: `/texts/${encodeURIComponent(text)}` }, text), document.createTextNode(" ")]), kind: "links" },
    { title: table.dataset.coded ?? "", cells: (cells) => {
      const coded = list.codings[cells[list.case_at]] ?? 0;
      return [coded ? element("a", { href: `/codings?case=${encodeURIComponent(cells[list.case_at])}` }, number(coded)) : document.createTextNode("0")];
    }, kind: "n" },
  ],
  edited: (row, at, before) => {
    // A case that was renamed keeps its former name beside the new one, so that what was recorded is still about it.
    const aliases = grid.header.indexOf("aliases");
    if (at !== list.case_at || row.origin === null || !before || aliases < 0 || !(before in list.codings || before in list.texts)) return;
    const known = row.cells[aliases].split(";").map((one) => one.trim()).filter(Boolean);
    if (!known.includes(before) && row.cells[at]) row.cells[aliases] = [...known, before].join(";");
  },
  kind: (at) => types[at]?.type ?? null,
  rowHead: () => list.case_at,
});
grid.fill(list.header, list.rows);
tell();

byId("case-row").addEventListener("click", () => grid.addRow());
byId("case-undo").addEventListener("click", () => grid.undo());
byId("case-save").addEventListener("click", () => void save());
byId("case-column").addEventListener("click", async () => {
  const title = await askWords(say("attribute_ask"), { hint: say("attribute_why") });
  if (title?.trim()) grid.addColumn(title.trim());
});
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
    event.preventDefault();
    grid.commit();
    void save();
  }
});
addEventListener("beforeunload", (event) => {
  if (grid.isChanged) event.preventDefault();
});

/** @type {ReturnType<typeof setTimeout> | undefined} */
let later;

function changed() {
  tell();
  clearTimeout(later);
  later = setTimeout(() => void check(), 350);
}

async function check() {
  const sent = grid.version;
  try {
    const found = await send("/api/cases/check", { header: grid.header, rows: grid.rows });
    if (sent !== grid.version) return;
    ({ problems, types } = found);
    grid.drawHead();
    tell();
  } catch (error) {
    alarm(error instanceof Refusal ? error.whole : String(error));
  }
}

/** What is wrong, where; whether there is something to save. */
function tell() {
  grid.mark(problems);
  const errors = problems.filter((one) => one.level === "error");
  byId("case-problems").replaceChildren(...(problems.length ? [element("ul", { class: "doubts" }, ...problems.slice(0, 20).map((one) =>
    element("li", { class: one.level === "error" ? "bad" : "doubtful" },
      one.row === null ? null : element("button", { type: "button", class: "link", onclick: () => grid.go(one.row ?? 0, one.column ?? list.case_at) }, grid.rows[one.row]?.cells[list.case_at] || say("row_of", { n: number(one.row + 1) })),
      one.row === null ? null : " ", one.message)))] : []));
  byId("case-state").textContent = saving ? say("saving") : grid.isChanged ? say("unsaved") : "";
  /** @type {HTMLButtonElement} */ (byId("case-save")).disabled = saving || !grid.isChanged || errors.length > 0;
  byId("case-undo").hidden = !grid.canUndo;
}

/** Show the list as it is in the file. @param {CaseList} now */
function fill(now) {
  list = now;
  ({ problems, types } = list);
  grid.fill(list.header, list.rows);
}

// What was typed and not saved stays: saving it then says that the file changed meanwhile.
withUndo(async () => {
  const now = /** @type {CaseList} */ (await ask("/api/cases"));
  for (const field of texts) {
    const has = Object.keys(now.texts).find((one) => now.texts[one].includes(field.dataset.text ?? "")) ?? "";
    if (field.dataset.several === undefined && field.value === (field.dataset.now ?? "")) field.value = field.dataset.now = has;
  }
  if (grid.isChanged) return;
  fill(now);
  tell();
});

async function save() {
  if (saving || !grid.isChanged) return;
  saving = true;
  tell();
  try {
    const saved = await send("/api/cases", { revision: list.revision, header: grid.header, rows: grid.rows });
    took(saved);
    fill(saved);
    toast(say("cases_saved"));
  } catch (error) {
    if (error instanceof Refusal && error.status === 409) await reload(error.message);
    else alarm(error instanceof Refusal ? error.whole : String(error));
  } finally {
    saving = false;
    tell();
  }
}

/** @param {string} why */
async function reload(why) {
  if (await sure(why, say("load_again"))) {
    grid.forget();
    location.reload();
  }
}

/** @param {number} at */
async function column(at) {
  const title = grid.header[at];
  await dialog(title || "–", (close) => {
    const name = /** @type {HTMLInputElement} */ (element("input", { "aria-label": say("attribute_name") }));
    name.value = title;
    const fixed = at === list.case_at || title === "aliases";
    const form = element("form", { method: "dialog" }, element("label", {}, say("attribute_name"), name),
      element("p", { class: "row" }, element("button", { type: "submit", class: "primary" }, say("done")),
        fixed ? null : element("button", { type: "button", class: "danger", onclick: () => {
          grid.removeColumn(at);
          close(null);
        } }, say("attribute_remove"))));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (name.value.trim() && name.value !== title) grid.renameColumn(at, name.value.trim());
      close(null);
    });
    name.disabled = fixed;
    return [element("p", { class: "hint" }, types[at]?.declared ? say("attribute_declared") : say("attribute_detected")), form];
  });
}

for (const field of texts) field.addEventListener("change", () => void setCase(field));

/** @param {HTMLInputElement} field */
async function setCase(field) {
  const { text = "", now = "" } = field.dataset;
  try {
    /** @type {{text: string, was: string | null, case: string, codings: number}[]} */
    const [plan] = await send("/api/cases/texts", { cases: { [text]: field.value } });
    const question = `${text}: ${plan?.was ?? "–"} → ${plan?.case ?? field.value}, ${sayNumber("codings_with_it", plan?.codings ?? 0)}`;
    if (!plan || (plan.codings && !(await sure(question, say("case_set_do"))))) {
      field.value = now;
      return;
    }
    await send("/api/cases/texts", { cases: { [text]: field.value }, record: true });
    field.dataset.now = field.value;
    learn();
    toast(say("case_set", { text, case: field.value }));
  } catch (error) {
    field.value = now;
    alarm(error instanceof Refusal ? error.whole : String(error));
  }
}
