// SPDX-License-Identifier: Apache-2.0
// What a call needs before help is sent, and what is sent. Nothing waits for a form: a place, which may be "unknown",
// and a reason are enough.
import type { FieldError } from "../shell/form";
import type { CallDraft, ReceiveBody } from "./call_draft";

export function missingFromCall(draft: Pick<CallDraft, "place" | "reason">): FieldError[] {
  const errors: FieldError[] = [];
  if (draft.place.trim() === "") errors.push({ field: "place", message: "Enter a place, or choose Place unknown" });
  if (draft.reason.trim() === "") errors.push({ field: "reason", message: "Enter what is happening" });
  return errors;
}

/** What the server is told when a contact arrives. The number only where one was typed. */
export function receiveRequest(draft: CallDraft): ReceiveBody {
  const phone = draft.typed.phone.trim();
  return {
    channel: draft.channel, presented: draft.presented, exercise: false, ...(phone === "" ? {} : { phone }),
  };
}

export function sendRequest(draft: CallDraft, contact: string) {
  const position = draft.latitude === null || draft.longitude === null
    ? {}
    : { latitude: draft.latitude, longitude: draft.longitude };
  return {
    contact,
    place: { text: draft.place.trim(), ...position },
    reason: draft.reason.trim(),
    ...(draft.placeFrom === null ? {} : { place_from: draft.placeFrom }),
    ...(draft.type === "" ? {} : { type: draft.type }),
    ...(draft.level === "" ? {} : { level: draft.level }),
  };
}

/** A refusal of `place.text` belongs to the one field people see. */
export function fieldOfCall(field: string): string {
  if (field.startsWith("place")) return "place";
  return field === "summary" ? "reason" : field;
}

/** Whether something was typed that makes it a call, so that the server should know of it. */
export function hasBegun(draft: CallDraft): boolean {
  return draft.place.trim() !== "" || draft.reason.trim() !== "" || draft.line.trim() !== "";
}
