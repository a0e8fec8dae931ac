/** What stands instead of the doors while this phone keeps nothing, or has lost something. Needs no file and no network. */

import { html, nothing, type TemplateResult } from "lit-html";
import { tellLost } from "../actions";
import { momentOf } from "../clock";
import { askAgain, round } from "../engine";
import { spanOf } from "../loss";
import { fileKey } from "../parts/storage";
import { nowTrue, state } from "../state";
import { w, type Key } from "../words";

export function again(): void {
  askAgain();
  void round("now");
}

/** The database does not open: why, the way out, and a file of what is noted outside it. */
export function trouble(): TemplateResult {
  const none = state.trouble === "none";
  return html`<main>
    <h1>${w("trouble_bar")}</h1>
    <div class="notice now" role="alert"><p>${w(`trouble_${state.trouble}` as Key)}</p>${none ? html`<p><strong>${location.host}/w/</strong></p>` : nothing}</div>
    ${none ? nothing : html`<button type="button" class="key main wide" @click=${again}>${w("try_again")}</button>`} ${fileKey()}
  </main>`;
}

/** Never green, and never gone by itself: until the worker has said that the community knows. */
export function lost(): TemplateResult {
  const n = state.lost.length;
  const span = spanOf(state.lost);
  const at = (ms: number): string => momentOf(ms + state.everything.offset, nowTrue());
  return html`<main>
    <h1>${w("lost_title", { n })}</h1>
    <div class="notice now" role="alert">
      <p><strong>${span ? hours(at(span.from), at(span.to)) : w("lost_when")}</strong></p>
      <p>${w("lost_say")}</p>
    </div>
    ${fileKey()}
    <button type="button" class="key main wide" @click=${() => tellLost()}>${w("lost_known")}</button>
  </main>`;
}

const hours = (from: string, to: string): string => (from === to ? from : w("lost_hours", { from, to }));

/** A page that cannot be drawn: what waits goes out all the same, and is reached from here. */
export function undrawn(): TemplateResult {
  return html`<main>
    <p class="notice now" role="alert">${w("undrawn")}</p>
    ${fileKey()}
    <p><a class="key wide" href="/w/">${w("doors")}</a></p>
    <p><a class="key wide" href="/w/outbox/">${w("outbox_link")}</a></p>
  </main>`;
}
