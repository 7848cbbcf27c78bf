// SPDX-License-Identifier: Apache-2.0
import type { KeyboardEvent, RefObject } from "react";
import type { Filters, StatusChoice } from "./filters";
import type { Level } from "../policy/types";

interface Properties {
  filters: Filters;
  levels: readonly Level[];
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

export function BoardFilters({ filters, levels, change, search }: Properties) {
  return (
    <form className="filters" role="search" aria-label="Incidents shown" onSubmit={(event) => event.preventDefault()}>
      <label className="filters__search">
        <span className="govuk-visually-hidden">Search place, summary, type, ward, owner or reference</span>
        <input
          ref={search} type="search" value={filters.text} placeholder="Search or Log number   /"
          onChange={(event) => change({ text: event.target.value })}
          onKeyDown={leaveOnEscape}
        />
      </label>
      <label>
        <span>Level</span>
        <select value={filters.level} onChange={(event) => change({ level: event.target.value })}>
          <option value="">Every level</option>
          {levels.map((level) => <option key={level.code} value={level.code}>{level.title}</option>)}
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
