/** When was this record made? Asked where the phone's clock was moved, or the server cannot believe what it told. */

import { html, nothing, type TemplateResult } from "lit-html";
import { leave, sendWithTime } from "../actions";
import { clockOf, dayOf, madeAt, momentOf } from "../clock";
import { kindOf } from "../kinds";
import { sessionWord } from "../parts/codes";
import type { Crossing, When } from "../parts/crossing";
import { draft, drop, set } from "../parts/draft";
import { key, showFault, textField } from "../parts/fields";
import { endBar, heading } from "../parts/frame";
import { alike, carriedTo, momentSaid, saidOf, timeFault, withTime, type TimeFault } from "../said_time";
import { sessionOf } from "../slots";
import { nowTrue, state } from "../state";
import type { OutboxRecord } from "../types";
import { w, wordsOf } from "../words";

const t = wordsOf({
  zh: {
    when: "这条记录是什么时候的？",
    phone_said: "手机当时显示 {at}",
    day: "哪天",
    hour: "几点",
    no_time: "请写哪天、几点",
    not_yet: "这个时间还没有到",
    long_ago: "超过 14 天，服务器不收；请存成文件交社区",
    these_too: "另外 {n} 条也是这次变的，一起改",
    other: "改别的内容",
    read_when: "{who}的体温是什么时候量的？",
    read_then: "{at} 量的",
    read_now: "刚才 {at} 量的",
    seen_when: "{who}是什么时候去的？",
    seen_then: "{at} 去的",
    seen_now: "刚才 {at} 去的",
  },
  en: {
    when: "When was this record made?",
    phone_said: "The phone showed {at}",
    day: "Day",
    hour: "Hour",
    no_time: "Give a day and an hour",
    not_yet: "This time has not come yet",
    long_ago: "More than 14 days ago: the server does not take it; save it to a file for the community",
    these_too: "{n} more of the same move: change them too",
    other: "Change something else",
    read_when: "When was {who} measured?",
    read_then: "{at}",
    read_now: "Just now, {at}",
    seen_when: "When were you at {who}'s?",
    seen_then: "{at}",
    seen_now: "Just now, {at}",
  },
});

type Draft = { day: string; clock: string; fault: TimeFault };

export function mend(record: OutboxRecord): TemplateResult {
  const typed = draft<Draft>(`time-${record.id}`, () => ({ day: "", clock: "", fault: "" }));
  const at = momentSaid(typed);
  const others = alike(record, state.records);
  const kind = kindOf(record.kind);
  const finish = async (records: readonly OutboxRecord[]): Promise<void> => {
    const fault = timeFault(at, nowTrue());
    if (fault) {
      set(typed, { fault });
      showFault();
      return;
    }
    if (!(await sendWithTime([withTime(record, at), ...records.map((other) => withTime(other, carriedTo(other, record, at)))]))) return;
    drop(`time-${record.id}`);
    leave("/w/outbox/");
  };
  return html`<main class="with-end">
      ${heading(t("when"), "/w/outbox/")}
      <p><strong>${record.about.title}</strong> ${kind ? kind.said(record.data as never) : nothing}</p>
      <p class="fault">${record.reason}</p>
      ${Object.keys(record.fields).map((name) => html`<p class="fault">${record.fields[name]}</p>`)}
      <p class="soft">${t("phone_said", { at: momentOf(Date.parse(record.claimed_at), 0) })}</p>
      <div class="keys two">${(record.times || []).map((time) => reading(Date.parse(time), at, typed))}</div>
      ${textField({ label: t("day"), type: "date", value: typed.day, set: (day) => set(typed, { day, fault: "" }) })}
      ${textField({ label: t("hour"), type: "time", value: typed.clock, set: (clock) => set(typed, { clock, fault: "" }), fault: typed.fault ? t(typed.fault) : undefined })}
      ${others.length && isReading(record, at) ? html`<button type="button" class="key wide" @click=${() => void finish(others)}>${t("these_too", { n: others.length })}</button>` : nothing}
      ${kind ? html`<a class="key wide" href="/w/mend/${record.id}/${record.kind}/">${t("other")}</a>` : nothing}
    </main>
    ${endBar({ word: w("save"), tap: () => void finish([]) })}`;
}

/** At a door that is saved behind a session's edge. */
export function askWhen({ crossing, tell }: { crossing: readonly Crossing[]; tell: (when: When) => void }): TemplateResult {
  const first = crossing[0] as Crossing;
  const now = nowTrue();
  const read = crossing.every((one) => one.read);
  const then = madeAt(first.at, state.everything.offset);
  const hour = (atMs: number): string => [dayOf(atMs) === dayOf(now) ? "" : dayOf(atMs).slice(5), sessionWord(sessionOf({ protocol: first.protocol, atMs }).split(" ")[1] || ""), clockOf(atMs)].join(" ").trim();
  return html`<section class="notice soon" role="alert">
    <h2>${t(read ? "read_when" : "seen_when", { who: crossing.map((one) => one.person.name).join("、") })}</h2>
    <div class="keys two">
      ${key({ word: t(read ? "read_then" : "seen_then", { at: hour(then) }), pressed: false, tap: () => tell("then") })}
      ${key({ word: t(read ? "read_now" : "seen_now", { at: hour(now) }), pressed: false, tap: () => tell("now") })}
    </div>
  </section>`;
}

function reading(time: number, at: number, typed: Draft): TemplateResult {
  const said = saidOf(time);
  return key({ word: momentOf(time, 0), pressed: at === momentSaid(said), tap: () => set(typed, { ...said, fault: "" }) });
}

function isReading(record: OutboxRecord, at: number): boolean {
  return (record.times || []).some((time) => momentSaid(saidOf(Date.parse(time))) === at);
}
