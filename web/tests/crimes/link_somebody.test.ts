// SPDX-License-Identifier: Apache-2.0
// Whoever is named anew is named openly only when somebody says so.
import { describe, expect, it } from "vitest";
import { emptyLink, linkBody, someoneNew } from "../../src/crimes/crime_people";

describe("linking somebody to a crime", () => {
  const ruth = { ...emptyLink, mention: someoneNew, given_name: " Ruth", family_name: "Example " };

  it("names somebody new as said, and not openly", () => {
    expect(linkBody(ruth)).toEqual({ part: "counted_victim", said: { given_name: "Ruth", family_name: "Example" } });
  });

  it("names openly what was ticked, and nobody who is named already", () => {
    expect(linkBody({ ...ruth, openly: true })).toMatchObject({ openly: true });
    expect(linkBody({ ...emptyLink, mention: "018f", openly: true })).toEqual({
      part: "counted_victim", mention: "018f",
    });
  });
});
