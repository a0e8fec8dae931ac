/** Somebody found at the door who is in no list yet. */

import { html, nothing, type TemplateResult } from "lit-html";
import { leave, save, saveMended } from "../actions";
import { isChild } from "../child";
import { DAY_MS, dayOf } from "../clock";
import { ARRIVAL, type ArrivalData } from "../kinds/arrival";
import { factOf } from "../kinds/kind";
import { form as typedForm, set } from "../parts/draft";
import { choiceField, key, longField, showFault, textField } from "../parts/fields";
import { doorNamed, goingOn, saveForm } from "../parts/form";
import { endBar, heading } from "../parts/frame";
import { guardianFaults, guardianFields, guardianSaid, NOT_ASKED } from "../parts/guardian";
import { keepNewcomersAlarm, unwell } from "../parts/unwell";
import { idFaultNow, numberFaults, wayOn } from "../parts/numbers";
import { tenthsOf } from "../reading";
import { nowTrue, state } from "../state";
import type { Grid, OutboxRecord } from "../types";
import { w, wordsOf } from "../words";
import { choices, doorOf, grids } from "./data";

const t = wordsOf({
  zh: {
    arrival_title: "登记新到的人",
    no_register: "你现在没有可以登记的网格。请联系社区。",
    sex: "性别",
    M: "男",
    F: "女",
    id_type: "证件",
    ID_CARD: "身份证",
    PASSPORT: "护照",
    HK_MACAO_PASS: "港澳通行证",
    TAIWAN_PASS: "台胞证",
    OTHER_ID: "其他证件",
    id_number: "证件号码",
    numbers_unknown: "证件号码和电话现在都不知道",
    later: "以后补",
    id_or_phone: "证件号码和电话都没有填；问不到的，点“以后补”",
    age: "年龄（周岁）",
    bad_age: "年龄应是 0 到 130",
    household_head: "户主",
    relation: "与户主关系",
    companions: "同行人",
    seat: "座位",
    address: "住在哪里",
    origin: "从哪里来",
    origin_hint: "例如：湖北省武汉市",
    origin_class: "来源地类别",
    arrived_on: "哪天到的",
    left_on: "哪天离开来源地",
    exposed_on: "最后接触病人的日子",
    transport: "怎么来的",
    transport_hint: "例如：G1234 次 5 车",
    contact_history: "接触过病人吗",
    YES: "接触过",
    NO: "没有",
    UNKNOWN: "不清楚",
    today: "今天",
    yesterday: "昨天",
    in_future: "日期在今天之后",
    left_after: "离开的日子在到达之后",
    required: "请填写",
    notice: "登记前告诉对方：谁登记、做什么用、保存多久、可能给谁。",
    notice_link: "告知全文（要有网络）",
  },
  en: {
    arrival_title: "Register an arrival",
    no_register: "You have no grid to register in now. Ask the community.",
    sex: "Sex",
    M: "Male",
    F: "Female",
    id_type: "Paper",
    ID_CARD: "ID card",
    PASSPORT: "Passport",
    HK_MACAO_PASS: "Hong Kong or Macao permit",
    TAIWAN_PASS: "Taiwan permit",
    OTHER_ID: "Other",
    id_number: "Number",
    numbers_unknown: "Neither number nor phone is known now",
    later: "To be completed",
    id_or_phone: "Give a number or a phone, or tap “to be completed”",
    age: "Age (years)",
    bad_age: "An age is 0 to 130",
    household_head: "Head of household",
    relation: "Relation to the head",
    companions: "Companions",
    seat: "Seat",
    address: "Lives where",
    origin: "Comes from",
    origin_hint: "For example: 湖北省武汉市",
    origin_class: "Kind of origin",
    arrived_on: "Arrived on",
    left_on: "Left there on",
    exposed_on: "Last contact with a patient",
    transport: "Came by",
    transport_hint: "For example: train G1234, coach 5",
    contact_history: "Contact with a patient",
    YES: "Yes",
    NO: "No",
    UNKNOWN: "Unknown",
    today: "Today",
    yesterday: "Yesterday",
    in_future: "This day is after today",
    left_after: "Left after arriving",
    required: "Fill this in",
    notice: "Say before you register: who writes it down, what for, how long it is kept, who may get it.",
    notice_link: "The whole text (needs the network)",
  },
});

/** What a record that was saved before these were asked does not have. */
const TOLD_LATER = { numbers_unknown: false, age: null, guardian_consent: "", guardian: "", guardian_told_by: "", household_head: "", relation: "", companions: "", seat: "" } as const;

/** dated: the day of arrival was entered; until then it is today's. */
type Draft = { data: ArrivalData; dated?: boolean; digits: string; faults: Record<string, string>; symptoms_open?: boolean };

