// SPDX-License-Identifier: Apache-2.0
// A list that is read from the server in parts: the first of it, and more each time somebody asks. It is never cut
// without a word, and never asked for more at once than the server answers.
import { useRef } from "react";
import { firstOf } from "../api/client";
import type { Asked, Page } from "../api/client";
import { number } from "../words/numbers";
import { useLoaded } from "./loaded";
import type { Loaded } from "./loaded";

export interface Growing<P> extends Loaded<P> { more: () => void }

/** `first` rows, and `step` more when asked; what is shown stays while more is read. `key` as for `useLoaded`. */
export function useGrowing<P extends Page<unknown>>(
  read: (asked: Asked, signal: AbortSignal) => Promise<P>, key: string, first: number, step = 200,
): Growing<P> {
  const most = useRef({ key, count: first });
  if (most.current.key !== key) most.current = { key, count: first };
  const loaded = useLoaded((signal) => firstOf(most.current.count, (asked) => read(asked, signal)), key);
  const more = () => {
    most.current.count += step;
    loaded.again();
  };
  return { ...loaded, more };
}

interface Properties {
  list: Growing<Page<unknown>>;
  /** What they are, in the plural. */
  what: string;
  words?: string;
}

/** Under the list: how many are shown and the way to more, while the server has more. */
export function MoreOf({ list, what, words = "Show more" }: Properties) {
  if (!list.value?.next) return null;
  return (
    <p className="first">
      <span className="muted" role="status">{number(list.value.items.length)} {what} are shown.</span>{" "}
      <button type="button" className="button" aria-disabled={list.loading} onClick={() => list.loading || list.more()}>
        {words}
      </button>
    </p>
  );
}
