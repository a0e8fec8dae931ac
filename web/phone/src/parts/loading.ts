/** A screen whose file may still be on its way. */

import { html, nothing, type TemplateResult } from "lit-html";
import type { AnyKind, Screens } from "../kinds/kind";
import { forgetFailed, screensOf } from "../kinds/load";
import { redraw } from "../state";
import { w, wordsOf } from "../words";
import { heading } from "./frame";

export function drawn(kind: AnyKind, draw: (screens: Screens) => TemplateResult): TemplateResult {
  const screens = screensOf(kind, redraw);
  if (typeof screens !== "string") return draw(screens);
  const again = (): void => {
    forgetFailed();
    redraw();
  };
  return html`<main>
    ${heading(wordsOf(kind.words)("name"), "/w/")}
    ${screens === "loading"
      ? html`<p class="empty" role="status">${w("screen_loading")}</p>`
      : html`<p class="fault" role="alert">${w("screen_failed")}</p><button type="button" class="key wide" @click=${again}>${w("try_again")}</button>
          ${navigator.onLine ? html`<button type="button" class="key wide" @click=${() => location.reload()}>${w("open_again")}</button>` : nothing}`}
  </main>`;
}
