/** Why there is no connection, each reason in its own words; where the next act is the worker's, as a line to tap. */

import { html, nothing, type TemplateResult } from "lit-html";
import { state } from "../state";
import { w } from "../words";

/** Whether the worker has to act before anything goes on. */
export function mustAct(): boolean {
  return state.revoked || state.net === "signed_out" || isStranger();
}

function isStranger(): boolean {
  return state.net === "later" && state.why === "stranger";
}

/** What to tap before anything goes on; nothing where it goes on by itself. */
export function reasonLine(): TemplateResult | typeof nothing {
  // The page that a portal leads to is another's: it opens beside this one.
  if (!state.revoked && isStranger()) return html`<a class="status-line" href="/sign-in/" target="_blank" rel="noopener">${w("why_stranger")}</a>`;
  if (!mustAct()) return nothing;
  // Every screen of a withdrawn phone says what to do.
  if (state.revoked) return html`<span class="status-line">${w("why_revoked")}</span>`;
  // Who signed out, or never signed in here, has no sign-in that could have expired.
  return html`<a class="status-line" href=${signInPath()}>${w(state.user ? "signed_out" : "sign_in_first")}</a>`;
}

/** To the page of signing in, and from there back here. */
export function signInPath(): string {
  return `/sign-in/?next=${encodeURIComponent(typeof location === "undefined" ? "/w/" : location.pathname)}`;
}

/** Why it goes on later by itself; "" where all is well, or a line of its own says it. */
export function reasonWords(): string {
  if (state.net !== "later" || !state.why || isStranger()) return "";
  return w(state.why === "no_network" ? "why_no_network" : "why_down");
}
