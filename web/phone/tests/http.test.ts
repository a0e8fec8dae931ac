import { describe, expect, it } from "vitest";
import { read, type Heard } from "../src/http";

const JSON_ = "application/json";
const PROBLEM = "application/problem+json";
const PAGE = "text/html; charset=utf-8";

function hearing(status: number, type: string, text: string, retryAfter: string | null = null) {
  return read({ status, type, text, retryAfter, askedMs: 0, heardMs: 0 });
}
function heard(status: number, type: string, text: string): string {
  const reply = hearing(status, type, text);
  return reply.is === "refused" ? `refused ${reply.status}` : reply.is === "later" ? `later ${reply.why}` : reply.is;
}

describe("what Linli itself says", () => {
  it.each([
    [200, JSON_, "{}", "ok"],
    [200, `${JSON_}; charset=utf-8`, "{}", "ok"],
    [401, PROBLEM, '{"code":"signed_out"}', "signed_out"],
    [403, PROBLEM, '{"code":"csrf"}', "csrf"],
    [403, PROBLEM, '{"code":"revoked"}', "revoked"],
    [403, PROBLEM, '{"code":"other_user"}', "other_user"],
    [403, PROBLEM, '{"code":"other_device"}', "signed_out"],
    [403, PROBLEM, '{"code":"choose_password"}', "signed_out"],
    [413, PROBLEM, '{"code":"too_many"}', "refused 413"],
    [413, PROBLEM, '{"code":"too_large"}', "refused 413"],
    [422, PROBLEM, '{"code":"malformed"}', "refused 422"],
    [500, PROBLEM, '{"code":"broken"}', "refused 500"],
    [429, PROBLEM, '{"code":"too_much"}', "later busy"],
    [503, PROBLEM, '{"code":"broken"}', "later down"],
    [404, PROBLEM, '{"code":"not_found"}', "later down"],
    [400, PROBLEM, '{"code":"bad_request"}', "later down"], // no word on any record: an address, or a header
    [408, "text/plain; charset=utf-8", "传得太慢", "later no_answer"],
  ])("%i %s %s is %s", (status, type, text, is) => {
    expect(heard(status, type, text)).toBe(is);
  });

  it("decides by its code, and its detail is shown", () => {
    const problem = (status: number, code: string) => hearing(status, PROBLEM, JSON.stringify({ type: "about:blank", title: "x", status, detail: "看不懂", code, fields: { "ops.0": "x" } }));
    expect(problem(422, "malformed")).toEqual({ is: "refused", status: 422, detail: "看不懂" });
    expect(problem(422, "of_a_later_server")).toMatchObject({ is: "later", why: "down" });
    expect(problem(400, "malformed")).toMatchObject({ is: "later" });
  });

  it("tells when to come again", () => {
    expect(hearing(429, PROBLEM, "{}", "90")).toMatchObject({ is: "later", retryAfterS: 90 });
  });
});

describe("what a stranger says", () => {
  const anything: Heard["type"][] = [JSON_, PAGE, "text/plain", ""];
  const refusals = [400, 401, 403, 404, 409, 413, 415, 422, 451];

  it("is never a refusal, whatever its status, its kind or its words", () => {
    for (const type of anything) {
      for (const status of refusals) {
        for (const text of ['{"error":"bad request"}', '{"code":"malformed"}', '{"code":"revoked"}', '{"code":"signed_out"}', "<html>", "", "null", "[]", "7"]) expect([status, type, text, heard(status, type, text)]).toEqual([status, type, text, "later stranger"]);
      }
    }
  });

  it.each([
    [200, PAGE, "<html>登录", "later stranger"], // a captive portal
    [200, PAGE, "{}", "later stranger"],
    [200, JSON_, "<html>", "later stranger"],
    [200, JSON_, "null", "later stranger"],
    [302, PAGE, "", "later stranger"],
    [0, "", "", "later stranger"], // led elsewhere: a browser does not say where
    [500, PAGE, "<h1>Server Error", "later down"],
    [500, JSON_, "{}", "later down"],
    [502, PAGE, "<html>Bad Gateway", "later down"],
    [504, JSON_, '{"message":"timeout"}', "later down"],
  ])("%i %s %s is %s", (status, type, text, is) => {
    expect(heard(status, type, text)).toBe(is);
  });
});
