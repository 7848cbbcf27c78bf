// SPDX-License-Identifier: Apache-2.0
// Everything that was done to a crime, and lines written beside it: the same log as an incident's.
import { useCallback, useEffect, useState } from "react";
import { allPages, get, post } from "../api/client";
import type { Line } from "../api/types";
import { AddLine } from "../incidents/add_line";
import { Log, merged } from "../incidents/log";
import { useLive } from "../live/live";
import { useLoaded } from "../shell/loaded";
import { useMay, useSignedIn } from "../shell/session";
import type { CrimeLine } from "./types";

/** As the log shows lines, whichever record they belong to. */
function lineOf({ crime, ...line }: CrimeLine): Line {
  return { ...line, incident: crime };
}

function useCrimeLog(crime: string) {
  const loaded = useLoaded((signal) => allPages((after) => {
    const query = { limit: 200, ...(after === undefined ? {} : { after: Number(after) }) };
    return get("/api/v1/crimes/{id}/lines", { path: { id: crime }, query, signal });
  }), `crime lines ${crime}`);
  const [lines, setLines] = useState<readonly Line[]>([]);
  const add = useCallback((more: readonly Line[]) => setLines((was) => merged(was, more)), []);
  useEffect(() => {
    if (loaded.value) add(loaded.value.map(lineOf));
  }, [loaded.value, add]);
  useLive([`crime:${crime}`], (event) => {
    if (event.record === crime) loaded.again();
  }, loaded.again);
  return { lines, loaded: { ...loaded, value: loaded.value?.map(lineOf) ?? null }, add };
}

export function CrimeLog({ crime }: { crime: string }) {
  const { account } = useSignedIn();
  const may = useMay()("add a line");
  const log = useCrimeLog(crime);
  return (
    <section className="panel panel--log" aria-labelledby="crime-log">
      <h2 id="crime-log">History</h2>
      <Log log={log} />
      {may ? (
        <AddLine
          account={account.id} incident={crime} added={(line) => log.add([line])}
          send={async (body, key) => {
            return lineOf(await post("/api/v1/crimes/{id}/lines", { path: { id: crime }, body, key }));
          }}
        />
      ) : null}
    </section>
  );
}
