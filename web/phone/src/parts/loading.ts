/** A screen whose file may still be on its way. */

import { html, type TemplateResult } from "lit-html";
import { whoIsIn } from "../day";
import { post } from "../http";
import { forgetFailed, screensOf, type Drawable } from "../kinds/load";
import { redraw } from "../state";
import { w, wordsOf, type Both } from "../words";
import { heading } from "./frame";

export function drawn<S extends object>(kind: Drawable<S> & { words: Both<"name"> }, draw: (screens: S) => TemplateResult): TemplateResult {
  const screens = screensOf(kind, redraw);
  if (typeof screens !== "string") return draw(screens);
  return html`<main>
    ${heading(wordsOf(kind.words)("name"), "/w/")}
    ${screens === "loading"
      ? html`<p class="empty" role="status">${w("screen_loading")}</p>`
      : html`<p class="fault" role="alert">${w("screen_failed")}</p><button type="button" class="key wide" @click=${again}>${w("try_again")}</button>`}
  </main>`;
}

/** A page asks once for a file that did not come, whatever happens later: where the server answers, the page is opened anew. */
async function again(): Promise<void> {
  if ((await whoIsIn(post)).is !== "later") return location.reload();
  forgetFailed();
  redraw();
}
