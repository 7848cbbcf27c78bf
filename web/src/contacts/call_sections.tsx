// SPDX-License-Identifier: Apache-2.0
import { Link } from "../shell/router";

const sections = [
  ["/calls", "live", "Live"], ["/calls?state=parked", "parked", "Parked"],
  ["/calls/abandoned", "abandoned", "Abandoned"], ["/calls?state=ended", "ended", "Ended"],
] as const;

export function CallSections({ here }: { here: string }) {
  return (
    <nav className="sections" aria-label="Calls">
      <ul>
        {sections.map(([to, state, title]) => (
          <li key={state}><Link to={to} aria-current={here === state ? "page" : undefined}>{title}</Link></li>
        ))}
      </ul>
    </nav>
  );
}
