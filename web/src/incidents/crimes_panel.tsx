// SPDX-License-Identifier: Apache-2.0
import type { WholeCrime } from "../crimes/types";
import type { Loaded } from "../shell/loaded";
import { Empty, Show } from "../shell/page";
import { Link } from "../shell/router";
import { useMay } from "../shell/session";
import type { CrimeOf } from "./parts";

/** Told once after raising, to those who do not see the list change. */
function raisedWords({ crime }: WholeCrime): string {
  return crime.status === "draft"
    ? `Crime ${crime.reference} is kept as a draft.`
    : `Crime ${crime.reference} is recorded.`;
}

interface Properties { crimes: Loaded<CrimeOf[]>; raised: readonly WholeCrime[] }

/** Crimes raised from the incident; drafts say what they lack. */
export function CrimesPanel({ crimes, raised }: Properties) {
  const sees = useMay()("see crimes");
  return (
    <section className="panel" aria-labelledby="crimes">
      <h2 id="crimes" tabIndex={-1}>Crimes</h2>
      <p className={raised.length === 0 ? "govuk-visually-hidden" : "done"} role="status">
        {raised.map(raisedWords).join(" ")}
      </p>
      <Show what="the crimes" loaded={crimes}>
        {(list) => list.length === 0 ? <Empty>None raised.</Empty> : (
          <ul className="plain">
            {list.map(({ id, name, draft, gaps }) => (
              <li key={id}>
                {sees ? <Link to={`/crimes/${id}`}>Crime {name}</Link> : <>Crime {name}</>}{" "}
                {draft ? <span className="status status--draft">Draft</span> : null}
                {gaps.map((gap) => <span className="under close" key={gap}>{gap}</span>)}
              </li>
            ))}
          </ul>
        )}
      </Show>
    </section>
  );
}
