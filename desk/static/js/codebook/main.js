// @ts-check
/** The codebook: the tree walked by keys and changed by dragging, the code at hand beside it. */

import { ask, listen } from "../api.js";
import { show } from "../live.js";
import { alarm, byId, element, typing } from "../screen.js";
import { withUndo } from "../undo.js";
import { say } from "../words.js";
import { answer, goOnSplitting, make, merge, move, propose, rename, retire, split } from "./acts.js";
import { current, dirty, drawNotice, edit, forgetNotice, leave, notice, showLines, showWhole, write } from "./editing.js";

/** @typedef {import("./acts.js").Done} Done */

const decides = () => byId("live").dataset.decides === "yes";
const chosen = () => byId("live").dataset.code ?? "";
const lines = () => /** @type {HTMLElement[]} */ ([...document.querySelectorAll("#tree .line")]);
let typed = "";
/** Until when the code at hand is shown whole. */
let ready = Promise.resolve();
/** Whether codes are being changed here, so that what is told of it meanwhile draws nothing. */
let changing = false;

/** @param {string} code */
const address = (code) => (code ? `/codebook?code=${encodeURIComponent(code)}` : "/codebook");

/** Go to a code, or draw the page anew. @param {string} code @param {boolean} [focus] */
async function go(code, focus = false) {
  await show(address(code));
  await ready;
  if (focus) focusLine(code);
}

/** The page as it is now, with the same code. */
const again = () => go(chosen());

/** @param {string} code */
function focusLine(code) {
  const found = lines().find((one) => one.dataset.code === code);
  found?.focus({ preventScroll: true });
  inSight(found);
}

/** Bring a line into sight in the tree; the window stays where it is. @param {HTMLElement | undefined} line */
function inSight(line) {
  const tree = document.getElementById("tree");
  if (!line || !tree) return;
  const [box, all] = [line.getBoundingClientRect(), tree.getBoundingClientRect()];
  const around = 48;
  if (box.top < all.top + around) tree.scrollBy(0, box.top - all.top - around);
  else if (box.bottom > all.bottom - around) tree.scrollBy(0, box.bottom - all.bottom + around);
}

async function drawn() {
  const filter = /** @type {HTMLInputElement} */ (byId("filter"));
  filter.value = typed;
  filter.addEventListener("input", () => narrow(filter.value));
  narrow(typed);
  document.getElementById("new-code")?.addEventListener("click", () => void makeNew(chosen()));
  document.getElementById("whole-file")?.addEventListener("click", () => void showWhole(again));
  inSight(lines().find((one) => one.getAttribute("aria-current") !== null));
  drawNotice();
  if (decides()) draggable();
  if (document.getElementById("broken")) {
    if (decides()) await showWhole(again);
    return;
  }
  if (chosen()) {
    try {
      await edit(chosen(), { decides: decides(), acts: actsRow, saved: again });
    } catch (error) {
      alarm(error instanceof Error ? error.message : String(error));
    }
  }
}

/** Show only codes whose label or id has the words, and those above them. @param {string} words */
function narrow(words) {
  typed = words;
  const plain = fold(words);
  const shown = new Set();
  for (const one of lines()) {
    const id = one.dataset.code ?? "";
    if (fold(`${id} ${one.querySelector(".name")?.textContent}`).includes(plain)) {
      for (let at = id; at; at = at.includes(".") ? at.slice(0, at.lastIndexOf(".")) : "") shown.add(at);
    }
  }
  for (const one of lines()) one.hidden = !shown.has(one.dataset.code ?? "");
}

/** @param {string} words */
function fold(words) {
  return words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** @param {import("./form.js").CodeView} view */
function actsRow(view) {
  const button = (/** @type {string} */ words, /** @type {() => unknown} */ pressed) => element("button", { type: "button", onclick: pressed }, words);
  return element("div", { class: "acts-row", role: "toolbar", "aria-label": say("tools") },
    element("a", { href: `/codings?code=${encodeURIComponent(view.id)}` }, say("see_quotes", { n: view.uses })),
    button(say("rename"), () => carry(rename(view.id, view.label))), button(say("move"), () => carry(move(view.id, view.label))),
    button(say("merge"), () => carry(merge(view.id, view.label))),
    view.split ? button(say("split_go_on", { n: view.split.left }), () => void goOnSplitting(view.id, () => void go(view.id))) : button(say("split_code"), () => void splitNow(view)),
    view.retired ? null : button(say("retire"), () => carry(retire(view.id, view.label))), button(say("propose"), () => void proposed(view)), button("YAML", showLines));
}

/** @param {Promise<Done | null>} asked */
async function carry(asked) {
  changing = true;
  try {
    const done = await asked;
    if (done) await carried(done);
    return done;
  } finally {
    changing = false;
  }
}

/** @param {Done} done */
async function carried(done) {
  const { undo } = done;
  const before = chosen();
  leave();
  notice(done.words, undo ? say("undo") : "", undo ? async () => {
    try {
      await undo();
      forgetNotice();
      await go(before, true);
    } catch (error) {
      alarm(error instanceof Error ? error.message : String(error));
    }
  } : undefined);
  await go(done.into, true);
}

/** @param {import("./form.js").CodeView} view */
async function splitNow(view) {
  if (await carry(split(view.id, view.label))) await goOnSplitting(view.id, () => void go(view.id));
}

/** @param {import("./form.js").CodeView} view */
async function proposed(view) {
  if (await propose(view.id, view.label)) notice(say("proposed"));
}

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-outcome]") : null;
  const one = button?.closest("[data-proposal]");
  if (!(button instanceof HTMLElement) || !(one instanceof HTMLElement)) return;
  answer(one.dataset.proposal ?? "", button.dataset.outcome ?? "").then((answered) => (answered ? go("") : undefined),
    (error) => alarm(error instanceof Error ? error.message : String(error)));
});

