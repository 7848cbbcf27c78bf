// SPDX-License-Identifier: Apache-2.0
// How good the register is and how the model judges it, in words, tables and small bars.
import { get } from "../api/client";
import { useLoaded } from "../shell/loaded";
import { Empty, Fact, PageHeading, Scroll, Show } from "../shell/page";
import { Link } from "../shell/router";
import { number, plural } from "../words/numbers";
import { dayAndTime } from "../words/times";
import { AnsweringModel, LinkRegister } from "./linking";
import type { Quality } from "./types";
import { percent } from "./waterfall";
import { dayInWords } from "./words";

function Bar({ share, of }: { share: number; of: number }) {
  return (
    <svg className="smallbar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect className="chart__bar" x={0} y={1} height={8} width={of > 0 ? (share / of) * 100 : 0} />
    </svg>
  );
}

function Duplicates({ quality }: { quality: Quality }) {
  return (
    <section className="panel" aria-labelledby="duplicates">
      <h2 id="duplicates">Duplicates</h2>
      <dl className="facts">
        <Fact name="Records of persons">{number(quality.registered)}</Fact>
        <Fact name="Duplicates estimated">{number(Math.round(quality.estimated_duplicates))}</Fact>
        <Fact name="More likely one than two">
          {plural(quality.likely_pairs, "pair")} in {plural(quality.likely_clusters, "cluster")}
        </Fact>
        <Fact name="Joined by decision">
          {plural(quality.joined_records, "record")} of {plural(quality.joined_persons, "person", "persons")}
        </Fact>
      </dl>
      <p className="muted">
        Each pair still to decide counts with its probability: ten pairs of 30% are three duplicates. What nobody has
        looked at yet, because the register has just been imported, is not in it.
      </p>
    </section>
  );
}

function Waiting({ quality }: { quality: Quality }) {
  const most = Math.max(1, ...quality.weeks.map(({ same, different }) => same + different));
  return (
    <section className="panel" aria-labelledby="waiting">
      <h2 id="waiting">Waiting and decided</h2>
      <p>
        <Link to="/people/review">{plural(quality.waiting, "pair waits", "pairs wait")}</Link>
        {quality.oldest ? <>, the oldest since {dayAndTime(quality.oldest)}</> : null}; {number(quality.postponed)}
        {" "}postponed.
        {quality.waiting_unseen > 0 ? (
          <> {plural(quality.waiting_unseen, "of them is", "of them are")} not for you to see: somebody cleared for
            restricted records must decide them.</>
        ) : null}
      </p>
      <Scroll label="Decided each week">
        <table className="data">
          <thead>
            <tr>
              <th scope="col">Week from</th><th scope="col">One person</th><th scope="col">Two persons</th>
              <th scope="col">Taken back since</th><td aria-hidden="true" />
            </tr>
          </thead>
          <tbody>
            {quality.weeks.map((week) => (
              <tr key={week.from}>
                <th scope="row">{dayInWords(week.from)}</th>
                <td className="figure">{number(week.same)}</td>
                <td className="figure">{number(week.different)}</td>
                <td className="figure">{number(week.undone)}</td>
                <td className="fall"><Bar share={week.same + week.different} of={most} /></td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}

type Group = Quality["groups"][number];

function shareOf({ share, low, high }: Group): string {
  if (share == null || low == null || high == null) return "too few to say";
  return `${percent(share)} (${percent(low)} to ${percent(high)})`;
}

function Fairness({ quality }: { quality: Quality }) {
  return (
    <section className="panel" aria-labelledby="fairness">
      <h2 id="fairness">Where the model was wrong</h2>
      <p>
        Of pairs that people decided: how often the decision was the other side of the score. If the model errs more
        with some kinds of name, their bearers pay for it. Groups are made of how a name is written only; in brackets
        the range in which the true share lies with 95% confidence (Wilson).
      </p>
      {quality.groups.length === 0 ? <Empty>Nothing has been decided by a score yet.</Empty> : (
        <Scroll label="Decided against the score">
          <table className="data">
            <thead>
              <tr>
                <th scope="col">Names by</th><th scope="col">Group</th><th scope="col">Decided</th>
                <th scope="col">Against the score</th>
              </tr>
            </thead>
            <tbody>
              {quality.groups.map((group) => (
                <tr key={`${group.by} ${group.group}`}>
                  <th scope="row">{group.by}</th><td>{group.group}</td>
                  <td className="figure">{number(group.decided)}</td><td>{shareOf(group)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </section>
  );
}

function drifted(index: number): string {
  if (index < 0.1) return "steady";
  return index < 0.25 ? "moving: look at it" : "another population: train the model again";
}

function band(from: number | null | undefined, to: number | null | undefined): string {
  if (from == null) return `below ${to?.toFixed(1) ?? ""}`;
  return to == null ? `${from.toFixed(1)} and more` : `${from.toFixed(1)} to ${to.toFixed(1)}`;
}

function Drift({ drift }: { drift: Quality["drift"] }) {
  const most = Math.max(0.01, ...(drift?.bands ?? []).map(({ then, now }) => Math.max(then, now)));
  return (
    <section className="panel" aria-labelledby="drift">
      <h2 id="drift">Drift</h2>
      <p>
        Whether weights of pairs are spread now as they were when the model was new: the population stability index
        (Siddiqi 2006). Below 0.1 it is steady, from 0.25 on the model should be trained again.
      </p>
      {drift ? (
        <>
          <p><b className="figure">{drift.index.toFixed(3)}</b>: {drifted(drift.index)}. Model {drift.model}.</p>
          <Scroll label="Weights then and now">
            <table className="data">
              <thead>
                <tr>
                  <th scope="col">Weight</th><th scope="col">First {number(drift.then)} pairs</th>
                  <th scope="col">Last {number(drift.now)} pairs</th><td aria-hidden="true" />
                </tr>
              </thead>
              <tbody>
                {drift.bands.map((each) => (
                  <tr key={band(each.from, each.to)}>
                    <th scope="row">{band(each.from, each.to)}</th>
                    <td className="figure">{percent(each.then)}</td><td className="figure">{percent(each.now)}</td>
                    <td className="fall"><Bar share={each.now} of={most} /></td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
        </>
      ) : <Empty>Fewer than 200 pairs were found: too few to say.</Empty>}
    </section>
  );
}

export default function QualityPage() {
  const loaded = useLoaded((signal) => get("/api/v1/people/identity/quality", { signal }), "quality of the register");
  return (
    <div className="wide">
      <PageHeading title="How good the register is" />
      <Show what="the figures" loaded={loaded}>
        {(quality) => (
          <>
            <Duplicates quality={quality} />
            <Waiting quality={quality} />
            <Fairness quality={quality} />
            <AnsweringModel />
            <Drift drift={quality.drift} />
          </>
        )}
      </Show>
      <LinkRegister />
    </div>
  );
}
