/** A check that was sent back, open again with what it said. */

import { html, type TemplateResult } from "lit-html";
import { keepAlarms, leave, saveMended } from "../actions";
import { dataOf, entryOf, faultOf, type Entry, type Fault } from "../entry";
import { CHECK, type CheckData } from "../kinds/check";
import { factOf } from "../kinds/kind";
import { form, set } from "../parts/draft";
import { key, showFault } from "../parts/fields";
import { doorNamed, goingOn, saveForm } from "../parts/form";
import { endBar, heading } from "../parts/frame";
import { member } from "../parts/member";
import { state } from "../state";
import type { Channel, OutboxRecord, Person } from "../types";
import { w } from "../words";
import { allDoors, protocols } from "./data";
import { alarmOf } from "./household";

type Draft = { entry: Entry; channel: Channel; fault: Fault };

export function mendCheck(record: OutboxRecord): TemplateResult {
  const data = record.data as CheckData;
  const door = allDoors().find((known) => known.people.some((person) => person.observation === data.observation));
  const person = (door && door.people.find((known) => known.observation === data.observation)) || gone(record);
  const protocol = protocols()[person.protocol] || protocols()[Object.keys(protocols())[0] || ""];
  if (!protocol) return html`<main>${heading(w("mending"), "/w/outbox/")}<p class="empty">${w("cannot_mend")}</p></main>`;
  const typed = form<Draft>({ key: `mend-${record.id}`, door: doorNamed(record), make: () => ({ entry: entryOf(data), channel: data.channel, fault: "" }) });
  const finish = async (): Promise<void> => {
    const fault = faultOf(typed.entry, protocol);
    if (fault) {
      set(typed, { fault });
      showFault();
      return;
    }
    // A record keeps the version that it answers, whatever the person is under by now.
    const mended = dataOf({ entry: typed.entry, observation: data.observation, channel: typed.channel, asked: data.asked_under || person.protocol });
    const { asked_under: _under, answers: _answers, ...asked } = data;
    await saveForm({ key: `mend-${record.id}`, door: doorNamed(record), typed, save: () => saveMended(record, [{ fact: factOf(CHECK, { ...asked, ...mended }), about: record.about }]), then });
  };
  const then = async (): Promise<void> => {
    const place = { address: door ? door.address : record.about.title, grid: door ? door.grid : "" };
    const alarm = alarmOf(place, { person, protocol }, typed.entry, state.toast ? state.toast.undo[0] || "" : "");
    if (alarm) await keepAlarms([...state.alarms, alarm]);
    leave("/w/outbox/");
  };
  return html`<main class="with-end">
      ${heading(w("mending"), "/w/outbox/")} ${goingOn(`mend-${record.id}`)}
      <p class="fault">${record.reason}</p>
      ${Object.keys(record.fields).map((name) => html`<p class="fault">${record.fields[name]}</p>`)}
      <div class="keys three">${(["VISIT", "PHONE", "PROXY"] as const).map((channel) => key({ word: w(channel), pressed: typed.channel === channel, tap: () => set(typed, { channel }) }))}</div>
      ${member({ person, protocol, grid: door ? door.grid : "", entry: typed.entry, fault: typed.fault, set: (entry) => set(typed, { entry, fault: "" }) })}
    </main>
    ${endBar({ word: w("save"), tap: () => void finish() })}`;
}

/** The person has left the phone; the record still says who it was. */
function gone(record: OutboxRecord): Person {
  return { id: record.id, name: record.about.title, phone: "", observation: (record.data as CheckData).observation, protocol: "", last_on: "", day_number: 0, alert: false, away: false, visit: false, slots: [], last: null };
}
