// SPDX-License-Identifier: Apache-2.0
// Take a call: help first, then everything else while help is moving, all of it by keyboard.
import { useEffect, useState } from "react";
import type { Incident } from "../api/types";
import { GradePanel } from "../incidents/grade_panel";
import { useAssessments, useGradeChanges, usePlaces, useProposal } from "../incidents/parts";
import { PlacesPanel } from "../incidents/places_panel";
import { TypeForm } from "../incidents/type_form";
import { Fact, Failed, Loading } from "../shell/page";
import { navigate, useAddress } from "../shell/router";
import { useMay, useSignedIn } from "../shell/session";
import { useTypeTitle } from "../incidents/type_title";
import { EndForm, HandOverForm, ParkForm, TakeNow } from "./call_acts";
import { CallBar, doings } from "./call_bar";
import type { Doing } from "./call_bar";
import { BeforeCall, CallFacts } from "./call_facts";
import { useCallKeys } from "./call_keys";
import { ContactLog, IncidentLog, LineBox, lineId } from "./call_log";
import { Card } from "./card";
import { CallQuestions, goToQuestionsOrOut } from "./call_questions";
import { NearbyPanel } from "./nearby";
import { NearbyBeforeSending } from "./nearby_before";
import { useNaming } from "./naming";
import type { Naming } from "./naming";
import { callIds, SendForm } from "./send_form";
import { useIncidentOf, useLiveCall } from "./use_call";
import { WhoPanel } from "./who_panel";
import { isGone, isSilent } from "./words";
import type { Contact } from "./types";

type Call = ReturnType<typeof useLiveCall>;

const focus = (id: string) => document.getElementById(id)?.focus();

function Sent({ incident, typing, type, again }: {
  incident: Incident; typing: boolean; type: (open: boolean) => void; again: () => void;
}) {
  const typeTitle = useTypeTitle();
  const may = useMay()("grade incidents") && incident.status === "open";
  const typed = () => {
    type(false);
    again();
    focus(lineId);
  };
  return (
    <section className="panel" aria-labelledby="sent">
      <h2 id="sent">Sent</h2>
      <dl className="facts">
        <Fact name="Place"><bdi>{incident.place.text}</bdi></Fact>
        <Fact name="What is happening"><bdi>{incident.summary}</bdi></Fact>
        <Fact name="Type">{typeTitle(incident) || "Not given"}</Fact>
      </dl>
      {may && !typing ? (
        <button type="button" className="button" onClick={() => type(true)}>
          {incident.type ? "Change the type" : "Give the type"} <kbd>k</kbd>
        </button>
      ) : null}
      {may && typing ? <TypeForm incident={incident} done={typed} cancel={() => type(false)} /> : null}
    </section>
  );
}

function Hidden({ reference }: { reference: string }) {
  return (
    <section className="panel" aria-labelledby="sent">
      <h2 id="sent">Sent</h2>
      <p role="status">
        {reference} is for fewer to see, and you are not one of them. Go on: each line you add still reaches it.
      </p>
    </section>
  );
}

type Grading = "" | "grade" | "assess" | "type";

type Deciding = [Grading, (doing: Grading) => void];

function Grade({ incident, deciding: [doing, does] }: { incident: Incident; deciding: Deciding }) {
  return (
    <GradePanel
      incident={incident} proposal={useProposal(incident.id)} changes={useGradeChanges(incident.id)}
      assessments={useAssessments(incident.id)} doing={doing === "type" ? "" : doing} does={does}
    />
  );
}

function Acts({ of, contact, naming, doing, does }: {
  of: Call; contact: Contact; naming: Naming; doing: Doing; does: (doing: Doing) => void;
}) {
  const { call, state } = of;
  const done = (next: Contact) => {
    call.know(next);
    does("");
    (document.activeElement as HTMLElement | null)?.blur();
  };
  const first = (act: () => void) => {
    const { line } = call.read().draft;
    if (line.trim() !== "") call.say(line);
    naming.keep(act);
  };
  const properties = { contact, done, cancel: () => does(""), first };
  if (doing === "park") return <ParkForm {...properties} />;
  if (doing === "hand over") return <HandOverForm {...properties} />;
  if (doing === "take") return <TakeNow contact={contact} done={done} cancel={properties.cancel} />;
  return doing === "end" ? <EndForm {...properties} shown={state.draft.shown} /> : null;
}

function Left({ of, incident, hidden, again, naming, may, deciding, sent }: {
  of: Call; incident: Incident | null; hidden: boolean; again: () => void; naming: Naming; may: boolean;
  deciding: Deciding; sent: () => void;
}) {
  const { call, state } = of;
  const { contact } = state;
  const began = (made: Contact) => {
    if (isSilent(made.presented)) navigate(`/calls/${made.id}/silent`, { replace: true });
    if (isGone(made.presented)) navigate("/calls/abandoned", { replace: true });
  };
  const unsent = !incident && !hidden && contact?.state !== "ended" && may;
  return (
    <div className="call__left">
      {unsent ? <SendForm call={call} state={state} sent={sent} /> : null}
      {hidden ? <Hidden reference={contact?.incident_reference ?? "The log"} /> : null}
      {incident ? (
        <Sent
          incident={incident} typing={deciding[0] === "type"} type={(open) => deciding[1](open ? "type" : "")}
          again={again}
        />
      ) : null}
      {contact
        ? <CallFacts call={call} state={state} contact={contact} naming={naming} may={may} />
        : <BeforeCall call={call} state={state} naming={naming} began={began} />}
    </div>
  );
}

