// @ts-check
/** Adding texts: files are dropped or chosen, read, shown with their doubts and corrected, and then added one by one. */

import { ask, Refusal, send } from "./api.js";
import { rename } from "./frame.js";
import { alarm, byId, element, toast } from "./screen.js";
import { number, say, sayNumber } from "./words.js";

/** @typedef {{label: string, name: string, role: string, case: string, turns: number, first: {name: string, role: string, case: string}}} SpeakerRow */
/** @typedef {{upload: string, file: string, texts: number, known: boolean, added: boolean, ids: string[],
 *   text: {text: string, case: string | null, kind: string, language: string, words: number, turns: number, passages: number, speakers: {name: string | null, role: string, turns: number}[]} | null,
 *   beginning: {speaker: string | null, role: string | null, words: string}[], problems: {place: string, message: string, level: string}[], doubled: boolean}} Reading */

const ROLES = ["interviewer", "respondent", "other", "none"];
/** Files whose rows may be answers, each a text of its own. */
const TABLE = /\.(csv|tsv|xlsx|xlsm)$/i;
const ADDED = new CustomEvent("added");

/** @type {{suffixes: string[], most: number, cases: string[]} | null} */
let known = null;
/** @type {Waiting[]} */
const files = [];

const panel = byId("adding");
const chooser = /** @type {HTMLInputElement} */ (byId("files"));

byId("add-texts").addEventListener("click", () => {
  if (named()) chooser.click();
});
chooser.addEventListener("change", () => {
  void take([...(chooser.files ?? [])]);
  chooser.value = "";
});

/** Whether somebody is named who adds; else their name is asked for. */
function named() {
  if (document.body.dataset.coder) return true;
  void rename();
  return false;
}

let over = 0;
addEventListener("dragenter", (event) => {
  if (!event.dataTransfer?.types.includes("Files")) return;
  over += 1;
  document.body.classList.add("dropping");
});
addEventListener("dragleave", () => {
  over = Math.max(0, over - 1);
  if (!over) document.body.classList.remove("dropping");
});
addEventListener("dragover", (event) => {
  if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
});
addEventListener("drop", (event) => {
  over = 0;
  document.body.classList.remove("dropping");
  const dropped = [...(event.dataTransfer?.files ?? [])];
  if (!dropped.length) return;
  event.preventDefault();
  if (named()) void take(dropped);
});

/** @param {File[]} chosen */
async function take(chosen) {
  known ??= await ask("/api/uploads");
  panel.hidden = false;
  const made = chosen.map((file) => new Waiting(file));
  files.push(...made);
  byId("adding-files").append(...made.map((one) => one.card));
  panel.scrollIntoView({ block: "start", behavior: "smooth" });
  tell();
  for (const one of made) await one.upload();
}

/** The head of the list: how many wait, and whether all can be added at once. */
function tell() {
  const ready = files.filter((one) => one.ready);
  const waiting = files.filter((one) => one.reading && !one.done);
  byId("adding-count").textContent = sayNumber("files_waiting", waiting.length);
  const all = /** @type {HTMLButtonElement} */ (byId("add-all"));
  all.disabled = !ready.length;
  all.hidden = !waiting.length;
  all.textContent = sayNumber("add_all", ready.length);
}

byId("add-all").addEventListener("click", async () => {
  for (const one of files.filter((file) => file.ready)) await one.add();
});
byId("adding-done").addEventListener("click", () => location.reload());

/** A file on its way. */
class Waiting {
  /** @param {File} file */
  constructor(file) {
    this.file = file;
    /** @type {Reading | null} */
    this.reading = null;
    this.done = false;
    this.busy = false;
    /** @type {SpeakerRow[]} */
    this.speakers = [];
    /** @type {Record<string, string>} */
    this.stated = {};
    this.head = element("div", { class: "file-head" });
    this.body = element("div", { class: "file-body" });
    this.card = element("section", { class: "file panel", "aria-label": file.name }, this.head, this.body);
    this.draw();
  }

  /** Whether it can be added as it is shown. */
  get ready() {
    return !this.done && !this.busy && this.reading !== null && this.reading.text !== null && !this.reading.known;
  }

