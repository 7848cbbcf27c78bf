// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from "react";
import { Link } from "../shell/router";

/**
 * One bar or dot of a drawing. Where its records can be asked for it is a link for the pointer only: drawings are
 * hidden from screen readers and the keyboard, which have the same links in the table.
 */
export function Part({ to, children }: { to: string | null; children: ReactNode }) {
  return to === null ? <g>{children}</g> : <Link to={to} tabIndex={-1} className="chart__part">{children}</Link>;
}
