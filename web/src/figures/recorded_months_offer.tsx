// SPDX-License-Identifier: Apache-2.0
import { useEffect } from "react";
import { londonToday } from "../api/client";
import type { Measure } from "../api/types";
import { monthsInWords } from "../words/times";
import { useRecordedMonths } from "./recorded_months";

interface Properties {
  measure: Measure;
  chosen: boolean;
  change: (changes: Record<string, string>) => void;
}

/** Beside a figure without a value: where there is one. A period that nobody chose is replaced by it at once. */
export function RecordedMonths({ measure, chosen, change }: Properties) {
  const hasMonths = measure.groups.some((group) => group.name === "month");
  const period = useRecordedMonths(hasMonths ? measure.name : null, londonToday());
  useEffect(() => {
    if (period && !chosen) change({ ...period });
  }, [period, chosen, change]);
  if (!period) return null;
  return (
    <p>
      The latest months with records: {monthsInWords(period.from, period.to)}.{" "}
      <button type="button" className="button" onClick={() => change({ ...period })}>Show them</button>
    </p>
  );
}
