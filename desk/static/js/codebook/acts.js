// @ts-check
/** Codes renamed, moved, joined, split and retired, each asked for its reason and told what follows. */

import { ask, Refusal, send } from "../api.js";
import { askWords, byId, dialog, element } from "../screen.js";
import { took } from "../undo.js";
import { say, sayNumber } from "../words.js";

/** @typedef {{act: string, codes: string[], into?: any, new?: any[]}} Asked */
/** @typedef {{words: string, into: string, undo: (() => Promise<void>) | null}} Done */

/** Every code of the tree that is in use: id, label with its depth. */
function codes() {
  return [...document.querySelectorAll("#tree .line")].map((one) => ({
    id: /** @type {HTMLElement} */ (one).dataset.code ?? "",
    label: `${" ".repeat((Number(one.getAttribute("aria-level")) - 1) * 2)}${one.querySelector(".name")?.textContent}`,
  }));
}

/** @param {string} name @param {(id: string) => boolean} fits @param {string} [first] */
function choice(name, fits, first = "") {
  return /** @type {HTMLSelectElement} */ (element("select", { name, "aria-label": say(name) },
    ...(first ? [element("option", { value: "" }, first)] : []),
    ...codes().filter((one) => fits(one.id)).map((one) => element("option", { value: one.id }, one.label))));
}

/**
 * Ask for an act in a dialog; resolves with what was done, or null.
 * @param {string} title
 * @param {HTMLElement[]} parts
 * @param {() => Asked | null} asked what the parts ask for now
 * @param {string} button
 * @returns {Promise<Done | null>}
 */
function inDialog(title, parts, asked, button) {
  return dialog(title, (close) => {
    const reason = /** @type {HTMLInputElement} */ (element("input", { name: "reason", required: true, autocomplete: "off" }));
    const follows = element("p", { class: "follows", role: "status" });
    const wrong = element("p", { class: "wrong", role: "alert" });
    const drops = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox", name: "drop" }));
    const dropping = element("label", { class: "check" }, drops, element("span", {}, say("drop_degrees")));
    dropping.hidden = true;
    const form = element("form", { class: "act-form" }, ...parts, element("label", {}, say("reason"), reason), follows, dropping, wrong,
      element("div", { class: "row" }, element("button", { type: "submit", class: "primary" }, button), element("button", { type: "button", onclick: () => close(null) }, say("leave"))));
    let tells = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let waiting;
    const preview = () => {
      clearTimeout(waiting);
      waiting = setTimeout(async () => {
        const mine = ++tells;
        const sent = asked();
        wrong.textContent = "";
        follows.textContent = sent ? "…" : "";
        if (!sent) return;
        try {
          const told = await post({ ...sent, preview: true });
          if (mine !== tells) return;
          const twice = told.twice ? ` ${sayNumber("stand_twice", told.twice)}` : "";
          follows.textContent = sent.act === "retire" || sent.act === "split" ? say(`${sent.act}_follows`) : sayNumber("codings_follow", told.follow) + twice;
          dropping.hidden = !told.ungraded;
        } catch (error) {
          if (mine !== tells) return;
          follows.textContent = "";
          wrong.textContent = error instanceof Error ? error.message : String(error);
        }
      }, 250);
    };
    form.addEventListener("input", (event) => {
      if (event.target !== reason && event.target !== drops) preview();
    });
    preview();
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const sent = asked();
      if (!sent) return;
      try {
        const made = await send("/api/codebook/change", { ...sent, reason: reason.value, drop_degrees: drops.checked });
        took(made);
        const moment = made.undo?.moment;
        close({
          words: sent.act === "retire" || sent.act === "split" ? say(sent.act === "split" ? "split_done_code" : "retire_done") : sayNumber("followed", made.follow),
          into: sent.act === "retire" || sent.act === "split" ? sent.codes[0] : made.into[0],
          undo: moment ? async () => {
            took(await send("/api/undo", { moment }));
          } : null,
        });
      } catch (error) {
        if (error instanceof Refusal && error.status === 409) dropping.hidden = false;
        wrong.textContent = error instanceof Refusal ? error.whole : String(error);
      }
    });
    queueMicrotask(() => /** @type {HTMLElement | null} */ (form.querySelector("input, select"))?.focus());
    return [form];
  });
}

