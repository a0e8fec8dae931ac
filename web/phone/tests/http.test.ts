import { expect, it } from "vitest";
import { read } from "../src/http";

const heard = (status: number, text: string, retryAfter: string | null = null): string => {
  const reply = read({ status, text, retryAfter, askedMs: 0, heardMs: 0 });
  return reply.is === "refused" ? `refused ${reply.status}` : reply.is;
};

it.each([
  [200, "{}", "ok"],
  [200, "<html>登录", "later"], // a captive portal, or a redirect to a page
  [200, "null", "later"],
  [302, "", "later"],
  [0, "", "later"],
  [401, '{"code":"signed_out"}', "signed_out"],
  [403, '{"code":"csrf"}', "csrf"],
  [403, '{"code":"revoked"}', "revoked"],
  [403, '{"code":"other_user"}', "other_user"],
  [403, '{"code":"firewall"}', "later"],
  [403, "<html>", "later"],
  [404, "{}", "later"],
  [413, '{"code":"too_many"}', "refused 413"],
  [422, '{"code":"malformed"}', "refused 422"],
  [429, "{}", "later"],
  [500, "<h1>Server Error", "refused 500"],
  [500, "{}", "refused 500"],
  [502, "<html>", "later"],
  [503, "{}", "later"],
])("reads %i %s as %s", (status, text, is) => {
  expect(heard(status, text)).toBe(is);
});

it("reads a problem: the code decides, the detail is shown", () => {
  const problem = (status: number, code: string) => JSON.stringify({ type: "about:blank", title: "x", status, detail: "看不懂", code, fields: { "ops.0": "x" } });
  const hearing = (status: number, code: string) => read({ status, text: problem(status, code), retryAfter: null, askedMs: 0, heardMs: 0 });
  expect(hearing(422, "malformed")).toEqual({ is: "refused", status: 422, detail: "看不懂" });
  expect(hearing(500, "broken")).toEqual({ is: "refused", status: 500, detail: "看不懂" });
  expect(hearing(401, "signed_out")).toEqual({ is: "signed_out" });
  expect(hearing(403, "revoked")).toEqual({ is: "revoked" });
  expect(hearing(415, "not_json")).toEqual({ is: "later", retryAfterS: 0 });
});

it("hears when to come again", () => {
  expect(read({ status: 429, text: "{}", retryAfter: "90", askedMs: 0, heardMs: 0 })).toEqual({ is: "later", retryAfterS: 90 });
});
