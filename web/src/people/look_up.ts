// SPDX-License-Identifier: Apache-2.0
// Who this may be, asked while it is typed. Each answer belongs to what was typed when it was asked: an answer that
// comes after a later question is dropped, and what was shown stays until the next answer is there.
import { useEffect, useState } from "react";
import { get } from "../api/client";
import { isAbort } from "../api/problem";
import { typedDate } from "./dates";
import type { Found, Said } from "./types";

/** What was typed of one person, address, phone or vehicle; empty where nothing was. */
export interface Typed {
  given: string;
  family: string;
  born: string;
  phone: string;
  email: string;
  address: string;
  postcode: string;
  registration: string;
}

export const nothingTyped: Typed = {
  given: "", family: "", born: "", phone: "", email: "", address: "", postcode: "", registration: "",
};

export interface LookUpQuery {
  phone?: string;
  email?: string;
  name?: string;
  address?: string;
  postcode?: string;
  registration?: string;
  date_of_birth?: string;
  at_least?: number;
}

const shortest = { digits: 6, name: 2, address: 3, postcode: 3, registration: 3 };

const longEnough = (text: string, letters: number) => text.replace(/\s/g, "").length >= letters;

/** What can usefully be asked of what was typed so far; null when that is nothing yet. */
export function queryOf(typed: Typed, today: string): LookUpQuery | null {
  const name = `${typed.given} ${typed.family}`.trim();
  const [email, address, postcode, registration] =
    [typed.email.trim(), typed.address.trim(), typed.postcode.trim(), typed.registration.trim()];
  const born = typedDate(typed.born, today);
  const query: LookUpQuery = {
    ...(typed.phone.replace(/\D/g, "").length >= shortest.digits ? { phone: typed.phone.trim() } : {}),
    ...(/.@./.test(email) ? { email } : {}),
    ...(longEnough(name, shortest.name) ? { name } : {}),
    ...(address.length >= shortest.address ? { address } : {}),
    ...(longEnough(postcode, shortest.postcode) ? { postcode } : {}),
    ...(longEnough(registration, shortest.registration) ? { registration } : {}),
  };
  if (Object.keys(query).length === 0) return null;
  // A birthday alone finds everybody born on it; beside anything else it tells one person from another.
  return born.is === "date" ? { ...query, date_of_birth: born.iso } : query;
}

/** Probabilities from which persons may be shown; the usual one is also the server's. */
const cuts = [0, 0.01, 0.05, 0.2, 0.5, 0.9];
export const usualCut = 0.05;

/** The next cut-off that shows more people, or fewer; null where there is none. */
export function moveCut(cut: number, which: "more" | "fewer"): number | null {
  return (which === "more" ? [...cuts].reverse().find((each) => each < cut) : cuts.find((each) => each > cut)) ?? null;
}

/** Why nothing is asked although something was typed. */
export function hintFor(typed: Typed): string {
  const name = `${typed.given}${typed.family}`.trim();
  if (name.length === 1) return "One letter finds too many people: type at least two letters of the name.";
  const digits = typed.phone.replace(/\D/g, "").length;
  if (digits > 0 && digits < shortest.digits) return "Type at least six digits of the number.";
  return "";
}

/** What goes into the record: exactly what was typed, without the blanks around it. */
export function saidOf(typed: Typed, today: string): Said {
  const born = typedDate(typed.born, today);
  const fields: [keyof Said, string][] = [
    ["given_name", typed.given], ["family_name", typed.family], ["date_of_birth", born.is === "date" ? born.iso : ""],
    ["phone", typed.phone], ["email", typed.email], ["address", typed.address], ["postcode", typed.postcode],
    ["registration", typed.registration],
  ];
  return Object.fromEntries(fields.map(([name, text]) => [name, text.trim()]).filter(([, text]) => text !== ""));
}

/** The other way round: what was said of somebody, to look them up by. */
export function typedOf(said: Said): Typed {
  return {
    given: said.given_name ?? "", family: said.family_name ?? "", born: said.date_of_birth ?? "",
    phone: said.phone ?? "", email: said.email ?? "", address: said.address ?? "", postcode: said.postcode ?? "",
    registration: said.registration ?? "",
  };
}

export interface LookedUp {
  found: Found | null;
  error: unknown;
  asking: boolean;
}

const nothing: LookedUp = { found: null, error: null, asking: false };
export const debounce = 120;

/** `settled` is told once for each answer that is shown; answers to earlier questions never are. */
export function askAfterPause<T>(
  ask: (signal: AbortSignal) => Promise<T>, settled: (answer: T | null, error: unknown) => void, pause = debounce,
): () => void {
  const stop = new AbortController();
  const timer = setTimeout(() => {
    ask(stop.signal).then(
      (answer) => {
        if (!stop.signal.aborted) settled(answer, null);
      },
      (error: unknown) => {
        if (!stop.signal.aborted && !isAbort(error)) settled(null, error);
      },
    );
  }, pause);
  return () => {
    clearTimeout(timer);
    stop.abort();
  };
}

export function useLookUp(query: LookUpQuery | null): LookedUp {
  const [state, setState] = useState<LookedUp>(nothing);
  const key = JSON.stringify(query);
  useEffect(() => {
    const asked = JSON.parse(key) as LookUpQuery | null;
    if (asked === null) {
      setState(nothing);
      return undefined;
    }
    setState((was) => ({ ...was, asking: true }));
    return askAfterPause(
      (signal) => get("/api/v1/people/look-up", { query: asked, signal }),
      (found, error) => setState((was) => ({ found: found ?? was.found, error, asking: false })),
    );
  }, [key]);
  return state;
}
