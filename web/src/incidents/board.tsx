// SPDX-License-Identifier: Apache-2.0
// The live board: what is open now, most urgent and longest waiting first.
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { allPages, get } from "../api/client";
import type { Incident } from "../api/types";
import { Failed, PageHeading } from "../shell/page";
import { useKeys } from "../shell/keys";
import { number } from "../words/numbers";
import { BoardFilters } from "./board_filters";
import { BoardTable } from "./board_table";
import type { BoardState } from "./board_state";
import { useNow } from "./clock";
import { boardOrder, keepFilters, ofPolicy, readFilters, referenceIn, shows } from "./filters";
import type { Filters, StatusChoice } from "./filters";
import { gradeOfIncident, standing } from "./grades";
import { useTypeTitle } from "./type_title";
import { useBoardState } from "./use_board";
import { useTake } from "./use_take";
import { useAreaName } from "../geography/area_names";
import { usePolicy } from "../policy/use_policy";
import { useLoaded } from "../shell/loaded";

/** The board of one screen: closed incidents beyond this are found by their reference. */
const mostRows = 5000;
const pageSize = 500;

function readBoard(status: StatusChoice, signal: AbortSignal): Promise<Incident[]> {
  return allPages((after) => {
    const query = { status, limit: pageSize, ...(after === undefined ? {} : { after }) };
    return get("/api/v1/incidents", { query, signal });
  }, mostRows);
}

/** A reference typed into the search is also asked of the server: the log may not be among those on this screen. */
function useFound(text: string): Incident[] {
  const reference = referenceIn(text);
  const [asked, setAsked] = useState<string | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(reference), 300);
    return () => clearTimeout(timer);
  }, [reference]);
  const found = useLoaded(async (signal) => {
    if (asked === null) return [];
    return (await get("/api/v1/incidents", { query: { reference: asked, status: "all", limit: 20 }, signal })).items;
  }, `reference ${asked}`);
  return reference === asked ? (found.value ?? []) : [];
}

function Counts({ shown, held }: { shown: Incident[]; held: number }) {
  const now = useNow();
  const late = shown.filter((incident) => standing(incident, now).state === "late").length;
  return (
    <p className="counts">
      <strong>{number(shown.length)}</strong> shown{shown.length === held ? "" : ` of ${number(held)}`}
      {late > 0 ? <> · <strong className="late">{number(late)} late</strong></> : null}
    </p>
  );
}

/** Says each new incident once, in one polite sentence, and stays silent about those the filter hides. */
function Announcer({ board, filters }: { board: BoardState; filters: Filters }) {
  const id = board.arrived[board.arrived.length - 1];
  const incident = id === undefined ? undefined : board.byId.get(id);
  const words = incident && shows(filters, incident)
    ? `New: ${gradeOfIncident(incident).title}, ${incident.place.text}, ${incident.summary}`
    : "";
  return <div className="govuk-visually-hidden" aria-live="polite" role="status">{words}</div>;
}

function useFilters(): [Filters, (changes: Partial<Filters>) => void] {
  const [filters, setFilters] = useState(readFilters);
  const change = useCallback((changes: Partial<Filters>) => {
    setFilters((was) => {
      const next = { ...was, ...changes };
      keepFilters(next);
      return next;
    });
  }, []);
  return [filters, change];
}

function useSearchKey() {
  const search = useRef<HTMLInputElement>(null);
  const toSearch = () => {
    search.current?.select();
    search.current?.focus();
  };
  useKeys([{ keys: ["/"], does: "Search the board", act: toSearch }]);
  return search;
}

export function Board() {
  const [kept, change] = useFilters();
  const policy = usePolicy();
  const filters = useMemo(() => (policy ? ofPolicy(kept, policy.levels) : kept), [kept, policy]);
  const { status } = filters;
  const { board, loaded } = useBoardState((signal) => readBoard(status, signal), `board ${status}`, ["incidents"]);
  const found = useFound(filters.text);
  const search = useSearchKey();
  const areaName = useAreaName();
  const typeTitle = useTypeTitle();
  const rows = useMemo(() => {
    const names = { areaName, typeTitle };
    const matching = [...board.byId.values()].filter((incident) => shows(filters, incident, names));
    const known = new Set(matching.map((incident) => incident.id));
    return [...matching, ...found.filter((incident) => !known.has(incident.id))].sort(boardOrder);
  }, [board, filters, found, areaName, typeTitle]);
  const told = useTake(rows);
  return (
    <div className="board">
      <div className="board__top">
        <PageHeading title="Live board">Board</PageHeading>
        <Counts shown={rows} held={board.byId.size} />
        <BoardFilters filters={filters} levels={policy?.levels ?? []} change={change} search={search} />
      </div>
      <Announcer board={board} filters={filters} />
      <p className={told === "" ? "govuk-visually-hidden" : "done"} role="status">{told}</p>
      {loaded.error !== null ? <Failed error={loaded.error} again={loaded.again} /> : null}
      <BoardTable
        rows={rows} arrived={board.arrived} loading={loaded.loading && board.byId.size === 0}
        filtered={rows.length < board.byId.size} clear={() => change({ level: "", text: "" })}
      />
    </div>
  );
}