  async upload() {
    if (known && this.file.size > known.most) {
      this.refused(say("file_too_large", { most: Math.round(known.most / 1e6) }));
      return;
    }
    this.busy = true;
    this.draw();
    try {
      const answer = await fetch(`/api/uploads?name=${encodeURIComponent(this.file.name)}`, {
        method: "POST",
        headers: { "content-type": "application/octet-stream", "glose-coder": encodeURIComponent(document.body.dataset.coder ?? "") },
        body: this.file,
      });
      const value = await answer.json().catch(() => ({ message: say("lost"), problems: [] }));
      if (!answer.ok) throw new Refusal(answer.status, value.message, value.problems ?? []);
      this.take(value, true);
    } catch (error) {
      this.refused(error instanceof Refusal ? error.whole : say("lost"));
    }
  }

  /**
   * @param {Reading} reading
   * @param {boolean} first
   */
  take(reading, first) {
    this.busy = false;
    this.reading = reading;
    const found = reading.text?.speakers ?? [];
    if (first || !this.speakers.length) {
      this.speakers = found.filter((one) => one.name).map((one) => {
        const own = { name: String(one.name), role: one.role, case: "" };
        return { label: String(one.name), ...own, turns: one.turns, first: { ...own } };
      });
    } else {
      for (const row of this.speakers) row.turns = found.filter((one) => one.name === row.name).reduce((sum, one) => sum + one.turns, 0);
    }
    this.draw();
  }

  /** @param {string} why */
  refused(why) {
    this.busy = false;
    this.draw();
    this.body.prepend(element("p", { class: "wrong", role: "alert" }, why));
  }

  /** What the person states, as the desk takes it. */
  get wish() {
    const speakers = this.speakers.flatMap((row) => {
      const more = {
        ...(row.name !== row.first.name && row.name ? { name: row.name } : {}),
        ...(row.role !== row.first.role ? { role: row.role } : {}),
        ...(row.case ? { case: row.case } : {}),
      };
      return Object.keys(more).length ? [{ label: row.label, role: row.role, ...more }] : [];
    });
    const columns = (this.stated.columns ?? "").split(";").map((one) => one.trim()).filter(Boolean);
    return { upload: this.reading?.upload, ...this.stated, columns, mend: this.mend, speakers };
  }

  async again() {
    if (!this.reading) return;
    this.busy = true;
    this.head.classList.add("busy");
    tell();
    try {
      this.take(await send("/api/uploads/read", this.wish), false);
    } catch (error) {
      this.refused(error instanceof Refusal ? error.whole : String(error));
    }
  }

  async add() {
    this.busy = true;
    tell();
    try {
      const reading = await send("/api/uploads/add", this.wish);
      this.busy = false;
      this.done = true;
      this.reading = reading;
      toast(reading.added ? say("file_added", { file: reading.ids[0] ?? "" }) : say("file_known"));
      byId("adding-done").hidden = false;
      dispatchEvent(ADDED);
      this.draw();
    } catch (error) {
      this.refused(error instanceof Refusal ? error.whole : String(error));
    }
  }

  async leave() {
    if (this.reading) await send("/api/uploads/leave", { upload: this.reading.upload }).catch(() => undefined);
    files.splice(files.indexOf(this), 1);
    this.card.remove();
    panel.hidden = !files.length;
    tell();
  }

  draw() {
    const at = document.activeElement instanceof HTMLElement && this.card.contains(document.activeElement) ? document.activeElement.dataset.field : undefined;
    const { reading } = this;
    const doubts = reading?.problems.filter((one) => one.level !== "error") ?? [];
    this.head.classList.toggle("busy", this.busy);
    this.head.replaceChildren(...this.headParts(doubts.length));
    this.body.replaceChildren(...(reading ? this.bodyParts(reading) : []));
    if (at) /** @type {HTMLElement | null} */ (this.card.querySelector(`[data-field="${at}"]`))?.focus();
    tell();
  }

