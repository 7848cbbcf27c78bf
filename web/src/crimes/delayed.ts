// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from "react";

/** The value once it has stood still: a search asks when the typing pauses. */
export function useDelayed<T>(value: T, milliseconds: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}
