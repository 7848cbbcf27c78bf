// SPDX-License-Identifier: Apache-2.0
// One call while it goes on, apart from the page that shows it: what is typed, the contact the server made of it, and
// what is on its way. A key press never waits: the words go on while help is being sent, and lines leave in order.
import { serverNow } from "../api/client";
import { keepTrying, keyFor, newKey } from "../api/keep_trying";
import type { Incident } from "../api/types";
import { errorsOf } from "../shell/form";
import type { FieldError } from "../shell/form";
import { dropCall, emptyCall, keepCall, newCallOf, readCall } from "./call_draft";
import type { CallDraft, PendingLine, ReceiveBody, Store } from "./call_draft";
import { fieldOfCall, hasBegun, missingFromCall, receiveRequest, sendRequest } from "./sending";
import { isGone, isSilent } from "./words";
import type { Contact, ContactLine, Received, Sent } from "./types";

/** What a call asks of the server, each under its key. */
export interface CallServer {
  receive: (body: ReceiveBody, key: string) => Promise<Received>;
  send: (body: ReturnType<typeof sendRequest>, key: string) => Promise<Sent>;
  say: (contact: string, line: { text: string; happened_at: string }, key: string) => Promise<ContactLine>;
}

export type Sending = "no" | "sending" | "trying again";

export interface CallState {
  draft: CallDraft;
  contact: Contact | null;
  /** As it was opened by this call's send; the page keeps it fresh. */
  incident: Incident | null;
  errors: FieldError[];
  sending: Sending;
  /** A line was refused, with why. */
  lineErrors: FieldError[];
  /** The network is away and lines wait. */
  linesWait: boolean;
}

let calls = 0;

export class LiveCall {
  /** Another call has another number, so that its page begins anew. */
  readonly serial = (calls += 1);
  /** The page that shows it is gone: nothing is tried again until it is opened anew. */
  away = false;
  /** Told when a line is in the record. */
  lineAdded: (line: ContactLine) => void = () => undefined;
  private state: CallState;
  private readonly listeners = new Set<() => void>();
  private name: string;
  private receiving: Promise<Contact> | null = null;
  private sent: Promise<void> = Promise.resolve();
  private saying = false;
  private refused = false;

  constructor(
    readonly id: string | null, private readonly account: string, private readonly server: CallServer,
    private readonly store: Store = localStorage,
  ) {
    this.name = id ?? newCallOf(account);
    const draft = readCall(this.name, store);
    this.state = {
      draft, contact: null, incident: null, errors: [], sending: "no", lineErrors: [], linesWait: false,
    };
  }

  /** The call that stands at an address: the one begun on this screen and not sent goes on at "/calls/new". */
  static at(id: string | null, account: string, server: CallServer, store: Store = localStorage): LiveCall {
    const begun = id === null ? readCall(newCallOf(account), store).contact : id;
    return new LiveCall(begun, account, server, store);
  }

  /** Whether this is still the call of that address. */
  standsAt(id: string | null): boolean {
    const known = this.state.contact?.id ?? this.id;
    return id === null ? known === null || this.isUnsent() : known === id;
  }

