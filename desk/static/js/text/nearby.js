// @ts-check
/** Which passages are in the window or near it: only what is near is lit, however long the text is. */

/** How far around what is seen the band reaches that is lit, in heights of that: it need not change with every key. */
const REACH = 2;

/** @type {Set<number>} */
const seen = new Set();
/** The first and the last passage of the band. @type {[number, number] | null} */
let band = null;
/** @type {() => void} */
let tell = () => {};

const watcher = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    const number = Number(/** @type {HTMLElement} */ (target).dataset.passage);
    if (isIntersecting) seen.add(number);
    else seen.delete(number);
  }
  if (!seen.size) return;
  const first = Math.min(...seen);
  const last = Math.max(...seen);
  if (band && band[0] <= first && last <= band[1]) return;
  const around = REACH * (last - first + 1);
  mark(band, false);
  band = [Math.max(first - around, 1), last + around];
  mark(band, true);
  tell();
}, { rootMargin: "50% 0px" });

/** @type {HTMLElement[]} */
let all = [];

/** Only passages that are near are styled for lights: each light costs every passage that may have it. @param {[number, number] | null} range @param {boolean} near */
function mark(range, near) {
  if (range) for (const one of all.slice(range[0] - 1, range[1])) one.classList.toggle("near", near);
}

/**
 * Watch passages, and be told when others are near.
 * @param {HTMLElement[]} passages in their order
 * @param {() => void} hear
 */
export function watch(passages, hear) {
  tell = hear;
  all = passages;
  for (const passage of passages) watcher.observe(passage);
}

/** The first and the last passage that are near, the last perhaps beyond the end; null before anything was seen. */
export function nearby() {
  return band;
}