function Middle({ of, incident, may }: { of: Call; incident: Incident | null; may: boolean }) {
  const { call, state } = of;
  const id = state.contact?.id;
  return (
    <div className="call__middle">
      <section className="panel panel--log" aria-labelledby="log">
        <h2 id="log">Log</h2>
        {incident ? <IncidentLog call={call} incident={incident} /> : null}
        {!incident && id ? <ContactLog call={call} contact={id} /> : null}
        {may ? <LineBox call={call} state={state} leave={goToQuestionsOrOut} /> : null}
      </section>
      {incident ? <CallQuestions incident={incident} answered={() => focus(lineId)} /> : null}
      <Card type={incident?.type ?? state.draft.type} />
    </div>
  );
}

function Right({ of, incident, naming, deciding }: {
  of: Call; incident: Incident | null; naming: Naming; deciding: Deciding;
}) {
  const { call, state } = of;
  return (
    <div className="call__right">
      <WhoPanel
        call={call} state={state} contact={state.contact} place={incident?.place.text ?? ""} naming={naming}
      />
      {incident ? (
        <>
          <Grade incident={incident} deciding={deciding} />
          <NearbyPanel incident={incident} />
          <IncidentPlaces incident={incident} />
        </>
      ) : <NearbyBeforeSending call={call} state={state} />}
    </div>
  );
}

function IncidentPlaces({ incident }: { incident: Incident }) {
  return <PlacesPanel incident={incident} places={usePlaces(incident.id)} />;
}

/** Once help is sent the page is another one: on a phone the line for the log would be out of sight. */
function useLineInSight(incident: string | undefined): void {
  useEffect(() => {
    const line = document.getElementById(lineId);
    if (incident && line === document.activeElement) line?.scrollIntoView({ block: "nearest" });
  }, [incident]);
}

/** The address becomes the contact's own as soon as there is one; the page stays what it is. */
function useOwnAddress(contact: Contact | null): void {
  const path = useAddress().pathname;
  const id = contact?.id;
  useEffect(() => {
    if (id && path === "/calls/new") navigate(`/calls/${id}`, { replace: true });
  }, [id, path]);
}

function OneCall({ of }: { of: Call }) {
  const { call, state } = of;
  const { contact } = state;
  const { account } = useSignedIn();
  const { incident, hidden, again } = useIncidentOf(contact, state.incident);
  const [doing, does] = useState<Doing>("");
  const deciding = useState<Grading>("");
  const naming = useNaming(call, state.draft, contact);
  const mine = contact === null || contact.handler.id === account.id;
  const may = useMay()("take calls");
  useOwnAddress(contact);
  useLineInSight(incident?.id);
  const unsent = !incident && !hidden;
  const sent = () => {
    naming.keepNumber();
    focus(lineId);
  };
  useEffect(() => {
    if (may) focus(unsent ? callIds.place : lineId);
    // On entering; what comes later moves the cursor itself.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [call]);
  useCallKeys({
    acts: may ? doings(contact, mine) : [], does, unsent: unsent && mine,
    send: () => {
      if (unsent && may && call.send()) sent();
    },
    other: incident === null ? [] : [
      { keys: ["k"], does: "Type of the incident", act: () => deciding[1]("type") },
      { keys: ["v"], does: "Change the grade", act: () => deciding[1]("grade") },
      { keys: ["a"], does: "Assess", act: () => deciding[1]("assess") },
      { keys: ["i"], does: "The page of the incident", act: () => navigate(`/incidents/${incident.id}`) },
    ],
  });
  return (
    <div className={incident ? "call call--sent" : "call"}>
      <CallBar {...{ state, contact, incident, mine, may, does }} />
      {contact && doing !== "" ? (
        <div className="panel call__doing">
          <Acts of={of} contact={contact} naming={naming} doing={doing} does={does} />
        </div>
      ) : null}
      {state.draft.advice.concat(state.draft.because).map((words) => <p key={words} className="advice">{words}</p>)}
      <div className="call__columns">
        <Left {...{ of, incident, hidden, again, naming, may, deciding, sent }} />
        <Middle of={of} incident={incident} may={may} />
        <Right of={of} incident={incident} naming={naming} deciding={deciding} />
      </div>
    </div>
  );
}

export function TakeCall({ parameters }: { parameters: Record<string, string> }) {
  const of = useLiveCall(parameters["id"] ?? null);
  const { call, state, loaded } = of;
  // What is being typed is shown at once; a call opened from a list is read first.
  const begun = call.id === null || state.contact !== null || state.draft.touched > 0;
  if (!begun && loaded.error !== null) return <Failed error={loaded.error} again={loaded.again} />;
  if (!begun) return <Loading what="the call" />;
  return <OneCall key={call.serial} of={of} />;
}
