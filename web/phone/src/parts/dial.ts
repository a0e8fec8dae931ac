/** Ring a resident: the number is asked for when it is wanted, dialled, and kept nowhere. */

import { html, nothing, type TemplateResult } from "lit-html";
import { post } from "../http";
import type { Door } from "../overlay";
import { isToDo, standingOf } from "../slots";
import { nowTrue, redraw, state } from "../state";
import type { Phone } from "../types";
import { w } from "../words";
import { telLink } from "./phones";

/** So long the numbers of one door stand on its page (as the desk's: decision 040). */
const SHOWN_MS = 60000;

type Asked = { door: string; standing: "asking" | "none" | "no_network" | Phone[] };
let asked: Asked = { door: "", standing: "none" };

/** At a door where something is to be done now; the server judges that again. */
export function dial(door: Door): TemplateResult | typeof nothing {
  const protocols = state.everything.day ? state.everything.day.protocols : {};
  const due = door.people.some((person) => isToDo(standingOf({ person, protocol: protocols[person.protocol], nowMs: nowTrue() })));
  if (!due || state.revoked) return nothing;
  const standing = asked.door === door.id ? asked.standing : "";
  if (Array.isArray(standing)) return html`<div class="keys two">${standing.map(telLink)}</div>`;
  return html`<button type="button" class="key wide" @click=${() => void ask(door.id)}>${w(standing === "asking" ? "asking_number" : "ring_resident")}</button>
    ${standing === "none" || standing === "no_network" ? html`<p class="notice" role="alert">${w(standing === "none" ? "no_number" : "number_needs_network")}</p>` : nothing}`;
}

async function ask(door: string): Promise<void> {
  if (asked.door === door && asked.standing === "asking") return;
  const mine: Asked = { door, standing: "asking" };
  asked = mine;
  redraw();
  const reply = await post<{ numbers: Phone[] }>("/api/v1/dial", { device: state.device, household: door });
  mine.standing = reply.is !== "ok" || !Array.isArray(reply.body.numbers) ? "no_network" : reply.body.numbers.length ? reply.body.numbers : "none";
  setTimeout(() => {
    if (asked === mine) asked = { door: "", standing: "none" };
    redraw();
  }, SHOWN_MS);
  redraw();
}
