/** Words of stored codes, as the server last told them. */

import { state } from "../state";

export function symptomWord(code: string): string {
  return (state.everything.words && state.everything.words.symptoms[code]) || code;
}

export function sessionWord(code: string): string {
  return (state.everything.words && state.everything.words.sessions[code]) || code;
}
