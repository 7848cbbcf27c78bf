// SPDX-License-Identifier: Apache-2.0
// People in words. What was used is never said to be somebody: "this number was used by", never "this is".
import type { Marker, MatchKind, PersonRole, Said, SubjectKind } from "./types";

export const roles: readonly { value: PersonRole; title: string }[] = [
  { value: "caller", title: "Caller" },
  { value: "victim", title: "Victim" },
  { value: "witness", title: "Witness" },
  { value: "third_party", title: "Third party" },
  { value: "professional", title: "Professional" },
  { value: "suspect", title: "Suspect" },
  { value: "offender", title: "Offender" },
  { value: "other", title: "Somebody else" },
];

export function roleTitle(role: string): string {
  return roles.find((known) => known.value === role)?.title ?? role.replaceAll("_", " ");
}

export const kindTitles: Record<SubjectKind, string> = {
  person: "Person", address: "Address", phone: "Number", vehicle: "Vehicle",
};

export const matchTitles: Record<MatchKind, string> = {
  exact: "Exact", folded: "Same but for spelling marks", certain: "Certain", probable: "Probable",
  begins: "Begins like this", possible: "Possible",
};

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufefc]/;

/** Held apart from what stands beside it, so that a number after an Arabic or Hebrew name stays after it. */
export function apart(text: string): string {
  return rightToLeft.test(text) ? `\u2068${text}\u2069` : text;
}

/** Everything that was said, in one line, in the words it was said in. */
export function saidInWords(said: Said): string {
  const name = [said.given_name, said.other_names, said.family_name].filter(Boolean).join(" ");
  const born = said.date_of_birth ? `born ${dayInWords(said.date_of_birth)}` : "";
  const vehicle = said.registration ? `vehicle ${said.registration}` : "";
  const rest = [born, said.sex, said.phone, said.email, said.address, said.postcode, vehicle, said.description];
  return [name, ...rest].flatMap((part) => (part ? [apart(part)] : [])).join(", ");
}

const longDay = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** "1970-05-03" as "3 May 1970". */
export function dayInWords(day: string): string {
  const at = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(at.getTime()) ? day : longDay.format(at);
}

/** What a marker asks of the reader, in one word beside its colour. */
export function markerTone(marker: Marker): { tone: "danger" | "care" | "plain"; word: string } {
  if (marker.high_risk) return { tone: "danger", word: "High risk" };
  if (marker.warning) return { tone: "danger", word: "Warning" };
  if (marker.vulnerable) return { tone: "care", word: "Vulnerable" };
  return { tone: "plain", word: "Note" };
}

/** A marker whose review is overdue is still shown, and says so. */
export function reviewIsOverdue(marker: Marker, today: string): boolean {
  return marker.review_on < today;
}
