// SPDX-License-Identifier: Apache-2.0
// Something read from the server: loading, there, or failed with why; and read again on demand.
import { useCallback, useEffect, useState } from "react";
import { isAbort } from "../api/problem";

export interface Loaded<T> {
  /** The last value read; kept while it is read again, so that the screen does not blink. */
  value: T | null;
  error: unknown;
  loading: boolean;
  again: () => void;
}

export function useLoaded<T>(read: (signal: AbortSignal) => Promise<T>, key: string): Loaded<T> {
  const [state, setState] = useState<{ key: string; value: T | null; error: unknown; loading: boolean }>({
    key, value: null, error: null, loading: true,
  });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    setState((was) => ({ key, value: was.key === key ? was.value : null, error: null, loading: true }));
    read(stop.signal).then(
      (value) => setState({ key, value, error: null, loading: false }),
      (error: unknown) => {
        if (isAbort(error)) return;
        setState((was) => ({ ...was, error, loading: false }));
      },
    );
    return () => stop.abort();
    // `key` names everything `read` depends on, so that callers need no useCallback.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key, turn]);
  const again = useCallback(() => setTurn((was) => was + 1), []);
  return { value: state.value, error: state.error, loading: state.loading, again };
}
