// @ts-check
/** Small parts of every page: elements, messages that fade, messages that stay, dialogs. */

import { say } from "./words.js";

/**
 * An element with attributes and children. `on…` attributes are listeners; null ones are left out.
 * @param {string} tag
 * @param {Record<string, any>} [attributes]
 * @param {...(Node | string | null | undefined)} children
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "hue") made.style.setProperty("--hue", String(value));
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.filter((one) => one !== null && one !== undefined).map((one) => /** @type {Node} */ (one)));
  if (tag === "button") keyOf(made);
  return made;
}

/** Where a button shows its key, that is told as its key and is no part of its name. @param {Element} button */
export function keyOf(button) {
  const shown = button.querySelector(":scope > kbd");
  if (!shown?.textContent) return;
  shown.setAttribute("aria-hidden", "true");
  if (button.hasAttribute("aria-keyshortcuts")) return;
  button.setAttribute("aria-keyshortcuts", shown.textContent.trim().replace("Ctrl ", "Control+").replace("↵", "Enter"));
}

/**
 * The element with that id; it is on the page.
 * @param {string} id
 */
export function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/**
 * Say what was done; it fades.
 * @param {string} message
 */
export function toast(message) {
  const made = element("p", { class: "toast" }, message);
  byId("toasts").replaceChildren(made);
  setTimeout(() => made.classList.add("fading"), 3500);
  setTimeout(() => made.remove(), 4500);
}

/**
 * Say what is wrong; it stays until it is closed.
 * @param {string} message
 */
export function alarm(message) {
  const close = element("button", { type: "button", "aria-label": say("close"), onclick: () => made.remove() }, "×");
  const made = element("div", { class: "alarm" }, element("p", {}, message), close);
  byId("alerts").replaceChildren(made);
}

/**
 * A dialog over the page; resolves with what `close` was given, or null where it was left.
 * @param {string} title
 * @param {(close: (value: any) => void) => Node[]} content
 * @returns {Promise<any>}
 */
export function dialog(title, content) {
  return new Promise((resolve) => {
    const made = /** @type {HTMLDialogElement} */ (element("dialog", { class: "dialog", "aria-label": title }));
    /** @type {any} */
    let given = null;
    const close = (/** @type {any} */ value) => {
      given = value;
      made.close();
    };
    const head = element("h2", {}, title);
    const button = element("button", { type: "button", class: "close", "aria-label": say("close"), onclick: () => close(null) }, "×");
    made.append(element("div", { class: "dialog-head" }, head, button), ...content(close));
    made.addEventListener("close", () => {
      made.remove();
      resolve(given);
    });
    document.body.append(made);
    made.showModal();
  });
}

/**
 * Ask for a line or a few of words; null where it was left.
 * @param {string} title
 * @param {{value?: string, long?: boolean, hint?: string, label?: string}} [options]
 * @returns {Promise<string | null>}
 */
export function askWords(title, { value = "", long = false, hint = "", label = title } = {}) {
  return dialog(title, (close) => {
    const field = /** @type {HTMLInputElement} */ (element(long ? "textarea" : "input", { name: "words", "aria-label": label, rows: long ? 5 : null }));
    field.value = value;
    const form = element("form", { method: "dialog" }, field, hint ? element("p", { class: "hint" }, hint) : null,
      element("button", { type: "submit", class: "primary" }, say("done")));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      close(field.value);
    });
    if (long) field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) close(field.value);
    });
    queueMicrotask(() => field.focus());
    return [form];
  });
}

/**
 * Ask whether something is really meant.
 * @param {string} question
 * @param {string} yes
 * @returns {Promise<boolean>}
 */
export async function sure(question, yes) {
  return (await dialog(question, (close) => [element("p", { class: "row" },
    element("button", { type: "button", class: "primary", onclick: () => close(true) }, yes),
    element("button", { type: "button", autofocus: true, onclick: () => close(false) }, say("leave")))])) === true;
}

/** Whether the person is typing into a field, so that letters are no commands. */
export function typing() {
  const at = document.activeElement;
  return at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement || at instanceof HTMLSelectElement
    || (at instanceof HTMLElement && at.isContentEditable) || document.querySelector("dialog[open]") !== null;
}
