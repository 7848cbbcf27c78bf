// SPDX-License-Identifier: Apache-2.0
// The way down: the records a figure counted, page by page, and all of them as a file.
import { useEffect, useRef, useState } from "react";
import { get } from "../api/client";
import type { Records } from "../api/types";
import { download, toCsv } from "../words/csv";
import { plural } from "../words/numbers";
import { monthInWords } from "../words/times";
import { Empty, Failed, Loading } from "../shell/page";
import { Link, useAddress } from "../shell/router";
import { queryOf } from "./choice";
import type { Choice } from "./choice";

type Row = (string | null)[];

const page = 50;
const filePage = 500;
/** More than this is an export, which is the command line's work. */
const mostInFile = 100_000;

function textOf(cell: unknown): string | null {
  return cell === null || cell === undefined ? null : String(cell);
}

async function read(choice: Choice, after: string | undefined, limit: number): Promise<Records> {
  const query = { ...queryOf(choice), limit, ...(after === undefined ? {} : { after }) };
  return get("/api/v1/measures/{name}/records", { path: { name: choice.measure }, query });
}

interface Held { columns: Records["columns"]; rows: Row[]; next: string | null }

function useRecords(choice: Choice) {
  const [held, setHeld] = useState<Held | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const guarded = async (work: () => Promise<void>) => {
    setBusy(true);
    setError(null);
    try {
      await work();
    } catch (failure) {
      setError(failure);
    }
    setBusy(false);
  };
  const more = () => guarded(async () => {
    const answer = await read(choice, held?.next ?? undefined, page);
    const rows = [...(held?.rows ?? []), ...answer.items.map((row) => row.map(textOf))];
    setHeld({ columns: answer.columns, rows, next: answer.next ?? null });
  });
  const save = () => guarded(async () => {
    const rows: Row[] = [];
    let after: string | undefined;
    let columns: Records["columns"] = [];
    do {
      const answer = await read(choice, after, filePage);
      columns = answer.columns;
      rows.push(...answer.items.map((row) => row.map(textOf)));
      after = answer.next ?? undefined;
    } while (after !== undefined && rows.length < mostInFile);
    if (after !== undefined) rows.push([`Cut off after ${rows.length} records; narrow the period or the area.`]);
    const name = [choice.measure, choice.only].filter(Boolean).join("-");
    download(`${name}.csv`, toCsv(columns.map((column) => column.title), rows));
  });
  return { held, error, busy, more, save };
}

function RecordsTable({ held }: { held: Held }) {
  if (held.rows.length === 0) return <Empty>No records are behind this figure.</Empty>;
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must take the focus
    <div className="scroll scroll--tall" tabIndex={0} role="region" aria-label="Records counted">
      <table className="data">
        <thead><tr>{held.columns.map((column) => <th scope="col" key={column.name}>{column.title}</th>)}</tr></thead>
        <tbody>
          {held.rows.map((row, index) => (
            <tr key={index}>{row.map((cell, column) => <td key={column}>{cell ?? "–"}</td>)}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function WholeFigure() {
  const whole = useAddress();
  whole.searchParams.delete("only");
  return <Link to={whole.pathname + whole.search}>The records of the whole figure</Link>;
}

interface Properties {
  choice: Choice;
  /** Of the bar, month or row whose records these are, which opens them at once; null is the whole figure. */
  label: string | null;
}

export function RecordsPanel({ choice, label }: Properties) {
  const { held, error, busy, more, save } = useRecords(choice);
  const heading = useRef<HTMLHeadingElement>(null);
  const opened = label !== null;
  const there = opened && held !== null;
  useEffect(() => {
    if (opened) void more();
    // Once: another question mounts another panel.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [opened]);
  useEffect(() => {
    if (!there) return;
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView();
  }, [there]);
  return (
    <section className="panel" aria-labelledby="records">
      <h2 id="records" tabIndex={-1} ref={heading}>
        Records counted{label === null ? "" : `: ${monthInWords(label)}`}
      </h2>
      {held ? <RecordsTable held={held} /> : null}
      {busy ? <Loading what="records" /> : null}
      {error !== null ? <Failed error={error} again={() => void more()} /> : null}
      <div className="actions">
        {held === null || held.next !== null ? (
          <button type="button" className="button" disabled={busy} onClick={() => void more()}>
            {held === null ? "Show the records" : "Show more"}
          </button>
        ) : null}
        <button type="button" className="button" disabled={busy} onClick={() => void save()}>Download as CSV</button>
        {held ? <span className="muted" role="status">{plural(held.rows.length, "record")} shown</span> : null}
        {opened ? <WholeFigure /> : null}
      </div>
    </section>
  );
}
