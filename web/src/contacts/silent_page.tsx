// SPDX-License-Identifier: Apache-2.0
// A silent call: one question at a time, answered by a tap or a number key, and help can be sent at any moment.
import { useState } from "react";
import { useAct } from "../access/act";
import { allPages, get } from "../api/client";
import type { Incident } from "../api/types";
import { PlaceField, unknownPlace } from "../incidents/place_field";
import { LevelMark } from "../policy/level_mark";
import { levelOf, setsOf, typeOf, usePolicy } from "../policy/use_policy";
import type { Question } from "../policy/types";
import { ErrorSummary, messageFor } from "../shell/form";
import { useKeys } from "../shell/keys";
import { useLoaded } from "../shell/loaded";
import { Empty, Failed, Loading, PageHeading } from "../shell/page";
import { Link } from "../shell/router";
import type { CallState, LiveCall } from "./call";
import { Since } from "./call_bar";
import { LineBox } from "./call_log";
import { nextToTap, silentReason, silentSet, tapped, tapsOf } from "./silent";
import { callIds } from "./send_form";
import { useIncidentOf, useLiveCall } from "./use_call";
import { howItCame } from "./words";
import type { Contact, ContactLine, Tapped } from "./types";

function useAnswers(contact: string, questions: readonly Question[]) {
  const loaded = useLoaded<ContactLine[]>((signal) => allPages((after) => {
    const query = { limit: 200, ...(after === undefined ? {} : { after: Number(after) }) };
    return get("/api/v1/contacts/{id}/lines", { path: { id: contact }, query, signal });
  }), `taps ${contact}`);
  const [given, setGiven] = useState<ReadonlyMap<string, string>>(new Map());
  const answers = new Map([...tapped(questions, loaded.value ?? []), ...given]);
  const give = (question: string, answer: string) => setGiven((was) => new Map(was).set(question, answer));
  return { answers, give, loaded };
}

interface AskProperties { question: Question; left: number; busy: boolean; answer: (answer: string) => void }

function Ask({ question, left, busy, answer }: AskProperties) {
  return (
    <section className="panel silent__ask" aria-labelledby="ask">
      <h2 id="ask" aria-live="polite">{question.text}</h2>
      <div className="taps">
        {tapsOf(question).map((tap) => (
          <button
            key={tap.key} type="button" className="tap" disabled={busy} onClick={() => answer(tap.answer)}
          >
            {tap.title} <kbd>{tap.key}</kbd>
          </button>
        ))}
      </div>
      <p className="muted">{left === 1 ? "The last question." : `${left - 1} more after this one.`}</p>
    </section>
  );
}

function Answered({ questions, answers, again }: {
  questions: readonly Question[]; answers: ReadonlyMap<string, string>; again: (question: Question) => void;
}) {
  const done = questions.filter((question) => answers.has(question.code));
  if (done.length === 0) return null;
  return (
    <ul className="silent__answers" aria-label="Answered">
      {done.map((question) => (
        <li key={question.code}>
          {question.text} <strong>{answers.get(question.code)}</strong>{" "}
          <button type="button" className="button button--small" onClick={() => again(question)}>Ask again</button>
        </li>
      ))}
    </ul>
  );
}

function ByRule({ told, state }: { told: Tapped | null; state: CallState }) {
  const level = levelOf(usePolicy(), told?.level);
  const { because, advice } = state.draft;
  if (!told && because.length + advice.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="rule">
      <h2 id="rule">What happens by rule</h2>
      {because.concat(advice).map((words) => <p key={words} className="advice">{words}</p>)}
      {told && level ? (
        <>
          <p>By these answers: <LevelMark title={level.title} national={level.national} />, because</p>
          <ul className="reasons">{told.reasons.map((reason) => <li key={reason}>{reason}</li>)}</ul>
        </>
      ) : null}
    </section>
  );
}

