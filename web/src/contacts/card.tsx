// SPDX-License-Identifier: Apache-2.0
// The action card of a type: what to do, one line each.
import { typeOf, usePolicy } from "../policy/use_policy";

export function Card({ type }: { type: string | null | undefined }) {
  const found = typeOf(usePolicy(), type);
  if (!found || found.card.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="card">
      <h2 id="card">Action card: {found.title}</h2>
      <ol className="card">{found.card.map((line) => <li key={line}>{line}</li>)}</ol>
    </section>
  );
}
