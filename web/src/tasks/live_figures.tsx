// SPDX-License-Identifier: Apache-2.0
// Two figures that are always 0 when all is well, counted now and opened to what they counted.
import { useEffect } from "react";
import { get } from "../api/client";
import { wordsOf } from "../policy/in_words";
import { useLoaded } from "../shell/loaded";
import type { Loaded } from "../shell/loaded";
import { Show } from "../shell/page";
import { useMay } from "../shell/session";
import { number } from "../words/numbers";
import { dayAndTime } from "../words/times";
import { RecordLink } from "./about";

const every = 15_000;

/** Counted again while the page is open. */
function useLiveFigure<T>(read: (signal: AbortSignal) => Promise<T>, key: string): Loaded<T> {
  const loaded = useLoaded(read, key);
  const { again } = loaded;
  useEffect(() => {
    const timer = setInterval(again, every);
    return () => clearInterval(timer);
  }, [again]);
  return loaded;
}

function Total({ count }: { count: number }) {
  return <p className={`live-figure__number figure ${count === 0 ? "met" : "late"}`}>{number(count)}</p>;
}

function OwnedByNobody() {
  const loaded = useLiveFigure((signal) => get("/api/v1/ownership", { signal }), "ownership");
  return (
    <section className="panel" aria-labelledby="nobody">
      <h2 id="nobody">Owned by nobody</h2>
      <Show what="the figure" loaded={loaded}>
        {({ nobody, kinds }) => (
          <>
            <Total count={nobody} />
            <p className="muted">
              Records whose owner does not exist: nobody named, an account that is disabled, a team that is not there.
              Counted over every desk, now.
            </p>
            <details className="tabled">
              <summary>By kind of record</summary>
              <table className="data">
                <thead><tr><th scope="col">Kind</th><th scope="col">Owned by nobody</th></tr></thead>
                <tbody>
                  {kinds.map((each) => (
                    <tr key={each.kind}>
                      <th scope="row">{wordsOf(each.kind)}</th><td className="figure">{number(each.nobody)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </details>
          </>
        )}
      </Show>
    </section>
  );
}

function TypedTwice() {
  const loaded = useLiveFigure((signal) => get("/api/v1/figures/typed-twice", { signal }), "typed twice");
  return (
    <section className="panel" aria-labelledby="typed-twice">
      <h2 id="typed-twice">Typed twice</h2>
      <Show what="the figure" loaded={loaded}>
        {({ count, items }) => (
          <>
            <Total count={count} />
            <p className="muted">
              Fields that somebody typed although the chain from call to incident to crime already held a value of that
              kind for that subject. Asking again in order to check is not one.
            </p>
            {items.length === 0 ? null : (
              <details className="tabled">
                <summary>The newest {number(items.length)}</summary>
                <table className="data">
                  <thead>
                    <tr>
                      {["Field", "Of", "Record", "By", "At"].map((title) => <th scope="col" key={title}>{title}</th>)}
                    </tr>
                  </thead>
                  <tbody>
                    {items.map((item) => (
                      <tr key={`${item.record.id} ${item.kind} ${item.subject} ${item.typed_at}`}>
                        <th scope="row">{wordsOf(item.kind)}</th>
                        <td>{wordsOf(item.subject)}</td>
                        <td><RecordLink about={item.record} /></td>
                        <td><bdi>{item.typed_by.name}</bdi></td>
                        <td className="figure">{dayAndTime(item.typed_at)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </details>
            )}
          </>
        )}
      </Show>
    </section>
  );
}

export function LiveFigures() {
  const may = useMay();
  return (
    <div className="live-figures">
      {may("do tasks") ? <OwnedByNobody /> : null}
      {may("see figures") ? <TypedTwice /> : null}
    </div>
  );
}