function SendNow({ call, state }: { call: LiveCall; state: CallState }) {
  const { draft, errors, sending } = state;
  const known = typeOf(usePolicy(), silentSet) !== null;
  const send = () => {
    call.edit({
      place: draft.place.trim() || unknownPlace, reason: draft.reason.trim() || silentReason,
      ...(known ? { type: silentSet } : {}),
    });
    call.send();
  };
  return (
    <section className="panel silent__send" aria-labelledby="send-now">
      <h2 id="send-now">Send</h2>
      <ErrorSummary errors={errors} ids={callIds} />
      <button type="button" className="tap tap--send" disabled={sending !== "no"} onClick={send}>
        {sending === "no" ? "Send now" : "Sending…"} <kbd>s</kbd>
      </button>
      <PlaceField
        {...draft} id={callIds.place} error={messageFor(errors, "place")} choose={(place) => call.edit(place)}
      />
      <p className="muted">Without a place it is sent as “unknown”.</p>
    </section>
  );
}

function SentAlready({ incident, contact }: { incident: Incident; contact: Contact }) {
  const policy = usePolicy();
  const level = incident.level;
  return (
    <section className="panel" aria-labelledby="is-sent">
      <h2 id="is-sent">Help is sent: <Link to={`/incidents/${incident.id}`}>{incident.reference}</Link></h2>
      {level ? (
        <p><LevelMark title={level.title} national={levelOf(policy, level.code)?.national ?? "none"} />{" "}
          to <strong><bdi>{incident.place.text}</bdi></strong>, because</p>
      ) : null}
      <ul className="reasons">{(incident.because ?? []).map((reason) => <li key={reason}>{reason}</li>)}</ul>
      <Link className="button button--main" to={`/calls/${contact.id}`}>Go on with the call</Link>
    </section>
  );
}

function Silent({ call, state, contact }: { call: LiveCall; state: CallState; contact: Contact }) {
  const policy = usePolicy();
  const { incident } = useIncidentOf(contact, state.incident);
  const questions = setsOf(policy, [silentSet]).flatMap((set) => set.questions);
  const { answers, give } = useAnswers(contact.id, questions);
  const [again, setAgain] = useState<Question | null>(null);
  const [told, setTold] = useState<Tapped | null>(null);
  const act = useAct();
  const question = again ?? nextToTap(questions, answers);
  const send = () => document.querySelector<HTMLButtonElement>(".tap--send")?.click();
  const answer = (words: string) => {
    if (!question || act.busy) return;
    setAgain(null);
    void act.run("/api/v1/contacts/{id}/answers", {
      path: { id: contact.id }, body: { question: question.code, answer: words },
    }, (next) => {
      give(question.code, words);
      setTold(next);
    });
  };
  useKeys(incident ? [] : [
    { keys: ["s"], does: "Send help now", act: send },
    ...(question ? tapsOf(question) : []).map((tap) => ({
      keys: [tap.key], does: `Answer: ${tap.title}`, act: () => answer(tap.answer),
    })),
  ]);
  const left = questions.filter((one) => !answers.has(one.code)).length;
  return (
    <>
      {incident ? <SentAlready incident={incident} contact={contact} /> : null}
      <ErrorSummary errors={act.errors} />
      {question && !incident ? <Ask question={question} left={left} busy={act.busy} answer={answer} /> : null}
      {!question && !incident ? <Empty>Every question was asked. Send, or listen on.</Empty> : null}
      {incident ? null : <SendNow call={call} state={state} />}
      <ByRule told={told} state={state} />
      <Answered questions={questions} answers={answers} again={setAgain} />
      <LineBox call={call} state={state} leave={() => (document.activeElement as HTMLElement | null)?.blur()} />
      <Link to={`/calls/${contact.id}`}>To the whole call</Link>
    </>
  );
}

export default function SilentPage({ parameters }: { parameters: Record<string, string> }) {
  const { call, state, loaded } = useLiveCall(parameters["id"] ?? null);
  const { contact } = state;
  return (
    <div className="silent">
      <div className="callbar">
        <PageHeading title={contact ? `${contact.reference}, silent` : "Silent call"} />
        {contact ? <><span>{howItCame(contact)}</span><Since contact={contact} /></> : null}
        {contact?.phone ? <span className="figure">{contact.phone}</span> : null}
      </div>
      {contact ? <Silent call={call} state={state} contact={contact} /> : null}
      {!contact && loaded.error !== null ? <Failed error={loaded.error} again={loaded.again} /> : null}
      {!contact && loaded.error === null ? <Loading what="the call" /> : null}
    </div>
  );
}
