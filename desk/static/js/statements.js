// @ts-check
/** Statements: the quotes that bear on one open beside it; verdicts follow what is recorded. */

import { follow, inPlace, show } from "./live.js";
import { byId, typing } from "./screen.js";
import "./statements_edit.js";
import "./statements_form.js";

inPlace(".part, #close-cell, .chips .chip", open);

document.addEventListener("keydown", (event) => {
  if (typing() || event.ctrlKey || event.metaKey || event.altKey) return;
  const links = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll(".statements .part")]);
  const at = links.findIndex((one) => one.getAttribute("aria-current") || one === document.activeElement);
  if (event.key === "Escape") {
    const link = document.getElementById("close-cell");
    if (link instanceof HTMLAnchorElement) void open(link);
  } else if (event.key === "j" || event.key === "k") {
    const next = links[event.key === "j" ? at + 1 : Math.max(at - 1, 0)];
    if (next) void open(next);
  } else return;
  event.preventDefault();
});

/** @param {HTMLAnchorElement} link */
async function open(link) {
  const back = link.id === "close-cell" ? document.querySelector(".part[aria-current]")?.getAttribute("href") : link.getAttribute("href");
  await show(location.pathname + new URL(link.href).search);
  byId("cell").scrollTo(0, 0);
  const found = [...document.querySelectorAll("#live a")].find((one) => one.getAttribute("href") === back);
  if (!(found instanceof HTMLElement)) return;
  found.focus({ preventScroll: true });
  found.closest("li")?.scrollIntoView({ block: "nearest" });
}

follow();