/** @param {unknown} sent */
async function post(sent) {
  const answer = await fetch("/api/codebook/change", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(sent) });
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.message);
  return told;
}

/** @param {string} id @param {string} label */
export function rename(id, label) {
  const own = id.split(".").at(-1) ?? id;
  const field = /** @type {HTMLInputElement} */ (element("input", { name: "id", required: true, pattern: "[a-z0-9_]+", autocomplete: "off" }));
  field.value = own;
  return inDialog(say("rename_title", { code: label }), [element("label", {}, say("code_id"), field), element("p", { class: "hint" }, say("rename_hint"))],
    () => (field.value && field.value !== own ? { act: "rename", codes: [id], into: field.value } : null), say("rename"));
}

/** @param {string} id @param {string} label @param {string} [under] where it was dropped */
export function move(id, label, under) {
  const parent = id.includes(".") ? id.slice(0, id.lastIndexOf(".")) : "";
  const field = choice("code_parent", (one) => one !== id && !one.startsWith(`${id}.`) && one !== parent, parent ? say("code_top") : "");
  if (under !== undefined) field.value = under;
  return inDialog(say("move_title", { code: label }), [element("label", {}, say("code_parent"), field)], () => ({ act: "move", codes: [id], into: field.value }), say("move"));
}

/** @param {string} id @param {string} label */
export function merge(id, label) {
  const field = choice("merge_into", (one) => one !== id && !one.startsWith(`${id}.`), say("choose"));
  return inDialog(say("merge_title", { code: label }), [element("label", {}, say("merge_into"), field), element("p", { class: "hint" }, say("merge_hint"))],
    () => (field.value ? { act: "merge", codes: [id], into: field.value } : null), say("merge"));
}

/** @param {string} id @param {string} label */
export function retire(id, label) {
  return inDialog(say("retire_title", { code: label }), [element("p", { class: "hint" }, say("retire_hint"))], () => ({ act: "retire", codes: [id] }), say("retire"));
}

/** @param {string} id @param {string} label */
export function split(id, label) {
  const names = [1, 2, 3].map((at) => /** @type {HTMLInputElement} */ (element("input", { "aria-label": say("split_name", { n: at }), placeholder: say("split_name", { n: at }), required: at === 1, autocomplete: "off" })));
  const stays = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox" }));
  stays.checked = true;
  return inDialog(say("split_code_title", { code: label }), [element("p", { class: "hint" }, say("split_hint")), ...names.map((one) => element("label", {}, one)),
    element("label", { class: "check" }, stays, element("span", {}, say("split_stays", { code: label })))],
  () => {
    const made = names.map((one) => one.value.trim()).filter(Boolean);
    return made.length + (stays.checked ? 1 : 0) > 1 ? { act: "split", codes: [id], into: stays.checked ? [id] : [], new: made.map((one) => ({ label: one })) } : null;
  }, say("split_code"));
}

/**
 * A new code below another, or at the top; resolves with its id.
 * @param {string} parent
 * @returns {Promise<string | null>}
 */
export function make(parent) {
  return dialog(say("code_new"), (close) => {
    const label = /** @type {HTMLInputElement} */ (element("input", { required: true, autocomplete: "off" }));
    const below = choice("code_parent", () => true, say("code_top"));
    below.value = parent;
    const definition = element("textarea", { rows: 3 });
    const wrong = element("p", { class: "wrong", role: "alert" });
    const form = element("form", { class: "act-form" }, element("label", {}, say("code_name"), label), element("label", {}, say("code_parent"), below),
      element("label", {}, say("code_definition"), definition), wrong,
      element("div", { class: "row" }, element("button", { type: "submit", class: "primary" }, say("code_make")), element("button", { type: "button", onclick: () => close(null) }, say("leave"))));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      try {
        const made = await send("/api/codes", { label: label.value, parent: below.value, definition: /** @type {HTMLTextAreaElement} */ (definition).value });
        took(made);
        close(made.code);
      } catch (error) {
        wrong.textContent = error instanceof Refusal ? error.whole : String(error);
      }
    });
    queueMicrotask(() => label.focus());
    return [form];
  });
}

/**
 * Ask for a change of a code that others are to decide on; whether something was asked.
 * @param {string} id
 * @param {string} label
 * @returns {Promise<boolean | null>}
 */
