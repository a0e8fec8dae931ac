/** What a version of the protocol asks beside symptoms, drawn as the day says it. */

import { html, nothing, type TemplateResult } from "lit-html";
import { isAnswer, withAnswer, type Entry, type Fault } from "../entry";
import type { Question } from "../types";
import { w } from "../words";
import { key } from "./fields";

/** Kinds that this page can draw; what a newer server asks beside them is named, and the rest is asked all the same. */
const KNOWN = ["YES_NO", "CHOICE", "NUMBER", "TEXT"];
const NOT_KNOWN = "UNKNOWN";
const LONGEST = 60;

type Shown = { asked: readonly Question[]; entry: Entry; fault: Fault; set: (entry: Entry) => void };

export function questions({ asked, entry, fault, set }: Shown): TemplateResult[] {
  return asked.map((question) => {
    if (KNOWN.indexOf(question.kind) < 0) return html`<p class="notice">${question.words} <span class="soft">${w("question_newer")}</span></p>`;
    const said = (entry.answers || {})[question.code] || "";
    const say = (word: string): void => set(withAnswer(entry, question.code, word));
    const choices = question.choices.length ? question.choices : [{ code: NOT_KNOWN, words: w("not_known") }];
    return html`<div class="field" role="group" aria-label=${question.words}>
      <span class="label">${question.words}</span>
      ${question.choices.length ? nothing : typed(question, said === NOT_KNOWN ? "" : said, say)}
      <div class="keys">${choices.map(({ code, words }) => key({ word: words, pressed: said === code, tap: () => say(said === code ? "" : code) }))}</div>
      ${fault === "bad_answer" && !isAnswer(question, said) ? html`<p class="fault" role="alert">${w("not_a_number")}</p>` : nothing}
    </div>`;
  });
}

function typed(question: Question, said: string, say: (word: string) => void): TemplateResult {
  return html`<input aria-label=${question.words} inputmode=${question.kind === "NUMBER" ? "decimal" : "text"} maxlength=${LONGEST} autocomplete="off" .value=${said} @input=${(event: Event) => say((event.target as HTMLInputElement).value.trim())} />`;
}
