/** The phone itself: language, PIN, storage, clock, signing out. */

import { html, nothing, type TemplateResult } from "lit-html";
import { saveToFile, signOut, speak } from "../actions";
import { round } from "../engine";
import { lock, removePin, setPin } from "../locking";
import { countOf } from "../outbox";
import { draft, drop, set } from "../parts/draft";
import { choiceField, faultAt, key, textField } from "../parts/fields";
import { heading, span } from "../parts/frame";
import { isKeyed, isPin, WRONG_TRIES } from "../pin";
import { state } from "../state";
import { canCopy } from "../store/copies";
import { isUnsure } from "../time";
import { w, wordsOf } from "../words";

const t = wordsOf({
  zh: {
    who: "登录的是",
    language: "语言 Language",
    pin_say: "5 分钟不用就锁上，输对数字才能看。",
    pin_set: "设 4–6 位数字",
    pin_again: "再输一次",
    pin_differs: "两次不一样，请重来",
    pin_bad: "要 4–6 位数字",
    pin_off: "不要密码",
    pin_on: "已设密码",
    lock_now: "现在锁上",
    storage: "存储",
    offline_yes: "可以离线打开",
    persist_yes: "系统不会自动清理本机记录",
    persist_no: "手机快满时系统可能清理，请常上传",
    clock: "手机时间",
    clock_ok: "准",
    sign_out_unsent: "还有 {n} 条没有上传，现在不能退出。",
    copy_yes: "没上传的记录另有备份",
    copy_no: "没上传的记录没有备份：这个浏览器只存一份，请常上传",
    rest_open: "没设密码时，手机里的内容没有加密。",
    rest_sealed: "住户名单已加密，输对密码才能看；每次打开都要输。没上传的记录和照片、7 天内上传过的记录没有加密：锁着也要能上传。忘了密码：错 5 次后重新登录，名单重新取。",
    rest_digest: "这个网址不是 https：手机里的内容没有加密，密码只挡随手翻看。",
    settings_title: "设置",
  },
  en: {
    who: "Signed in",
    language: "语言 Language",
    pin_say: "Locks after 5 idle minutes; opens with your digits.",
    pin_set: "4–6 digits",
    pin_again: "Once more",
    pin_differs: "They differ, start again",
    pin_bad: "4–6 digits, please",
    pin_off: "Remove PIN",
    pin_on: "A PIN is set",
    lock_now: "Lock now",
    storage: "Storage",
    offline_yes: "Opens offline",
    persist_yes: "The system will not clear records",
    persist_no: "The system may clear records when the phone is full: send often",
    clock: "Phone clock",
    clock_ok: "Right",
    sign_out_unsent: "{n} not sent yet: you cannot sign out now.",
    copy_yes: "Unsent records have a second copy",
    copy_no: "Unsent records have no second copy in this browser: send often",
    rest_open: "Without a PIN nothing on this phone is encrypted.",
    rest_sealed: "The list of people is encrypted: only the PIN shows it, asked each time the app opens. Unsent records and photographs, and records sent within 7 days, are not: they must go out while the phone is locked. PIN forgotten: after five wrong tries sign in again, and the list is fetched again.",
    rest_digest: "This address is not https: nothing on this phone is encrypted, the PIN only keeps a curious hand out.",
    settings_title: "Settings",
  },
});

