// @ts-check
/** Finding codes by what is typed: ids, labels and definitions, the best first. */

import uFuzzy from "../vendor/ufuzzy.mjs";

/** Made when something is looked for: making it takes longer than looking. @type {any} */
let finder;

/** @typedef {{id: string, label: string, definition: string, other_labels: string[]}} Searched */

/**
 * Ids of the codes that fit, best first: label and id before definitions, of those that fit alike the recent ones.
 * @param {string} typed
 * @param {Searched[]} codes
 * @param {string[]} recently
 */
export function searchCodes(typed, codes, recently) {
  const wanted = folded(typed);
  const names = codes.map((one) => folded(`${one.label} · ${one.id.replaceAll(/[._]/g, " ")} · ${one.other_labels.join(" ")}`));
  const scored = codes.map((one, number) => {
    const label = folded(one.label);
    const own = folded(one.id.split(".").at(-1) ?? "").replaceAll("_", " ");
    if (one.id === typed || label === wanted) return { id: one.id, score: 0 };
    if (label.startsWith(wanted) || own.startsWith(wanted)) return { id: one.id, score: 1 };
    if (wanted.split(/\s+/).every((part) => names[number].includes(part))) return { id: one.id, score: 2 };
    return { id: one.id, score: 9 };
  });
  finder ??= new (/** @type {any} */ (uFuzzy))({ intraMode: 1, intraIns: 1, intraSub: 1, intraTrn: 1, intraDel: 1 });
  const near = finder.filter(names, wanted) ?? [];
  for (const number of near) scored[number].score = Math.min(scored[number].score, 3);
  for (const [number, one] of codes.entries()) {
    if (scored[number].score === 9 && wanted.length > 2 && folded(one.definition).includes(wanted)) scored[number].score = 4;
  }
  const recent = new Map(recently.map((id, number) => [id, number]));
  return scored.filter((one) => one.score < 9)
    .sort((a, b) => a.score - b.score || (recent.get(a.id) ?? 99) - (recent.get(b.id) ?? 99))
    .map((one) => one.id);
}

/** Words without accents and capitals. @param {string} words */
export function folded(words) {
  return words.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
}
