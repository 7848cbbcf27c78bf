// SPDX-License-Identifier: Apache-2.0
// One incident: its log beside what has to be asked, decided and done, and everything that is known of it.
import { useState } from "react";
import { get } from "../api/client";
import type { Incident } from "../api/types";
import { useRaised } from "../crimes/raise_crime";
import { PromisesPanel, usePromises } from "../deadlines/promises_panel";
import { useLive } from "../live/live";
import { Mentions, useMentions } from "../people/mentions";
import { setsOf, typeOf, usePolicy } from "../policy/use_policy";
import { useKeys } from "../shell/keys";
import { PageHeading, Show } from "../shell/page";
import { Link } from "../shell/router";
import { useMay, useSignedIn } from "../shell/session";
import { ActBar, ActPanel, actsFor } from "./acts";
import type { Doing } from "./acts";
import { AddLine, goToLine } from "./add_line";
import { AlsoHere } from "./also_here";
import { AgainstLimit, Elapsed, LevelTag } from "./clock";
import { ContactsPanel } from "./contacts_panel";
import { CrimesPanel } from "./crimes_panel";
import { DuplicatesPanel, UnjoinForm } from "./duplicates_panel";
import { Facts, Intervals } from "./facts";
import { GradePanel } from "./grade_panel";
import { Log, useLog } from "./log";
import { VulnerableMark } from "./marks";
import { OutcomeFacts } from "./outcome_panel";
import {
  useAnswers, useAssessments, useCrimesOf, useGaps, useGradeChanges, useJoined, useNearby, usePlaces, useProposal,
  useReportedBy,
} from "./parts";
import { PlacesPanel } from "./places_panel";
import { goToQuestions, Questions } from "./questions";
import { useBoardState } from "./use_board";

export function useIncident(id: string) {
  const read = async (signal: AbortSignal) => [await get("/api/v1/incidents/{id}", { path: { id }, signal })];
  const { board, loaded } = useBoardState(read, `incident ${id}`, [`incident:${id}`]);
  return { ...loaded, value: board.byId.get(id) ?? null };
}

function Title({ incident }: { incident: Incident }) {
  return (
    <div className="incident__title">
      <PageHeading title={incident.reference}>{incident.reference}</PageHeading>
      <LevelTag incident={incident} />
      {incident.vulnerable ? <VulnerableMark /> : null}
      {incident.exercise ? <strong className="exercise">Exercise</strong> : null}
      {incident.status === "open" ? (
        <span className="incident__clock">
          {incident.intervals?.arrived_at ? null : <span className="muted">Waiting </span>}
          <Elapsed incident={incident} />
        </span>
      ) : <strong>Closed</strong>}
      <span className="incident__clock"><AgainstLimit incident={incident} /></span>
      <AlsoHere record={incident.id} what="log" />
    </div>
  );
}

/** A duplicate says so, and can be taken out of its primary log again. */
function Joined({ incident, again }: { incident: Incident; again: () => void }) {
  const may = useMay()("result incidents");
  const [open, setOpen] = useState(false);
  if (!incident.joined_to) return null;
  return (
    <div className="gaps" role="note">
      <p>
        <strong>A duplicate.</strong> It was joined
        to <Link to={`/incidents/${incident.joined_to}`}>its primary log</Link>; work goes on there.
      </p>
      {may && !open ? (
        <button type="button" className="button" onClick={() => setOpen(true)}>Take it out again</button>
      ) : null}
      {open ? (
        <UnjoinForm incident={incident} done={() => { setOpen(false); again(); }} cancel={() => setOpen(false)} />
      ) : null}
    </div>
  );
}

function LogPanel({ incident }: { incident: Incident }) {
  const { account } = useSignedIn();
  const may = useMay();
  const log = useLog(incident.id);
  return (
    <section className="panel panel--log" aria-labelledby="log">
      <h2 id="log">Log</h2>
      <Log log={log} />
      {may("add a line") ? (
        <AddLine account={account.id} incident={incident.id} added={(line) => log.add([line])} />
      ) : null}
    </section>
  );
}

function QuestionsPanel({ incident, answers, sets }: {
  incident: Incident; answers: ReturnType<typeof useAnswers>; sets: readonly string[];
}) {
  const asked = setsOf(usePolicy(), sets);
  return (
    <section className="panel" aria-labelledby="questions">
      <h2 id="questions" tabIndex={-1}>Questions <kbd>q</kbd></h2>
      <Questions incident={incident} sets={asked} answers={answers} answered={goToLine} />
    </section>
  );
}

function Card({ lines }: { lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="card">
      <h2 id="card">Action card</h2>
      <ol className="card">{lines.map((line) => <li key={line}>{line}</li>)}</ol>
    </section>
  );
}

