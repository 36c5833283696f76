// @ts-check
/** How the text looks: letters, size, length of lines, light or dark; kept in this browser. */

import { dialog, element } from "../screen.js";
import { say } from "../words.js";

const CHOICES = {
  face: ["serif", "sans"],
  size: ["small", "medium", "large", "huge"],
  line: ["short", "medium", "long"],
  theme: ["auto", "light", "dark"],
};

/** Give the page the look that was chosen last. */
export function restoreLook() {
  for (const [name, values] of Object.entries(CHOICES)) {
    const kept = localStorage.getItem(`glose-${name}`);
    document.documentElement.dataset[name] = kept && values.includes(kept) ? kept : name === "face" ? "serif" : name === "theme" ? "auto" : "medium";
  }
}

/** Choose it. */
export function look() {
  return dialog(say("look"), () => Object.entries(CHOICES).map(([name, values]) =>
    element("fieldset", { class: "row" }, element("legend", {}, say(`look_${name}`)), ...values.map((value) => {
      const field = /** @type {HTMLInputElement} */ (element("input", { type: "radio", name, value, onchange: () => {
        document.documentElement.dataset[name] = value;
        localStorage.setItem(`glose-${name}`, value);
      } }));
      field.checked = document.documentElement.dataset[name] === value;
      return element("label", {}, field, ` ${say(`look_${name}_${value}`)}`);
    }))));
}
