// @ts-check
/** The page of a text: keys, mouse, and what others do meanwhile. */

import { end } from "../agenda.js";
import { ask, listen } from "../api.js";
import { KEY_OF } from "../keys.js";
import { alarm, askWords, byId, dialog, element, toast, typing } from "../screen.js";
import { number, say } from "../words.js";
import { change, keepBorders, memo, nextDegree, pickCoding, pickNext, recode, retract, split, textMemo, value } from "./codings.js";
import { accept, code, drawEverything, go, inVivo, onwards, redo, reject, rejectBecause, showActs, showPlan, took, undo } from "./deciding.js";
import { forget } from "./boxes.js";
import { bringIntoView, drawAll, drawHere, nextToDo } from "./draw.js";
import { find, nextHit } from "./find.js";
import { look } from "./look.js";
import { released } from "./mouse.js";
import { drawMap } from "./minimap.js";
import "./voice.js";
import { degreeWord, here, load, loadNear, passageAt, reload, reloadCodes, suggestion } from "./model.js";
import { doing, drawPanel, reasonsOf, toggleWhy } from "./panel.js";
import { closePicker, pick, picking } from "./picker.js";
import { moveEnd, moveStart, reset, stretch, toSentence, toWord, whole } from "./span.js";

const root = byId("desk-text");
const paper = byId("paper");

/** @param {{id: string, kind: string, text: string | null}} entry */
function knows(entry) {
  return entry.text !== here.id || !["code", "accept"].includes(entry.kind) || here.codings.has(entry.id);
}

let refreshing = false;
let again = false;

/** Ask what holds now, and draw it. @param {boolean} [byOthers] */
async function refresh(byOthers = false) {
  if (refreshing) {
    again = true;
    return;
  }
  refreshing = true;
  try {
    const before = here.codings.size;
    const chosen = suggestion()?.code;
    await reload();
    await released();
    const kept = here.suggestions.filter((one) => one.passage === here.passage).findIndex((one) => one.code === chosen);
    here.chosen = Math.max(kept, 0);
    if (!here.selected && !here.span.touched && !here.picked) {
      const { degree, memo: words } = here.span;
      const since = here.shown;
      reset();
      Object.assign(here.span, { degree, memo: words });
      if (suggestion()?.code === chosen) here.shown = since;
    }
    nameCoders();
    drawEverything();
    loadNear().catch(() => undefined); // the picker does without
    if (byOthers && here.codings.size !== before) toast(say("others_coded"));
  } catch (error) {
    if (!(error instanceof TypeError)) alarm(String(error instanceof Error ? error.message : error));
  } finally {
    refreshing = false;
    if (again) {
      again = false;
      void refresh();
    }
  }
}

/** What each act does. @type {Record<string, () => unknown>} */
const ACTS = {
  accept,
  reject: () => reject(),
  reject_why: rejectBecause,
  on: onwards,
  other: () => {
    const coding = here.picked ? here.codings.get(here.picked) : undefined;
    return coding ? recode(coding) : code({ instead: true });
  },
  code: () => code(),
  new: () => code({ making: true }),
  in_vivo: inVivo,
  next: () => go(here.passage + 1, { read: true }),
  previous: () => go(here.passage - 1),
  next_text: () => toText("after"),
  previous_text: () => toText("before"),
  undo: () => undo(),
  redo,
  acts: showActs,
  start_earlier: () => borders(() => moveStart(-1)),
  start_later: () => borders(() => moveStart(1)),
  end_earlier: () => borders(() => moveEnd(-1)),
  end_later: () => borders(() => moveEnd(1)),
  whole: () => borders(whole),
  unit: () => {
    here.unit = here.unit === "word" ? "sentence" : "word";
    toast(say(`unit_${here.unit}`));
  },
  degree: nextDegree,
  case: otherCase,
  memo,
  value,
  text_memo: textMemo,
  why_not: whyNot,
  list: pickNext,
  definition,
  why: toggleWhy,
  find: () => find(),
};
/** What who only reads may do. */
const READING = ["next", "previous", "next_text", "previous_text", "find", "why", "why_not", "definition", "list"].map((act) => KEY_OF[act]);

/** @type {Record<string, () => unknown>} */
const KEYS = {
  ...Object.fromEntries(Object.entries(KEY_OF).map(([act, key]) => [key, ACTS[act]])),
  ArrowRight: () => words(() => toWord(1)),
  ArrowLeft: () => words(() => toWord(-1)),
  Enter: () => (here.picked ? keepBorders() : here.selected ? code() : undefined),
  Delete: () => withPicked(retract),
  Backspace: () => withPicked(retract),
  Escape: leave,
};

