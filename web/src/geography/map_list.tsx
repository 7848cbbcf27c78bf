// SPDX-License-Identifier: Apache-2.0
// The incidents of the map as a list: the way to them by keyboard and screen reader. Focusing one shows where it is.
import { useMemo } from "react";
import { allPages, get } from "../api/client";
import type { Incident } from "../api/types";
import { LevelTag } from "../incidents/clock";
import { boardOrder } from "../incidents/filters";
import { useBoardState } from "../incidents/use_board";
import type { Loaded } from "../shell/loaded";
import { Empty, Show } from "../shell/page";
import { Link } from "../shell/router";
import { useMay } from "../shell/session";
import { number, plural } from "../words/numbers";
import { isPlaced } from "./markers";

/** More markers than this hide each other; the board has them all. */
const mostMarkers = 500;

export function useOpenIncidents(): Loaded<Incident[]> {
  const allowed = useMay()("see incidents");
  const { board, loaded } = useBoardState((signal) => {
    if (!allowed) return Promise.resolve([]);
    return allPages((after) => {
      const query = { status: "open" as const, limit: mostMarkers, ...(after === undefined ? {} : { after }) };
      return get("/api/v1/incidents", { query, signal });
    }, mostMarkers);
  }, `map incidents ${allowed}`, []);
  const open = useMemo(() => {
    return [...board.byId.values()].filter((incident) => incident.status === "open").sort(boardOrder);
  }, [board]);
  return { ...loaded, value: loaded.value && open };
}

export function IncidentList({ loaded, select }: { loaded: Loaded<Incident[]>; select: (id: string | null) => void }) {
  return (
    <section className="panel maplist" aria-labelledby="maplist">
      <h2 id="maplist">Open incidents</h2>
      <Show what="the incidents" loaded={loaded}>
        {(incidents) => incidents.length === 0 ? <Empty>Nothing is open.</Empty> : (
          <>
            <p className="muted">
              {plural(incidents.filter(isPlaced).length, "incident")} on the map
              {incidents.length < mostMarkers ? "" : (
                <>. Only {number(mostMarkers)} are read here; <Link to="/">the board</Link> has all of them</>
              )}
            </p>
            <ul>
              {incidents.map((incident) => (
                <li key={incident.id} onMouseEnter={() => select(incident.id)} onFocus={() => select(incident.id)}>
                  <LevelTag incident={incident} />
                  <span className="maplist__what">
                    <Link to={`/incidents/${incident.id}`}>{incident.reference}</Link>
                    <span><bdi>{incident.summary}</bdi></span>
                    <span className="muted">
                      <bdi>{incident.place.text}</bdi>{isPlaced(incident) ? "" : " (not on the map)"}
                    </span>
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
      </Show>
    </section>
  );
}
