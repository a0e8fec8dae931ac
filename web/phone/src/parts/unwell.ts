/** How somebody new at a door feels: symptoms as of anybody, and the doctor in red at once, also without a network. */

import { html, nothing, type TemplateResult } from "lit-html";
import { keepAlarms } from "../actions";
import type { ArrivalData } from "../kinds/arrival";
import { newcomers } from "../newcomer";
import { needsDoctor } from "../reading";
import { protocols } from "../screens/data";
import { state } from "../state";
import type { Protocol } from "../types";
import { w, wordsOf } from "../words";
import { symptomWord } from "./codes";
import { key } from "./fields";
import { kindsHere } from "./frame";
import { saidOf } from "./member";
import { telLinks } from "./phones";

const t = wordsOf({
  zh: { contact: "接触过病人", emergency: "要上报紧急情况" },
  en: { contact: "Was with somebody ill", emergency: "Report an emergency" },
});

/** tenths: as typed so far; household: where they were met, "" where nobody knows the door. */
type Shown = { data: ArrivalData; tenths: number | null; household: string; open: boolean; toggle: () => void; change: (changes: Partial<ArrivalData>) => void };

export function unwell({ data, tenths, household, open, toggle, change }: Shown): TemplateResult {
  const protocol = protocolHere();
  const has = (code: string): boolean => data.symptoms.indexOf(code) >= 0;
  const turned = (code: string): string[] => (has(code) ? data.symptoms.filter((known) => known !== code) : [...data.symptoms, code]);
  return html`<div class="field">
      ${key({ word: data.symptoms.length ? w("symptoms_n", { n: data.symptoms.length }) : w("symptoms"), pressed: open || data.symptoms.length > 0, tap: toggle })}
      ${open ? html`<div class="keys two">${protocol.symptoms.map((code) => key({ word: symptomWord(code), pressed: has(code), tap: () => change({ symptoms: turned(code) }) }))}</div>` : nothing}
    </div>
    ${isUnwell({ data, tenths, protocol })
      ? html`<div class="alarm" role="alert">
          <h3>${w("tell_doctor", { said: saidOfNewcomer({ data, tenths, protocol }) })}</h3>
          ${telLinks(data.grid)} ${kindsHere().some((kind) => kind.code === "emergency") ? html`<a class="key" href="/w/emergency/${household ? `${household}/` : ""}">${t("emergency")}</a>` : nothing}
        </div>`
      : nothing}`;
}

/** Keep the doctor's number on the list until the worker says that they were told. id: of the record that tells it. */
export async function keepNewcomersAlarm({ data, title, id }: { data: ArrivalData; title: string; id: string }): Promise<void> {
  const told = { data, tenths: data.temperature_tenths, protocol: protocolHere() };
  if (isUnwell(told)) await keepAlarms([...state.alarms, { id, title, said: saidOfNewcomer(told), grid: data.grid }]);
}

type Told = { data: ArrivalData; tenths: number | null; protocol: Protocol };

function protocolHere(): Protocol {
  return newcomers({ protocols: protocols(), known: Object.keys(state.everything.words ? state.everything.words.symptoms : {}) });
}

function isUnwell({ data, tenths, protocol }: Told): boolean {
  return needsDoctor({ tenths, symptoms: data.symptoms, protocol, contact: data.contact_history });
}

function saidOfNewcomer({ data, tenths, protocol }: Told): string {
  const said = [saidOf({ tenths, symptoms: data.symptoms }, protocol), data.contact_history === "YES" ? t("contact") : ""];
  return said.filter(Boolean).join(state.language === "en" ? ", " : "，");
}
