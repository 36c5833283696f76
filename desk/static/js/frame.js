// @ts-check
/** What works on every page: who one is, the language, the list of keys, what waited to be sent. */

import { resume, send } from "./api.js";
import { KEYS, PARTED } from "./keys.js";
import { restoreLook } from "./text/look.js";
import "./undo.js";
import { alarm, askWords, byId, dialog, element, keyOf, typing } from "./screen.js";
import { say } from "./words.js";

restoreLook();
resume();

byId("me").addEventListener("click", () => void settings());
byId("keys-button").addEventListener("click", () => void showKeys());
document.addEventListener("keydown", (event) => {
  if (event.key === "?" && !typing()) {
    event.preventDefault();
    void showKeys();
  }
});

/** The name under which decisions are recorded, and the language of the screens. */
async function settings() {
  await dialog(say("me_title"), (close) => {
    const now = document.body.dataset.coder ?? "";
    const name = element("button", { type: "button", onclick: async () => {
      close(null);
      await rename(now);
    } }, now ? say("me_other") : say("me_name"));
    const leave = document.body.dataset.accounts === undefined ? null : element("button", { type: "button", onclick: () => void signOut() }, say("sign_out"));
    const languages = element("div", { class: "row", role: "group", "aria-label": say("language") },
      ...[["fr", "Français"], ["en", "English"]].map(([code, label]) =>
        element("button", { type: "button", lang: code, "aria-pressed": String(document.documentElement.lang === code),
          onclick: () => void change({ language: code }) }, label)));
    return [element("p", {}, now ? say("me_is", { coder: now }) : say("me_nobody")), leave ?? name, languages];
  });
}

async function signOut() {
  try {
    const { to } = await send("/api/sign-out", {});
    location.href = to;
  } catch (error) {
    alarm(String(error instanceof Error ? error.message : error));
  }
}

/** @param {string} now */
export async function rename(now = "") {
  const name = await askWords(say("me_ask"), { value: now, hint: say("me_why") });
  if (name && name.trim()) await change({ coder: name.trim() });
}

/** @param {Record<string, string>} what */
async function change(what) {
  try {
    await send("/api/me", what);
    location.reload();
  } catch (error) {
    alarm(String(error instanceof Error ? error.message : error));
  }
}

/** Every key, by what it is for; one page that can be printed. */
async function showKeys() {
  await dialog(say("keys"), () => KEYS.map((group) => element("section", { class: "keys" },
    element("h3", {}, say(group.title)),
    element("dl", {}, ...group.keys.flatMap(([keys, words]) => [
      element("dt", {}, ...keys.split(PARTED).map((one) => element("kbd", {}, one === "space" ? say("key_space") : one))),
      element("dd", {}, say(words)),
    ])))));
}

const keys = () => document.querySelectorAll("button:has(> kbd)").forEach(keyOf);
keys();
document.addEventListener("drawn", keys);

// Where the pages do not fit side by side, the one at hand is in sight, and the edge says that there are more.
const pages = /** @type {HTMLElement} */ (document.querySelector(".top nav"));
const fitted = () => {
  const left = pages.scrollLeft > 2;
  const right = pages.scrollLeft + pages.clientWidth < pages.scrollWidth - 2;
  pages.dataset.more = left && right ? "both" : left ? "before" : right ? "after" : "";
};
const current = /** @type {HTMLElement | null} */ (pages.querySelector("[aria-current]"));
if (current) pages.scrollLeft = current.offsetLeft - pages.offsetLeft - (pages.clientWidth - current.offsetWidth) / 2;
pages.addEventListener("scroll", fitted);
new ResizeObserver(fitted).observe(pages);

// Nobody can decide without a name: it is asked for once, where somebody comes to code.
if (!document.body.dataset.coder && document.getElementById("desk-text")) void rename();