  /**
   * @param {number} doubts
   * @returns {Node[]}
   */
  headParts(doubts) {
    const { reading } = this;
    const state = this.busy ? say("looking")
      : this.done ? say(reading?.added ? "file_is_added" : "file_known")
      : !reading ? say("file_unsent")
      : reading.known ? say("file_known")
      : !reading.text ? say("file_refused")
      : doubts ? sayNumber("file_doubts", doubts) : say("file_clear");
    const kind = this.done || reading?.known ? "quiet" : !reading?.text ? "bad" : doubts ? "doubtful" : "good";
    const facts = reading?.text && !this.done ? [this.facts(reading)] : [];
    const first = reading?.ids[0];
    const buttons = this.done && first
      ? [element("a", { href: `/texts/${encodeURIComponent(first)}` }, say("open_text"))]
      : [
        element("button", { type: "button", class: "primary", disabled: !this.ready, "data-field": "add", onclick: () => void this.add() }, say("add_this")),
        element("button", { type: "button", "data-field": "leave", onclick: () => void this.leave() }, say("leave_out")),
      ];
    return [
      element("div", {}, element("h3", {}, this.file.name), element("p", { class: "facts" }, element("span", { class: `state ${kind}` }, state), ...facts)),
      element("div", { class: "row" }, ...buttons),
    ];
  }

  /** @param {Reading} reading */
  facts({ text, texts }) {
    if (!text) return "";
    const several = texts > 1 ? `${sayNumber("fact_texts", texts)} · ` : "";
    const turns = text.turns ? ` · ${sayNumber("fact_turns", text.turns)}` : "";
    return ` ${several}${say(`kind_${text.kind}`)} · ${say(`lang_${text.language}`)} · ${sayNumber("fact_words", text.words)}${turns}`;
  }

  /**
   * @param {Reading} reading
   * @returns {Node[]}
   */
  bodyParts(reading) {
    if (this.done) return [];
    const problems = reading.problems.length
      ? [element("ul", { class: "doubts" }, ...reading.problems.map((one) => element("li", { class: one.level === "error" ? "bad" : "doubtful" },
        one.place && one.place !== reading.file ? element("code", {}, one.place) : null, one.place && one.place !== reading.file ? " " : null, one.message)))]
      : [];
    if (reading.known) return problems;
    const { text } = reading;
    const single = reading.texts <= 1;
    const fields = element("div", { class: "fields" },
      single ? this.field("id", say("field_id"), text?.text ?? "") : null,
      this.field("case", panel.dataset.caseWord ?? "", single ? text?.case ?? "" : "", "known-cases"),
      this.choice("kind", say("field_kind"), [["", text && !this.stated.kind ? say("as_read", { what: say(`kind_${text.kind}`) }) : say("as_detected")], ["interview", say("kind_interview")], ["document", say("kind_document")]]),
      this.choice("language", say("field_language"), [["", text && !this.stated.language ? say("as_read", { what: say(`lang_${text.language}`) }) : say("as_detected")], ["fr", say("lang_fr")], ["en", say("lang_en")]]),
      ...(TABLE.test(reading.file) ? [this.field("columns", say("field_columns"), ""), this.field("row", say("field_row"), ""), this.field("case_column", panel.dataset.caseColumn ?? "", "")] : []),
      reading.doubled || this.mend ? this.mending() : null);
    const speaking = single && (this.speakers.length || text?.kind === "interview") ? [this.speakerTable()] : [];
    const sample = reading.beginning.length
      ? [element("details", { class: "beginning", open: this.openSample ? true : null, ontoggle: (/** @type {Event} */ event) => { this.openSample = /** @type {HTMLDetailsElement} */ (event.target).open; } }, element("summary", {}, say("how_it_begins")),
        ...reading.beginning.map((one) => element("p", { class: one.role === "interviewer" ? "asks" : null }, one.role ? element("b", {}, `${one.speaker ?? say("speaker_unknown")} `) : null, one.role ? element("span", { class: "quiet" }, `${say(`role_${one.role}`)} `) : null, one.words)))]
      : [];
    return [...problems, fields, ...speaking, ...sample];
  }

  openSample = false;
  mend = false;

