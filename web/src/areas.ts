// A place is typed by name, pinyin or initials; below the field stand the places that are called so. Without script the page asks.
interface Place {
  code: string;
  path: string;
}

const WAIT_MS = 200;
let numbered = 0;

function hidden(box: HTMLElement, name: string): HTMLInputElement {
  const known = box.querySelector<HTMLInputElement>(`input[type=hidden][name="${name}"]`);
  if (known) return known;
  const made = document.createElement("input");
  made.type = "hidden";
  made.name = name;
  box.append(made);
  return made;
}

async function called(address: string, text: string): Promise<Place[]> {
  const answer = await fetch(`${address}?q=${encodeURIComponent(text)}`, { headers: { Accept: "application/json" } });
  // A page instead of places: signed out meanwhile. The form says so when it is sent.
  if (!answer.ok || !(answer.headers.get("Content-Type") ?? "").includes("json")) return [];
  return ((await answer.json()) as { places: Place[] }).places;
}

function listen(box: HTMLElement, field: HTMLInputElement, address: string): void {
  const list = document.createElement("ul");
  list.id = `places-${(numbered += 1)}`;
  list.className = "area-list";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  box.append(list);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  let places: Place[] = [];
  let at = -1;
  let timer = 0;
  let asked = 0;

  function mark(next: number): void {
    at = next;
    Array.from(list.children).forEach((line, number) => line.setAttribute("aria-selected", String(number === at)));
    const line = list.children[at];
    field.setAttribute("aria-activedescendant", line ? line.id : "");
    line?.scrollIntoView({ block: "nearest" });
  }

  function show(found: Place[]): void {
    places = found;
    list.textContent = "";
    found.forEach((place, number) => {
      const line = document.createElement("li");
      line.id = `${list.id}-${number}`;
      line.setAttribute("role", "option");
      line.textContent = place.path;
      list.append(line);
    });
    list.hidden = found.length === 0;
    field.setAttribute("aria-expanded", String(!list.hidden));
    mark(-1);
  }

  function pick(place: Place): void {
    field.value = place.path.slice(-60);
    hidden(box, `${field.name}_asked`).value = field.value;
    hidden(box, `${field.name}_chosen`).value = place.code;
    show([]);
  }

  function look(): void {
    // What was offered or chosen was for other words.
    box.querySelector(".area-offered")?.remove();
    hidden(box, `${field.name}_chosen`).value = "";
    window.clearTimeout(timer);
    const mine = (asked += 1);
    const text = field.value.trim();
    if (text === "") return show([]);
    timer = window.setTimeout(() => {
      called(address, text).then(
        (found) => {
          if (mine === asked) show(found);
        },
        () => show([]),
      );
    }, WAIT_MS);
  }

  field.addEventListener("input", (event) => {
    if (!(event instanceof InputEvent) || !event.isComposing) look();
  });
  field.addEventListener("compositionend", look);
  field.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return;
    if (event.key === "ArrowDown") mark((at + 1) % places.length);
    else if (event.key === "ArrowUp") mark((at + places.length - (at < 0 ? 0 : 1)) % places.length);
    else if (event.key === "Escape") show([]);
    else if (event.key === "Enter" && places[at]) pick(places[at] as Place);
    else return;
    event.preventDefault();
  });
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => {
    const line = event.target instanceof HTMLElement ? event.target.closest("li") : null;
    const place = line ? places[Array.from(list.children).indexOf(line)] : undefined;
    if (place) pick(place);
  });
  field.addEventListener("blur", () => {
    asked += 1;
    show([]);
  });
}

/** Offer places below every field in which one is typed. */
export function areas(page: Document): void {
  page.querySelectorAll<HTMLElement>("[data-areas]").forEach((box) => {
    const field = box.querySelector<HTMLInputElement>("input[type=text]");
    if (field) listen(box, field, box.dataset["areas"] ?? "");
  });
}
