/** What a family needs, or what was talked about. */

import { html, nothing, type TemplateResult } from "lit-html";
import { leave, save, saveMended, type Said } from "../actions";
import { CALL, type CallData } from "../kinds/call";
import { factOf } from "../kinds/kind";
import type { Door } from "../overlay";
import { form as typedForm, set } from "../parts/draft";
import { choiceField, longField, showFault } from "../parts/fields";
import { doorNamed, goingOn, saveForm } from "../parts/form";
import { endBar, heading } from "../parts/frame";
import { telLinks } from "../parts/phones";
import type { OutboxRecord } from "../types";
import { w, wordsOf } from "../words";
import { careIsDue, doorOf } from "./data";

const t = wordsOf({
  zh: {
    how: "怎么问的",
    need_title: "家里需要什么",
    need_who: "谁家的事",
    need_what: "需要什么、说了什么",
    purpose: "什么事",
    SUPPLIES: "生活需要",
    HEALTH: "问健康",
    INFORM: "告知政策",
    VERIFY: "核对信息",
    CARE: "关爱走访",
    OTHER: "其他",
    reached: "说上话了吗",
    REACHED: "说上了",
    NOT_REACHED: "没有",
    unwell: "有人发热、咳嗽或不舒服：先回门牌页记体温和症状，马上告诉医生。这里写的只当一般情况。",
  },
  en: {
    how: "How asked",
    need_title: "What the family needs",
    need_who: "Who",
    need_what: "What is needed, what was said",
    purpose: "About",
    SUPPLIES: "Supplies",
    HEALTH: "Health",
    INFORM: "Informing",
    VERIFY: "Verifying",
    CARE: "Care",
    OTHER: "Other",
    reached: "Spoke with them",
    REACHED: "Yes",
    NOT_REACHED: "No",
    unwell: "Somebody has a fever, a cough or feels ill: record temperature and symptoms at the door first, and tell the doctor at once. What is written here counts as ordinary.",
  },
});

type Draft = { data: CallData; faults: Record<string, string> };
const PURPOSES = ["SUPPLIES", "HEALTH", "INFORM", "VERIFY", "CARE", "OTHER"] as const;

export function screen(id: string): TemplateResult {
  const door = doorOf(id);
  const first = door && door.people[0];
  const key = `need-${id}`;
  if (!door || !first) return html`<main>${heading(t("need_title"), "/w/")}<p class="empty">${w("here_gone")}</p></main>`;
  const typed = typedForm<Draft>({ key, door: id, make: () => ({ data: { person: first.id, way: "VISIT", purpose: careIsDue(id) ? "CARE" : "SUPPLIES", outcome: "REACHED", note: "" }, faults: {} }) });
  const finish = async (): Promise<void> => {
    if (check(typed)) await saveForm({ key, door: id, typed, save: () => save([saidOf(door, typed)]), then: () => leave(`/w/h/${id}/`) });
  };
  return form({ key, door, typed, back: `/w/h/${id}/`, finish: () => void finish() });
}

export function mend(record: OutboxRecord): TemplateResult {
  const door = doorOf(doorNamed(record));
  const key = `mend-${record.id}`;
  const at = doorNamed(record);
  const typed = typedForm<Draft>({ key, door: at, make: () => ({ data: { ...(record.data as CallData) }, faults: record.fields }) });
  const finish = async (): Promise<void> => {
    const said: Said = door && door.here ? saidOf(door, typed) : { fact: factOf(CALL, typed.data), about: record.about };
    if (check(typed)) await saveForm({ key, door: at, typed, save: () => saveMended(record, [said]), then: () => leave("/w/outbox/") });
  };
  return form({ key, reason: record.reason, door, typed, back: "/w/outbox/", finish: () => void finish() });
}

function form({ key, reason = "", door, typed, back, finish }: { key: string; reason?: string; door: Door | undefined; typed: Draft; back: string; finish: () => void }): TemplateResult {
  const { data, faults } = typed;
  const change = (changes: Partial<CallData>): void => set(typed, { data: { ...typed.data, ...changes }, faults: {} });
  return html`<main class="with-end">
      ${heading(t("need_title"), back)} ${goingOn(key)} ${reason ? html`<p class="fault">${reason}</p>` : nothing} ${door ? html`<p class="soft">${door.address}</p>` : nothing}
      ${door && door.people.length > 1 ? choiceField({ label: t("need_who"), choices: door.people.map((person): [string, string] => [person.id, person.name]), value: data.person, set: (person) => change({ person }), fault: faults.person }) : nothing}
      ${choiceField({ label: t("purpose"), choices: PURPOSES.map((code): [string, string] => [code, t(code)]), value: data.purpose, set: (purpose) => change({ purpose }), fault: faults.purpose })}
      ${data.purpose === "HEALTH" ? html`<div class="notice soon"><p>${t("unwell")}</p>${telLinks(door ? door.grid : "")}</div>` : nothing}
      ${longField({ label: t("need_what"), value: data.note, set: (note) => change({ note }), fault: faults.note })}
      ${choiceField({ label: t("how"), choices: (["VISIT", "CALL"] as const).map((code): [string, string] => [code, w(code === "CALL" ? "PHONE" : "VISIT")]), value: data.way, set: (way) => change({ way: way as CallData["way"] }) })}
      ${choiceField({ label: t("reached"), choices: (["REACHED", "NOT_REACHED"] as const).map((code): [string, string] => [code, t(code)]), value: data.outcome, set: (outcome) => change({ outcome: outcome as CallData["outcome"] }) })}
    </main>
    ${endBar({ word: w("save"), tap: finish })}`;
}

function check(typed: Draft): boolean {
  if (typed.data.note.trim() || typed.data.outcome === "NOT_REACHED") return true;
  set(typed, { faults: { note: w("write_something") } });
  showFault();
  return false;
}

function saidOf(door: Door, typed: Draft): Said {
  const person = door.people.find((one) => one.id === typed.data.person);
  return { fact: factOf(CALL, { ...typed.data, note: typed.data.note.trim() }), about: { household: door.id, title: `${door.address} ${person ? person.name : ""}`.trim() } };
}
