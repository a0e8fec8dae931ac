// Buttons that fill a text field with what is said most often. Without script one types.
export function phrases(page: Document): void {
  page.querySelectorAll<HTMLElement>("[data-phrases]").forEach((group) => {
    const field = page.getElementById(group.dataset["phrases"] ?? "");
    if (!(field instanceof HTMLInputElement)) return;
    group.hidden = false;
    group.addEventListener("click", (event) => {
      if (!(event.target instanceof HTMLElement) || event.target.dataset["phrase"] === undefined) return;
      const said = event.target.textContent?.trim() ?? "";
      const room = field.maxLength < 0 ? Infinity : field.maxLength;
      // What was typed stays; one phrase may follow another.
      if (!field.value.includes(said) && field.value.length + said.length <= room) field.value += said;
      field.focus();
    });
  });
}
