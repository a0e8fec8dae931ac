/** Whom to ring: links that dial, also without a network for data. */

import { html, type TemplateResult } from "lit-html";
import { state } from "../state";
import type { Phone } from "../types";
import { w } from "../words";
import { icon } from "./icons";

export function telLinks(gridCode: string): TemplateResult {
  const grid = grids().find((known) => known.code === gridCode) || grids()[0];
  const doctors = dialable(grid ? grid.doctors : []);
  if (doctors.length) return html`${doctors.map(telLink)}`;
  return html`<p>${w("no_doctor")}</p>${dialable(grid ? grid.secretaries : []).map(telLink)}`;
}

export function telLink(person: Phone): TemplateResult {
  return html`<a class="key main tel" href="tel:${person.phone}">${icon("phone")}${w("call", { name: person.name })}</a>`;
}

export function dialable(people: readonly Phone[]): Phone[] {
  return people.filter((person) => person.phone);
}

function grids(): NonNullable<typeof state.everything.day>["grids"] {
  return state.everything.day ? state.everything.day.grids : [];
}
