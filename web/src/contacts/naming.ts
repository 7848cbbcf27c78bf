// SPDX-License-Identifier: Apache-2.0
// Who is named in a call: kept as said, each thing once, and decided to be a person of the register.
import { useAct } from "../access/act";
import type { Act } from "../access/act";
import { londonToday } from "../api/client";
import type { Decision } from "../people/confirm";
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
  keep: (then?: () => void) => void;
  decide: (decision: Decision) => void;
}

export function useNaming(call: LiveCall, draft: CallDraft, contact: Contact | null): Naming {
  const act = useAct();
  const mentions = useMentions("contact", contact?.id ?? null);
  const held = mentions.value ?? [];
  const said = newlySaid(saidOf(draft.typed, londonToday()), draft.role, held, contact?.phone ?? null);
  const unkept = Object.keys(said).length > 0;
  const keepThen = async (then: (kept: Mention | null) => void) => {
    try {
      const { id, phone } = await call.receive();
      const rest = newlySaid(said, draft.role, held, phone ?? null);
      if (Object.keys(rest).length === 0) return then(null);
      const asked = { path: { id }, body: { role: draft.role, said: rest } };
      await act.run("/api/v1/contacts/{id}/mentions", asked, (kept) => {
        mentions.again();
        then(kept);
      });
    } catch (error) {
      act.refuse([{ field: "", message: error instanceof Error ? error.message : "Try again." }]);
    }
  };
  const confirm = (kept: Mention | null, decision: Decision) => {
    const about = toDecide(kept ? [...held, kept] : held, draft.role);
    if (about === null) return act.refuse([{ field: "given_name", message: "Enter who was named" }]);
    void act.run("/api/v1/people/mentions/{mention}/confirm", {
      path: { mention: about.id }, body: decision,
    }, mentions.again);
  };
  return {
    mentions, act, unkept,
    keep: (then) => void keepThen(() => then?.()),
    decide: (decision) => void keepThen((kept) => confirm(kept, decision)),
  };
}
