// SPDX-License-Identifier: Apache-2.0
// The call itself: how it came, the number, who speaks and in which role, their wishes and language.
import { useEffect, useState } from "react";
import { useAct } from "../access/act";
import { ErrorSummary, messageFor, SelectField, TextField } from "../shell/form";
import { isEnter } from "../shell/keys";
import { Fact } from "../shell/page";
import { dayAndTime } from "../words/times";
import type { CallState, LiveCall } from "./call";
import type { Naming } from "./naming";
import { callIds } from "./send_form";
import { channels, howItCame, informants, isGone, isSilent, presentations, usuallyPresented } from "./words";
import type { Channel, Contact, Informant, Presented, Wishes } from "./types";

function Number({ call, state, naming, error }: { call: LiveCall; state: CallState; naming: Naming; error: string }) {
  const { typed } = state.draft;
  return (
    <TextField
      id={callIds.phone} label="Number" value={typed.phone} type="tel" autoComplete="off" error={error} maxLength={60}
      onText={(phone) => call.edit({ typed: { ...typed, phone } })}
      onBlur={naming.keepNumber}
      onKeyDown={(event) => {
        if (!isEnter(event) || event.ctrlKey || typed.phone.trim() === "") return;
        event.preventDefault();
        if (state.contact) naming.keep();
        else document.getElementById(callIds.place)?.focus();
      }}
    />
  );
}

interface BeforeProperties { call: LiveCall; state: CallState; naming: Naming; began: (contact: Contact) => void }

/** Until the server knows of the call, how it came may be changed. Without words it is begun by its own button. */
export function BeforeCall({ call, state, naming, began }: BeforeProperties) {
  const { draft, errors } = state;
  const quiet = isSilent(draft.presented) || isGone(draft.presented);
  const [failed, setFailed] = useState("");
  const begin = () => void call.receive().then(began, (error: Error) => setFailed(error.message));
  return (
    <section className="panel callfacts" aria-labelledby="the-call">
      <h2 id="the-call">The call</h2>
      <ErrorSummary errors={failed === "" ? [] : [{ field: "phone", message: failed }]} ids={callIds} />
      <Number call={call} state={state} naming={naming} error={messageFor(errors, "phone")} />
      <div className="form-row">
        <SelectField
          id="channel" label="Channel" value={draft.channel} options={[...channels]}
          onChoose={(value) => call.edit({
            channel: value as Channel, presented: usuallyPresented(value as Channel),
          })}
        />
        <SelectField
          id="presented" label="How it came" value={draft.presented} options={[...presentations]}
          onChoose={(value) => call.edit({ presented: value as Presented })}
        />
      </div>
      {quiet ? (
        <button type="button" className="button button--main" onClick={begin}>
          {isSilent(draft.presented) ? "Begin: questions by tap" : "Put it in the queue of abandoned calls"}
        </button>
      ) : null}
    </section>
  );
}

interface Details { informant?: Informant; wishes?: Wishes; language?: string; interpreter?: boolean }

/** Changes are sent at once, one after another, each against the version that the one before it made. What was chosen
 *  stays shown while it is under way. */
function useDetails(contact: Contact, know: (contact: Contact) => void) {
  const [waiting, setWaiting] = useState<Details>({});
  const [sent, setSent] = useState<Details>({});
  const act = useAct();
  const key = JSON.stringify(waiting);
  useEffect(() => {
    const body = JSON.parse(key) as Details;
    if (act.busy || Object.keys(body).length === 0) return;
    setWaiting({});
    setSent(body);
    void act.run("/api/v1/contacts/{id}", { path: { id: contact.id }, body, version: contact.version }, know)
      .then(() => setSent((now) => (now === body ? {} : now)));
    // What waits is sent when the one before it is answered; `contact` has the version by then.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key, act.busy]);
  const set = (changes: Details) => setWaiting((was) => ({ ...was, ...changes }));
  return { set, errors: act.errors, shown: { ...contact, ...sent, ...waiting } };
}

const wishes: readonly { name: "seen" | "named" | "contacted"; title: string }[] = [
  { name: "seen", title: "Wants to be seen" }, { name: "named", title: "May be named" },
  { name: "contacted", title: "May be contacted" },
];
const answers = [{ value: "", title: "Not asked" }, { value: "yes", title: "Yes" }, { value: "no", title: "No" }];

const asText = (value: boolean | null | undefined) => (value == null ? "" : value ? "yes" : "no");

interface WishProperties { shown: Wishes; set: (wishes: Wishes) => void }

function WishFields({ shown, set }: WishProperties) {
  const [safe, setSafe] = useState(shown.safe_when ?? "");
  return (
    <>
      <div className="form-row">
        {wishes.map(({ name, title }) => (
          <SelectField
            key={name} id={`wish-${name}`} label={title} value={asText(shown[name])} options={answers}
            onChoose={(value) => set({ ...shown, [name]: value === "" ? null : value === "yes" })}
          />
        ))}
      </div>
      <TextField
        id="safe" label="When it is safe to contact them" value={safe} onText={setSafe} autoComplete="off"
        maxLength={300}
        onBlur={() => {
          if (safe.trim() !== (shown.safe_when ?? "")) set({ ...shown, safe_when: safe.trim() || null });
        }}
      />
    </>
  );
}

interface AfterProperties { call: LiveCall; state: CallState; contact: Contact; naming: Naming; may: boolean }

function DetailFields({ call, contact }: { call: LiveCall; contact: Contact }) {
  const { set, errors, shown } = useDetails(contact, call.know);
  const [language, setLanguage] = useState(contact.language ?? "");
  return (
    <>
      <ErrorSummary errors={errors} />
      <SelectField
        id="informant" label="Speaks as" value={shown.informant} options={[...informants]}
        onChoose={(value) => set({ informant: value as Informant })}
      />
      <WishFields shown={shown.wishes ?? {}} set={(next) => set({ wishes: next })} />
      <TextField
        id="language" label="Language" value={language} onText={setLanguage} autoComplete="off" maxLength={60}
        onBlur={() => {
          if (language.trim() !== "" && language.trim() !== contact.language) set({ language: language.trim() });
        }}
      />
      <label className="tick">
        <input
          type="checkbox" checked={shown.interpreter} onChange={(event) => set({ interpreter: event.target.checked })}
        /> Interpreter needed
      </label>
    </>
  );
}

export function CallFacts({ call, state, contact, naming, may }: AfterProperties) {
  return (
    <section className="panel callfacts" aria-labelledby="the-call">
      <h2 id="the-call">The call</h2>
      <dl className="facts">
        <Fact name="Came as">{howItCame(contact)}</Fact>
        <Fact name="Received">{dayAndTime(contact.received_at)}</Fact>
        {contact.phone ? <Fact name="Number" className="figure">{contact.phone}</Fact> : null}
        <Fact name="With"><bdi>{contact.handler.name}</bdi></Fact>
      </dl>
      {contact.phone || !may ? null : <Number call={call} state={state} naming={naming} error="" />}
      {may ? <DetailFields call={call} contact={contact} /> : null}
      {contact.gaps.length === 0 || contact.state === "ended" ? null : (
        <div className="gaps">
          <ul aria-label="Not said yet">{contact.gaps.map((gap) => <li key={gap}>{gap}</li>)}</ul>
        </div>
      )}
    </section>
  );
}
