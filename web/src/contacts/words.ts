// SPDX-License-Identifier: Apache-2.0
// Contacts in the words of a control room.
import type {
  AttemptOutcome, Channel, Contact, ContactState, Decision, Informant, Presented,
} from "./types";

type Options<T extends string> = readonly { value: T; title: string }[];

export const channels: Options<Channel> = [
  { value: "emergency_999", title: "999 call" },
  { value: "non_emergency_101", title: "101 call" },
  { value: "front_counter", title: "Front counter" },
  { value: "online", title: "Online form" },
  { value: "email", title: "E-mail" },
  { value: "social_media", title: "Social media" },
  { value: "officer", title: "Officer" },
  { value: "other_force", title: "Other force" },
  { value: "other_agency", title: "Other agency" },
  { value: "alarm_company", title: "Alarm company" },
  { value: "ecall", title: "eCall from a vehicle" },
  { value: "personal_alarm", title: "Personal alarm" },
  { value: "relay_service", title: "Relay service" },
  { value: "text_service", title: "Emergency text service" },
  { value: "crimestoppers", title: "Crimestoppers" },
];

export const presentations: Options<Presented> = [
  { value: "spoken", title: "Spoken" },
  { value: "silent_connected", title: "Silent, put through by the operator" },
  { value: "pressed_55", title: "Silent, 55 pressed" },
  { value: "dropped", title: "Dropped" },
  { value: "abandoned", title: "Abandoned before it was answered" },
  { value: "written", title: "Written" },
];

export const informants: Options<Informant> = [
  { value: "unknown", title: "Not known yet" },
  { value: "victim", title: "Victim" },
  { value: "witness", title: "Witness" },
  { value: "third_party", title: "Third party" },
  { value: "professional", title: "Professional" },
  { value: "anonymous", title: "Wants to stay anonymous" },
  { value: "child", title: "Child" },
];

export const states: Options<ContactState> = [
  { value: "live", title: "Live" }, { value: "parked", title: "Parked" }, { value: "abandoned", title: "Abandoned" },
  { value: "ended", title: "Ended" },
];

export function titleOf<T extends string>(options: Options<T>, value: T): string {
  return options.find((option) => option.value === value)?.title ?? value.replaceAll("_", " ");
}

const written: readonly Channel[] = ["online", "email", "social_media", "text_service", "crimestoppers"];

/** How a contact of this channel usually presents itself. */
export function usuallyPresented(channel: Channel): Presented {
  return written.includes(channel) ? "written" : "spoken";
}

/** Somebody is there and does not speak: the silent-call page. */
export function isSilent(presented: Presented): boolean {
  return presented === "silent_connected" || presented === "pressed_55";
}

/** Nobody is there any more: the queue of abandoned calls. */
export function isGone(presented: Presented): boolean {
  return presented === "dropped" || presented === "abandoned";
}

/** Anonymous and Crimestoppers contacts are never matched with anybody. */
export function mayBeMatched(contact: Pick<Contact, "channel" | "informant">): boolean {
  return contact.channel !== "crimestoppers" && contact.informant !== "anonymous";
}

export function howItCame(contact: Pick<Contact, "channel" | "presented">): string {
  const channel = titleOf(channels, contact.channel);
  return contact.presented === usuallyPresented(contact.channel)
    ? channel
    : `${channel}: ${titleOf(presentations, contact.presented).toLowerCase()}`;
}

export const outcomes: Options<AttemptOutcome> = [
  { value: "reached", title: "Reached" }, { value: "no_answer", title: "No answer" },
  { value: "engaged", title: "Engaged" }, { value: "withheld", title: "Number withheld" },
];

export const decisions: Options<Decision> = [
  { value: "no_further_action", title: "No further action" },
  { value: "reached", title: "The caller was reached, nothing more is needed" },
  { value: "incident", title: "It is an incident" },
  { value: "officer_sent", title: "An officer was sent" },
];
