/** When was this record made? Asked where the phone's clock was moved, or the server cannot believe what it told. */

import { html, nothing, type TemplateResult } from "lit-html";
import { leave, sendWithTime } from "../actions";
import { momentOf } from "../clock";
import { kindOf } from "../kinds";
import { draft, drop, set } from "../parts/draft";
import { key, showFault, textField } from "../parts/fields";
import { endBar, heading } from "../parts/frame";
import { alike, carriedTo, momentSaid, saidOf, timeFault, withTime, type TimeFault } from "../said_time";
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

function reading(time: number, at: number, typed: Draft): TemplateResult {
  const said = saidOf(time);
  return key({ word: momentOf(time, nowTrue()), pressed: at === momentSaid(said), tap: () => set(typed, { ...said, fault: "" }) });
}

function isReading(record: OutboxRecord, at: number): boolean {
  return (record.times || []).some((time) => momentSaid(saidOf(Date.parse(time))) === at);
}
