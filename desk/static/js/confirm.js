// @ts-check
/** What to go through: asked for, kept in this tab, and followed on the pages of the texts. */

import { ask } from "./api.js";
import { begin, goTo } from "./agenda.js";
import { alarm, byId } from "./screen.js";
import { say, sayNumber } from "./words.js";

const form = /** @type {HTMLFormElement} */ (byId("confirm"));
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const given = new FormData(form);
  const asked = new URLSearchParams({ order: String(given.get("order")) });
  for (const name of ["code", "case", "min"]) if (given.get(name)) asked.set(name, String(given.get(name)));
  if (given.get("which")) asked.set(String(given.get("which")), "yes");
  byId("confirm-count").textContent = say("suggesting");
  try {
    const found = await ask(`/api/agenda?${asked}`);
    byId("confirm-count").textContent = found.items.length ? sayNumber("confirm_count", found.items.length) : say("confirm_nothing");
    const blind = Number.parseFloat(String(given.get("blind") || "0").replace(",", "."));
    if (found.items.length) {
      begin(found, Number.isFinite(blind) ? Math.min(Math.max(blind, 0), 100) / 100 : 0);
      goTo(0);
    }
  } catch (error) {
    byId("confirm-count").textContent = "";
    alarm(error instanceof Error ? error.message : String(error));
  }
});
