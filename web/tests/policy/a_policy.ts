// SPDX-License-Identifier: Apache-2.0
import type { DeadlineRule, IncidentType, Policy } from "../../src/policy/types";

export function aType(changes: Partial<IncidentType> = {}): IncidentType {
  return {
    code: "nuisance", title: "Nuisance", category: "Anti-social behaviour: nuisance", words: [], floor: "routine",
    question_sets: [], card: [], notify: [], units_required: [], units_forbidden: [], welfare_check_s: null,
    results: [], crime_expected: "no", offence: "", restricted: false, always_attend: false, vulnerable: false,
    home: false, ...changes,
  };
}

export function aRule(changes: Partial<DeadlineRule> = {}): DeadlineRule {
  return {
    code: "record_crime", title: "Record the crime", starts: ["crime.suspected"],
    meets: ["crime.recorded", "incident.no_crime_decided"], ends: [], by_level: false,
    limit: { basis: "elapsed", s: 86_400, days: 0 },
    tell: [{ offset_s: -14_400, to: "owner" }, { offset_s: 0, to: "supervisor" }], pause_reasons: [],
    source: "Counting rules", ...changes,
  };
}

/** An invented force's policy, small enough to read. */
export function aPolicy(changes: Partial<Policy> = {}): Policy {
  const level = { meaning: "", clock: "answered" as const };
  return {
    version: "test.1", force: "test", title: "Policy", note: "", consulted: "", silent_type: "",
    levels: [
      { ...level, code: "immediate", title: "Immediate", national: "emergency", rank: 1, limit_s: 900 },
      { ...level, code: "routine", title: "Routine", national: "scheduled", rank: 2, limit_s: 172_800 },
    ],
    attendance: {
      basis: "threat_risk_harm", in_words: "We weigh threat, risk and harm.", target_share: 0.7, attend_score: 6,
      reasons: [], reassurance_s: 86_400, reassurance_by: "neighbourhood_team", review_by: "supervisor",
    },
    thrive: {
      weights: { threat: 1, harm: 1, risk: 1, investigation: 1, vulnerability: 1, engagement: 1 }, steps: [],
      vulnerable_from: 2,
    },
    review: { from: 0.05, to: 1 },
    repeat: { days: 365, victim_times: 2, caller_times: 3, address_times: 3 },
    recording: {
      crime_words: [], crime_qualifiers: [], crime_closing_codes: [], reference: "{number}/{yy}",
      results: [
        { code: "dealt_with", title: "Dealt with", attended: true, not_needed: false, transfer: false },
        { code: "not_needed", title: "No longer needed", attended: false, not_needed: true, transfer: false },
      ],
      no_crime_reasons: ["no_offence_disclosed"],
    },
    deciders: {
      downgrade: "supervisor", cancel_crime: "decision_maker", cancel_rape: "registrar", finalise_outcome: "supervisor",
      abandoned_calls: "supervisor", identity_review: "registrar",
    },
    markers: [],
    question_sets: [{
      code: "violence", title: "Violence",
      questions: [
        {
          code: "weapon", text: "Is there a weapon?", answer: "yes_no", choices: [], must: true, verifies: false,
          raises: [{ when: "yes", level: "immediate", because: "A weapon is present.", vulnerable: true, crime: true }],
        },
        {
          code: "how_many", text: "How many are there?", answer: "choice", choices: ["one", "several"], must: false,
          verifies: false, raises: [],
        },
      ],
    }],
    types: [aType()], deadlines: [aRule()], bank_holidays: [], ...changes,
  };
}
