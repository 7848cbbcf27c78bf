// SPDX-License-Identifier: Apache-2.0
// The rows of the board. A table to assistive technology, a grid of cells to the eye; on a phone each row is a card.
import { memo, useCallback, useEffect, useRef, useSyncExternalStore } from "react";
import type { Incident } from "../api/types";
import { useAreaName } from "../geography/area_names";
import { Empty, Loading } from "../shell/page";
import { Link } from "../shell/router";
import { useKeys, useTold } from "../shell/keys";
import { fullTime, timeOrDay } from "../words/times";
import { AgainstLimit, Elapsed, LevelTag } from "./clock";
import { useTypeTitle } from "./type_title";
import { VulnerableMark } from "./marks";
import { useWindow } from "./windowing";
import { serverNow } from "../api/client";

const columns = [
  ["grade", "Level"], ["waiting", "Waiting"], ["limit", "Limit"], ["type", "Type"], ["place", "Place"],
  ["ward", "Ward"], ["what", "What"], ["owner", "Owner"], ["opened", "Opened"], ["reference", "Reference"],
] as const;
const phone = "(max-width: 760px)";
const rowHeights = { desk: 34, phone: 124 };

function useMedia(wanted: string): boolean {
  const subscribe = useCallback((changed: () => void) => {
    const query = window.matchMedia(wanted);
    query.addEventListener("change", changed);
    return () => query.removeEventListener("change", changed);
  }, [wanted]);
  return useSyncExternalStore(subscribe, () => window.matchMedia(wanted).matches);
}

interface RowProperties {
  incident: Incident;
  index: number;
  top: number;
  fresh: boolean;
  area: string;
  type: string;
}

const Row = memo(function Row({ incident, index, top, fresh, area, type }: RowProperties) {
  const { place, owner } = incident;
  return (
    <div
      role="row" aria-rowindex={index + 2} style={{ transform: `translateY(${top}px)` }}
      className={`row${fresh ? " row--fresh" : ""}${incident.status === "closed" ? " row--closed" : ""}`}
    >
      <span role="cell" className="cell cell--grade"><LevelTag incident={incident} /></span>
      <span role="cell" className="cell cell--waiting"><Elapsed incident={incident} /></span>
      <span role="cell" className="cell cell--limit"><AgainstLimit incident={incident} /></span>
      <span role="cell" className="cell cell--type" title={type}>{type}</span>
      <span role="cell" className="cell cell--place" title={place.text}><bdi>{place.text}</bdi></span>
      <span role="cell" className="cell cell--ward" title={area}>{area}</span>
      <span role="cell" className="cell cell--what" title={incident.summary}>
        {incident.vulnerable ? <VulnerableMark /> : null}
        {incident.exercise ? <strong className="exercise">Exercise</strong> : null}
        <bdi>{incident.summary}</bdi>
      </span>
      <span role="cell" className="cell cell--owner" title={owner?.name}>{owner?.name || "–"}</span>
      <span role="cell" className="cell cell--opened figure" title={fullTime(incident.opened_at)}>
        {timeOrDay(incident.opened_at, new Date(serverNow()))}
      </span>
      <span role="cell" className="cell cell--reference">
        <Link to={`/incidents/${incident.id}`} data-row={index}>{incident.reference}</Link>
      </span>
    </div>
  );
});

/** j, k and the arrows move the focus from log to log; Enter then opens it as any link. */
function useRowKeys(count: number, show: (index: number) => void) {
  const box = useRef<HTMLDivElement | null>(null);
  const wanted = useRef<number | null>(null);
  const focusRow = useCallback(() => {
    const link = box.current?.querySelector<HTMLElement>(`[data-row="${wanted.current}"]`);
    if (!link) return;
    link.focus({ preventScroll: true });
    wanted.current = null;
  }, []);
  useEffect(() => {
    if (wanted.current !== null) focusRow();
  });
  const walk = (by: 1 | -1) => () => {
    if (count === 0) return false;
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset["row"] : undefined;
    const from = focused === undefined ? (by > 0 ? -1 : count) : Number(focused);
    wanted.current = Math.min(count - 1, Math.max(0, from + by));
    show(wanted.current);
    focusRow();
    return true;
  };
  useKeys([
    { keys: ["j", "ArrowDown"], does: "Next incident", act: walk(1) },
    { keys: ["k", "ArrowUp"], does: "Previous incident", act: walk(-1) },
  ]);
  useTold([{ keys: ["Enter"], does: "Open the incident that has the focus" }]);
  return box;
}

interface TableProperties {
  rows: readonly Incident[];
  arrived: readonly string[];
  loading: boolean;
  filtered: boolean;
  clear: () => void;
}

function NoRows({ loading, filtered, clear }: Pick<TableProperties, "loading" | "filtered" | "clear">) {
  if (loading) return <Loading what="the board" />;
  if (!filtered) return <Empty>Nothing is open. New incidents appear here by themselves.</Empty>;
  return (
    <Empty>
      No incident matches. <button type="button" className="button" onClick={clear}>Clear the search and level</button>
    </Empty>
  );
}

export function BoardTable({ rows, arrived, ...rest }: TableProperties) {
  const rowHeight = useMedia(phone) ? rowHeights.phone : rowHeights.desk;
  const onPaper = useMedia("print");
  const scroller = useRef<HTMLDivElement>(null);
  const { window: inSight, show } = useWindow(scroller, rowHeight, rows.length);
  const seen = onPaper ? { first: 0, end: rows.length } : inSight;
  const body = useRowKeys(rows.length, show);
  const fresh = new Set(arrived);
  const areaName = useAreaName();
  const typeTitle = useTypeTitle();
  return (
    <div className="table" role="table" aria-label="Incidents" aria-rowcount={rows.length + 1}>
      <div role="rowgroup" className="table__head">
        <div role="row" aria-rowindex={1} className="row row--head">
          {columns.map(([name, title]) => (
            <span role="columnheader" className={`cell cell--${name}`} key={name}>{title}</span>
          ))}
        </div>
      </div>
      <div className="table__scroll" ref={scroller} role="presentation">
        {rows.length === 0 ? <NoRows {...rest} /> : null}
        <div role="rowgroup" className="table__body" ref={body} style={{ height: rows.length * rowHeight }}>
          {rows.slice(seen.first, seen.end).map((incident, offset) => (
            <Row
              key={incident.id} incident={incident} index={seen.first + offset}
              top={(seen.first + offset) * rowHeight} fresh={fresh.has(incident.id)}
              area={areaName(incident.place.ward ?? incident.place.borough) ?? "–"} type={typeTitle(incident) || "–"}
            />
          ))}
        </div>
      </div>
    </div>
  );
}
