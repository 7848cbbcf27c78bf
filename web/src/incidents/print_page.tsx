// SPDX-License-Identifier: Apache-2.0
// An incident on paper: black on white, everything that is known, the whole log, and who printed it when.
import { useState } from "react";
import { serverNow } from "../api/client";
import type { Incident } from "../api/types";
import { useAreaName } from "../geography/area_names";
import { useMentions } from "../people/mentions";
import { roleTitle, saidInWords } from "../people/words";
import { setsOf, typeOf, usePolicy } from "../policy/use_policy";
import { PageHeading, Show } from "../shell/page";
import { Link } from "../shell/router";
import { useMay, useSignedIn } from "../shell/session";
import { dayAndTime, fullTime } from "../words/times";
import { assessedInWords } from "./assessment";
import { answerInWords, askedOf } from "./asked";
import { Facts, Intervals } from "./facts";
import { changeInWords } from "./grade_panel";
import { gradeOfIncident } from "./grades";
import { useIncident } from "./incident_page";
import { Author, useLog, wasRecordedLater } from "./log";
import { OutcomeFacts } from "./outcome_panel";
import { useAnswers, useAssessments, useCrimesOf, useGradeChanges, useJoined, usePlaces, useReportedBy } from "./parts";
import { placeInWords, placeKinds } from "./places_panel";

function Section({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <section className="paper__part">
      <h2>{title}</h2>
      <ul>{lines.map((line) => <li key={line}>{line}</li>)}</ul>
    </section>
  );
}

function People({ incident }: { incident: Incident }) {
  const mentions = useMentions("incident", incident.id);
  const lines = (mentions.value ?? []).map((mention) => {
    const decided = mention.person ? " (person confirmed)" : "";
    const kept = `Said ${dayAndTime(mention.said_at)}, kept by ${mention.said_by}.`;
    return `${roleTitle(mention.role)}: ${saidInWords(mention.said)}${decided}. ${kept}`;
  });
  return <Section title="People, as they were named" lines={lines} />;
}

function Answers({ incident }: { incident: Incident }) {
  const policy = usePolicy();
  const answers = useAnswers(incident.id);
  const sets = setsOf(policy, typeOf(policy, incident.type)?.question_sets ?? []);
  const lines = askedOf(sets, answers.value ?? []).map(({ question, given }) => {
    return `${question.text} ${given ? answerInWords(given) : "Not asked."}`;
  });
  return <Section title="Questions and answers" lines={lines} />;
}

function Decisions({ incident }: { incident: Incident }) {
  const changes = useGradeChanges(incident.id);
  const assessments = useAssessments(incident.id);
  return (
    <>
      <Section title="Why it stands at its level" lines={incident.because} />
      <Section
        title="Changes of the grade"
        lines={(changes.value ?? []).map((change) => `${dayAndTime(change.asked_at)} ${changeInWords(change)}`)}
      />
      <Section
        title="Assessments"
        lines={(assessments.value ?? []).map((one) => {
          return `${dayAndTime(one.recorded_at)} ${one.recorded_by.name}: ${assessedInWords(one)}`;
        })}
      />
    </>
  );
}

function Linked({ incident }: { incident: Incident }) {
  const places = usePlaces(incident.id);
  const contacts = useReportedBy(incident.id);
  const joined = useJoined(incident.id);
  const crimes = useCrimesOf(incident.id);
  const title = (kind: string) => placeKinds.find(([code]) => code === kind)?.[1] ?? kind;
  return (
    <>
      <Section
        title="Places"
        lines={(places.value ?? []).map((one) => {
          return `${title(one.kind)}${one.in_force ? "" : " (before)"}: ${one.place.text}. ${placeInWords(one)}.`;
        })}
      />
      <Section
        title="Reported by"
        lines={(contacts.value ?? []).map(({ contact, as, at }) => `${contact.name}, ${as}, ${dayAndTime(at)}`)}
      />
      <Section
        title="Duplicates joined" lines={(joined.value ?? []).map((one) => `${one.reference}: ${one.summary}`)}
      />
      <Section
        title="Crimes"
        lines={(crimes.value ?? []).map((crime) => `Crime ${crime.name}${crime.draft ? ", draft" : ""}`)}
      />
    </>
  );
}

function PaperLog({ incident }: { incident: Incident }) {
  const log = useLog(incident.id);
  return (
    <section className="paper__part" aria-labelledby="paper-log">
      <h2 id="paper-log">Log</h2>
      <Show what="the log" loaded={log.loaded}>
        {() => (
          <table>
            <thead><tr><th scope="col">Time</th><th scope="col">By</th><th scope="col">Line</th></tr></thead>
            <tbody>
              {log.lines.map((line) => (
                <tr key={line.seq}>
                  <td>
                    {dayAndTime(line.happened_at)}
                    {wasRecordedLater(line) ? `, recorded ${dayAndTime(line.recorded_at)}` : ""}
                  </td>
                  <td><Author author={line.author} role={line.role} /></td>
                  <td><bdi>{line.text}</bdi></td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Show>
    </section>
  );
}

function Paper({ incident }: { incident: Incident }) {
  const { account, force } = useSignedIn();
  const may = useMay();
  const areaName = useAreaName();
  const [printedAt] = useState(() => new Date(serverNow()).toISOString());
  const ward = areaName(incident.place.ward);
  return (
    <article className="paper">
      <div className="actions print-not">
        <button type="button" className="button button--main" onClick={() => window.print()}>Print this page</button>
        <Link to={`/incidents/${incident.id}`}>Back to the incident</Link>
      </div>
      <header>
        <p>{force.name}{incident.visibility > 0 ? " · Restricted" : ""}{incident.exercise ? " · Exercise" : ""}</p>
        <PageHeading title={`${incident.reference}, to print`}>{incident.reference}</PageHeading>
        <p className="paper__summary"><bdi>{incident.summary}</bdi></p>
        <p>
          <strong>{gradeOfIncident(incident).title}</strong>{incident.vulnerable ? ", vulnerable" : ""},{" "}
          {incident.status === "open" ? "open" : "closed"} · <bdi>{incident.place.text}</bdi>{ward ? `, ${ward}` : ""}
        </p>
      </header>
      <section className="paper__part"><h2>Facts</h2><Facts incident={incident} /></section>
      <section className="paper__part"><h2>Attendance and result</h2><OutcomeFacts incident={incident} /></section>
      <Decisions incident={incident} />
      <Answers incident={incident} />
      {may("look up people") ? <People incident={incident} /> : null}
      <Linked incident={incident} />
      <Intervals incident={incident} />
      <PaperLog incident={incident} />
      <footer>
        Printed by <bdi>{account.display_name}</bdi>, {fullTime(printedAt)}.{" "}
        Policy {incident.policy_version || "not kept"}.
      </footer>
    </article>
  );
}

export default function PrintPage({ parameters }: { parameters: Record<string, string> }) {
  const loaded = useIncident(parameters["id"] ?? "");
  return <Show what="the incident" loaded={loaded}>{(incident) => <Paper incident={incident} />}</Show>;
}