export function screen(householdId: string): TemplateResult {
  const open = grids().filter((grid) => grid.may_register);
  const first = open[0];
  const back = householdId ? `/w/h/${householdId}/` : "";
  if (!first) return html`<main>${title(back)}<p class="empty">${t("no_register")}</p></main>`;
  const door = doorOf(householdId);
  const id = `arrival-${householdId}`;
  const typed = typedForm<Draft>({ key: id, door: householdId, make: () => ({ data: blank(open.find((grid) => door && grid.code === door.grid) || first, door ? door.address : ""), digits: "", faults: {} }) });
  if (!typed.dated) typed.data.arrived_on = dayOf(nowTrue());
  const then = async (): Promise<void> => {
    await tellOf(typed);
    leave(back || "/w/");
  };
  const finish = async (): Promise<void> => {
    const about = { household: householdId || null, title: `${typed.data.address} ${typed.data.name}` };
    if (check(typed)) await saveForm({ key: id, door: householdId, typed, save: () => save([{ fact: factOf(ARRIVAL, clean(typed)), about }]), then });
  };
  return form({ typed, open, household: householdId, head: html`${title(back)} ${goingOn(id)}`, finish: () => void finish() });
}

export function mend(record: OutboxRecord): TemplateResult {
  const data = record.data as ArrivalData;
  const id = `mend-${record.id}`;
  const at = doorNamed(record);
  const typed = typedForm<Draft>({ key: id, door: at, make: () => ({ data: { ...TOLD_LATER, ...data }, digits: data.temperature_tenths === null ? "" : String(data.temperature_tenths), faults: { ...record.fields, ...(record.fields.temperature ? { temperature_tenths: record.fields.temperature } : {}) } }) });
  const finish = async (): Promise<void> => {
    const about = { ...record.about, title: `${typed.data.address} ${typed.data.name}` };
    const then = async (): Promise<void> => {
      await tellOf(typed);
      leave("/w/outbox/");
    };
    if (check(typed)) await saveForm({ key: id, door: at, typed, save: () => saveMended(record, [{ fact: factOf(ARRIVAL, clean(typed)), about }]), then });
  };
  return form({ typed, open: grids().filter((grid) => grid.may_register), household: record.about.household || "", head: html`${heading(t("arrival_title"), "/w/outbox/")} ${goingOn(id)}<p class="fault">${record.reason}</p>`, finish: () => void finish() });
}

function title(back: string): TemplateResult {
  return back ? heading(t("arrival_title"), back) : html`<h1>${t("arrival_title")}</h1>`;
}

function blank(grid: Grid, address: string): ArrivalData {
  return { community: grid.code.slice(0, 12), grid: grid.code, name: "", sex: "", id_type: "ID_CARD", id_number: "", phone: "", ...TOLD_LATER, address, origin: "", origin_class: "UNKNOWN", arrived_on: dayOf(nowTrue()), left_on: null, exposed_on: null, transport: "", contact_history: "UNKNOWN", temperature_tenths: null, symptoms: [], note: "" };
}

/** Whoever is ill, or was with somebody who is, stays in red on the list. */
async function tellOf(typed: Draft): Promise<void> {
  await keepNewcomersAlarm({ data: clean(typed), title: `${typed.data.address} ${typed.data.name}`, id: (state.toast && state.toast.undo[0]) || "" });
}

type Form = { typed: Draft; open: Grid[]; household: string; head: TemplateResult; finish: () => void };