  private isUnsent(): boolean {
    return readCall(newCallOf(this.account), this.store).contact === (this.state.contact?.id ?? this.id);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  read = (): CallState => this.state;

  private set(changes: Partial<CallState>): void {
    this.state = { ...this.state, ...changes };
    this.listeners.forEach((listener) => listener());
  }

  private keep(changes: Partial<CallDraft>): void {
    const draft = { ...this.state.draft, ...changes };
    keepCall(this.name, draft, Date.now(), this.store);
    this.set({ draft });
  }

  /** Something was typed or chosen. The first words make it a call that the server knows. */
  edit = (changes: Partial<CallDraft>): void => {
    this.keep(changes);
    const { draft, contact } = this.state;
    const spoken = !isSilent(draft.presented) && !isGone(draft.presented);
    if (contact || this.id !== null || this.receiving || this.refused || !spoken || !hasBegun(draft)) return;
    this.receive().catch(() => {
      // Asked again when it is sent, which says why; a message with each key pressed would take the cursor away.
      this.refused = true;
    });
  };

  /** The contact, made now if the server does not know of the call yet. */
  receive(): Promise<Contact> {
    if (this.state.contact) return Promise.resolve(this.state.contact);
    this.receiving ??= this.askToReceive().finally(() => {
      this.receiving = null;
    });
    return this.receiving;
  }

  private async askToReceive(): Promise<Contact> {
    const asked = this.state.draft.asked ?? { key: newKey(), body: receiveRequest(this.state.draft) };
    this.keep({ asked });
    try {
      const received = await keepTrying({
        key: asked.key, send: (key) => this.server.receive(asked.body, key), givenUp: () => this.away,
      });
      this.begin(received);
      return received.contact;
    } catch (error) {
      if (!this.away) this.keep({ asked: null });
      throw error;
    }
  }

  /** From now on the draft stands under the contact's own name. */
  private begin({ contact, because, advice, incident }: Received): void {
    const begun = newCallOf(this.account);
    this.name = contact.id;
    this.keep({ asked: null, because, advice });
    keepCall(begun, { ...emptyCall(), contact: incident ? null : contact.id }, Date.now(), this.store);
    this.set({ contact, incident: incident ?? null });
  }

  /** The contact as the server has it now. */
  know = (contact: Contact): void => {
    const held = this.state.contact;
    if (held && (held.id !== contact.id || held.version > contact.version)) return;
    this.set({ contact });
    if (contact.incident || contact.state !== "live") this.forgetBegun();
    if (contact.state === "ended") dropCall(contact.id, this.store);
  };

  /** `n` begins another call again. */
  private forgetBegun(): void {
    if (this.isUnsent()) dropCall(newCallOf(this.account), this.store);
  }

  private named(error: unknown): FieldError[] {
    return errorsOf(error).map((told) => ({ ...told, field: fieldOfCall(told.field) }));
  }

  /** The page is shown again: what was under way goes on under its old keys. */
  resume(): void {
    this.away = false;
    if (this.state.draft.asked && !this.state.contact) this.receive().catch(() => undefined);
    void this.sayPending();
  }

  /** Help is sent. Answers whether it was asked for: nothing is, while the place or the reason is missing. */
  send(): boolean {
    if (this.state.sending !== "no") return true;
    const errors = missingFromCall(this.state.draft);
    this.set({ errors });
    if (errors.length > 0) return false;
    this.set({ sending: "sending" });
    this.sent = this.sendNow().catch((error: unknown) => this.set({ errors: this.named(error), sending: "no" }));
    return true;
  }

  private async sendNow(): Promise<void> {
    const contact = await this.receive();
    const body = sendRequest(this.state.draft, contact.id);
    const [key, sent] = keyFor(body, this.state.draft.sent);
    this.keep({ sent }); // before it is sent: a reload in the middle sends the same incident, not another
    const answer = await keepTrying({
      key, send: (sameKey) => this.server.send(body, sameKey), waiting: () => this.set({ sending: "trying again" }),
      givenUp: () => this.away,
    });
    const { place, latitude, longitude, reason, type, level, placeFrom } = emptyCall();
    this.keep({ sent: {}, place, latitude, longitude, reason, type, level, placeFrom });
    this.set({ sending: "no", incident: answer.incident, errors: [] });
    this.know(answer.contact);
  }

  /** A line leaves the box; it is in the record when the server has answered. */
  say(text: string): void {
    const line: PendingLine = {
      key: newKey(), text: text.trim(), happened_at: new Date(serverNow()).toISOString(), by: this.account,
    };
    this.set({ lineErrors: [] });
    this.keep({ line: "", pending: [...this.state.draft.pending, line] });
    void this.sayPending();
  }

  /** Lines leave one after another, after the send that is under way. */
  async sayPending(): Promise<void> {
    if (this.saying) return;
    this.saying = true;
    await this.sent;
    const next = () => this.state.draft.pending.find((line) => line.by === this.account);
    for (let line = next(); line && !this.away; line = next()) await this.sayOne(line);
    this.saying = false;
  }

  private async sayOne(line: PendingLine): Promise<void> {
    const without = () => this.state.draft.pending.filter((pending) => pending.key !== line.key);
    try {
      const contact = await this.receive();
      const { text, happened_at } = line;
      const added = await keepTrying({
        key: line.key, send: (key) => this.server.say(contact.id, { text, happened_at }, key),
        waiting: () => this.set({ linesWait: true }), givenUp: () => this.away,
      });
      this.keep({ pending: without() });
      this.lineAdded(added);
    } catch (error) {
      if (this.away) return;
      // Back into the box, before what is being typed: nothing said is lost.
      const words = [line.text, this.state.draft.line].filter(Boolean).join(" ");
      this.keep({ pending: without(), line: words });
      this.set({ lineErrors: errorsOf(error) });
    }
    this.set({ linesWait: false });
  }
}
