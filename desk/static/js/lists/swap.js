// @ts-check
/**
 * Lists without a page's whole way: what the server would show at an address is asked for, and the parts named are put
 * in the place of those shown.
 */

import { alarm } from "../screen.js";

/** @type {string[]} */
let parts = ["results"];
/** @type {() => unknown} */
let drawn = () => undefined;
let latest = 0;

/**
 * Follow links with `data-swap` and the form without leaving the page.
 * @param {{ids?: string[], form?: string, after?: () => unknown}} options
 */
export function swapping({ ids = ["results"], form = "filters", after = () => undefined }) {
  parts = ids;
  drawn = after;
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[data-swap]") : null;
    if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void show(link.href, { form: true, top: true });
  });
  addEventListener("popstate", () => void show(location.href, { push: false, form: true }));
  const asked = document.getElementById(form);
  if (!(asked instanceof HTMLFormElement)) return;
  asked.addEventListener("submit", (event) => {
    event.preventDefault();
    void show(addressOf(asked));
  });
  asked.addEventListener("change", (event) => {
    if (event.target instanceof HTMLInputElement && ["search", "text"].includes(event.target.type)) return;
    void show(addressOf(asked));
  });
}

/** The address that a form asks for; fields left empty are left out. @param {HTMLFormElement} form */
export function addressOf(form) {
  const asked = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string" && value.trim()) asked.append(name, value);
  const words = asked.toString();
  return form.getAttribute("action") + (words ? `?${words}` : "");
}

/** Show again what is shown. */
export function again() {
  return show(location.href, { push: false });
}

/**
 * Show what stands at an address. `form` fills the form anew as well, `top` goes to the beginning.
 * @param {string} address
 * @param {{push?: boolean, form?: boolean, top?: boolean}} [options]
 */
export async function show(address, { push = true, form = false, top = false } = {}) {
  const mine = ++latest;
  for (const id of parts) document.getElementById(id)?.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine !== latest) return;
    if (!page.getElementById(parts[0])) {
      alarm(page.querySelector("main")?.textContent?.replaceAll(/\s+/g, " ").trim() ?? String(answer.status));
      return;
    }
    for (const id of [...parts, ...(form ? ["filters"] : [])]) {
      const fresh = page.getElementById(id);
      const old = document.getElementById(id);
      if (!fresh || !old) continue;
      if (id === "filters") refill(/** @type {HTMLFormElement} */ (old), /** @type {HTMLFormElement} */ (fresh));
      else old.replaceWith(fresh);
    }
    if (push && address !== location.href) history.pushState(null, "", address);
    if (top) scrollTo({ top: 0 });
    drawn();
  } catch (error) {
    if (mine === latest) alarm(String(error instanceof Error ? error.message : error));
  } finally {
    for (const id of parts) document.getElementById(id)?.removeAttribute("aria-busy");
  }
}

/** Give the fields of a form the values of another; the fields stay, with what listens to them. @param {HTMLFormElement} old @param {HTMLFormElement} fresh */
function refill(old, fresh) {
  for (const field of fresh.elements) {
    if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement || field instanceof HTMLTextAreaElement) || !field.name) continue;
    const mine = [...old.elements].find((one) => /** @type {HTMLInputElement} */ (one).name === field.name && (field.type !== "radio" || /** @type {HTMLInputElement} */ (one).value === field.value));
    if (mine instanceof HTMLInputElement && field instanceof HTMLInputElement && ["checkbox", "radio"].includes(field.type)) mine.checked = field.checked;
    else if (mine) /** @type {HTMLInputElement} */ (mine).value = field.value;
  }
}
