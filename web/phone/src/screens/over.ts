/** What a phone says that shows nobody any more. */

import { html, nothing, type TemplateResult } from "lit-html";
import { saveToFile } from "../actions";
import { askAgain, round } from "../engine";
import { state } from "../state";
import type { OutboxRecord } from "../types";
import { w } from "../words";

const notSent = (): OutboxRecord[] => state.records.filter((record) => record.state !== "delivered");

export function withdrawn(): TemplateResult {
  const unsent = notSent();
  if (!unsent.length) return html`<main>
    <p class="notice now">${w("revoked")}</p>
    <p>${w("revoked_anew")}</p>
    <p><a class="key wide" href="/sign-in/?next=/w/">${w("sign_in_again")}</a></p>
  </main>`;
  return html`<main>
    <p class="notice now">${w("revoked_unsent", { n: unsent.length })}</p>
    <p><a class="key wide" href="/sign-in/?next=/w/">${w("revoked_sign_in")}</a></p>
    <button type="button" class="key wide" @click=${() => void saveToFile(unsent)}>${w("save_file")}</button>
  </main>`;
}

/** Pages that stay with a worker whose post ended: what is unsent, and the way out. */
export const AFTER_POST: readonly string[] = ["outbox", "mend", "settings"];

export function ended(): TemplateResult {
  const unsent = notSent().length + state.pictures;
  const ask = (): void => {
    askAgain();
    void round("now");
  };
  return html`<main>
    <h1>${w("ended")}</h1>
    <p class="notice">${w("ended_say")}</p>
    ${unsent ? html`<p class="notice now">${w("unsent_n", { n: unsent })}</p><p><a class="key main wide" href="/w/outbox/">${w("outbox_link")}</a></p>` : nothing}
    <button type="button" class="key wide" @click=${ask}>${w("update_now")}</button>
    <p><a class="key wide" href="/w/settings/">${w("sign_out")}</a></p>
  </main>`;
}
