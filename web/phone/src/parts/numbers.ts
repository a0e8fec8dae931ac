/** A number that cannot be right, said at its field while the family still stands there; it never keeps anybody out. */

import { html, nothing, type TemplateResult } from "lit-html";
import { idFault, isName, isPhone } from "../numbers";
import { wordsOf } from "../words";
import { key } from "./fields";

const t = wordsOf({
  zh: {
    LENGTH: "身份证号应是 18 位",
    CHARACTERS: "身份证号只能是数字，最后一位可以是 X",
    BIRTH_DATE: "身份证号里的出生日期不对，请再看一遍",
    CHECK_DIGIT: "身份证号有一位抄错了，请再看一遍",
    phone: "电话号码不对：手机 11 位，固定电话带区号",
    name: "姓名至少两个字",
    leave_out: "号码不对，先不填",
    other_paper: "按其他证件记",
  },
  en: {
    LENGTH: "An ID number has 18 characters",
    CHARACTERS: "An ID number has digits only, an X may be the last",
    BIRTH_DATE: "The birthday in this ID number is none: look again",
    CHECK_DIGIT: "One digit of this ID number is wrong: look again",
    phone: "No telephone number: a mobile has 11 digits, a landline its area code",
    name: "A name has two characters at least",
    leave_out: "Wrong number, leave it out",
    other_paper: "Keep it as another paper",
  },
});

type Numbers = { id_type: string; id_number: string; phone: string; numbers_unknown: boolean };

/** What cannot be right of a person's numbers and name, by field. */
export function numberFaults({ id_type, id_number, phone, name }: Omit<Numbers, "numbers_unknown"> & { name: string }): Record<string, string> {
  const faults: Record<string, string> = {};
  const wrong = id_type === "ID_CARD" && id_number.trim() ? idFault(id_number) : "";
  if (wrong) faults.id_number = t(wrong);
  Object.assign(faults, contactFaults({ phone, name }));
  return faults;
}

/** The same of what a card says; what is empty is no fault. */
export function contactFaults({ phone, name }: { phone: string; name: string }): Record<string, string> {
  const faults: Record<string, string> = {};
  if (phone.trim() && !isPhone(phone)) faults.phone = t("phone");
  if (name.trim() && !isName(name)) faults.name = t("name");
  return faults;
}

/** Of an ID number with all its digits at once, before anybody saves. */
export function idFaultNow({ id_type, id_number }: Pick<Numbers, "id_type" | "id_number">): string {
  const wrong = id_type === "ID_CARD" && id_number.trim().length >= 18 ? idFault(id_number) : "";
  return wrong ? t(wrong) : "";
}

type Asked = { field: "id_number" | "phone"; fault: string | undefined; data: Numbers; change: (changes: Partial<Numbers>) => void };

/** One tap on from a number that cannot be right: without it, or as a paper of another kind. */
export function wayOn({ field, fault, data, change }: Asked): TemplateResult | typeof nothing {
  if (!fault || !data[field].trim()) return nothing;
  const other = field === "phone" ? data.id_number : data.phone;
  return html`<div class="keys two">
    ${key({ word: t("leave_out"), pressed: false, tap: () => change({ [field]: "", numbers_unknown: data.numbers_unknown || !other.trim() }) })}
    ${field === "id_number" ? key({ word: t("other_paper"), pressed: false, tap: () => change({ id_type: "OTHER" }) }) : nothing}
  </div>`;
}