export function settings(): TemplateResult {
  const off = state.everything.offset;
  return html`<main>
    ${heading(t("settings_title"))}
    <p>${t("who")}　<strong>${state.everything.day ? state.everything.day.name : "—"}</strong></p>
    ${state.device ? html`<p>${w("phone_number_of")}　<strong>${state.device.slice(-4).toUpperCase()}</strong></p>` : nothing}
    ${choiceField({ label: t("language"), choices: [["zh", "中文"], ["en", "English"]], value: state.language, set: (code) => void speak(code === "en" ? "en" : "zh") })} ${pin()}
    <h2>${t("storage")}</h2>
    <p>${state.offlineReady === "yes" ? t("offline_yes") : w("no_offline")}</p>
    ${state.persisted === "unknown" ? nothing : html`<p>${t(state.persisted === "yes" ? "persist_yes" : "persist_no")}</p>`}
    <p>${t(canCopy() ? "copy_yes" : "copy_no")}</p>
    <p>${t("clock")}　${isUnsure() ? w("clock_moved") : Math.abs(off) < 60000 ? t("clock_ok") : `${w(off < 0 ? "fast" : "slow")} ${span(Math.abs(off))}`}</p>
    ${leaving()}
  </main>`;
}

function pin(): TemplateResult {
  const typed = draft("pin", () => ({ digits: "", again: "", fault: "" as "" | "pin_bad" | "pin_differs" }));
  if (state.pin) return pinSet();
  const finish = (): void => {
    const fault = !isPin(typed.digits) ? "pin_bad" : typed.digits !== typed.again ? "pin_differs" : "";
    if (fault) set(typed, { digits: "", again: "", fault });
    else void setPin(typed.digits).then(() => drop("pin"));
  };
  return html`<h2>${w("pin")}</h2>
    <p>${t("pin_say")} ${t("rest_open")}</p>
    ${textField({ label: t("pin_set"), value: typed.digits, type: "password", mode: "numeric", max: 6, set: (digits) => set(typed, { digits }) })}
    ${textField({ label: t("pin_again"), value: typed.again, type: "password", mode: "numeric", max: 6, set: (again) => set(typed, { again }) })}
    ${typed.fault ? faultAt(t(typed.fault), "pin-e") : nothing}
    <button type="button" class="key wide" @click=${finish}>${w("pin_save")}</button>`;
}

/** What a PIN does here, and how it goes: by those who know it. */
function pinSet(): TemplateResult {
  const typed = draft("pin-off", () => ({ asked: false, digits: "", wrong: false }));
  const remove = (): void => void removePin(typed.digits).then((opens) => (opens ? drop("pin-off") : set(typed, { digits: "", wrong: true })));
  return html`<h2>${w("pin")}</h2><p>${t("pin_on")}</p><p>${t(isKeyed(state.pin) ? "rest_sealed" : "rest_digest")}</p>
    <div class="keys two">${key({ word: t("lock_now"), pressed: false, tap: lock })}${typed.asked ? nothing : key({ word: t("pin_off"), pressed: false, tap: () => set(typed, { asked: true }) })}</div>
    ${typed.asked ? html`${textField({ label: w("locked_say"), value: typed.digits, type: "password", mode: "numeric", max: 6, fault: typed.wrong && state.pin ? w("pin_wrong", { n: WRONG_TRIES - state.pin.wrong }) : "", set: (digits) => set(typed, { digits, wrong: false }) })}<button type="button" class="key wide" @click=${remove}>${t("pin_off")}</button>` : nothing}`;
}

function leaving(): TemplateResult {
  const typed = draft("leaving", () => ({ said: "" as "" | "unsent" | "no_network" }));
  const count = countOf(state.records).unsent;
  const unsent = state.records.filter((record) => record.state !== "delivered");
  return html`<h2>${w("sign_out")}</h2>
    ${typed.said === "unsent" && count
      ? html`<div class="notice now" role="alert"><p>${t("sign_out_unsent", { n: count })}</p>
          <div class="keys two">${key({ word: w("send_now"), pressed: false, tap: () => void round("now") })}${key({ word: w("save_file"), pressed: false, tap: () => void saveToFile(unsent) })}</div></div>`
      : nothing}
    ${typed.said === "no_network" ? html`<p class="fault" role="alert">${w("need_network")}</p>` : nothing}
    <button type="button" class="key wide" @click=${() => void signOut().then((said) => set(typed, { said: said === "done" ? "" : said }))}>${w("sign_out")}</button>`;
}
