// SPDX-License-Identifier: Apache-2.0
// How far a linking of the register is, in words.
import { expect, test } from "vitest";
import { howFar } from "../../src/people/linking";

test("a run that waits, begins, has a step, and is some way through it", () => {
  expect(howFar({ state: "waiting", stage: "", share: 0 })).toBe("Waits for the server to begin");
  expect(howFar({ state: "running", stage: "", share: 0 })).toBe("Begins");
  expect(howFar({ state: "running", stage: "filing", share: 0 })).toBe("Filing");
  expect(howFar({ state: "running", stage: "reading the register", share: 0.404 }))
    .toBe("Reading the register, 40% of this step");
});
