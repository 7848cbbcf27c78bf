// SPDX-License-Identifier: Apache-2.0
// One change asked of the server from a form: under one key, with its refusal shown where it belongs.
import { useRef, useState } from "react";
import { post } from "../api/client";
import type { Extra } from "../api/client";
import { keyFor } from "../api/keep_trying";
import type { SentKeys } from "../api/keep_trying";
import type { Answer, Operation, PathWith } from "../api/types";
import { errorsOf } from "../shell/form";
import type { FieldError } from "../shell/form";

type Post<P extends PathWith<"post">> = Extra<Operation<P, "post">>;
type Answered<P extends PathWith<"post">> = Answer<Operation<P, "post">>;

export interface Act {
  errors: FieldError[];
  busy: boolean;
  refuse: (errors: FieldError[]) => void;
  run: <P extends PathWith<"post">>(path: P, asked: Post<P>, done: (answer: Answered<P>) => void) => Promise<void>;
}

export function useAct(): Act {
  const [errors, setErrors] = useState<FieldError[]>([]);
  const [busy, setBusy] = useState(false);
  const sent = useRef<SentKeys>({});
  const run: Act["run"] = async (path, asked, done) => {
    setBusy(true);
    setErrors([]);
    const [key, keys] = keyFor([path, asked], sent.current);
    sent.current = keys;
    try {
      const answer = await post(path, { ...asked, key });
      sent.current = {};
      done(answer);
    } catch (error) {
      setErrors(errorsOf(error));
    }
    setBusy(false);
  };
  return { errors, busy, refuse: setErrors, run };
}