export function propose(id, label) {
  return dialog(say("propose_title", { code: label }), (close) => {
    const asks = /** @type {HTMLSelectElement} */ (element("select", {}, ...["change", "split", "move", "retire", "merge", "new"].map((one) => element("option", { value: one }, say(`asks_${one}`)))));
    const other = choice("merge_into", (one) => one !== id, say("choose"));
    const name = /** @type {HTMLInputElement} */ (element("input", { autocomplete: "off" }));
    const why = /** @type {HTMLTextAreaElement} */ (element("textarea", { rows: 3, required: true }));
    const wrong = element("p", { class: "wrong", role: "alert" });
    const withOther = element("label", {}, say("merge_into"), other);
    const withName = element("label", {}, say("code_name"), name);
    const fit = () => {
      withOther.hidden = asks.value !== "merge";
      withName.hidden = asks.value !== "new";
    };
    asks.addEventListener("input", fit);
    fit();
    const form = element("form", { class: "act-form" }, element("label", {}, say("propose_what"), asks), withOther, withName, element("label", {}, say("propose_why"), why), wrong,
      element("div", { class: "row" }, element("button", { type: "submit", class: "primary" }, say("propose")), element("button", { type: "button", onclick: () => close(null) }, say("leave"))));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      try {
        await send("/api/codebook/proposals", { asks: asks.value, codes: asks.value === "merge" ? [id, other.value] : asks.value === "new" ? [] : [id], label: asks.value === "new" ? name.value : "", why: why.value });
        close(true);
      } catch (error) {
        wrong.textContent = error instanceof Refusal ? error.whole : String(error);
      }
    });
    return [form];
  });
}

/**
 * Answer a proposal, with a reason; whether it was answered.
 * @param {string} proposal
 * @param {string} outcome
 */
export async function answer(proposal, outcome) {
  const reason = await askWords(say(`outcome_${outcome}`), { label: say("reason"), hint: say("reason") });
  if (!reason?.trim()) return false;
  await send("/api/codebook/proposals/answer", { proposal, outcome, reason });
  return true;
}

/**
 * The codings that a split under way has left, each sent by a button or a digit.
 * @param {string} code
 * @param {() => void} done
 */
export async function goOnSplitting(code, done) {
  const told = await ask(`/api/codebook/split?code=${encodeURIComponent(code)}`);
  const head = element("h3", {});
  const list = element("ol", { class: "split-list" });
  const count = () => {
    head.textContent = list.children.length ? sayNumber("split_left", list.children.length) : say("split_nothing_left");
    if (!list.children.length) done();
  };
  for (const one of told.left) {
    const row = element("li", {}, element("blockquote", {}, one.quote), element("p", { class: "facts" }, element("a", { href: one.address }, one.text), ` · ${one.coder}`, one.degree ? ` · ${one.degree_words}` : "", one.memo ? ` · ${one.memo}` : ""),
      element("div", { class: "row" }, ...told.into.map((/** @type {any} */ to, /** @type {number} */ at) => element("button", { type: "button", "data-digit": at + 1, onclick: () => void sendTo(to.id) }, element("kbd", {}, String(at + 1)), to.id === code ? say("split_here_stays", { label: to.label }) : to.label))));
    const sendTo = async (/** @type {string} */ to) => {
      const wrong = row.querySelector(".wrong");
      try {
        await send("/api/codebook/split", { code, choices: { [one.id]: to } });
        const next = /** @type {HTMLElement | null} */ (row.nextElementSibling?.querySelector("button") ?? null);
        row.remove();
        next?.focus();
        count();
      } catch (error) {
        const words = error instanceof Refusal ? error.whole : String(error);
        if (wrong) wrong.textContent = words;
        else row.append(element("p", { class: "wrong", role: "alert" }, words));
      }
    };
    row.addEventListener("keydown", (event) => {
      const button = /** @type {HTMLElement | null} */ (row.querySelector(`[data-digit="${event.key}"]`));
      if (button) {
        event.preventDefault();
        button.click();
      }
    });
    list.append(row);
  }
  head.textContent = sayNumber("split_left", list.children.length);
  byId("code-form").replaceChildren(head, list);
  /** @type {HTMLElement | null} */ (list.querySelector("button"))?.focus();
}
