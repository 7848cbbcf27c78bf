// SPDX-License-Identifier: Apache-2.0
// Opening codes of the National Standard for Incident Recording, from the reference list that the server is built from.
import list from "../../../reference/nsir_categories.csv?raw";
import { fromCsv } from "../words/csv";

const [header = [], ...rows] = fromCsv(list);
const kind = header.indexOf("kind");
const name = header.indexOf("name");
const theme = header.indexOf("theme");

/** As the server names them: the three of anti-social behaviour carry their heading. */
function titleOf(row: string[]): string | null {
  if (row[kind] === "category") return row[name] ?? null;
  const ofTheme = (row[kind] ?? "").startsWith("ASB category");
  return ofTheme ? `${row[theme]}: ${(row[name] ?? "").toLowerCase()}` : null;
}

export const categories: readonly string[] = rows.map(titleOf).filter((title): title is string => title !== null);

/** What may be said of any incident beside its category, several at once. */
export const qualifiers: readonly string[] = rows
  .filter((row) => row[kind] === "qualifier")
  .map((row) => row[name] ?? "");