/** Everything that stands beside the row; read once for the page. */
function useParts(incident: Incident) {
  const { id } = incident;
  const may = useMay();
  const promises = usePromises(id);
  useLive([`incident:${id}`], (event) => {
    if (event.record === id && event.kind !== "incident.line_added") promises.again();
  }, promises.again);
  return {
    promises, answers: useAnswers(id), assessments: useAssessments(id), proposal: useProposal(id),
    changes: useGradeChanges(id), places: usePlaces(id), nearby: useNearby(id), joined: useJoined(id),
    contacts: useReportedBy(id), crimes: useCrimesOf(id), gaps: useGaps(id),
    mentions: useMentions("incident", may("look up people") ? id : null),
  };
}

type Parts = ReturnType<typeof useParts>;

function Work({ incident, parts, doing, does, changed }: {
  incident: Incident; parts: Parts; doing: Doing; does: (doing: Doing) => void; changed: () => void;
}) {
  const policy = usePolicy();
  const type = typeOf(policy, incident.type);
  const sets = parts.proposal.value?.question_sets ?? type?.question_sets ?? [];
  return (
    <>
      <GradePanel
        incident={incident} proposal={parts.proposal} changes={parts.changes} assessments={parts.assessments}
        doing={doing === "grade" || doing === "assess" ? doing : ""} does={does} changed={changed}
      />
      <QuestionsPanel incident={incident} answers={parts.answers} sets={sets} />
      <Card lines={parts.proposal.value?.card ?? type?.card ?? []} />
      <DuplicatesPanel incident={incident} nearby={parts.nearby} joined={parts.joined} />
    </>
  );
}

function Known({ incident, parts, raised }: {
  incident: Incident; parts: Parts; raised: ReturnType<typeof useRaised>[0];
}) {
  const may = useMay();
  return (
    <>
      <section className="panel" aria-labelledby="attendance">
        <h2 id="attendance" tabIndex={-1}>Attendance and result</h2>
        <OutcomeFacts incident={incident} />
      </section>
      <CrimesPanel crimes={parts.crimes} raised={raised} />
      {may("look up people") ? (
        <section className="panel" aria-labelledby="people">
          <h2 id="people">People</h2>
          <Mentions loaded={parts.mentions} />
        </section>
      ) : null}
      <PromisesPanel promises={parts.promises} />
      <section className="panel" aria-label="Facts"><Facts incident={incident} /></section>
      <PlacesPanel incident={incident} places={parts.places} />
      <ContactsPanel contacts={parts.contacts} />
      <Intervals incident={incident} />
    </>
  );
}

function Whole({ incident, again }: { incident: Incident; again: () => void }) {
  const parts = useParts(incident);
  const may = useMay();
  const [doing, setDoing] = useState<Doing>("");
  const [raised, remember] = useRaised();
  const grades = may("grade incidents") && incident.status === "open";
  useKeys([
    { keys: ["q"], does: "The next question", act: goToQuestions },
    ...(grades ? [{ keys: ["v"], does: "Change the grade", act: () => setDoing("grade") }] : []),
    ...actsFor(incident, may).map(({ key, title, doing: act }) => ({
      keys: [key], does: title, act: () => setDoing(act),
    })),
  ]);
  // The stream tells of it, too; a screen that is not live must not show what was before.
  const done = () => {
    setDoing("");
    again();
    [parts.gaps, parts.promises, parts.crimes].forEach((part) => part.again());
  };
  return (
    <>
      <Title incident={incident} />
      <p className="incident__summary"><bdi>{incident.summary}</bdi></p>
      <Joined incident={incident} again={again} />
      <ActBar incident={incident} does={setDoing} />
      <div className="incident__columns">
        <LogPanel incident={incident} />
        <div className="column">
          <ActPanel
            key={doing} incident={incident} doing={doing} proposal={parts.proposal.value} gaps={parts.gaps}
            mentions={parts.mentions.value ?? []} raised={remember} done={done}
            cancel={() => setDoing("")}
          />
          {incident.origin === "live" ? (
            <Work incident={incident} parts={parts} doing={doing} does={setDoing} changed={again} />
          ) : null}
        </div>
        <div className="column"><Known incident={incident} parts={parts} raised={raised} /></div>
      </div>
    </>
  );
}

export function IncidentPage({ parameters }: { parameters: Record<string, string> }) {
  const loaded = useIncident(parameters["id"] ?? "");
  return (
    <div className="incident">
      <Show what="the incident" loaded={loaded}>
        {(incident) => <Whole incident={incident} again={loaded.again} />}
      </Show>
    </div>
  );
}