document.addEventListener("keydown", (event) => {
  if (typing() || picking() || event.ctrlKey || event.metaKey || event.altKey) {
    if (!typing() && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") {
      event.preventDefault();
      void (event.shiftKey ? redo() : undo());
    }
    if (!typing() && !picking() && event.ctrlKey && !event.shiftKey && (event.key === "ArrowRight" || event.key === "ArrowLeft")) {
      event.preventDefault();
      words(() => toSentence(event.key === "ArrowRight" ? 1 : -1));
    }
    return;
  }
  if (event.shiftKey && event.key.startsWith("Arrow") && here.decides) {
    event.preventDefault();
    const back = event.key === "ArrowLeft" || event.key === "ArrowUp";
    words(() => stretch(back ? -1 : 1, event.key === "ArrowUp" || event.key === "ArrowDown" ? "sentence" : "word"));
    return;
  }
  // Enter and space belong to a button that has the focus.
  const onButton = document.activeElement instanceof HTMLButtonElement || document.activeElement instanceof HTMLAnchorElement;
  if (onButton && (event.key === "Enter" || event.key === " ")) return;
  const act = KEYS[event.key];
  if (!act || (!here.decides && ![...READING, "Escape"].includes(event.key))) return;
  event.preventDefault();
  void act();
});

document.addEventListener("keyup", (event) => {
  if (event.key === "Shift" && here.selected && !picking() && !typing() && here.decides) void code();
});

/** @param {() => void} move */
function borders(move) {
  move();
  drawHere();
  bringIntoView();
}

/** @param {() => void} move */
function words(move) {
  move();
  here.picked = null;
  drawHere();
  bringIntoView();
}

/** @param {(coding: import("./model.js").Coding) => unknown} act */
function withPicked(act) {
  const coding = here.picked ? here.codings.get(here.picked) : undefined;
  if (coding) void act(coding);
}

function leave() {
  closePicker();
  here.hits = [];
  getSelection()?.removeAllRanges();
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  pickCoding(null);
  drawMap();
}

/** @param {"before" | "after"} direction */
function toText(direction) {
  const name = root.dataset[direction];
  if (name) location.assign(`/texts/${encodeURIComponent(name)}`);
  else toast(say("no_text_there"));
}

async function definition() {
  const coding = here.picked ? here.codings.get(here.picked) : undefined;
  const found = here.codes.get(coding?.code ?? suggestion()?.code ?? "");
  if (!found) return toast(say("no_code_here"));
  await dialog(found.label, () => [
    element("p", { class: "path" }, found.id),
    found.definition ? element("p", {}, found.definition) : element("p", { class: "quiet" }, say("no_definition")),
    ...[["use_when", found.use_when], ["avoid_when", found.avoid_when], ["examples", found.examples]].flatMap(([key, list]) =>
      list.length ? [element("h3", {}, say(/** @type {string} */ (key))), element("ul", {}, .../** @type {string[]} */ (list).map((one) => element("li", {}, one)))] : []),
    ...(found.near_misses.length ? [element("h3", {}, say("near_misses")), element("ul", {}, ...found.near_misses.map((one) => element("li", {}, element("q", {}, one.quote), ` ${one.because}`)))] : []),
    element("p", {}, element("a", { href: `/codebook?code=${found.id}` }, say("in_codebook"))),
  ]);
}

/** What speaks for and against a code that is not suggested in this passage, or not above the threshold. */
async function whyNot() {
  if (here.blind.has(here.passage)) return;
  const chosen = await pick({ title: say("why_not_which"), several: false });
  if (!chosen) return;
  const [id] = chosen.codes;
  try {
    const found = await ask(`/api/texts/${encodeURIComponent(here.id)}/why?passage=${here.passage}&code=${encodeURIComponent(id)}`);
    const words = found.suggestion
      ? say(found.suggestion.score >= found.threshold ? "why_not_above" : "why_not_below", { score: number(found.suggestion.score, 2), threshold: number(found.threshold, 2) })
      : say("why_not_nothing");
    await dialog(here.codes.get(id)?.label ?? id, () => [element("p", {}, words), ...(found.suggestion ? [element("div", { class: "reasons" }, ...reasonsOf(found.suggestion))] : [])]);
  } catch (error) {
    alarm(error instanceof Error ? error.message : String(error));
  }
}

