// @ts-check
/** The slider: the study as it was, asked for as the slider rests. */

import { byId } from "../screen.js";
import { show, swapping } from "./swap.js";

const slider = /** @type {HTMLInputElement} */ (byId("step"));
/** @type {number | undefined} */
let waiting;

function ask() {
  clearTimeout(waiting);
  waiting = setTimeout(() => void show(`/history/then?step=${slider.value}`), 120);
}

slider.addEventListener("input", ask);
for (const button of document.querySelectorAll("[data-step]")) {
  button.addEventListener("click", () => {
    slider.value = String(Number(slider.value) + Number(/** @type {HTMLElement} */ (button).dataset.step));
    ask();
  });
}
addEventListener("popstate", () => {
  slider.value = new URLSearchParams(location.search).get("step") ?? slider.max;
});
swapping({ form: "then-form", after: () => slider.setAttribute("aria-valuetext", byId("results").dataset.when ?? "") });
document.documentElement.dataset.drawn = "yes";
