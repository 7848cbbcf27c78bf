// SPDX-License-Identifier: Apache-2.0
// What an outcome needs before it may be proposed, named at the fields of the form before anything is sent. The rules
// are the server's, with their version; it checks them again. Pure.
import type { FieldError } from "../shell/form";
import { fromLondonInput } from "../words/times";
import type { Crime, Evidence, OutcomeRule } from "./types";

export type EvidenceKind = "text" | "area" | "yes_no" | "day" | "instant" | "view";

export interface EvidenceField { name: keyof Evidence; label: string; kind: EvidenceKind; hint?: string }

export const evidenceFields: readonly EvidenceField[] = [
  { name: "reference", label: "Reference", kind: "text", hint: "Of the charge, caution, notice or other body." },
  { name: "offender_accepts", label: "The offender accepts responsibility", kind: "yes_no" },
  {
    name: "alternate_offence", label: "Offence it was disposed of as", kind: "text",
    hint: "Home Office class, when it is another one.",
  },
  {
    name: "document", label: "What proves it", kind: "text",
    hint: "Certificate, report, admission: what it is and where it is kept.",
  },
  { name: "cps_reference", label: "CPS reference", kind: "text" },
  { name: "cps_decided_on", label: "CPS decided on", kind: "day" },
  { name: "victim_view", label: "The victim", kind: "view" },
  { name: "victim_view_at", label: "Victim asked at", kind: "instant" },
  { name: "victim_view_reason", label: "The victim’s own reason", kind: "area" },
  { name: "other_body", label: "Body that deals with it", kind: "text" },
  { name: "activity", label: "Diversion or education undertaken", kind: "area" },
  { name: "rationale", label: "Rationale", kind: "area", hint: "Why this outcome, in words a reviewer can follow." },
];

/** What stands in the fields, as typed; times as the clocks of London show them. */
export type EvidenceDraft = Partial<Record<keyof Evidence, string>>;

function valueOf({ kind }: EvidenceField, text: string): boolean | string | null {
  if (kind === "yes_no") return text === "yes";
  if (kind === "instant") return fromLondonInput(text)?.toISOString() ?? null;
  return text.trim();
}

/** Without what nobody said. */
export function evidenceBody(draft: EvidenceDraft): Evidence {
  const given = evidenceFields.filter((field) => (draft[field.name] ?? "").trim() !== "");
  return Object.fromEntries(given.map((field) => [field.name, valueOf(field, draft[field.name] ?? "")]));
}

function isEmpty(value: Evidence[keyof Evidence]): boolean {
  return value === undefined || value === null || value === "";
}

const viewFields = ["victim_view", "victim_view_at", "victim_view_reason"];

/** Fields that the form shows for this rule: what it needs, the victim's view where that counts, and always why. */
export function fieldsFor(rule: OutcomeRule): EvidenceField[] {
  const wanted = new Set<string>([...rule.needs, "rationale", ...(rule.victim_view === "any" ? [] : viewFields)]);
  return evidenceFields.filter((field) => wanted.has(field.name));
}

/** Why the rule does not fit the crime itself, whatever evidence there is; "" when it does. */
export function unfit(rule: OutcomeRule, crime: Crime): string {
  if (rule.suspect === "needed" && crime.current_suspects === 0) return "It needs a current suspect; link one first.";
  if (rule.suspect === "forbidden" && crime.current_suspects > 0) {
    return "There is a current suspect. Eliminate them first, or choose another outcome.";
  }
  const code = crime.offence?.code ?? "";
  const fits = rule.classes.length === 0 || rule.classes.includes(code);
  return fits ? "" : `It is not for offences of class ${code || "none"}.`;
}

/** Every gap at once, each at its field. */
export function missingFrom(rule: OutcomeRule, evidence: Evidence): FieldError[] {
  const errors: FieldError[] = rule.needs.filter((name) => isEmpty(evidence[name as keyof Evidence])).map((name) => {
    const label = evidenceFields.find((field) => field.name === name)?.label ?? name.replaceAll("_", " ");
    return { field: name, message: `Outcome ${rule.outcome} needs this: ${label.toLowerCase()}` };
  });
  const viewGiven = !isEmpty(evidence.victim_view);
  if (rule.victim_view !== "any" && !viewGiven && !rule.needs.includes("victim_view")) {
    errors.push({ field: "victim_view", message: `Outcome ${rule.outcome} needs the victim’s view` });
  }
  if (viewGiven && rule.victim_view === "supports" && evidence.victim_view !== "supports") {
    errors.push({ field: "victim_view", message: `Outcome ${rule.outcome} is for a victim who supports it` });
  }
  if (viewGiven && rule.victim_view === "does_not_support" && evidence.victim_view !== "does_not_support") {
    errors.push({ field: "victim_view", message: `Outcome ${rule.outcome} is for a victim who does not support it` });
  }
  return errors;
}

/** A refusal names "evidence.reference"; the form names "reference". */
export function fieldOnForm(field: string): string {
  return field.replace(/^evidence\./, "");
}
