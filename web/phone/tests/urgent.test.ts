/** What waits for the word of somebody's office: asked while the app is open, and of a worker once. */

import { beforeEach, expect, it, vi } from "vitest";
import type * as State from "../src/state";
import type * as Urgent from "../src/urgent";
import { serve, type Asked } from "./server";

type Answers = Parameters<typeof serve>[0];

let asked: Asked[];
let answers: Answers;
let state: State.State;
let urgent: typeof Urgent;

beforeEach(async () => {
  vi.resetModules();
  answers = {};
  asked = serve(answers);
  urgent = await import("../src/urgent");
  state = (await import("../src/state")).state;
  state.user = "secretary";
});

it("shows what waits, keeps it while there is no network, and takes it away once it was answered", async () => {
  answers["/api/v1/urgent"] = () => ({ body: { answers: true, waiting: 2 } });
  await urgent.askUrgent();
  expect(state.urgent).toBe(2);
  delete answers["/api/v1/urgent"];
  await urgent.askUrgent();
  expect(state.urgent).toBe(2);
  answers["/api/v1/urgent"] = () => ({ body: { answers: true, waiting: 0 } });
  await urgent.askUrgent();
  expect(state.urgent).toBe(0);
});

it("asks no more for whom nothing ever waits, but for the next who signs in", async () => {
  answers["/api/v1/urgent"] = () => ({ body: { answers: false, waiting: 0 } });
  await urgent.askUrgent();
  await urgent.askUrgent();
  expect(asked.length).toBe(1);
  state.user = "another";
  await urgent.askUrgent();
  expect(asked.length).toBe(2);
});

it("asks nothing while signed out or withdrawn", async () => {
  state.net = "signed_out";
  await urgent.askUrgent();
  state.net = "idle";
  state.revoked = true;
  await urgent.askUrgent();
  expect(asked).toEqual([]);
});
