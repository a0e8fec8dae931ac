/** Doors as the worker should see them, made once for each change of what is below. */

import { doorsOf, type Door } from "../overlay";
import { state } from "../state";
import type { Grid, Protocol, Task } from "../types";

let madeOf: unknown[] = [];
let made: Door[] = [];

export function allDoors(): Door[] {
  const of = [state.everything, state.records];
  if (of.some((part, i) => part !== madeOf[i])) {
    madeOf = of;
    const day = state.everything.day;
    made = doorsOf({ households: state.everything.households, records: state.records, protocols: protocols(), offset: state.everything.offset, user: day ? day.name : "" });
  }
  return made;
}

export function doorOf(id: string): Door | undefined {
  return allDoors().find((door) => door.id === id);
}

export function protocols(): Record<string, Protocol> {
  return state.everything.day ? state.everything.day.protocols : {};
}

export function grids(): Grid[] {
  return state.everything.day ? state.everything.day.grids : [];
}

export function tasks(): Task[] {
  return (state.everything.day && state.everything.day.tasks) || [];
}

/** The kind of duty that a visit of care answers, and the purpose of such a call. */
export const CARE = "CARE";

/** What is to be done beside the checks and was not answered on this phone. */
export function openTasks(): Task[] {
  return tasks().filter((task) => task.kind !== CARE || !task.household || !caredFor(task.household));
}

export function careIsDue(household: string): boolean {
  return openTasks().some((task) => task.kind === CARE && task.household === household && task.state !== "LATER");
}

function caredFor(household: string): boolean {
  return state.records.some((record) => {
    const data = record.data as { purpose?: string; outcome?: string };
    return record.kind === "call" && record.state !== "rejected" && record.about.household === household && data.purpose === CARE && data.outcome === "REACHED";
  });
}

export function choices(words: Record<string, string> | undefined): [string, string][] {
  return Object.keys(words || {}).map((code): [string, string] => [code, (words || {})[code] as string]);
}
