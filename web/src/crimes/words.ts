// SPDX-License-Identifier: Apache-2.0
// Crimes in words. Pure.
import type { CountedAs, CrimeStatus, EntitledAs, Flag, Ground, Part } from "./types";

export const statusWords: Record<CrimeStatus, string> = {
  draft: "Draft", recorded: "Recorded", finalised: "Finalised", cancelled: "Cancelled",
};

export const countedWords: Record<CountedAs, string> = {
  victim: "One crime for each victim",
  premises: "One crime for each premises",
  offender: "One crime for each offender",
  offender_group: "One crime for each group of offenders",
  incident: "One crime for the incident",
};

export const partWords: Record<Part, string> = {
  counted_victim: "Victim, counted", entitled: "Owed the Victims’ Code", suspect: "Suspect",
};

export const entitledWords: Record<EntitledAs, string> = {
  victim: "the victim",
  bereaved_relative: "a bereaved relative",
  child_of_domestic_abuse: "a child who saw or heard domestic abuse",
  parent_or_guardian: "parent or guardian",
  business_contact: "contact of a business",
};

export const groundWords: Record<Ground, string> = {
  transferred: "Transferred: it happened in another force’s area",
  additional_information: "Verifiable information shows that no crime happened",
  duplicate: "It is part of a crime already recorded",
  error: "It was recorded in error",
  self_defence: "It was self-defence",
};

export const flagWords: Record<Flag, string> = {
  domestic_abuse: "Domestic abuse",
  hate_race: "Hate: race",
  hate_religion: "Hate: religion",
  hate_disability: "Hate: disability",
  hate_sexual_orientation: "Hate: sexual orientation",
  hate_transgender: "Hate: transgender",
  child_sexual_abuse: "Child sexual abuse",
  child_sexual_exploitation: "Child sexual exploitation",
  alcohol: "Alcohol",
  online: "Online",
  modern_slavery: "Modern slavery",
  knife: "Knife",
  firearm: "Firearm",
  honour_based: "So-called honour",
  corrosive: "Corrosive substance",
  child_on_child: "Child on child",
};

export const allFlags = Object.keys(flagWords) as Flag[];

const trials: Record<string, string> = {
  CI: "indictable only", CE: "triable either way", CS: "summary", CM: "summary",
};

export function trialWords(trial: string | null | undefined): string {
  return trial ? (trials[trial] ?? trial) : "";
}
