import { beforeEach, describe, expect, it } from "vitest";
import { newRecord } from "../src/outbox";
import { careIsDue, openTasks } from "../src/screens/data";
import { state } from "../src/state";
import type { OutboxRecord, Task } from "../src/types";
import { NOW, USER } from "./make";

const care = (changes: Partial<Task> = {}): Task => ({ kind: "CARE", words: "关爱", subject: "house-1", title: "王芳家", address: "1幢1单元101", household: "house-1", due_at: "2026-11-24T03:00:00.000Z", state: "OPEN", page: "/households/house-1/", ...changes });
const lead = care({ kind: "LEAD", subject: "lead-1", household: null, page: "/leads/lead-1/" });

function call(purpose: string, outcome: "REACHED" | "NOT_REACHED" = "REACHED", household = "house-1"): OutboxRecord {
  return newRecord({ fact: { kind: "call", data: { person: "person-1", way: "VISIT", purpose, outcome, note: "" } }, about: { household, title: "" }, user: USER, nowMs: NOW });
}

function work(tasks: Task[], records: OutboxRecord[]): void {
  state.everything = { ...state.everything, day: { day: "2026-11-24", keep_days: 3, grids: [], protocols: {}, tasks, name: "李四", asked_at: NOW, complete: true } };
  state.records = records;
}

describe("what is to be done beside the checks", () => {
  beforeEach(() => work([], []));

  it.each([
    ["nothing was said", [], true],
    ["something else was talked about", [call("HEALTH")], true],
    ["nobody was reached", [call("CARE", "NOT_REACHED")], true],
    ["another family was visited", [call("CARE", "REACHED", "house-2")], true],
    ["the server refused it", [{ ...call("CARE"), state: "rejected" as const }], true],
    ["the family was visited", [call("CARE")], false],
  ])("care is due or not when %s", (_, records, due) => {
    work([care(), lead], records);
    expect(careIsDue("house-1")).toBe(due);
    expect(openTasks().map((task) => task.kind)).toEqual(due ? ["CARE", "LEAD"] : ["LEAD"]);
  });

  it("is not due before its hour", () => {
    work([care({ state: "LATER" })], []);
    expect(careIsDue("house-1")).toBe(false);
    expect(openTasks()).toHaveLength(1);
  });
});
