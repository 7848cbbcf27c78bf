// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { doings } from "../../src/contacts/call_bar";
import { newlySaid, toDecide } from "../../src/contacts/naming";
import { whereOf } from "../../src/contacts/nearby_before";
import { nextToTap, tapped, tapsOf } from "../../src/contacts/silent";
import { typesFor } from "../../src/contacts/type_search";
import { contactIn } from "../../src/contacts/use_call";
import { howItCame, mayBeMatched } from "../../src/contacts/words";
import type { ContactLine } from "../../src/contacts/types";
import type { Mention } from "../../src/people/types";
import type { IncidentType, Question } from "../../src/policy/types";
import { aContact } from "./a_contact";

function aType(code: string, title: string, words: string[]): IncidentType {
  return {
    code, title, words, category: "", floor: "", question_sets: [], card: [], notify: [], units_required: [],
    units_forbidden: [], welfare_check_s: null, results: [], crime_expected: "no", offence: "", restricted: false,
    always_attend: false, vulnerable: false, home: false,
  };
}

describe("finding a type", () => {
  const types = [
    aType("violence", "Violence in progress", ["fight", "knife"]),
    aType("burglary_home", "Burglary of a home", ["broke in"]),
    aType("missing", "Missing person", ["not come home"]), aType("other_burglary", "Other burglary", ["break-in"]),
  ];
  const found = (text: string) => typesFor(types, text).map((type) => type.code);

  it.each([
    ["burg", ["burglary_home", "other_burglary"]], ["home burg", ["burglary_home"]], ["FIGHT", ["violence"]],
    ["knife prog", ["violence"]], ["broke", ["burglary_home"]], ["home", ["burglary_home", "missing"]], ["xyz", []],
  ])("%s", (text, codes) => expect(found(text)).toEqual(codes));

  it("offers all of them, in the policy's order, before anything is typed", () => {
    expect(found("")).toEqual(types.map((type) => type.code));
  });
});

function aMention(changes: Partial<Mention>): Mention {
  return {
    id: "m1", record: { kind: "contact", id: "c1", reference: "Call 12" }, role: "caller", said: {}, anonymous: false,
    said_at: "2026-11-21T10:00:00Z", said_by: "Priya Nair", ...changes,
  };
}

describe("what is said of somebody", () => {
  const held = [aMention({ said: { given_name: "Ruth", family_name: "Example", phone: "07700 900123" } })];

  it("goes into the record once, and only what is new", () => {
    const said = { given_name: "ruth", family_name: "Example", date_of_birth: "1970-05-03" };
    expect(newlySaid(said, "caller", held, null)).toEqual({ date_of_birth: "1970-05-03" });
    expect(newlySaid(said, "victim", held, null)).toEqual(said);
  });

  it("leaves the caller's number out that the call came with, however it is written", () => {
    expect(newlySaid({ phone: "+44 7700 900456" }, "caller", held, "07700900456")).toEqual({});
    expect(newlySaid({ phone: "07700 900456" }, "victim", held, "07700900456")).toEqual({ phone: "07700 900456" });
  });

  it("is decided about the mention with a name, never about one that is decided or anonymous", () => {
    const number = aMention({ id: "m2", said: { phone: "07700 900123" } });
    expect(toDecide([number, ...held], "caller")?.id).toBe("m1");
    expect(toDecide([number, aMention({ ...held[0], person: "p1" })], "caller")?.id).toBe("m2");
    expect(toDecide([aMention({ anonymous: true })], "caller")).toBeNull();
  });
});

describe("how a call came", () => {
  it("is told by its channel, and by how it was presented where that is unusual", () => {
    expect(howItCame({ channel: "emergency_999", presented: "spoken" })).toBe("999 call");
    expect(howItCame({ channel: "emergency_999", presented: "pressed_55" })).toBe("999 call: silent, 55 pressed");
    expect(howItCame({ channel: "email", presented: "written" })).toBe("E-mail");
  });

  it("anonymously or through Crimestoppers is matched with nobody", () => {
    expect(mayBeMatched({ channel: "emergency_999", informant: "anonymous" })).toBe(false);
    expect(mayBeMatched({ channel: "crimestoppers", informant: "unknown" })).toBe(false);
    expect(mayBeMatched({ channel: "emergency_999", informant: "child" })).toBe(true);
  });
});

describe("what may be done with a call", () => {
  const does = (changes: Parameters<typeof aContact>[0], mine: boolean) => (
    doings(aContact(changes), mine).map((key) => key.does)
  );

  it.each([
    ["my live call", { state: "live" as const }, true, ["park", "hand over", "end"]],
    ["another's live call", { state: "live" as const }, false, ["hand over", "take"]],
    ["my parked call", { state: "parked" as const }, true, ["hand over", "end", "take"]],
    ["an abandoned call", { state: "abandoned" as const }, false, ["hand over", "take"]],
    ["one that has ended", { state: "ended" as const }, true, []],
  ])("%s", (_, changes, mine, expected) => expect(does(changes, mine)).toEqual(expected));
});

describe("a silent call", () => {
  const question = (code: string, text: string, choices: string[] = []): Question => ({
    code, text, choices, answer: choices.length > 0 ? "choice" : "yes_no", must: false, verifies: false, raises: [],
  });
  const questions = [question("danger", "Are you in danger?"), question("where", "Where?", ["At home", "Outside"])];
  const line = (text: string, action = "contact.answered"): ContactLine => ({
    contact: "c1", seq: 1, action, text, happened_at: "", recorded_at: "", author: { id: "a1", name: "" }, role: "",
  });

  it("is answered by number keys, the last of which says that nothing was heard", () => {
    expect(tapsOf(questions[0]!).map((tap) => `${tap.key} ${tap.answer}`)).toEqual(["1 yes", "2 no", "3 not known"]);
    expect(tapsOf(questions[1]!).map((tap) => tap.title)).toEqual(["At home", "Outside", "No answer"]);
  });

  it("goes on after a reload with the first question that has no answer in the record", () => {
    const answers = tapped(questions, [line("Are you in danger? yes"), line("Where? Outside", "contact.said")]);
    expect([...answers]).toEqual([["danger", "yes"]]);
    expect(nextToTap(questions, answers)?.code).toBe("where");
    expect(nextToTap(questions, new Map([["danger", "no"], ["where", "Outside"]]))).toBeNull();
  });
});

describe("what is nearby", () => {
  it("is asked by a position or by enough words, and not of an unknown place", () => {
    expect(whereOf("unknown", null, null)).toBeNull();
    expect(whereOf("Mil", null, null)).toBeNull();
    expect(whereOf(" Mill Lane ", null, null)).toEqual({ place: "Mill Lane" });
    expect(whereOf("X", 51.5, -0.1)).toEqual({ place: "X", latitude: 51.5, longitude: -0.1 });
  });
});

describe("a live event", () => {
  it("brings the contact where the act changed it, and nothing of another", () => {
    expect(contactIn({ text: "Parked", contact: aContact({ state: "parked" }) }, "c1")?.state).toBe("parked");
    expect(contactIn({ text: "Said", contact: null }, "c1")).toBeNull();
    expect(contactIn({ contact: aContact({ id: "c2" }) }, "c1")).toBeNull();
  });
});
