// @ts-check
/** The whole text at a glance: what is read, coded, suggested and found, and where the window is. */

import { here, passageAt, shown, wordsOf } from "./model.js";

const map = /** @type {HTMLElement} */ (document.getElementById("minimap"));
const canvas = /** @type {HTMLCanvasElement} */ (map.querySelector("canvas"));
const paper = /** @type {HTMLElement} */ (document.getElementById("paper"));
const frame = /** @type {HTMLElement} */ (map.querySelector(".window"));

let asked = 0;

/** Draw it anew when there is time for it. */
export function drawMap() {
  cancelAnimationFrame(asked);
  asked = requestAnimationFrame(() => setTimeout(draw));
}

function draw() {
  const height = map.clientHeight;
  const width = map.clientWidth;
  if (!height || !width) return;
  const sharp = devicePixelRatio || 1;
  canvas.width = width * sharp;
  canvas.height = height * sharp;
  const pen = canvas.getContext("2d");
  if (!pen) return;
  pen.scale(sharp, sharp);
  const all = paper.scrollHeight || 1;
  const styles = getComputedStyle(document.documentElement);
  const [read, unread, suggested, found] = ["--map-read", "--map-unread", "--suggestion", "--found"].map((name) => styles.getPropertyValue(name));
  const origin = paper.getBoundingClientRect().top;
  const scale = height / all;
  /** @type {Map<number, {top: number, height: number}>} */
  const boxes = new Map();
  for (const passage of here.passages) {
    const box = wordsOf(passage.passage).getBoundingClientRect();
    const at = { top: (box.top - origin) * scale, height: Math.max(box.height * scale, 1) };
    boxes.set(passage.passage, at);
    pen.fillStyle = passage.read ? read : unread;
    pen.fillRect(0, at.top, 8, at.height);
  }
  const spot = (/** @type {number} */ start, /** @type {number} */ end) => {
    const passage = passageAt(start);
    const box = boxes.get(passage.passage) ?? { top: 0, height: 1 };
    const whole = Math.max(passage.end - passage.start, 1);
    const from = box.top + (box.height * Math.max(start - passage.start, 0)) / whole;
    return [from, Math.max((box.height * (end - start)) / whole, 2)];
  };
  for (const one of shown()) {
    pen.fillStyle = here.codes.get(one.code)?.colour ?? "#4f5663";
    const [top, tall] = spot(one.start, one.end);
    pen.fillRect(10, top, 12, tall);
  }
  pen.fillStyle = suggested;
  for (const one of here.suggestions) pen.fillRect(24, spot(one.start, one.end)[0], 5, 1.5);
  pen.fillStyle = found;
  for (const one of here.hits) pen.fillRect(0, spot(one.start, one.end)[0], width, 2);
  drawWindow();
}

/** Show where the window is. */
export function drawWindow() {
  const all = paper.scrollHeight || 1;
  const scale = map.clientHeight / all;
  const top = -paper.getBoundingClientRect().top;
  frame.style.top = `${Math.max(top * scale, 0)}px`;
  frame.style.height = `${Math.min(innerHeight * scale, map.clientHeight)}px`;
}

map.addEventListener("pointerdown", (event) => {
  const go = (/** @type {PointerEvent} */ at) => {
    const share = (at.clientY - map.getBoundingClientRect().top) / map.clientHeight;
    scrollTo({ top: scrollY + paper.getBoundingClientRect().top + share * paper.scrollHeight - innerHeight / 2, behavior: "instant" });
  };
  go(event);
  map.setPointerCapture(event.pointerId);
  map.addEventListener("pointermove", go);
  map.addEventListener("pointerup", () => map.removeEventListener("pointermove", go), { once: true });
});
addEventListener("scroll", drawWindow, { passive: true });
