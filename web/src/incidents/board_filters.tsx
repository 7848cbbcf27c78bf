// SPDX-License-Identifier: Apache-2.0
import type { KeyboardEvent, RefObject } from "react";
import type { Filters, StatusChoice } from "./filters";
import { grades } from "./grades";

interface Properties {
  filters: Filters;
  change: (changes: Partial<Filters>) => void;
  search: RefObject<HTMLInputElement | null>;
}

/** Back to the rows with what was typed; the browser's own Escape would clear it. */
function leaveOnEscape(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key !== "Escape") return;
  event.preventDefault();
  event.currentTarget.blur();
}

const statuses: readonly [StatusChoice, string][] = [["open", "Open"], ["closed", "Closed"], ["all", "All"]];

export function BoardFilters({ filters, change, search }: Properties) {
  return (
    <form className="filters" role="search" aria-label="Incidents shown" onSubmit={(event) => event.preventDefault()}>
      <label className="filters__search">
        <span className="govuk-visually-hidden">Search place, summary, ward, owner or reference</span>
        <input
          ref={search} type="search" value={filters.text} placeholder="Search or Log number   /"
          onChange={(event) => change({ text: event.target.value })}
          onKeyDown={leaveOnEscape}
        />
      </label>
      <label>
        <span>Grade</span>
        <select value={filters.grade} onChange={(event) => change({ grade: event.target.value })}>
          <option value="">Every grade</option>
          {grades.map((grade) => <option key={grade.code} value={grade.code}>{grade.title}</option>)}
          <option value="none">Not graded</option>
        </select>
      </label>
      <label>
        <span>Status</span>
        <select value={filters.status} onChange={(event) => change({ status: event.target.value as StatusChoice })}>
          {statuses.map(([value, title]) => <option key={value} value={value}>{title}</option>)}
        </select>
      </label>
    </form>
  );
}
