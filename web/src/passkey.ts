// Passkeys: asks the browser for one and puts its answer into the form. Without it a form of passkeys stays hidden or says so.
type Json = Record<string, unknown>;

function toBytes(text: string): ArrayBuffer {
  const padded = text.replace(/-/g, "+").replace(/_/g, "/").padEnd(Math.ceil(text.length / 4) * 4, "=");
  const raw = window.atob(padded);
  const bytes = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
  return bytes.buffer;
}

function toText(bytes: ArrayBuffer): string {
  let raw = "";
  for (const byte of Array.from(new Uint8Array(bytes))) raw += String.fromCharCode(byte);
  return window.btoa(raw).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function descriptors(told: unknown): PublicKeyCredentialDescriptor[] {
  const rows = Array.isArray(told) ? (told as Json[]) : [];
  return rows.map((row) => ({ type: "public-key", id: toBytes(String(row["id"])) }));
}

async function create(told: Json): Promise<Json> {
  const user = told["user"] as Json;
  const options = {
    ...told,
    challenge: toBytes(String(told["challenge"])),
    user: { ...user, id: toBytes(String(user["id"])) },
    excludeCredentials: descriptors(told["excludeCredentials"]),
  } as unknown as PublicKeyCredentialCreationOptions;
  const made = (await navigator.credentials.create({ publicKey: options })) as PublicKeyCredential;
  const answer = made.response as AuthenticatorAttestationResponse;
  return {
    id: made.id,
    rawId: toText(made.rawId),
    type: made.type,
    response: { clientDataJSON: toText(answer.clientDataJSON), attestationObject: toText(answer.attestationObject) },
    clientExtensionResults: made.getClientExtensionResults(),
  };
}

async function get(told: Json): Promise<Json> {
  const options = {
    ...told,
    challenge: toBytes(String(told["challenge"])),
    allowCredentials: descriptors(told["allowCredentials"]),
  } as unknown as PublicKeyCredentialRequestOptions;
  const found = (await navigator.credentials.get({ publicKey: options })) as PublicKeyCredential;
  const answer = found.response as AuthenticatorAssertionResponse;
  return {
    id: found.id,
    rawId: toText(found.rawId),
    type: found.type,
    response: {
      clientDataJSON: toText(answer.clientDataJSON),
      authenticatorData: toText(answer.authenticatorData),
      signature: toText(answer.signature),
      userHandle: answer.userHandle ? toText(answer.userHandle) : null,
    },
    clientExtensionResults: found.getClientExtensionResults(),
  };
}

/** What the server told: {"creation_options" | "request_options": {"publicKey": ...}}. */
function optionsOf(form: HTMLFormElement): Json {
  const told = document.getElementById(form.dataset["options"] ?? "")?.textContent ?? "{}";
  const [options] = Object.values(JSON.parse(told) as Record<string, Json>);
  return (options?.["publicKey"] ?? {}) as Json;
}

function show(form: HTMLFormElement, mark: string): void {
  const part = form.querySelector<HTMLElement>(`[${mark}]`);
  if (part) part.hidden = false;
}

/** Let forms marked data-passkey ask for a passkey before they are sent. Put it before what locks sent forms. */
export function passkeys(page: Document): void {
  page.querySelectorAll<HTMLFormElement>("form[data-passkey]").forEach((form) => {
    if (!("credentials" in navigator) || !("PublicKeyCredential" in window)) {
      show(form, "data-passkey-missing");
      return;
    }
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      const field = form.querySelector<HTMLInputElement>('input[name="credential"]');
      if (!field || field.value) return;
      event.preventDefault();
      const ask = form.dataset["passkey"] === "create" ? create : get;
      ask(optionsOf(form)).then(
        (credential) => {
          field.value = JSON.stringify(credential);
          form.submit();
        },
        () => show(form, "data-passkey-failed"),
      );
    });
  });
}
