// SPDX-License-Identifier: Apache-2.0
// Why somebody may be the one who is meant: in a line, and on demand as weights that add up; and under which other
// records he is known.
import { useId } from "react";
import { get } from "../api/client";
import { useLoaded } from "../shell/loaded";
import { Failed } from "../shell/page";
import { Link } from "../shell/router";
import { reasonsInALine } from "./sureness";
import type { Hit } from "./types";
import { WaterfallTable } from "./waterfall";

/** What was found by the letters, and in one line what the model holds for and against it. */
export function WhyLines({ hit, all }: { hit: Hit; all: boolean }) {
  const weighed = new Set(hit.waterfall?.steps.map((step) => step.words));
  const plain = hit.why.filter((why) => !weighed.has(why));
  const { speaksFor, against } = reasonsInALine(hit.waterfall ?? { steps: [] });
  return (
    <>
      {plain.slice(0, all ? undefined : 1).map((why) => <p key={why} className="hit__why">{why}</p>)}
      {speaksFor === "" && against === "" ? null : (
        <p className="hit__why hit__weighed">
          {speaksFor === "" ? null : <>{speaksFor}.</>}
          {against === "" ? null : <> <span className="muted">Against: {against}.</span></>}
        </p>
      )}
    </>
  );
}

interface WeightsProperties { hit: Hit; shown: boolean; toggle: () => void }

export function Weights({ hit, shown, toggle }: WeightsProperties) {
  const id = useId();
  if (!hit.waterfall || hit.probability == null) return null;
  return (
    <div className="hit__weights">
      <button type="button" className="button button--small" aria-expanded={shown} aria-controls={id} onClick={toggle}>
        The reasons in numbers <kbd>r</kbd>
      </button>
      <div id={id} hidden={!shown}>
        {shown ? <WaterfallTable reasons={hit.waterfall} probability={hit.probability} of="caller" /> : null}
      </div>
    </div>
  );
}

function Records({ of, records }: { of: string; records: readonly { person: string; title: string }[] }) {
  return records.filter(({ person }) => person !== of).map(({ person, title }, index) => (
    <span key={person}>
      {index === 0 ? "" : "; "}<Link to={`/people/${person}`}><bdi dir="ltr">{title}</bdi></Link>
    </span>
  ));
}

/** The other records that somebody decided are this person's, by what they are called. */
export function AlsoRecorded({ hit }: { hit: Hit }) {
  const { value, error, again } = useLoaded(
    async (signal) => hit.also.length === 0
      ? null
      : get("/api/v1/people/persons/{id}/recorded-as", { path: { id: hit.subject }, signal }),
    `also ${hit.subject} ${hit.also.join()}`,
  );
  if (hit.also.length === 0) return null;
  if (error !== null) return <Failed error={error} again={again} />;
  return <p>Also recorded as: {value ? <Records of={hit.subject} records={value.records} /> : "…"}</p>;
}

/** Others who are very likely the same person and whom nobody has compared yet. */
export function Likewise({ hit, hits }: { hit: Hit; hits: readonly Hit[] }) {
  if (hit.likewise.length === 0) return null;
  const records = hit.likewise.map((person) => (
    { person, title: hits.find(({ subject }) => subject === person)?.title ?? "another record" }
  ));
  return (
    <p>Very likely the same person as: <Records of={hit.subject} records={records} />. Nobody has decided it yet.</p>
  );
}
