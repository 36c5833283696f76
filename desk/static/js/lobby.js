// @ts-check
/** Choosing a study, or starting one, where the desk was opened outside of any. */

import { Refusal, send } from "./api.js";
import { alarm, byId } from "./screen.js";
import { when } from "./words.js";

for (const time of document.querySelectorAll("time[data-seconds]")) {
  time.textContent = when(new Date(1000 * Number(/** @type {HTMLElement} */ (time).dataset.seconds)).toISOString());
}
for (const button of document.querySelectorAll("button[data-path]")) {
  button.addEventListener("click", () => void go("/api/studies/open", { path: /** @type {HTMLElement} */ (button).dataset.path, coder: field("coder").value }));
}

const form = /** @type {HTMLFormElement} */ (byId("start"));
/** @param {string} name */
function field(name) {
  return /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
}

field("title").addEventListener("input", () => {
  const words = field("title").value.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").match(/[a-z0-9]+/g) ?? [];
  field("folder").placeholder = words.join("-").slice(0, 60);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  void go("/api/studies/start", Object.fromEntries(new FormData(form)));
});

/**
 * @param {string} path
 * @param {unknown} what
 */
async function go(path, what) {
  try {
    const { to } = await send(path, what);
    location.href = to;
  } catch (error) {
    alarm(error instanceof Refusal ? error.whole : String(error));
  }
}