async function otherCase() {
  const coding = here.picked ? here.codings.get(here.picked) : undefined;
  const name = await askWords(say("other_case"), { value: coding?.case ?? here.span.case ?? "", hint: say("other_case_hint") });
  if (name === null) return;
  if (coding) await change(coding, { case: name.trim() }, say("case_is", { name: name.trim() || here.case || "" }));
  else {
    here.span.case = name.trim() || null;
    drawPanel();
  }
}

doing.accept = accept;
doing.reject = () => reject();
doing.other = () => void code({ instead: true });
doing.retract = (coding) => void retract(coding);
doing.split = (coding) => void split(coding);
doing.recode = (coding) => void recode(coding);
doing.memo = (coding) => {
  here.picked = coding.id;
  void memo();
};
doing.value = (coding) => {
  here.picked = coding.id;
  void value();
};
doing.whyNot = () => void whyNot();
doing.degree = (coding, degree) => void change(coding, { degree }, say("degree_is", { degree: degreeWord(coding.code, degree) }));
doing.about = (coding) => {
  here.picked = coding.id;
  void otherCase();
};
doing.pick = (id) => pickCoding(id || null);
doing.choose = (number) => {
  here.chosen = number;
  here.picked = null;
  reset();
  drawHere();
  drawPanel();
};

document.getElementById("undo")?.addEventListener("click", () => void undo());
document.getElementById("redo")?.addEventListener("click", () => void redo());
byId("find").addEventListener("click", () => find());
const whose = /** @type {HTMLSelectElement} */ (byId("whose"));
whose.addEventListener("change", () => {
  here.whose = whose.value;
  localStorage.setItem("glose-whose", whose.value);
  whose.blur();
  drawEverything();
});

/** Name everybody who coded here, so that one can be chosen. */
function nameCoders() {
  const coders = [...new Set([here.coder, ...[...here.codings.values()].map((one) => one.coder)])].filter(Boolean).sort();
  if (here.whose && !coders.includes(here.whose)) here.whose = "";
  whose.replaceChildren(element("option", { value: "" }, say("whose_all")), ...coders.map((one) => element("option", { value: one }, one === here.coder ? say("whose_mine") : one)));
  whose.value = here.whose;
}

byId("look").addEventListener("click", () => void look().then(redraw));
for (const link of document.querySelectorAll("#outline a")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    go(Number(/** @type {HTMLAnchorElement} */ (link).hash.slice(2)));
  });
}
addEventListener("hashchange", () => {
  const wanted = /^#p(\d+)$/.exec(location.hash);
  if (wanted) go(Number(wanted[1]));
});
document.addEventListener("keydown", (event) => {
  if (event.key === "F3" && here.hits.length) {
    event.preventDefault();
    nextHit(event.shiftKey ? -1 : 1);
  }
});

/** Draw everything where the letters may be others. */
function redraw() {
  forget();
  drawEverything();
}

let width = paper.clientWidth;
new ResizeObserver(() => {
  if (paper.clientWidth === width) return;
  width = paper.clientWidth;
  drawAll();
  drawMap();
}).observe(paper);

// Beginning

await load();
const asked = /^#p(\d+)$/.exec(location.hash);
const first = asked ? Number(asked[1]) : Number(root.dataset.stopped) || nextToDo(0);
go(first);
const place = /^#c(\d+)-(\d+)$/.exec(location.hash);
if (place) {
  go(passageAt(Number(place[1])).passage);
  here.hits = [{ start: Number(place[1]), end: Number(place[2]) }];
}
nameCoders();
showPlan();
byId("plan-end").addEventListener("click", () => {
  end();
  showPlan();
  void refresh();
});
drawEverything();
document.documentElement.dataset.drawn = String(Math.round(performance.now()));
ask("/api/acts?most=1").then(took, () => undefined);
if (here.ready) loadNear().catch(() => undefined);
else {
  void refresh().then(() => {
    if (!asked && !place && !root.dataset.stopped && here.passage === first) go(nextToDo(0));
  });
}
document.fonts.addEventListener("loadingdone", redraw);

listen((event) => {
  if (event.kind === "entries") {
    const entries = event.entries ?? [];
    if (entries.some((one) => one.kind === "codebook" || one.kind === "revise")) void reloadCodes().then(() => refresh());
    // What this person decided here is drawn already.
    else if (entries.some((one) => one.coder !== here.coder && (one.text === here.id || one.text === null))) void refresh(true);
    else if (entries.some((one) => one.kind === "undo" || one.kind === "retract" || !knows(one))) void refresh();
  } else void refresh();
});
