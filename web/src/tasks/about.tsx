// SPDX-License-Identifier: Apache-2.0
import { Link } from "../shell/router";
import type { About } from "./types";

const folders: Record<string, string> = { incident: "incidents", crime: "crimes", contact: "calls" };

/** Where a record is read; null for kinds that have no page of their own. */
export function pathOf({ kind, id }: Pick<About, "kind" | "id">): string | null {
  if (kind === "people_review") return "/people/review";
  const folder = folders[kind];
  return folder === undefined ? null : `/${folder}/${id}`;
}

export function RecordLink({ about }: { about: About }) {
  const path = pathOf(about);
  const words = about.kind === "crime" ? `Crime ${about.reference}` : about.reference;
  return path === null ? <span>{words}</span> : <Link to={path}>{words}</Link>;
}
