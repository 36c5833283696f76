// @ts-check
/** The form in which a memo is written or corrected: any page can open it. */

import { send } from "../api.js";
import { dialog, element } from "../screen.js";
import { say } from "../words.js";

/** @typedef {{kind: string, id: string, words?: string}} About */
/** @typedef {{title: string, memo: string, about: About[]}} Memo */

const KINDS = ["texts", "cases", "codes"];
const KEPT = "glose-memo";

/**
 * Ask for a memo; null where it was left. What was typed is kept in this tab until it is recorded or emptied.
 * @param {string} heading
 * @param {Partial<Memo>} [from]
 * @returns {Promise<Memo | null>}
 */
export async function askMemo(heading, from = {}) {
  const fresh = !from.memo && !from.title;
  /** @type {Memo} */
  const begun = { title: "", memo: "", about: [], ...(fresh ? JSON.parse(sessionStorage.getItem(KEPT) ?? "{}") : {}), ...from };
  /** @type {Memo | null} */
  const given = await dialog(heading, (close) => [form(begun, fresh, close)]);
  if (given && fresh) sessionStorage.removeItem(KEPT);
  return given;
}

/** The label of a code that the page knows; else the id. @param {string} kind @param {string} id */
function labelOf(kind, id) {
  const known = [...document.querySelectorAll(`#known-${kind} option`)].find((one) => /** @type {HTMLOptionElement} */ (one).value === id);
  return known?.textContent?.trim() || id;
}

/** What the study calls a text, a case, a code: the page's own words where it has them. @param {string} kind */
function wordOf(kind) {
  return document.querySelector(`[name=about] option[value="${kind}"]`)?.textContent ?? say(`memo_kind_${kind}`);
}

/** @param {Memo} begun @param {boolean} fresh @param {(value: Memo) => void} close */
function form(begun, fresh, close) {
  let about = [...begun.about];
  const title = /** @type {HTMLInputElement} */ (element("input", { name: "title", autocomplete: "off", maxlength: 300 }));
  const words = /** @type {HTMLTextAreaElement} */ (element("textarea", { name: "memo", rows: 10, "aria-describedby": "memo-hint" }));
  title.value = begun.title;
  words.value = begun.memo;
  const kind = /** @type {HTMLSelectElement} */ (element("select", { "aria-label": say("memo_about") }, ...KINDS.map((one) => element("option", { value: one }, wordOf(one)))));
  const name = /** @type {HTMLInputElement} */ (element("input", { "aria-label": say("memo_about_which"), list: "known-texts", autocomplete: "off", placeholder: say("memo_about_which") }));
  const chips = element("p", { class: "row", "aria-live": "polite" });
  const shown = element("div", { class: "prose preview", hidden: true });
  const wrong = element("p", { class: "wrong", role: "alert" });

  function draw() {
    chips.replaceChildren(...(about.length ? about.map((one, number) => element("span", { class: "kept-one" }, one.words ?? one.id,
      element("button", { type: "button", class: "small", "aria-label": say("memo_about_less", { name: one.words ?? one.id }), onclick: () => {
        about = about.filter((_, other) => other !== number);
        draw();
      } }, "×"))) : [element("span", { class: "quiet" }, say("memo_about_study"))]));
    if (fresh) sessionStorage.setItem(KEPT, JSON.stringify({ title: title.value, memo: words.value, about }));
  }

  function add() {
    const id = name.value.trim();
    if (!id) return;
    if (!about.some((one) => one.kind === kind.value && one.id === id)) about.push({ kind: kind.value, id, words: labelOf(kind.value, id) });
    name.value = "";
    draw();
  }

  kind.addEventListener("change", () => name.setAttribute("list", `known-${kind.value}`));
  name.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    add();
  });
  name.addEventListener("change", add);
  title.addEventListener("input", draw);
  words.addEventListener("input", draw);

  const look = element("button", { type: "button", "aria-pressed": "false", onclick: async () => {
    const on = shown.hidden;
    if (on) {
      const { html } = await send("/api/memos/preview", { memo: words.value });
      // The server gives no markup but its own: what was typed is escaped there.
      shown.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
    }
    shown.hidden = !on;
    words.hidden = on;
    look.setAttribute("aria-pressed", String(on));
  } }, say("memo_preview"));
  const made = element("form", { class: "stacked memo-form" }, element("label", {}, say("memo_title"), title), element("label", {}, say("memo"), words), shown,
    element("p", { class: "hint", id: "memo-hint" }, say("memo_markdown")), element("div", { class: "about-fields" }, element("span", { class: "quiet" }, say("memo_about")), kind, name, element("button", { type: "button", onclick: add }, say("memo_about_add"))), chips, wrong,
    element("div", { class: "row" }, element("button", { type: "submit", class: "primary" }, say("memo_record")), look));
  function done() {
    add();
    if (!words.value.trim() && !title.value.trim()) {
      wrong.textContent = say("memo_empty");
      return;
    }
    close({ title: title.value, memo: words.value, about: about.map(({ kind: of, id }) => ({ kind: of, id })) });
  }
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    done();
  });
  words.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) done();
  });
  draw();
  queueMicrotask(() => (begun.title ? words : title).focus());
  return made;
}
