// SPDX-License-Identifier: Apache-2.0
// Who or what was found: why, what is known, what is to be minded. The page decides nothing: a person confirms.
import { useId, useRef, useState } from "react";
import { Link } from "../shell/router";
import { useListKeys } from "../shell/list_keys";
import { dayAndTime } from "../words/times";
import { ConfirmForm, decisionOf } from "./confirm";
import type { Decision } from "./confirm";
import { MarkerDetails, MarkerTags } from "./markers";
import { sureInWords, sureOf } from "./sureness";
import type { Hit, Involved } from "./types";
import { AlsoRecorded, Likewise, Weights, WhyLines } from "./why";
import { kindTitles, matchTitles, roleTitle } from "./words";

const recordPaths: Record<string, string> = { incident: "/incidents/", contact: "/calls/", crime: "/crimes/" };

export function RecordLink({ record }: { record: Involved["record"] }) {
  const path = recordPaths[record.kind];
  const words = record.kind === "crime" ? `Crime ${record.reference}` : record.reference;
  return path ? <Link to={path + record.id}>{words}</Link> : <>{words}</>;
}

/** Each record once, with every role that was played in it. */
export function inRecords(history: readonly Involved[]): { past: Involved; roles: string }[] {
  const found = new Map<string, { past: Involved; roles: string }>();
  for (const past of history) {
    const held = found.get(past.record.id);
    const role = roleTitle(past.role);
    const roles = held ? `${held.roles}, ${role.toLowerCase()}` : role;
    found.set(past.record.id, { past: held?.past ?? past, roles });
  }
  return [...found.values()];
}

function History({ hit, own }: { hit: Hit; own: readonly string[] }) {
  const history = hit.history.filter(({ record }) => !own.includes(record.id));
  if (history.length === 0) return null;
  return (
    <ul className="hit__history" aria-label="History">
      {inRecords(history).map(({ past, roles }) => (
        <li key={past.record.id}>
          <time className="figure" dateTime={past.at}>{dayAndTime(past.at)}</time>{" "}
          <RecordLink record={past.record} />{" "}
          <span className="muted">{roles}{past.line === "" ? "" : ":"}</span> <bdi>{past.line}</bdi>
        </li>
      ))}
    </ul>
  );
}

interface HitProperties {
  hit: Hit;
  /** All that were found with it. */
  hits: readonly Hit[];
  opened: boolean;
  /** Its weights are shown. */
  weighed: boolean;
  known: boolean;
  busy: boolean;
  own: readonly string[];
  toggle: () => void;
  weigh: () => void;
  decide?: ((decision: Decision) => void) | undefined;
}

/** How it fits the letters, and how sure the model is; beside that, of the letters only that they are the same. */
function Fits({ hit: { match, probability } }: { hit: Hit }) {
  const weighed = probability != null;
  return (
    <>
      {weighed && match !== "exact" ? null : (
        <span className={`hit__match hit__match--${match}`}>{matchTitles[match]}</span>
      )}
      {weighed ? (
        <span className={`hit__match hit__match--${sureOf(probability)}`}>{sureInWords(probability)}</span>
      ) : null}
    </>
  );
}

type HeadProperties = Pick<HitProperties, "hit" | "opened" | "known" | "toggle"> & { body: string };

function HitHead({ hit, opened, known, toggle, body }: HeadProperties) {
  return (
    <>
      <h3 className="hit__head">
        <button
          type="button" className="hit__title" data-focus aria-expanded={opened} aria-controls={body} onClick={toggle}
        >
          <span className="hit__kind">{kindTitles[hit.kind]}</span> <bdi dir="ltr">{hit.title}</bdi>
        </button>
        <Fits hit={hit} />
        {known ? <strong className="met">Confirmed</strong> : null}
      </h3>
      <MarkerTags markers={hit.markers} />
      {hit.repeat ? <p className="hit__repeat"><strong>Repeat:</strong> {hit.repeat_why.join(" ")}</p> : null}
      <WhyLines hit={hit} all={opened} />
    </>
  );
}

function HitCard({ hit, hits, opened, weighed, known, busy, own, toggle, weigh, decide }: HitProperties) {
  const body = useId();
  return (
    <li className={`hit${opened ? " hit--opened" : ""}`} data-item>
      <HitHead {...{ hit, opened, known, toggle, body }} />
      <div id={body} hidden={!opened}>
        {opened ? (
          <>
            <MarkerDetails markers={hit.markers} />
            <AlsoRecorded hit={hit} />
            <Likewise hit={hit} hits={hits} />
            <Weights hit={hit} shown={weighed} toggle={weigh} />
            <History hit={hit} own={own} />
            {hit.kind === "person" ? (
              <p><Link to={`/people/${hit.subject}`}>Everything on the register</Link></p>
            ) : null}
            {hit.kind === "person" && decide && !known ? (
              <ConfirmForm person={hit.subject} question={hit.question ?? null} busy={busy} decide={decide} />
            ) : null}
          </>
        ) : null}
      </div>
    </li>
  );
}

interface Properties {
  hits: readonly Hit[];
  more: boolean;
  /** Persons already confirmed here. */
  confirmed: ReadonlySet<string>;
  busy: boolean;
  /** Ids of the records that are being worked on: their own history says nothing new. */
  own?: readonly string[];
  /** Left out for those who may look and not decide. */
  decide?: ((decision: Decision) => void) | undefined;
}

/** `y` on a person: the question was asked and answered. `r`: the reasons in numbers. Enter opens and closes. */
export function Hits({ hits, more, confirmed, busy, own = [], decide }: Properties) {
  const box = useRef<HTMLUListElement>(null);
  const [opened, setOpened] = useState<string | null>(null);
  const [weighed, setWeighed] = useState<string | null>(null);
  const shown = opened ?? hits[0]?.subject ?? null;
  const weigh = (subject: string) => {
    const hide = weighed === subject && shown === subject;
    setWeighed(hide ? null : subject);
    if (!hide) setOpened(subject);
  };
  const showReasons = (at: number) => {
    const hit = hits[at];
    if (!hit?.waterfall) return false;
    weigh(hit.subject);
    return true;
  };
  const confirm = (at: number) => {
    const hit = hits[at];
    if (!hit || hit.kind !== "person" || confirmed.has(hit.subject) || !decide) return false;
    if (hit.question) decide(decisionOf(hit.subject, hit.question, ""));
    else setOpened(hit.subject); // without a question it needs a reason, which has to be typed
    return true;
  };
  useListKeys(box, "one of who this may be", [
    { keys: ["r"], does: "On who this may be: the reasons in numbers", act: showReasons },
    ...(decide ? [{ keys: ["y"], does: "On who this may be: asked, and it is this person", act: confirm }] : []),
  ]);
  return (
    <>
      <ul className="hits" ref={box} data-list="who" aria-label="Who this may be">
        {hits.map((hit) => (
          <HitCard
            key={hit.subject} hit={hit} hits={hits} opened={shown === hit.subject} weighed={weighed === hit.subject}
            known={confirmed.has(hit.subject)} busy={busy} own={own}
            toggle={() => setOpened(shown === hit.subject ? "" : hit.subject)} weigh={() => weigh(hit.subject)}
            decide={decide}
          />
        ))}
      </ul>
      {more ? <p className="muted">There are others: type more to find them.</p> : null}
    </>
  );
}
