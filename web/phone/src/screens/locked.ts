/** Nobody's name is on this screen. */

import { html, nothing, type TemplateResult } from "lit-html";
import { signInAgain } from "../actions";
import { openWith } from "../locking";
import { draft, set } from "../parts/draft";
import { key } from "../parts/fields";
import { isSpent, WRONG_TRIES } from "../pin";
import { state } from "../state";
import { w } from "../words";

export function locked(): TemplateResult {
  const typed = draft("locked", () => ({ digits: "", wrong: false, no_network: false }));
  const pin = state.pin;
  if (pin && isSpent(pin)) {
    return html`<main>
      <h1>${w("locked_title")}</h1>
      <p>${w("pin_spent")}</p>
      <button type="button" class="key main wide" @click=${() => void signInAgain().then((said) => set(typed, { no_network: said === "no_network" }))}>${w("sign_in_again")}</button>
      ${typed.no_network ? html`<p class="fault" role="alert">${w("need_network")}</p>` : nothing}
    </main>`;
  }
  const press = (digit: string): void => set(typed, { digits: (typed.digits + digit).slice(0, 6), wrong: false });
  const open = (): void => void openWith(typed.digits).then((opens) => set(typed, { digits: "", wrong: !opens }));
  return html`<main>
    <h1>${w("locked_title")}</h1>
    <p>${w("locked_say")}</p>
    <div class="pad" role="group" aria-label=${w("keypad")}>
      <output class="reading" aria-label=${w("pin")}>${typed.digits.replace(/./g, "●") || "○○○○"}</output>
      ${["1", "2", "3", "4", "5", "6", "7", "8", "9"].map((digit) => key({ word: digit, pressed: false, tap: () => press(digit) }))}
      ${key({ word: "⌫", label: w("delete_digit"), pressed: false, tap: () => set(typed, { digits: typed.digits.slice(0, -1) }) })} ${key({ word: "0", pressed: false, tap: () => press("0") })} ${key({ word: w("open"), pressed: false, tap: open })}
    </div>
    ${typed.wrong && pin ? html`<p class="fault" role="alert">${w("pin_wrong", { n: WRONG_TRIES - pin.wrong })}</p>` : nothing}
  </main>`;
}
