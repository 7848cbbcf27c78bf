// SPDX-License-Identifier: Apache-2.0
// Who is named in a call: kept as said, each thing once, and decided to be a person of the register.
import { useRef } from "react";
import { useAct } from "../access/act";
import type { Act } from "../access/act";
import { londonToday } from "../api/client";
import type { Decision } from "../people/confirm";
import { typedDate } from "../people/dates";
import { saidOf } from "../people/look_up";
import type { Typed } from "../people/look_up";
import { useMentions } from "../people/mentions";
import type { Mention, PersonRole, Said } from "../people/types";
import type { Loaded } from "../shell/loaded";
import type { LiveCall } from "./call";
import type { CallDraft } from "./call_draft";
import type { Contact } from "./types";

const plain = (text: string) => text.trim().toLowerCase();
const digits = (text: string) => text.replace(/\D/g, "").replace(/^(44|0044|0)/, "");

/** What was typed of somebody in a role and is in no mention of that role yet: nothing is said to the record twice. */
export function newlySaid(said: Said, role: PersonRole, mentions: readonly Mention[], presented: string | null): Said {
  const held = mentions.filter((mention) => mention.role === role).map((mention) => mention.said);
  const isHeld = ([field, text]: [string, string]) => {
    if (field === "phone") {
      const numbers = [role === "caller" ? presented : null, ...held.map((one) => one.phone)];
      return numbers.some((number) => number && digits(number) === digits(text));
    }
    return held.some((one) => plain(one[field as keyof Said] ?? "") === plain(text));
  };
  const typed = Object.entries(said).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return Object.fromEntries(typed.filter((entry) => !isHeld(entry)));
}

/** Which mention a decision is about: one with a name before one without, the newest first. */
export function toDecide(mentions: readonly Mention[], role: PersonRole): Mention | null {
  const open = [...mentions].reverse().filter((mention) => !mention.person && !mention.anonymous);
  const named = ({ said }: Mention) => Boolean(said.given_name ?? said.family_name);
  const ranked = [
    open.filter((one) => one.role === role && named(one)), open.filter((one) => one.role === role), open,
  ];
  return ranked.flat()[0] ?? null;
}

/** What the look-up is asked by: what was typed, and what the call already holds. */
export function lookedUpBy(typed: Typed, contact: Contact | null, place: string): Typed {
  const somewhere = plain(place) === "unknown" ? "" : place;
  return {
    ...typed,
    phone: typed.phone.trim() === "" ? contact?.phone ?? "" : typed.phone,
    address: typed.address.trim() === "" ? somewhere : typed.address,
  };
}

export interface Naming {
  mentions: Loaded<Mention[]>;
  act: Act;
  /** Something was typed that the record does not hold yet. */
  unkept: boolean;
  /** Keeps all that was typed; `then` follows only when it is in the record. */
  keep: (then?: () => void) => void;
  /** Keeps the number of a call that was begun; of anybody but the caller with what else was typed of him. */
  keepNumber: () => void;
  decide: (decision: Decision) => void;
}

type Then = (kept: Mention | null) => void;

/** Keeps one thing after another: what is asked twice while the first is on its way is in the record once. */
function useKeeping(call: LiveCall, act: Act, mentions: Loaded<Mention[]>) {
  const answered = useRef<Mention[]>([]);
  const latest = useRef(mentions.value);
  latest.current = mentions.value ?? latest.current;
  const held = () => {
    const read = latest.current ?? [];
    return [...read, ...answered.current.filter((one) => !read.some(({ id }) => id === one.id))];
  };
  const last = useRef(Promise.resolve());
  const keepNow = async (said: Said, role: PersonRole, then: Then) => {
    try {
      const { id, phone } = await call.receive();
      const rest = newlySaid(said, role, held(), phone ?? null);
      if (Object.keys(rest).length === 0) return then(null);
      const asked = { path: { id }, body: { role, said: rest } };
      await act.run("/api/v1/contacts/{id}/mentions", asked, (kept) => {
        answered.current = [...answered.current, kept];
        mentions.again();
        then(kept);
      });
    } catch (error) {
      act.refuse([{ field: "", message: error instanceof Error ? error.message : "Try again." }]);
    }
  };
  const keep = (said: Said, role: PersonRole, then: Then) => {
    last.current = last.current.then(() => keepNow(said, role, then));
  };
  return { held, keep };
}

export function useNaming(call: LiveCall, draft: CallDraft, contact: Contact | null): Naming {
  const act = useAct();
  const mentions = useMentions("contact", contact?.id ?? null);
  const { held, keep } = useKeeping(call, act, mentions);
  const newIn = ({ typed, role }: CallDraft) => {
    return newlySaid(saidOf(typed, londonToday()), role, held(), contact?.phone ?? null);
  };
  const keepAll = (then: Then) => {
    const now = call.read().draft;
    const born = typedDate(now.typed.born, londonToday());
    if (born.is === "wrong") return act.refuse([{ field: "date_of_birth", message: born.message }]);
    keep(saidOf(now.typed, londonToday()), now.role, then);
  };
  const keepNumber = () => {
    const now = call.read().draft;
    const { phone, ...rest } = newIn(now);
    // A call that the server does not know yet begins with its number.
    if (!phone || (!contact && !now.asked)) return;
    keep(now.role === "caller" ? { phone } : { ...rest, phone }, now.role, () => undefined);
  };
  const confirm = (kept: Mention | null, decision: Decision) => {
    const about = toDecide(kept ? [...held().filter(({ id }) => id !== kept.id), kept] : held(), draft.role);
    if (about === null) return act.refuse([{ field: "given_name", message: "Enter who was named" }]);
    void act.run("/api/v1/people/mentions/{mention}/confirm", {
      path: { mention: about.id }, body: decision,
    }, mentions.again);
  };
  return {
    mentions, act, unkept: Object.keys(newIn(draft)).length > 0, keepNumber,
    keep: (then) => keepAll(() => then?.()),
    decide: (decision) => keepAll((kept) => confirm(kept, decision)),
  };
}
