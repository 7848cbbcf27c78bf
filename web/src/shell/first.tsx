// SPDX-License-Identifier: Apache-2.0
// A long list is shown in parts: thousands of rows at once make a page slow, and nobody reads them.
import { useState } from "react";
import type { ReactNode } from "react";
import { number } from "../words/numbers";

const step = 200;

interface Properties<T> {
  list: readonly T[];
  /** What they are, in the plural. */
  what: string;
  children: (shown: readonly T[]) => ReactNode;
}

export function First<T>({ list, what, children }: Properties<T>) {
  const [most, setMost] = useState(step);
  return (
    <>
      {children(list.slice(0, most))}
      {list.length > most ? (
        <p className="first">
          <span className="muted">{number(most)} of {number(list.length)} {what} are shown.</span>{" "}
          <button type="button" className="button" onClick={() => setMost(most + step)}>Show {step} more</button>
        </p>
      ) : null}
    </>
  );
}