function form({ typed, open, household, head, finish }: Form): TemplateResult {
  const { data, faults } = typed;
  const change = (changes: Partial<ArrivalData>): void => set(typed, { data: { ...typed.data, ...changes }, dated: typed.dated || "arrived_on" in changes, faults: {} });
  const words = state.everything.words;
  const idWrong = faults.id_number || idFaultNow(data);
  const today = dayOf(nowTrue());
  const yesterday = dayOf(nowTrue() - DAY_MS);
  const day = (label: string, name: "arrived_on" | "left_on" | "exposed_on"): TemplateResult =>
    textField({ label, value: data[name] || "", type: "date", set: (value) => change({ [name]: value || (name === "arrived_on" ? "" : null) }), fault: faults[name] });
  const word = (label: string, name: "name" | "phone" | "address" | "origin" | "transport" | "household_head" | "relation" | "companions" | "seat", more: { mode?: string; max?: number; placeholder?: string; type?: string } = {}): TemplateResult =>
    textField({ label, value: data[name], set: (value) => change({ [name]: value }), fault: faults[name], ...more });
  return html`<main class="with-end">
      ${head}
      <p class="soft">${t("notice")}</p>
      <a class="key" href="/notice/${data.community}/" target="_blank">${t("notice_link")}</a>
      ${open.length > 1 ? choiceField({ label: w("grid"), choices: open.map((grid): [string, string] => [grid.code, grid.name]), value: data.grid, set: (code) => change({ grid: code, community: code.slice(0, 12) }), fault: faults.grid }) : nothing}
      ${word(w("name"), "name", { max: 60 })} ${word(w("phone"), "phone", { type: "tel", mode: "tel", max: 20 })} ${wayOn({ field: "phone", fault: faults.phone, data, change })} ${word(t("address"), "address")} ${word(t("origin"), "origin", { max: 100, placeholder: t("origin_hint") })}
      ${choiceField({ label: t("origin_class"), choices: choices(words && words.origins), value: data.origin_class, set: (origin_class) => change({ origin_class }), fault: faults.origin_class })}
      ${day(t("arrived_on"), "arrived_on")}
      <div class="keys two">
        ${key({ word: t("today"), pressed: data.arrived_on === today, tap: () => change({ arrived_on: today }) })} ${key({ word: t("yesterday"), pressed: data.arrived_on === yesterday, tap: () => change({ arrived_on: yesterday }) })}
      </div>
      ${choiceField({ label: t("contact_history"), choices: (["YES", "NO", "UNKNOWN"] as const).map((code): [string, string] => [code, t(code)]), value: data.contact_history, set: (code) => change({ contact_history: code as ArrivalData["contact_history"] }) })}
      ${textField({ label: `${w("temperature")} ℃`, value: typed.digits.length > 2 ? `${typed.digits.slice(0, -1)}.${typed.digits.slice(-1)}` : typed.digits, mode: "decimal", max: 4, set: (value) => set(typed, { digits: value.replace(/[^0-9]/g, "").slice(0, 3), faults: {} }), fault: faults.temperature_tenths })}
      ${unwell({ data, tenths: tenthsOf(typed.digits), household, open: Boolean(typed.symptoms_open), toggle: () => set(typed, { symptoms_open: !typed.symptoms_open }), change })}
      ${choiceField({ label: t("sex"), choices: [["M", t("M")], ["F", t("F")]], value: data.sex, set: (sex) => change({ sex: sex as "M" | "F" }), fault: faults.sex })}
      ${choiceField({ label: t("id_type"), choices: [["ID_CARD", t("ID_CARD")], ["PASSPORT", t("PASSPORT")], ["HK_MACAO_PASS", t("HK_MACAO_PASS")], ["TAIWAN_PASS", t("TAIWAN_PASS")], ["OTHER", t("OTHER_ID")]], value: data.id_type, set: (id_type) => change({ id_type }), fault: faults.id_type })}
      ${textField({ label: t("id_number"), value: data.id_number, max: 24, set: (id_number) => change({ id_number }), fault: idWrong })} ${wayOn({ field: "id_number", fault: idWrong, data, change })}
      <div class="keys"><span>${t("numbers_unknown")}</span>${key({ word: t("later"), pressed: data.numbers_unknown, tap: () => change({ numbers_unknown: !data.numbers_unknown }) })}</div>
      ${textField({ label: t("age"), value: data.age === null ? "" : String(data.age), mode: "numeric", max: 3, set: (value) => change({ age: /^\d{1,3}$/.test(value) ? Number(value) : null }), fault: faults.age })}
      ${isChild(data, today) ? guardianFields({ data, faults, change }) : nothing}
      ${word(t("household_head"), "household_head", { max: 60 })} ${word(t("relation"), "relation", { max: 40 })} ${word(t("companions"), "companions", { max: 200 })} ${word(t("seat"), "seat", { max: 20 })}
      ${word(t("transport"), "transport", { max: 40, placeholder: t("transport_hint") })} ${day(t("left_on"), "left_on")} ${day(t("exposed_on"), "exposed_on")}
      ${longField({ label: w("note"), value: data.note, set: (note) => change({ note }), fault: faults.note })}
    </main>
    ${endBar({ word: w("save"), tap: finish })}`;
}

function check(typed: Draft): boolean {
  const { data } = typed;
  const faults: Record<string, string> = {};
  const today = dayOf(nowTrue());
  for (const name of ["name", "address", "origin", "arrived_on"] as const) if (!data[name].trim()) faults[name] = t("required");
  if (!data.phone.trim() && !data.id_number.trim() && !data.numbers_unknown) faults.phone = t("id_or_phone");
  Object.assign(faults, numberFaults(data));
  if (data.age !== null && data.age > 130) faults.age = t("bad_age");
  if (isChild(data, today)) Object.assign(faults, guardianFaults(data));
  if (data.arrived_on > today) faults.arrived_on = t("in_future");
  if (data.exposed_on && data.exposed_on > today) faults.exposed_on = t("in_future");
  if (data.left_on && data.left_on > data.arrived_on) faults.left_on = t("left_after");
  if (typed.digits && !inRange(tenthsOf(typed.digits))) faults.temperature_tenths = w("out_of_range", { low: "34.0", high: "43.0" });
  if (!Object.keys(faults).length) return true;
  set(typed, { faults });
  showFault();
  return false;
}

/** No protocol holds for somebody not registered yet: what any of them believes. */
function inRange(tenths: number | null): boolean {
  return tenths !== null && tenths >= 340 && tenths <= 430;
}

function clean(typed: Draft): ArrivalData {
  const { data } = typed;
  const id = data.id_number.trim().toUpperCase();
  const guardian = isChild(data, dayOf(nowTrue())) ? guardianSaid(data) : NOT_ASKED;
  return { ...data, ...guardian, name: data.name.trim(), phone: data.phone.trim(), address: data.address.trim(), origin: data.origin.trim(), transport: data.transport.trim(), household_head: data.household_head.trim(), relation: data.relation.trim(), companions: data.companions.trim(), seat: data.seat.trim(), note: data.note.trim(), id_number: id, id_type: id ? data.id_type : "", temperature_tenths: tenthsOf(typed.digits) };
}
