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

it("hears when to come again", () => {
  expect(read({ status: 429, text: "{}", retryAfter: "90", askedMs: 0, heardMs: 0 })).toEqual({ is: "later", retryAfterS: 90 });
});
