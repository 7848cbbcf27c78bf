// SPDX-License-Identifier: Apache-2.0
// Before anything is sent: what is open near the place already. The call can be joined to it with one key.
import { useEffect, useState } from "react";
import { useAct } from "../access/act";
import { get } from "../api/client";
import type { Incident } from "../api/types";
import { unknownPlace } from "../incidents/place_field";
import type { Nearby } from "../incidents/types";
import { ErrorSummary, errorsOf } from "../shell/form";
import { useLoaded } from "../shell/loaded";
import { Empty, Show } from "../shell/page";
import type { CallState, LiveCall } from "./call";
import { NearbyList } from "./nearby";

const shortest = 4;

interface Where { latitude?: number; longitude?: number; place?: string }

/** What can be asked of the place as typed so far. */
export function whereOf(place: string, latitude: number | null, longitude: number | null): Where | null {
  if (latitude !== null && longitude !== null) return { latitude, longitude, place: place.trim() };
  const words = place.trim();
  return words.length < shortest || words === unknownPlace ? null : { place: words };
}

function useNear(where: Where | null) {
  const wanted = JSON.stringify(where);
  const [asked, setAsked] = useState("null");
  useEffect(() => {
    const timer = setTimeout(() => setAsked(wanted), 300);
    return () => clearTimeout(timer);
  }, [wanted]);
  return useLoaded<Nearby[]>(async (signal) => {
    const query = JSON.parse(asked) as Where | null;
    return query === null ? [] : (await get("/api/v1/incidents/near", { query, signal })).items;
  }, `near ${asked}`);
}

export function NearbyBeforeSending({ call, state }: { call: LiveCall; state: CallState }) {
  const { place, latitude, longitude } = state.draft;
  const where = whereOf(place, latitude, longitude);
  const near = useNear(where);
  const act = useAct();
  const join = (into: Incident) => void call.receive().then((contact) => {
    return act.run("/api/v1/contacts/{id}/join", { path: { id: contact.id }, body: { incident: into.id } }, call.know);
  }, (error: unknown) => act.refuse(errorsOf(error)));
  return (
    <section className="panel" aria-labelledby="nearby">
      <h2 id="nearby">Nearby</h2>
      <ErrorSummary errors={act.errors} />
      {where === null ? <Empty>Once a place is given, open incidents near it are shown here.</Empty> : (
        <Show what="what is nearby" loaded={near}>{(list) => <NearbyList list={list} join={join} />}</Show>
      )}
    </section>
  );
}
