// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { passwordProblems } from "../../src/access/account_page";
import { idleLimit, keptTouch, signDue, signEvery, timeLeft } from "../../src/access/idle";
import { may, permissionTitle } from "../../src/access/permissions";
import { errorsOf } from "../../src/shell/form";
import { Refusal } from "../../src/api/problem";
import { match } from "../../src/shell/router";

describe("the lock by itself", () => {
  it("comes ten minutes after the last touch", () => {
    expect(timeLeft(1000, 1000)).toBe(idleLimit);
    expect(timeLeft(0, idleLimit - 1)).toBe(1);
    expect(timeLeft(0, idleLimit)).toBe(0);
  });

  it("is not put off by a touch from the future, kept before the clock was put back", () => {
    expect(keptTouch("9999999", 1000)).toBe(1000);
    expect(keptTouch("500", 1000)).toBe(500);
  });

  it("comes at once when it is not known when anybody was last here", () => {
    expect(timeLeft(keptTouch(null, Date.now()), Date.now())).toBeLessThanOrEqual(0);
    expect(keptTouch("yesterday", 1000)).toBe(0);
  });
});

describe("a sign of life", () => {
  it("follows a touch, but not every one", () => {
    expect(signDue(1000, 1000 + signEvery - 1)).toBe(false);
    expect(signDue(1000, 1000 + signEvery)).toBe(true);
  });

  it("comes well before the server gives a session up for idle", () => {
    expect(signEvery).toBeLessThan(idleLimit);
  });

  it("is not put off by a clock that was put back", () => {
    expect(signDue(9 * signEvery, 1000)).toBe(true);
  });
});

describe("a new password of one's own", () => {
  const filled = { password: "old", new_password: "three random words", again: "three random words" };

  it.each([
    [filled, []],
    [{ password: "", new_password: "", again: "" }, ["password", "new_password"]],
    [{ ...filled, again: "three random word" }, ["again"]],
  ])("%j misses %j", (fields, missing) => {
    expect(passwordProblems(fields).map((error) => error.field)).toEqual(missing);
  });
});

describe("a refusal on the page", () => {
  const refusal = (field: string) => new Refusal({ status: 412, code: "stale", field, detail: "Read it again." });

  it("stands at the field it names; a header is no field", () => {
    expect(errorsOf(refusal("reason"))).toEqual([{ field: "reason", message: "Read it again.", code: "stale" }]);
    expect(errorsOf(refusal("If-Match"))[0]).toMatchObject({ field: "", code: "stale" });
  });
});

describe("what is offered", () => {
  it("stands on the server's permissions alone", () => {
    expect(may(["read_incidents"], "see incidents")).toBe(true);
    expect(may(["read_incidents"], "open an incident")).toBe(false);
    expect(may([], "see figures")).toBe(false);
  });

  it("shows a permission it does not know by its own name", () => {
    expect(permissionTitle("close_case")).toBe("close case");
  });
});

describe("addresses of pages", () => {
  it.each([
    ["/incidents/:id", "/incidents/i1", { id: "i1" }],
    ["/incidents/:id", "/incidents/i1/", { id: "i1" }],
    ["/incidents/:id", "/incidents/", null],
    ["/incidents/:id", "/incidents/i1/lines", null],
    ["/", "/", {}],
    ["/map", "/maps", null],
  ])("%s against %s", (pattern, path, parameters) => {
    expect(match(pattern, path)).toEqual(parameters);
  });
});
