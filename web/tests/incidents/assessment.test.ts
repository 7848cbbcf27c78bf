// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { assessedInWords, draftFrom, facetsFrom } from "../../src/incidents/assessment";

const said = { threat: { level: 3, words: "has a knife" }, risk: { level: 0 }, wishes_attendance: true };

describe("an assessment", () => {
  it("is read aloud with its numbers, their words and what was said", () => {
    expect(assessedInWords({ said })).toBe(
      "Threat 3, grave: has a knife; risk 0, none; wants somebody to come.",
    );
    expect(assessedInWords({ said: {} })).toBe("Nothing was said.");
  });

  it("begins where the last one stood and sends only what was said", () => {
    expect(facetsFrom(draftFrom({ said }))).toEqual(said);
    expect(facetsFrom(draftFrom(null))).toEqual({});
  });

  it("leaves out words without a number, which say nothing yet", () => {
    const draft = { ...draftFrom(null), words: { harm: "bleeding" } };
    expect(facetsFrom(draft)).toEqual({});
    expect(facetsFrom({ ...draft, levels: { harm: 2 } })).toEqual({ harm: { level: 2, words: "bleeding" } });
  });
});
