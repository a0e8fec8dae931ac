// A select or date marked data-autosubmit sends its form when it changes.
const FIRST_YEAR = 1900;

/** Say whether a field holds a whole value; a date being typed passes through years such as 0002. */
function isWhole(field: HTMLInputElement | HTMLSelectElement): boolean {
  return field.type !== "date" || field.value === "" || Number(field.value.slice(0, 4)) >= FIRST_YEAR;
}

/** Send the form of a marked field on change. The form's own button, class no-script, is for browsers without script. */
export function submitOnChange(page: Document): void {
  page.addEventListener("change", (event) => {
    const field = event.target;
    if (!(field instanceof HTMLSelectElement || field instanceof HTMLInputElement)) return;
    if (field.dataset["autosubmit"] === undefined || !field.form || !isWhole(field)) return;
    field.form.submit();
  });
}