  /** Whether letters that were encoded twice are put right. */
  mending() {
    const box = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox", "data-field": "mend" }));
    box.checked = this.mend;
    box.addEventListener("change", () => {
      this.mend = box.checked;
      void this.again();
    });
    return element("label", { class: "check" }, box, ` ${say("mend_letters")}`);
  }

  /**
   * @param {string} key
   * @param {string} label
   * @param {string} value
   * @param {string} [list]
   */
  field(key, label, value, list) {
    const input = /** @type {HTMLInputElement} */ (element("input", { name: key, "data-field": key, list: list ?? null, autocomplete: "off" }));
    input.value = this.stated[key] ?? value;
    input.addEventListener("change", () => {
      this.stated[key] = input.value.trim();
      void this.again();
    });
    return element("label", {}, label, input);
  }

  /**
   * @param {string} key
   * @param {string} label
   * @param {[string, string][]} options
   */
  choice(key, label, options) {
    const select = /** @type {HTMLSelectElement} */ (element("select", { name: key, "data-field": key }, ...options.map(([value, words]) => element("option", { value }, words))));
    select.value = this.stated[key] ?? "";
    select.addEventListener("change", () => {
      this.stated[key] = select.value;
      void this.again();
    });
    return element("label", {}, label, select);
  }

  speakerTable() {
    const rows = this.speakers.map((row, at) => element("tr", {},
      element("th", { scope: "row" }, row.label),
      element("td", {}, this.cell(row, "name", at)),
      element("td", {}, this.roleCell(row, at)),
      element("td", {}, this.cell(row, "case", at, "known-cases")),
      element("td", { class: "n" }, row.role === "none" ? "–" : number(row.turns))));
    const heads = ["speaker_label", "speaker_name", "speaker_role", "speaker_case", "speaker_turns"];
    return element("div", { class: "scroll" }, element("table", { class: "plain speakers" },
      element("caption", {}, say("speakers")),
      element("thead", {}, element("tr", {}, ...heads.map((key) => element("th", { scope: "col" }, key === "speaker_case" ? panel.dataset.caseWord ?? "" : say(key))))),
      element("tbody", {}, ...rows)),
    element("button", { type: "button", "data-field": "more", onclick: () => this.another() }, say("speaker_more")));
  }

  /**
   * @param {SpeakerRow} row
   * @param {"name" | "case"} key
   * @param {number} at
   * @param {string} [list]
   */
  cell(row, key, at, list) {
    const input = /** @type {HTMLInputElement} */ (element("input", { "data-field": `${key}-${at}`, list: list ?? null, autocomplete: "off", "aria-label": `${key === "case" ? panel.dataset.caseWord : say("speaker_name")}, ${row.label}` }));
    input.value = row[key];
    input.addEventListener("change", () => {
      row[key] = input.value.trim();
      void this.again();
    });
    return input;
  }

  /**
   * @param {SpeakerRow} row
   * @param {number} at
   */
  roleCell(row, at) {
    const select = /** @type {HTMLSelectElement} */ (element("select", { "data-field": `role-${at}`, "aria-label": `${say("speaker_role")}, ${row.label}` }, ...ROLES.map((role) => element("option", { value: role }, say(`role_${role}`)))));
    select.value = row.role;
    select.addEventListener("change", () => {
      row.role = select.value;
      void this.again();
    });
    return select;
  }

  /** A label that was not taken for a speaker. */
  another() {
    const input = /** @type {HTMLInputElement} */ (element("input", { "data-field": "label", "aria-label": say("speaker_label"), placeholder: say("speaker_label_hint") }));
    const place = this.card.querySelector('[data-field="more"]');
    place?.before(input);
    input.focus();
    input.addEventListener("change", () => {
      const label = input.value.trim();
      if (!label) return;
      this.speakers.push({ label, name: label, role: "respondent", case: "", turns: 0, first: { name: label, role: "", case: "" } });
      void this.again();
    });
  }
}

addEventListener("beforeunload", (event) => {
  if (files.some((one) => one.ready)) event.preventDefault();
});
addEventListener("unhandledrejection", (event) => alarm(String(event.reason?.message ?? event.reason)));
