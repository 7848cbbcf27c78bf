// SPDX-License-Identifier: Apache-2.0
// A form whose words survive a reload, a lock and a refusal, and which is carried out once however often its answer
// is lost. What was typed is forgotten only when the server has done what it asks.
import { useEffect, useRef, useState } from "react";
import { post } from "../api/client";
import type { Extra } from "../api/client";
import { keepTrying, keyFor } from "../api/keep_trying";
import type { SentKeys } from "../api/keep_trying";
import type { Answer, Operation, PathWith } from "../api/types";
import { errorsOf } from "./form";
import type { FieldError } from "./form";
import { useSignedIn } from "./session";

type Post<P extends PathWith<"post">> = Extra<Operation<P, "post">>;
type Posted<P extends PathWith<"post">> = Answer<Operation<P, "post">>;

export interface DraftAct<D> {
  draft: D;
  edit: (changes: Partial<D>) => void;
  errors: FieldError[];
  refuse: (errors: FieldError[]) => void;
  state: "" | "sending" | "trying again";
  busy: boolean;
  run: <P extends PathWith<"post">>(path: P, asked: Post<P>, done: (answer: Posted<P>) => void) => Promise<void>;
  /** Throws away what was typed. */
  forget: () => void;
}

interface Kept<D> { draft: D; sent: SentKeys }

export function readKept<D extends object>(place: string, empty: D, store: Pick<Storage, "getItem">): Kept<D> {
  try {
    const kept = JSON.parse(store.getItem(place) ?? "null") as Partial<Kept<D>> | null;
    return { draft: { ...empty, ...kept?.draft }, sent: kept?.sent ?? {} };
  } catch {
    return { draft: empty, sent: {} };
  }
}

/** `name` says which form of which record: "close.<incident>". */
export function useDraftAct<D extends object>(name: string, empty: D): DraftAct<D> {
  const { account } = useSignedIn();
  const place = `bluelamp.draft.${account.id}.${name}`;
  const [kept, setKept] = useState(() => readKept(place, empty, sessionStorage));
  const [errors, setErrors] = useState<FieldError[]>([]);
  const [state, setState] = useState<DraftAct<D>["state"]>("");
  const newest = useRef(kept);
  const away = useRef(false);
  useEffect(() => {
    away.current = false;
    return () => { away.current = true; };
  }, []);
  const keep = (next: Kept<D>) => {
    newest.current = next;
    sessionStorage.setItem(place, JSON.stringify(next));
    setKept(next);
  };
  const forget = () => {
    newest.current = { draft: empty, sent: {} };
    sessionStorage.removeItem(place);
    setKept(newest.current);
    setErrors([]);
  };
  const run: DraftAct<D>["run"] = async (path, asked, done) => {
    if (state !== "") return;
    setErrors([]);
    setState("sending");
    const [key, sent] = keyFor([path, asked], newest.current.sent);
    keep({ ...newest.current, sent });
    try {
      const answer = await keepTrying({
        key, send: (sameKey) => post(path, { ...asked, key: sameKey }), waiting: () => setState("trying again"),
        givenUp: () => away.current,
      });
      forget();
      done(answer);
    } catch (error) {
      setErrors(errorsOf(error));
    }
    setState("");
  };
  const edit = (changes: Partial<D>) => keep({ ...newest.current, draft: { ...newest.current.draft, ...changes } });
  return { draft: kept.draft, edit, errors, refuse: setErrors, state, busy: state !== "", run, forget };
}
