// @ts-check
/** A sample for review: one key agrees or objects, and the next coding is shown. */

import { follow, inPlace, show } from "./live.js";
import { askWords, byId, toast, typing } from "./screen.js";
import { record } from "./undo.js";
import { say } from "./words.js";

const here = () => document.getElementById("dispute");
const links = () => /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll("a.dispute")]);
const at = () => links().findIndex((one) => one.ariaCurrent);

/** Say what one thinks of the coding at hand, and go on. @param {string} verdict */
async function judge(verdict) {
  if (!document.querySelector(`[data-verdict="${verdict}"]`)) return;
  const reason = verdict === "object" ? await askWords(say("audit_why"), { label: say("audit_reason") }) : "";
  if (reason === null || (verdict === "object" && !reason.trim())) return;
  const audit = byId("live").dataset.audit ?? "";
  const next = links()[at() + 1]?.href ?? location.href;
  const body = { audit, numbers: [Number(here()?.dataset.number)], verdict, reason };
  if (await record("/api/audits/judge", body, say(verdict === "agree" ? "audit_agreed" : "audit_objected"))) await go(next);
}

/** @param {string} address */
async function go(address) {
  const to = new URL(address);
  await show(to.pathname + to.search);
  here()?.focus({ preventScroll: true });
  links()[at()]?.scrollIntoView({ block: "nearest" });
}

inPlace("a.dispute", (link) => go(link.href));

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-verdict]") : null;
  if (button instanceof HTMLElement) void judge(button.dataset.verdict ?? "");
});
document.addEventListener("change", (event) => {
  if (event.target instanceof HTMLSelectElement && event.target.form?.id === "which") void go(`${location.origin}/audits?audit=${event.target.value}`);
});
document.addEventListener("submit", async (event) => {
  if (!(event.target instanceof HTMLFormElement) || event.target.id !== "draw") return;
  event.preventDefault();
  const size = String(new FormData(event.target).get("size"));
  if (await record("/api/audits/draw", { size }, say("audit_drawn"))) await go(`${location.origin}/audits`);
});

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing()) return;
  const steps = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
  const verdict = { a: "agree", o: "object" }[event.key];
  if (!steps && !verdict) return;
  event.preventDefault();
  if (verdict) return void judge(verdict);
  const to = links()[at() + (steps ?? 0)];
  if (to) void go(to.href);
  else if (here()) toast(say((steps ?? 0) > 0 ? "last_one" : "first_one"));
});

follow(() => !document.querySelector("dialog[open]"));
