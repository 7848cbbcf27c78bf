// SPDX-License-Identifier: Apache-2.0
// A policy in sentences that a person can read aloud. Pure.
import { plural } from "../words/numbers";
import type {
  Attendance, DeadlineRule, IncidentType, Level, Limit, Policy, Question, Raises, Telling, ThriveFactor,
} from "./types";

const second = 1, minute = 60, hour = 3600, day = 86_400;

/** The largest unit that divides it, so that it reads as it was written: "90 seconds", "48 hours", "7 days". */
export function duration(seconds: number): string {
  const sized = [[day, "day"], [hour, "hour"], [minute, "minute"], [second, "second"]] as const;
  for (const [size, unit] of sized) {
    // Up to two days are spoken of in hours.
    if (seconds % size === 0 && seconds >= size && !(size === day && seconds <= 2 * day)) {
      return plural(seconds / size, unit);
    }
  }
  return plural(seconds, "second");
}

/** A code as words: "no_offence_disclosed" is "No offence disclosed". */
export function wordsOf(code: string): string {
  const words = code.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function listed(items: readonly string[], join = "and"): string {
  if (items.length <= 1) return items[0] ?? "";
  return `${items.slice(0, -1).join(", ")} ${join} ${items[items.length - 1]}`;
}

export function roleWords(role: string): string {
  if (role === "owner") return "its owner";
  return `the ${role.replaceAll("_", " ")}`;
}

const clockWords: Record<Level["clock"], string> = {
  received: "from when the call was received",
  answered: "from when the call was answered",
  created: "from when the incident was opened",
  graded: "from when it was graded",
};

export function levelLimit(level: Level): string {
  if (level.limit_s === null || level.limit_s === undefined) return "Nobody is sent, so there is no limit.";
  return `Somebody is there within ${duration(level.limit_s)}, counted ${clockWords[level.clock]}.`;
}

const eventWords: Record<string, string> = {
  "contact.received": "a contact is received",
  "contact.abandoned": "a call is abandoned",
  "contact.called_back": "the caller has been rung back",
  "contact.ended": "the contact ends",
  "contact.parked": "a call is parked",
  "contact.taken": "somebody takes the call",
  "incident.opened": "an incident is opened",
  "incident.graded": "an incident is graded",
  "incident.attended": "somebody is there",
  "incident.not_attended": "it is decided that nobody goes",
  "incident.joined": "the log is joined to another",
  "incident.unjoined": "the log is taken out of another",
  "incident.closed": "the incident is closed",
  "incident.reopened": "the incident is reopened",
  "incident.no_crime_decided": "it is decided that there is no crime",
  "incident.welfare_due": "a welfare check falls due",
  "crime.suspected": "a crime is suspected",
  "crime.recorded": "a crime is recorded",
  "crime.cancelled": "the crime is cancelled",
  "crime.outcome_proposed": "an outcome is proposed",
  "crime.outcome_finalised": "the outcome is finalised",
};

/** An event that has no words here is still told, by its name. */
export function eventInWords(event: string): string {
  return eventWords[event] ?? event.replaceAll(".", " ").replaceAll("_", " ");
}

export function limitInWords(rule: Pick<DeadlineRule, "by_level" | "limit">): string {
  if (rule.by_level) return "within the limit of the incident's level";
  const { basis, s, days }: Limit = rule.limit;
  return basis === "working" ? `by the end of the ${ordinal(days)} working day after` : `within ${duration(s)}`;
}

export function ordinal(value: number): string {
  const endings: Record<string, string> = { one: "st", two: "nd", few: "rd", other: "th" };
  return `${value}${endings[new Intl.PluralRules("en-GB", { type: "ordinal" }).select(value)] ?? "th"}`;
}

function tellingInWords({ offset_s: offset, to }: Telling): string {
  if (offset === 0) return `${roleWords(to)} when it falls due`;
  return `${roleWords(to)} ${duration(Math.abs(offset))} ${offset < 0 ? "before" : "after"} it falls due`;
}

/** A rule of the deadlines, one sentence after another. */
export function ruleInWords(rule: DeadlineRule): string[] {
  const starts = listed(rule.starts.map(eventInWords), "or");
  const meets = listed(rule.meets.map(eventInWords), "or");
  const ends = listed(rule.ends.map(eventInWords), "or");
  return [
    `When ${starts}, this is due ${limitInWords(rule)}.`,
    `It is kept when ${meets}.`,
    ...(ends === "" ? [] : [`It is owed no more when ${ends}.`]),
    rule.pause_reasons.length === 0
      ? "Its clock never pauses."
      : `Its clock may pause for: ${listed(rule.pause_reasons.map((code) => wordsOf(code).toLowerCase()), "or")}.`,
    ...(rule.tell.length === 0 ? [] : [`Told are ${listed(rule.tell.map(tellingInWords))}.`]),
  ];
}

const basisWords: Record<Attendance["basis"], string> = {
  victim_wishes: "Somebody goes whenever the victim wishes it.",
  everything: "Somebody goes to everything, unless a reason of the list below holds.",
  threat_risk_harm: "Threat, risk and harm are weighed.",
};

export function attendanceInWords(attendance: Attendance): string[] {
  const { basis, attend_score: score, target_share: share, reassurance_s: within } = attendance;
  const sentences = [attendance.in_words || basisWords[basis]];
  if (basis === "threat_risk_harm" && score > 0) {
    sentences.push(`Somebody goes from a weighed sum of ${score} upwards.`);
  }
  if (share !== null && share !== undefined) {
    sentences.push(`The force means to attend ${Math.round(share * 100)}% of crimes.`);
  }
  if (within > 0) {
    sentences.push(
      `Where somebody vulnerable declines, ${roleWords(attendance.reassurance_by)} makes a reassurance visit `
        + `within ${duration(within)}, and ${roleWords(attendance.review_by)} reviews the decision.`,
    );
  }
  return sentences;
}

function raiseInWords(raise: Raises, titleOf: (level: string) => string): string {
  const effects = [
    ...(raise.level === "" ? [] : [`at least ${titleOf(raise.level)}`]),
    ...(raise.vulnerable ? ["somebody is vulnerable"] : []),
    ...(raise.crime ? ["a crime is suspected"] : []),
  ];
  const because = raise.because === "" ? "" : ` (${raise.because.replace(/\.$/, "")})`;
  return `Answered “${raise.when}”: ${listed(effects)}${because}.`;
}

export function raisesInWords(question: Question, policy: Policy): string[] {
  const titleOf = (code: string) => policy.levels.find((level) => level.code === code)?.title ?? code;
  return question.raises.map((raise) => raiseInWords(raise, titleOf));
}

/** What is particular about a type, in a few words each. */
export function typeNotes(type: IncidentType): string[] {
  return [
    ...(type.vulnerable ? ["Somebody vulnerable"] : []),
    ...(type.always_attend ? ["Always attended"] : []),
    ...(type.home ? ["At a home"] : []),
    ...(type.restricted ? ["Restricted: seen by clearance or owner"] : []),
    ...(type.welfare_check_s ? [`Welfare check every ${duration(type.welfare_check_s)}`] : []),
    ...(type.units_required.length > 0 ? [`Needs ${listed(type.units_required.map(wordsOf)).toLowerCase()}`] : []),
    ...(type.units_forbidden.length > 0 ? [`Never ${listed(type.units_forbidden.map(wordsOf)).toLowerCase()}`] : []),
    ...(type.notify.length > 0 ? [`Tells ${listed(type.notify.map(roleWords))}`] : []),
  ];
}

export const crimeExpectedWords: Record<IncidentType["crime_expected"], string> = {
  no: "No crime expected", possible: "A crime is possible", yes: "A crime is expected",
};

export const thriveFactors: readonly (readonly [ThriveFactor, string])[] = [
  ["threat", "Threat"], ["harm", "Harm"], ["risk", "Risk"], ["investigation", "Investigation"],
  ["vulnerability", "Vulnerability"], ["engagement", "Engagement"],
];
