/** The phone itself: language, PIN, storage, clock, signing out. */

import { html, nothing, type TemplateResult } from "lit-html";
import { saveToFile, setPin, signOut, speak } from "../actions";
import { round } from "../engine";
import { countOf } from "../outbox";
import { draft, drop, set } from "../parts/draft";
import { choiceField, faultAt, key, textField } from "../parts/fields";
import { heading, span } from "../parts/frame";
import { isPin } from "../pin";
import { redraw, state } from "../state";
import { w, type Key } from "../words";

export function more(): TemplateResult {
  const link = (path: string, words: string, note: string): TemplateResult => html`<a class="key wide left" href=${path}>${words}${note ? html`<span class="soft">${note}</span>` : nothing}</a>`;
  const count = countOf(state.records);
  return html`<main>
    <h1>${w("more_title")}</h1>
    ${link("/w/changes/", w("changes_link"), state.everything.changes.length ? String(state.everything.changes.length) : "")} ${link("/w/outbox/", w("outbox_link"), count.unsent ? String(count.unsent) : "")} ${link("/w/scan/", w("scan"), "")}
    ${link("/w/settings/", w("settings_link"), state.everything.day ? state.everything.day.name : "")}
  </main>`;
}

export function settings(): TemplateResult {
  const off = state.everything.offset;
  return html`<main>
    ${heading(w("settings_title"))}
    <p>${w("who")}　<strong>${state.everything.day ? state.everything.day.name : "—"}</strong></p>
    ${state.device ? html`<p>${w("phone_number_of")}　<strong>${state.device.slice(-4).toUpperCase()}</strong></p>` : nothing}
    ${choiceField({ label: w("language"), choices: [["zh", "中文"], ["en", "English"]], value: state.language, set: (code) => void speak(code === "en" ? "en" : "zh") })} ${pin()}
    <h2>${w("storage")}</h2>
    <p>${w(state.offlineReady === "yes" ? "offline_yes" : "no_offline")}</p>
    ${state.persisted === "unknown" ? nothing : html`<p>${w(state.persisted === "yes" ? "persist_yes" : "persist_no")}</p>`}
    <p>${w("clock")}　${Math.abs(off) < 60000 ? w("clock_ok") : `${w(off < 0 ? "fast" : "slow")} ${span(Math.abs(off))}`}</p>
    ${leaving()}
  </main>`;
}

function pin(): TemplateResult {
  const typed = draft("pin", () => ({ digits: "", again: "", fault: "" as "" | Key }));
  if (state.pin) {
    const lock = (): void => {
      state.locked = true;
      redraw();
    };
    return html`<h2>${w("pin")}</h2><p>${w("pin_on")}</p><div class="keys two">${key({ word: w("lock_now"), pressed: false, tap: lock })}${key({ word: w("pin_off"), pressed: false, tap: () => void setPin("") })}</div>`;
  }
  const finish = (): void => {
    const fault = !isPin(typed.digits) ? "pin_bad" : typed.digits !== typed.again ? "pin_differs" : "";
    if (fault) set(typed, { digits: "", again: "", fault });
    else void setPin(typed.digits).then(() => drop("pin"));
  };
  return html`<h2>${w("pin")}</h2>
    <p>${w("pin_say")}</p>
    ${textField({ label: w("pin_set"), value: typed.digits, type: "password", mode: "numeric", max: 6, set: (digits) => set(typed, { digits }) })}
    ${textField({ label: w("pin_again"), value: typed.again, type: "password", mode: "numeric", max: 6, set: (again) => set(typed, { again }) })}
    ${typed.fault ? faultAt(w(typed.fault), "pin-e") : nothing}
    <button type="button" class="key wide" @click=${finish}>${w("pin_save")}</button>`;
}

function leaving(): TemplateResult {
  const typed = draft("leaving", () => ({ said: "" as "" | "unsent" | "no_network" }));
  const count = countOf(state.records).unsent;
  const unsent = state.records.filter((record) => record.state !== "delivered");
  return html`<h2>${w("sign_out")}</h2>
    ${typed.said === "unsent" && count
      ? html`<div class="notice now" role="alert"><p>${w("sign_out_unsent", { n: count })}</p>
          <div class="keys two">${key({ word: w("send_now"), pressed: false, tap: () => void round("now") })}${key({ word: w("save_file"), pressed: false, tap: () => void saveToFile(unsent) })}</div></div>`
      : nothing}
    ${typed.said === "no_network" ? html`<p class="fault" role="alert">${w("need_network")}</p>` : nothing}
    <button type="button" class="key wide" @click=${() => void signOut().then((said) => set(typed, { said: said === "done" ? "" : said }))}>${w("sign_out")}</button>`;
}