/** @param {string} parent */
async function makeNew(parent) {
  const made = await make(parent);
  if (made) await go(made, true);
}

/** Codes are dragged onto the code that they are to lie below, or to the top. */
function draggable() {
  let dragged = "";
  const top = element("div", { class: "drop-top" }, say("drop_top"));
  top.hidden = true;
  byId("tree").before(top);
  const fits = (/** @type {string} */ under) => dragged && under !== dragged && !under.startsWith(`${dragged}.`) && under !== (dragged.includes(".") ? dragged.slice(0, dragged.lastIndexOf(".")) : "");
  const target = (/** @type {HTMLElement} */ place, /** @type {string} */ under) => {
    place.addEventListener("dragover", (event) => {
      if (!fits(under)) return;
      event.preventDefault();
      place.classList.add("over");
    });
    place.addEventListener("dragleave", () => place.classList.remove("over"));
    place.addEventListener("drop", (event) => {
      event.preventDefault();
      place.classList.remove("over");
      if (fits(under)) void carry(move(dragged, labelOf(dragged), under));
    });
  };
  target(top, "");
  for (const one of lines()) {
    one.draggable = true;
    one.addEventListener("dragstart", (event) => {
      dragged = one.dataset.code ?? "";
      event.dataTransfer?.setData("text/plain", dragged);
      one.classList.add("dragged");
      top.hidden = !dragged.includes(".");
    });
    one.addEventListener("dragend", () => {
      one.classList.remove("dragged");
      top.hidden = true;
    });
    target(one, one.dataset.code ?? "");
  }
}

/** @param {string} code */
function labelOf(code) {
  return lines().find((one) => one.dataset.code === code)?.querySelector(".name")?.textContent ?? code;
}

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const link = event.target instanceof Element ? event.target.closest("#tree .line, .code-head .path a") : null;
  if (!(link instanceof HTMLAnchorElement)) return;
  event.preventDefault();
  if (dirty() && !confirmLeave()) return;
  forgetNotice();
  void go(new URL(link.href).searchParams.get("code") ?? "", true).then(() => byId("code-pane").scrollIntoView({ block: "nearest" }));
});

function confirmLeave() {
  return confirm(say("leave_unsaved"));
}

addEventListener("beforeunload", (event) => {
  if (dirty()) event.preventDefault();
});

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "s") {
    event.preventDefault();
    void write();
    return;
  }
  if (typing() || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/") {
    event.preventDefault();
    byId("filter").focus();
    return;
  }
  const at = document.activeElement instanceof HTMLElement ? document.activeElement.closest("#tree .line") : null;
  const code = at instanceof HTMLElement ? at.dataset.code ?? "" : chosen();
  if (decides() && event.key === "n") {
    event.preventDefault();
    void makeNew(code);
  } else if (decides() && event.key === "m" && code) {
    event.preventDefault();
    void carry(move(code, labelOf(code)));
  } else if (decides() && event.key === "F2" && code) {
    event.preventDefault();
    void carry(rename(code, labelOf(code)));
  } else if (at instanceof HTMLElement) walk(event, at);
});

/** @param {KeyboardEvent} event @param {HTMLElement} at */
function walk(event, at) {
  const shown = lines().filter((one) => !one.hidden);
  const place = shown.indexOf(at);
  const code = at.dataset.code ?? "";
  const to = {
    ArrowDown: shown[place + 1],
    ArrowUp: shown[place - 1],
    Home: shown[0],
    End: shown.at(-1),
    ArrowLeft: shown.find((one) => one.dataset.code === at.dataset.parent),
    ArrowRight: shown.find((one) => one.dataset.parent === code),
  }[event.key];
  if (!to) return;
  event.preventDefault();
  for (const one of shown) one.tabIndex = one === to ? 0 : -1;
  to.focus();
}

listen(async (event) => {
  const other = event.entries?.some((one) => one.kind === "codebook" || one.kind === "revise");
  if (changing || (event.kind !== "again" && !other)) return;
  const view = current();
  if (view) {
    const now = await ask(`/api/codebook?code=${encodeURIComponent(view.id)}`).catch(() => null);
    if (now?.revision === current()?.revision) return; // this page did it
  }
  if (dirty()) notice(say("changed_meanwhile"), "", undefined, true);
  else if (!document.querySelector("dialog[open], .split-list")) void show(location.pathname + location.search, { keep: true }).catch(() => undefined);
});

// What is edited and not saved stays; the notice says that the file reads otherwise by now.
withUndo(() => (dirty() ? undefined : again()));

document.addEventListener("drawn", () => {
  ready = drawn();
});
ready = drawn();
