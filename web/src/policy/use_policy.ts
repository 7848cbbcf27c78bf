// SPDX-License-Identifier: Apache-2.0
// The policy in force, read once for all pages of a tab and read again when it may have changed.
import { useEffect, useSyncExternalStore } from "react";
import { get } from "../api/client";
import { useMay } from "../shell/session";
import type { IncidentType, Level, Policy, Question, QuestionSet } from "./types";

const freshFor = 60_000;

const listeners = new Set<() => void>();
let held: Policy | null = null;
let readAt = 0;
let reading = false;

async function read(): Promise<void> {
  if (reading || Date.now() - readAt < freshFor) return;
  reading = true;
  try {
    held = (await get("/api/v1/policy")).policy;
    readAt = Date.now();
    listeners.forEach((listener) => listener());
  } catch {
    // What was read before still stands; without any, pages show codes in place of titles and ask again when opened.
  }
  reading = false;
}

/** After a version was activated or withdrawn here. */
export function readPolicyAgain(): void {
  readAt = 0;
  void read();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Null until it has been read, and for those whose roles do not include it. */
export function usePolicy(): Policy | null {
  const may = useMay()("see the policy");
  useEffect(() => {
    if (may) void read();
  }, [may]);
  return useSyncExternalStore(subscribe, () => held);
}

export function typeOf(policy: Policy | null, code: string | null | undefined): IncidentType | null {
  return policy?.types.find((type) => type.code === code) ?? null;
}

export function levelOf(policy: Policy | null, code: string | null | undefined): Level | null {
  return policy?.levels.find((level) => level.code === code) ?? null;
}

/** The question sets of a type, in the order in which it names them. */
export function setsOf(policy: Policy | null, codes: readonly string[]): QuestionSet[] {
  return codes.flatMap((code) => policy?.question_sets.filter((set) => set.code === code) ?? []);
}

export function questionOf(policy: Policy | null, code: string): Question | null {
  return policy?.question_sets.flatMap((set) => set.questions).find((question) => question.code === code) ?? null;
}
