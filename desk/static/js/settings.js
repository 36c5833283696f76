// @ts-check
/** The settings of the study: written together, each into its line of study.yaml. */

import { Refusal, send } from "./api.js";
import { alarm, byId } from "./screen.js";
import { say } from "./words.js";

const form = /** @type {HTMLFormElement} */ (byId("settings"));

/** Names are chosen only where names count. */
function follow() {
  const names = new FormData(form).get("count") === "names";
  for (const box of form.querySelectorAll('[name="coder"]')) /** @type {HTMLInputElement} */ (box).disabled = !names;
}
form.addEventListener("change", () => {
  follow();
  byId("settings-state").textContent = say("unsaved");
});
follow();

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const given = new FormData(form);
  const count = given.get("count") === "names" ? given.getAll("coder") : given.get("count");
  try {
    await send("/api/settings", { title: given.get("title"), language: given.get("language"), count });
    location.reload();
  } catch (error) {
    alarm(error instanceof Refusal ? error.whole : String(error));
  }
});
