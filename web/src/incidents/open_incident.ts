// SPDX-License-Identifier: Apache-2.0
// The rules of opening an incident from this page: what is enough, what is sent, and sending it exactly once.
import { useCallback, useEffect, useRef, useState } from "react";
import { post } from "../api/client";
import { keepTrying, keyFor } from "../api/keep_trying";
import type { OpenIncident } from "../api/types";
import { errorsOf } from "../shell/form";
import type { FieldError } from "../shell/form";
import { navigate } from "../shell/router";
import { fromLondonInput } from "../words/times";
import { dropDraft, keepDraft, readDraft } from "./draft";
import type { Draft } from "./draft";

/** Nothing waits for a form: a place, which may be "unknown", and a reason are enough to send help. */
export function missingFrom(draft: Draft): FieldError[] {
  const errors: FieldError[] = [];
  if (draft.place.trim() === "") errors.push({ field: "place", message: "Enter a place, or choose Place unknown" });
  if (draft.summary.trim() === "") errors.push({ field: "summary", message: "Enter what is happening" });
  if (draft.happened !== "" && fromLondonInput(draft.happened) === null) {
    errors.push({ field: "happened_at", message: "Enter a time that the clocks showed; this hour was skipped" });
  }
  return errors;
}

export function requestFrom(draft: Draft): OpenIncident {
  const where = draft.latitude === null || draft.longitude === null
    ? { text: draft.place.trim() }
    : { text: draft.place.trim(), latitude: draft.latitude, longitude: draft.longitude };
  const happened = draft.happened === "" ? null : fromLondonInput(draft.happened);
  return {
    summary: draft.summary.trim(),
    place: where,
    ...(draft.type === "" ? {} : { type: draft.type }),
    ...(draft.level === "" ? {} : { level: draft.level }),
    ...(draft.category.trim() === "" ? {} : { category: draft.category.trim() }),
    ...(happened ? { happened_at: happened.toISOString() } : {}),
  };
}

/** A refusal of `place.text` or `place.latitude` belongs to the one field people see. */
export function fieldOnPage(field: string): string {
  return field.startsWith("place") ? "place" : field;
}

function useDraft(account: string) {
  const [draft, setDraft] = useState(() => readDraft(account));
  const edit = useCallback((changes: Partial<Draft>) => {
    setDraft((was) => {
      const next = { ...was, ...changes };
      keepDraft(account, next);
      return next;
    });
  }, [account]);
  return { draft, edit };
}

export type Sending = "no" | "sending" | "trying again";

export function useOpenIncident(account: string) {
  const { draft, edit } = useDraft(account);
  const [sentBefore] = useState(Object.keys(draft.sent).length > 0);
  const [errors, setErrors] = useState<FieldError[]>([]);
  const [sending, setSending] = useState<Sending>("no");
  const away = useRef(false);
  useEffect(() => {
    away.current = false;
    return () => {
      away.current = true;
    };
  }, []);
  const send = async () => {
    if (sending !== "no") return;
    const missing = missingFrom(draft);
    setErrors(missing);
    if (missing.length > 0) return;
    setSending("sending");
    const body = requestFrom(draft);
    const [key, sent] = keyFor(body, draft.sent);
    edit({ sent }); // before it is sent: a reload in the middle sends the same incident, not another
    try {
      const incident = await keepTrying({
        key,
        send: (sameKey) => post("/api/v1/incidents", { body, key: sameKey }),
        waiting: () => setSending("trying again"),
        givenUp: () => away.current,
      });
      dropDraft(account);
      if (!away.current) navigate(`/incidents/${incident.id}`, { replace: true });
    } catch (error) {
      setErrors(errorsOf(error).map((told) => ({ ...told, field: fieldOnPage(told.field) })));
      setSending("no");
    }
  };
  return { draft, edit, errors, sending, sentBefore, send };
}
