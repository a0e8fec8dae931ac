/** What a child's guardian says: asked, never required, nothing chosen beforehand. */

import { html, type TemplateResult } from "lit-html";
import type { ArrivalData } from "../kinds/arrival";
import { wordsOf } from "../words";
import { choiceField, textField } from "./fields";

type Guardian = Pick<ArrivalData, "guardian_consent" | "guardian" | "guardian_told_by">;

const t = wordsOf({
  zh: {
    consent: "监护人同意登记吗（不满十四周岁）",
    YES: "同意",
    NO: "不同意",
    UNKNOWN: "还不知道",
    guardian: "监护人姓名",
    told_by: "监护人的话是谁说的",
    not_named: "请写监护人是谁、谁说的；问不到，选“还不知道”",
  },
  en: {
    consent: "Does the guardian agree (under 14)",
    YES: "Yes",
    NO: "No",
    UNKNOWN: "Not known yet",
    guardian: "Guardian's name",
    told_by: "Who said so",
    not_named: "Say who the guardian is and who said so, or choose “not known yet”",
  },
});

/** What is said of somebody of whom nobody asked. */
export const NOT_ASKED = { guardian_consent: "UNKNOWN", guardian: "", guardian_told_by: "" } as const;

type Asked = { data: Guardian; faults: Record<string, string>; change: (changes: Partial<Guardian>) => void };

export function guardianFields({ data, faults, change }: Asked): TemplateResult {
  return html`${choiceField({ label: t("consent"), choices: (["YES", "NO", "UNKNOWN"] as const).map((code): [string, string] => [code, t(code)]), value: data.guardian_consent, set: (code) => change({ guardian_consent: code as Guardian["guardian_consent"] }), fault: faults.guardian_consent })}
  ${textField({ label: t("guardian"), value: data.guardian, max: 60, set: (guardian) => change({ guardian }), fault: faults.guardian })} ${textField({ label: t("told_by"), value: data.guardian_told_by, max: 60, set: (guardian_told_by) => change({ guardian_told_by }), fault: faults.guardian_told_by })}`;
}

/** A consent, given or refused, is somebody's, and somebody said it. */
export function guardianFaults(data: Guardian): Record<string, string> {
  const faults: Record<string, string> = {};
  if (data.guardian_consent !== "YES" && data.guardian_consent !== "NO") return faults;
  for (const name of ["guardian", "guardian_told_by"] as const) if (!data[name].trim()) faults[name] = t("not_named");
  return faults;
}

/** What goes out; a name without an answer stays beside it. */
export function guardianSaid(data: Guardian): Guardian {
  return { guardian_consent: data.guardian_consent || "UNKNOWN", guardian: data.guardian.trim(), guardian_told_by: data.guardian_told_by.trim() };
}
