// A form that writes is sent once, however often its button is pressed.
const GIVE_UP_MS = 20_000;

function buttonsOf(form: HTMLFormElement): HTMLButtonElement[] {
  return Array.from(form.elements).filter(
    (part): part is HTMLButtonElement => part instanceof HTMLButtonElement && part.type === "submit",
  );
}

function lock(form: HTMLFormElement): void {
  form.dataset["sent"] = "";
  for (const button of buttonsOf(form)) {
    button.disabled = true;
    button.classList.add("is-working");
  }
}

function unlock(form: HTMLFormElement): void {
  delete form.dataset["sent"];
  for (const button of buttonsOf(form)) {
    if (!button.classList.contains("is-working")) continue;
    button.disabled = false;
    button.classList.remove("is-working");
  }
}

/**
 * Lock a posted form's buttons while it is on its way; a second press does nothing.
 *
 * Unlocked when the page is shown again, and after 20 s for a line that failed.
 * A form whose answer is a file says data-repeatable, as its page stays.
 */
export function submitOnce(page: Document): void {
  page.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset["repeatable"] !== undefined) return;
    if (form.dataset["sent"] !== undefined) {
      event.preventDefault();
      return;
    }
    form.dataset["sent"] = "";
    // Later, because a disabled button's own name and value would not be sent.
    window.setTimeout(() => lock(form), 0);
    window.setTimeout(() => unlock(form), GIVE_UP_MS);
  });
  window.addEventListener("pageshow", () => {
    page.querySelectorAll<HTMLFormElement>("form[data-sent]").forEach(unlock);
  });
}
