// SPDX-License-Identifier: Apache-2.0
// The policy in force, as a page that a police officer or a member of the public can read from top to bottom.
import { get } from "../api/client";
import { useLoaded } from "../shell/loaded";
import { Fact, PageHeading, PartLink, Show } from "../shell/page";
import { useMay } from "../shell/session";
import { fullTime } from "../words/times";
import { LevelMark } from "./level_mark";
import {
  attendanceInWords, duration, levelLimit, listed, roleWords, ruleInWords, thriveFactors, wordsOf,
} from "./in_words";
import { PolicyQuestions } from "./policy_questions";
import { PolicyTypes } from "./policy_types";
import { PolicyVersions } from "./policy_versions";
import type { InForce, Policy } from "./types";

const sections = [
  ["levels", "Levels"], ["attendance", "Who is attended"], ["assessment", "Assessment"], ["types", "Incident types"],
  ["questions", "Questions"], ["deadlines", "Deadlines"], ["recording", "Results and recording"],
  ["markers", "Markers and repeats"], ["deciders", "Who decides"], ["versions", "Versions"],
] as const;

function Levels({ policy }: { policy: Policy }) {
  return (
    <section className="panel" aria-labelledby="levels">
      <h2 id="levels" tabIndex={-1}>Levels</h2>
      <dl className="sentences">
        {policy.levels.map((level) => (
          <div key={level.code}>
            <dt><LevelMark title={level.title} national={level.national} /></dt>
            <dd>{level.meaning} <span className="muted">{levelLimit(level)}</span></dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Attendance({ policy }: { policy: Policy }) {
  const { attendance } = policy;
  return (
    <section className="panel" aria-labelledby="attendance">
      <h2 id="attendance" tabIndex={-1}>Who is attended</h2>
      {attendanceInWords(attendance).map((sentence) => <p key={sentence}>{sentence}</p>)}
      <h3>Reasons for not going</h3>
      <ul className="plain">
        {attendance.reasons.map((reason) => (
          <li key={reason.code}>
            {wordsOf(reason.title)}
            {reason.declined ? <span className="muted"> · the caller wants nobody</span> : null}
            {reason.transfer ? <span className="muted"> · recorded as a transfer to another body</span> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Assessment({ policy }: { policy: Policy }) {
  const { weights, steps, vulnerable_from: vulnerable } = policy.thrive;
  const titleOf = (code: string) => policy.levels.find((level) => level.code === code)?.title ?? code;
  return (
    <section className="panel" aria-labelledby="assessment">
      <h2 id="assessment" tabIndex={-1}>Assessment</h2>
      <p>
        Six things are judged from 0 (none) to 3 (grave), weighed and added:{" "}
        {listed(thriveFactors.map(([factor, title]) => `${title.toLowerCase()} × ${weights[factor]}`))}.
      </p>
      <ul className="plain">
        {steps.map((step) => (
          <li key={step.from}>From {step.from}: at least <b>{titleOf(step.level)}</b> is proposed.</li>
        ))}
        <li>Vulnerability from {vulnerable}: somebody is at risk.</li>
      </ul>
      <p className="muted">
        What was known before of a caller, a number or an address may raise a grade; it never lowers one.
      </p>
    </section>
  );
}

function Deadlines({ policy }: { policy: Policy }) {
  return (
    <section className="panel" aria-labelledby="deadlines">
      <h2 id="deadlines" tabIndex={-1}>Deadlines</h2>
      {policy.deadlines.map((rule) => (
        <article className="rule" key={rule.code}>
          <h3>{rule.title}</h3>
          <p>{ruleInWords(rule).join(" ")}</p>
          {rule.source === "" ? null : <p className="muted">{rule.source}</p>}
        </article>
      ))}
    </section>
  );
}

function Recording({ policy }: { policy: Policy }) {
  const { recording } = policy;
  const kind = (result: Policy["recording"]["results"][number]) => listed([
    ...(result.attended ? ["somebody was there"] : []),
    ...(result.not_needed ? ["never for somebody vulnerable"] : []),
    ...(result.transfer ? ["handed to another body"] : []),
  ]);
  return (
    <section className="panel" aria-labelledby="recording">
      <h2 id="recording" tabIndex={-1}>Results and recording</h2>
      <h3>How an incident may end</h3>
      <ul className="plain">
        {recording.results.map((result) => (
          <li key={result.code}>
            {result.title}{kind(result) === "" ? null : <span className="muted"> · {kind(result)}</span>}
          </li>
        ))}
      </ul>
      <h3>What suggests a crime</h3>
      <p>
        Any of these words in a log: {recording.crime_words.join(", ")}. Then a crime is raised, or one of these reasons
        is given: {listed(recording.no_crime_reasons.map((code) => wordsOf(code).toLowerCase()), "or")}.
      </p>
    </section>
  );
}

const silentWords = "A silent or dropped 999 call from a number that leads to it is graded fastest at once.";

function Markers({ policy }: { policy: Policy }) {
  const { repeat } = policy;
  const titleOf = (code: string) => policy.levels.find((level) => level.code === code)?.title ?? code;
  return (
    <section className="panel" aria-labelledby="markers">
      <h2 id="markers" tabIndex={-1}>Markers and repeats</h2>
      <p>
        Within {repeat.days} days, a victim counts as repeat from {repeat.victim_times} records, a caller
        from {repeat.caller_times}, an address from {repeat.address_times}.
      </p>
      <dl className="sentences">
        {policy.markers.map((marker) => (
          <div key={marker.code}>
            <dt>{marker.title}</dt>
            <dd>
              {[
                ...(marker.high_risk ? [silentWords] : []),
                ...(marker.raises_to === "" ? [] : [`A call from it is at least ${titleOf(marker.raises_to)}.`]),
                ...(marker.warning ? ["Officers are warned."] : []),
                ...(marker.vulnerable ? ["Somebody is vulnerable."] : []),
                `Reviewed every ${duration(marker.review_days * 86_400)}.`,
              ].join(" ")}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Deciders({ policy: { deciders } }: { policy: Policy }) {
  const duties: [string, string][] = [
    ["A lower grade, as the second person", deciders.downgrade],
    ["Cancelling a crime, independent of the investigation", deciders.cancel_crime],
    ["Cancelling a rape", deciders.cancel_rape],
    ["Finalising an outcome", deciders.finalise_outcome],
    ["Told of abandoned calls that nobody rang back", deciders.abandoned_calls],
    ["Whether two records are one person", deciders.identity_review],
  ];
  return (
    <section className="panel" aria-labelledby="deciders">
      <h2 id="deciders" tabIndex={-1}>Who decides</h2>
      <dl className="sentences">
        {duties.map(([duty, role]) => (
          <div key={duty}><dt>{duty}</dt><dd>{wordsOf(roleWords(role))}</dd></div>
        ))}
      </dl>
    </section>
  );
}

function Top({ inForce }: { inForce: InForce }) {
  const { policy, decided: version } = inForce;
  return (
    <section className="panel" aria-label="What this is">
      {policy.note === "" ? null : <p className="policynote"><strong>{wordsOf(policy.note)}</strong></p>}
      <dl className="facts">
        <Fact name="Version">{policy.version}</Fact>
        {version.effective_from ? <Fact name="In force from">{fullTime(version.effective_from)}</Fact> : null}
        <Fact name="Proposed by">{version.proposed_by_name}</Fact>
        {version.activated_by_name ? <Fact name="Activated by">{version.activated_by_name}</Fact> : null}
        <Fact name="Why">{version.reason}</Fact>
        <Fact name="The public">{policy.consulted || "Not said"}</Fact>
      </dl>
    </section>
  );
}

function Contents() {
  return (
    <nav className="contents" aria-label="On this page">
      <ul>
        {sections.map(([id, title]) => (
          <li key={id}>
            <PartLink id={id} words={title} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

export default function PolicyPage() {
  const loaded = useLoaded((signal) => get("/api/v1/policy", { signal }), "policy page");
  const may = useMay();
  return (
    <div className="wide policy">
      <PageHeading title="Policy">{loaded.value?.policy.title ?? "Policy"}</PageHeading>
      <Show what="the policy" loaded={loaded}>
        {(inForce) => (
          <div className="policy__columns">
            <Contents />
            <div className="policy__text">
              <Top inForce={inForce} />
              <Levels policy={inForce.policy} />
              <Attendance policy={inForce.policy} />
              <Assessment policy={inForce.policy} />
              <PolicyTypes policy={inForce.policy} />
              <PolicyQuestions policy={inForce.policy} />
              <Deadlines policy={inForce.policy} />
              <Recording policy={inForce.policy} />
              <Markers policy={inForce.policy} />
              <Deciders policy={inForce.policy} />
              <PolicyVersions proposes={may("propose a policy")} activated={loaded.again} />
            </div>
          </div>
        )}
      </Show>
    </div>
  );
}
