/** What the desk, or somebody else, changed in the households on this phone. */

import { html, type TemplateResult } from "lit-html";
import { momentOf } from "../clock";
import { conflictWords, fieldWord } from "../parts/conflict";
import { heading } from "../parts/frame";
import * as phone from "../phone";
import { nowTrue, state } from "../state";
import type { Change } from "../store/database";
import { w, worded } from "../words";
import { doorOf } from "./data";

const MOST = 200;

export function changes(): TemplateResult {
  const newest = [...state.everything.changes].sort((a, b) => b.at - a.at || (b.id || 0) - (a.id || 0)).slice(0, MOST);
  const last = newest.reduce((most, change) => Math.max(most, change.id || 0), 0);
  if (last > phone.seenChange(state.user)) phone.keepSeenChange(state.user, last);
  return html`<main>
    ${heading(w("changes_title"))}
    ${newest.length
      ? html`<ul class="records">${newest.map((change) => {
          const words = html`<strong>${change.title}</strong><span>${worded("C_", change.kind)}${change.kind === "APART" ? "" : html` ${wordsOf(change)}`}</span><small>${momentOf(change.at + state.everything.offset, nowTrue())}</small>`;
          return html`<li>${doorOf(change.household) ? html`<a class="plain" href="/w/h/${change.household}/">${words}</a>` : words}</li>`;
        })}</ul>`
      : html`<p class="empty">${w("no_changes")}</p>`}
  </main>`;
}

function wordsOf({ card, count, words }: Change): string {
  if (card) return conflictWords(fieldWord(card.kind, card.field), { ...card, other: card.kept });
  return count ? w("doors_n", { n: count }) : words;
}
