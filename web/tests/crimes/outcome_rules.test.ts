// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { evidenceBody, fieldOnForm, fieldsFor, missingFrom, unfit } from "../../src/crimes/outcome_rules";
import type { Crime, OutcomeRule } from "../../src/crimes/types";

function aRule(changes: Partial<OutcomeRule> = {}): OutcomeRule {
  return {
    outcome: "16", name: "Victim does not support", group: "Evidential", suspect: "any", victim_view: "any",
    classes: [], summary_only: false, needs: [], note: "", ...changes,
  };
}

const crime = (suspects: number, code = "8N") => {
  return { current_suspects: suspects, offence: { code, title: "" } } as Crime;
};

describe("what an outcome needs", () => {
  it("names every missing piece at once, each at its field", () => {
    const rule = aRule({ needs: ["cps_reference", "rationale"], victim_view: "recorded" });
    expect(missingFrom(rule, {}).map((error) => error.field)).toEqual(["cps_reference", "rationale", "victim_view"]);
  });

  it("takes no for an answer: it was said, and is not missing", () => {
    expect(missingFrom(aRule({ needs: ["offender_accepts"] }), { offender_accepts: false })).toEqual([]);
  });

  it.each([
    ["supports", "does_not_support", 1], ["supports", "supports", 0], ["does_not_support", "supports", 1],
    ["recorded", "supports", 0],
  ] as const)("with a rule for %s and a victim of whom %s: %d problems", (victim_view, view, problems) => {
    expect(missingFrom(aRule({ victim_view }), { victim_view: view })).toHaveLength(problems);
  });

  it.each([
    ["needed", 0, false], ["needed", 1, true], ["forbidden", 1, false], ["forbidden", 0, true], ["any", 0, true],
  ] as const)("with suspects %s and %d of them it fits: %s", (suspect, count, fits) => {
    expect(unfit(aRule({ suspect }), crime(count)) === "").toBe(fits);
  });

  it("is not offered to offences it is not for", () => {
    expect(unfit(aRule({ classes: ["92E"] }), crime(0))).toBe("It is not for offences of class 8N.");
    expect(unfit(aRule({ classes: ["92E"] }), crime(0, "92E"))).toBe("");
  });

  it("asks for what it needs, the victim's view where that counts, and always why", () => {
    expect(fieldsFor(aRule({ needs: ["document"] })).map((field) => field.name)).toEqual(["document", "rationale"]);
    expect(fieldsFor(aRule({ victim_view: "recorded" })).map((field) => field.name)).toEqual([
      "victim_view", "victim_view_at", "victim_view_reason", "rationale",
    ]);
  });
});

describe("evidence as it is sent", () => {
  it("leaves out what nobody said, and turns yes and London's time into what the server reads", () => {
    expect(evidenceBody({
      rationale: " Tried everything ", document: "  ", offender_accepts: "no", victim_view_at: "2026-11-20T10:00:00",
    })).toEqual({ rationale: "Tried everything", offender_accepts: false, victim_view_at: "2026-11-20T10:00:00.000Z" });
  });

  it("puts a refusal at the field of the form", () => {
    expect(fieldOnForm("evidence.rationale")).toBe("rationale");
    expect(fieldOnForm("outcome")).toBe("outcome");
  });
});
