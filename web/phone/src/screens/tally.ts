/** The day in numbers, by grid and session, and what this worker did. */

import { html, type TemplateResult } from "lit-html";
import { dayOf } from "../clock";
import type { Door } from "../overlay";
import { sessionWord } from "../parts/codes";
import { guarded } from "../parts/guarded";
import { nowTrue, state } from "../state";
import type { Person } from "../types";
import { w, type Key } from "../words";
import { allDoors, grids, protocols } from "./data";
import { ofToday, plainRow } from "./outbox";
import { tallyOf, type Sum } from "../tally";

const COLUMNS: [keyof Sum, Key][] = [
  ["due", "t_due"],
  ["done", "t_done"],
  ["nobody", "t_nobody"],
  ["refused", "t_refused"],
  ["left", "t_left"],
  ["fever", "t_fever"],
];

export function tally(): TemplateResult {
  const mine = ofToday(state.records).sort((a, b) => (a.id < b.id ? 1 : -1));
  return html`<main>
    <h1>${w("tally_title")} <span class="soft">${dayOf(nowTrue()).slice(5)}</span></h1>
    ${grids().map((grid) => {
      const doors = allDoors().filter((door) => door.grid === grid.code);
      return html`<section class="tally">
        <h2>${grid.name}</h2>
        ${sessionsOf(doors).map((session) => numbers(session, tallyOf({ people: people(doors), protocols: protocols(), session, nowMs: nowTrue() })))}
        <p class="soft">${w("t_unsent")} ${doors.reduce((sum, door) => sum + door.waiting, 0)}</p>
      </section>`;
    })}
    <h2>${w("what_i_did")} ${mine.length}</h2>
    ${mine.length ? html`<ul class="records">${mine.slice(0, 100).map(guarded(plainRow))}</ul>` : html`<p class="empty">${w("nothing_today")}</p>`}
  </main>`;
}

function people(doors: readonly Door[]): Person[] {
  return ([] as Person[]).concat(...doors.map((door) => door.people));
}

function sessionsOf(doors: readonly Door[]): string[] {
  const today = dayOf(nowTrue());
  const codes = new Map<string, string>();
  for (const person of people(doors)) for (const slot of person.slots) if (slot.on === today) codes.set(slot.session, slot.opens_at);
  return Array.from(codes.keys()).sort((a, b) => ((codes.get(a) as string) < (codes.get(b) as string) ? -1 : 1));
}

function numbers(session: string, sum: Sum): TemplateResult {
  return html`<h3>${sessionWord(session)}</h3>
    <dl class="numbers">${COLUMNS.map(([name, word]) => html`<div class=${name === "fever" && sum.fever ? "hot" : ""}><dt>${w(word)}</dt><dd>${sum[name]}</dd></div>`)}</dl>`;
}
