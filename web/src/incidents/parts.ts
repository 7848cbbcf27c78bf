// SPDX-License-Identifier: Apache-2.0
// The parts of an incident that stand beside its row and its log; each is read again when the incident changes.
import { get } from "../api/client";
import { useLive } from "../live/live";
import type { LiveEvent } from "../live/messages";
import { useLoaded } from "../shell/loaded";
import type { Loaded } from "../shell/loaded";
import { useMay } from "../shell/session";
import type {
  Assessment, Gap, GivenAnswer, GradeChange, KnownPlace, Named, Nearby, Proposal, ReportedBy,
} from "./types";

/** A plain line of the log changes nothing but the log. */
function changesParts(event: LiveEvent, id: string): boolean {
  return event.record === id && event.kind !== "incident.line_added";
}

/** `read` is asked again after each act on the incident; nothing is read while there is no incident yet. */
export function usePart<T>(name: string, id: string | null, read: (id: string, signal: AbortSignal) => Promise<T>,
                           none: T): Loaded<T> {
  const loaded = useLoaded<T>(async (signal) => (id === null ? none : read(id, signal)), `${name} of ${id}`);
  useLive(id === null ? [] : [`incident:${id}`], (event) => {
    if (id !== null && changesParts(event, id)) loaded.again();
  }, loaded.again);
  return loaded;
}

export function useAnswers(id: string | null): Loaded<GivenAnswer[]> {
  return usePart("answers", id, async (one, signal) => {
    return (await get("/api/v1/incidents/{id}/answers", { path: { id: one }, signal })).items;
  }, []);
}

export function useAssessments(id: string | null): Loaded<Assessment[]> {
  return usePart("assessments", id, async (one, signal) => {
    return (await get("/api/v1/incidents/{id}/assessments", { path: { id: one }, signal })).items;
  }, []);
}

/** Null while there is no incident to propose anything for. */
export function useProposal(id: string | null): Loaded<Proposal | null> {
  return usePart<Proposal | null>("proposal", id, (one, signal) => {
    return get("/api/v1/incidents/{id}/proposal", { path: { id: one }, signal });
  }, null);
}

export function useGradeChanges(id: string | null): Loaded<GradeChange[]> {
  return usePart("grade changes", id, async (one, signal) => {
    return (await get("/api/v1/incidents/{id}/grade-changes", { path: { id: one }, signal })).items;
  }, []);
}

export function usePlaces(id: string | null): Loaded<KnownPlace[]> {
  return usePart("places", id, async (one, signal) => {
    return (await get("/api/v1/incidents/{id}/places", { path: { id: one }, signal })).items;
  }, []);
}

export function useNearby(id: string | null): Loaded<Nearby[]> {
  return usePart("nearby", id, async (one, signal) => {
    return (await get("/api/v1/incidents/{id}/nearby", { path: { id: one }, signal })).items;
  }, []);
}

export function useJoined(id: string | null) {
  return usePart("joined", id, async (one, signal) => {
    return (await get("/api/v1/incidents/{id}/joined", { path: { id: one }, signal })).items;
  }, []);
}

export function useReportedBy(id: string | null): Loaded<ReportedBy[]> {
  return usePart("contacts", id, async (one, signal) => {
    return (await get("/api/v1/incidents/{id}/contacts", { path: { id: one }, signal })).items;
  }, []);
}

/** A crime of the incident; what it still lacks only for those who may see crimes. */
export interface CrimeOf extends Named { draft: boolean; gaps: string[] }

/** Drafts too: the incident itself knows only of those that are recorded. */
export function useCrimesOf(id: string | null): Loaded<CrimeOf[]> {
  const sees = useMay()("see crimes");
  const loaded = usePart<CrimeOf[]>("crimes", id, async (one, signal) => {
    if (!sees) {
      const { items } = await get("/api/v1/incidents/{id}/crimes", { path: { id: one }, signal });
      return items.map((crime) => ({ ...crime, draft: false, gaps: [] }));
    }
    const { items } = await get("/api/v1/crimes", { query: { incident: one, limit: 100 }, signal });
    return items.map(({ id: crime, reference, status, gaps }) => {
      return { id: crime, name: reference, draft: status === "draft", gaps: gaps.map((gap) => gap.message) };
    });
  }, []);
  useLive(sees && id !== null ? ["crimes"] : [], (event) => {
    if (!event.kind.endsWith(".line_added")) loaded.again();
  }, loaded.again);
  return loaded;
}

export function useGaps(id: string | null): Loaded<Gap[]> {
  return usePart("gaps", id, async (one, signal) => {
    return (await get("/api/v1/incidents/{id}/gaps", { path: { id: one }, signal })).items;
  }, []);
}
