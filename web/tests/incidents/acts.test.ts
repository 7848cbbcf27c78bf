// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { Ability } from "../../src/access/permissions";
import { actsFor } from "../../src/incidents/acts";
import { placeInWords } from "../../src/incidents/places_panel";
import { anIncident } from "./an_incident";

const controlRoom: Ability[] = ["result incidents", "record crimes"];
const doings = (changes: Parameters<typeof anIncident>[0], abilities = controlRoom) => {
  return actsFor(anIncident(changes), (ability) => abilities.includes(ability)).map((act) => act.doing);
};

describe("what can be done with an incident", () => {
  it("is attendance, closing, a crime and giving while it is open", () => {
    expect(doings({})).toEqual(["attendance", "close", "crime", "give"]);
  });

  it("is reopening and a late crime once it is closed", () => {
    expect(doings({ status: "closed" })).toEqual(["reopen", "crime"]);
  });

  it("is nothing with a duplicate, whose work goes on in its primary log, and nothing with imported history", () => {
    expect(doings({ status: "closed", joined_to: "i2" })).toEqual([]);
    expect(doings({ status: "closed", origin: "imported" })).toEqual([]);
  });

  it("is only what the roles allow, each under a key of its own", () => {
    expect(doings({}, ["record crimes"])).toEqual(["crime"]);
    const keys = actsFor(anIncident(), () => true).map((act) => act.key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe("a place in words", () => {
  it("says where it is known from, how sure, and whether anybody confirmed it", () => {
    const place = {
      seq: 1, kind: "caller" as const, place: { text: "Quay" }, source: "device" as const, confirmed: false,
      confidence: "likely" as const, in_force: true, recorded_at: "", recorded_by: { id: "a", name: "Ann" },
    };
    expect(placeInWords(place)).toBe("From the caller’s device, likely, not confirmed");
    expect(placeInWords({ ...place, confirmed: true })).toBe("From the caller’s device, likely, confirmed");
  });
});
