// SPDX-License-Identifier: Apache-2.0
// One change asked of the server from a form: under one key, with its refusal shown where it belongs.
import { useRef, useState } from "react";
import { newKey } from "../api/keep_trying";
import { Refusal } from "../api/problem";
import { errorsOf } from "../shell/form";
import type { FieldError } from "../shell/form";

export interface Act {
  errors: FieldError[];
  busy: boolean;
  refuse: (errors: FieldError[]) => void;
  run: (send: (key: string) => Promise<unknown>, done: () => void) => Promise<void>;
}

export function useAct(): Act {
  const [errors, setErrors] = useState<FieldError[]>([]);
  const [busy, setBusy] = useState(false);
  const key = useRef(newKey());
  const run: Act["run"] = async (send, done) => {
    setBusy(true);
    setErrors([]);
    try {
      await send(key.current);
      key.current = newKey();
      done();
    } catch (error) {
      // After a refusal nothing is stored under the key; after silence the same wish keeps it.
      if (error instanceof Refusal) key.current = newKey();
      setErrors(errorsOf(error));
    }
    setBusy(false);
  };
  return { errors, busy, refuse: setErrors, run };
}
