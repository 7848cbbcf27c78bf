// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { before } from "../../src/policy/policy_versions";
import type { Version } from "../../src/policy/types";

function aVersion(name: string, state: Version["state"], from: string | null): Version {
  return {
    name, state, proposed_by: "a1", proposed_by_name: "Ann", proposed_at: "2026-01-01T00:00:00Z", reason: "",
    effective_from: from, version: 1,
  };
}

describe("what a version is compared with", () => {
  const first = aVersion("one", "active", "2026-01-01T00:00:00Z");
  const second = aVersion("two", "active", "2026-03-01T00:00:00Z");
  const third = aVersion("three", "active", "2026-06-01T00:00:00Z");
  const wished = aVersion("four", "proposed", null);
  const all = [wished, third, first, second, aVersion("never", "withdrawn", "2026-05-01T00:00:00Z")];

  it("is the one that was in force before it came", () => {
    expect([before(third, all), before(second, all), before(first, all)]).toEqual(["two", "one", null]);
  });

  it("is, for a proposal, the one in force now", () => {
    expect(before(wished, all)).toBeNull();
  });
});
