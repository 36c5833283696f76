// @ts-check
/**
 * Asking the desk and recording: what is recorded waits here while the connection is lost, and is sent again, each once.
 */

import { say, sayNumber } from "./words.js";

/** What the desk refused: its status, message and problems. */
export class Refusal extends Error {
  /**
   * @param {number} status
   * @param {string} message
   * @param {{place: string, message: string}[]} problems
   */
  constructor(status, message, problems) {
    super(message);
    this.status = status;
    this.problems = problems;
  }

  /** The message with what is wrong where. */
  get whole() {
    return [this.message, ...this.problems.map((one) => (one.place ? `${one.place}: ${one.message}` : one.message))].join(" ");
  }
}

/**
 * Ask for something.
 * @param {string} path
 * @returns {Promise<any>}
 */
export async function ask(path) {
  const answer = await fetch(path, { headers: { accept: "application/json" } });
  return taken(answer);
}

/**
 * @typedef {{path: string, body: unknown, key: string, done: (value: any) => void, failed: (error: unknown) => void}} Waiting
 */

/** @type {Waiting[]} */
const waiting = [];
const WHO = document.body?.dataset.coder ?? "";
/** What waits is one person's: nobody who comes to this tab later sends it under their own name. */
const KEPT = `glose-waiting:${WHO}`;
let sending = false;
let acts = 0;
/** @type {(() => void)[]} */
const idle = [];
/** Whether the session has ended: what was done waits until the person is in again, e.g. in another tab. */
let out = false;

/**
 * Record something, after whatever was recorded before it. Resolves with the answer; rejects with a Refusal.
 * @param {string} path
 * @param {unknown} body
 * @returns {Promise<any>}
 */
export function send(path, body) {
  acts += 1;
  return new Promise((done, failed) => {
    waiting.push({ path, body, key: crypto.randomUUID(), done, failed });
    keep();
    void sendAll();
  });
}

/** How many acts were sent from this page so far, recorded or still waiting. */
export function sent() {
  return acts;
}

/** Wait until nothing waits to be recorded any more. @returns {Promise<void>} */
export function settled() {
  return waiting.length ? new Promise((done) => idle.push(done)) : Promise.resolve();
}

async function sendAll() {
  if (sending) return;
  sending = true;
  try {
    while (waiting.length) {
      const next = waiting[0];
      try {
        const answer = await fetch(next.path, {
          method: "POST",
          headers: { "content-type": "application/json", "idempotency-key": next.key, "glose-coder": encodeURIComponent(WHO) },
          body: JSON.stringify(next.body),
        });
        if (answer.status === 503) throw new TypeError("busy");
        if (answer.status === 401) {
          out = true;
          throw new TypeError("signed out");
        }
        out = false;
        const value = await taken(answer);
        shift();
        next.done(value);
      } catch (error) {
        if (!(error instanceof TypeError)) {
          shift();
          next.failed(error);
          continue;
        }
        lost(true);
        await new Promise((again) => setTimeout(again, 700));
        continue;
      }
      lost(false);
    }
  } finally {
    sending = false;
    for (const done of idle.splice(0)) done();
  }
}

function shift() {
  waiting.shift();
  keep();
}

/** What waits outlives the page: it is sent when the desk is opened again. */
function keep() {
  const kept = waiting.map(({ path, body, key }) => ({ path, body, key }));
  if (kept.length) sessionStorage.setItem(KEPT, JSON.stringify(kept));
  else sessionStorage.removeItem(KEPT);
}

/** Send what an earlier page of this tab could not. */
export function resume() {
  /** @type {{path: string, body: unknown, key: string}[]} */
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "[]");
  for (const one of kept) waiting.push({ ...one, done: () => undefined, failed: (error) => console.error(error) });
  if (waiting.length) void sendAll();
}

/**
 * @param {Response} answer
 * @returns {Promise<any>}
 */
async function taken(answer) {
  const text = await answer.text();
  let value = null;
  try {
    value = text ? JSON.parse(text) : null;
  } catch {
    value = null;
  }
  if (answer.ok) return value;
  throw new Refusal(answer.status, value?.message ?? text, value?.problems ?? []);
}

let isLost = false;

/** That the session ended, with how much waits: a link on which one comes in again beside this page. */
function signedOut() {
  const link = document.createElement("a");
  link.href = "/sign-in";
  link.target = "_blank";
  link.textContent = waiting.length ? sayNumber("signed_out_waiting", waiting.length) : say("signed_out");
  return link;
}

/**
 * Show that the connection is lost, with how much waits, or that it is back.
 * @param {boolean} now
 */
export function lost(now) {
  const shown = document.getElementById("connection");
  if (!shown) return;
  if (now && out) shown.replaceChildren(signedOut());
  else if (now) shown.textContent = waiting.length ? sayNumber("lost_waiting", waiting.length) : say("lost");
  else if (isLost) shown.textContent = "";
  shown.classList.toggle("lost", now);
  isLost = now;
}

/**
 * Hear what happens in the study: `entries` recorded by anybody, new `suggestions`, and `again` after a lost connection.
 * @param {(event: {kind: string, entries?: {id: string, kind: string, coder: string, text: string | null, code: string | null}[]}) => void} hear
 */
export function listen(hear) {
  const events = new EventSource(`/api/events?after=${document.body.dataset.position ?? ""}`);
  let was = false;
  events.addEventListener("message", (event) => hear(JSON.parse(event.data)));
  events.addEventListener("open", () => {
    lost(false);
    if (was) hear({ kind: "again" });
    was = true;
  });
  events.addEventListener("error", () => lost(true));
  addEventListener("pagehide", () => events.close());
}
