// SPDX-License-Identifier: Apache-2.0
// What can be done with an incident, one act at a time, each with its key; and the form of the one that was chosen.
import type { Incident } from "../api/types";
import { RaiseCrimeForm } from "../crimes/raise_crime";
import type { WholeCrime } from "../crimes/types";
import type { Mention } from "../people/types";
import type { Loaded } from "../shell/loaded";
import { Link } from "../shell/router";
import { useMay } from "../shell/session";
import { GiveForm } from "../tasks/give_form";
import { AttendanceForm } from "./attendance_form";
import { CloseForm } from "./close_form";
import { ReopenForm } from "./reopen_form";
import { TypeForm } from "./type_form";
import type { Gap, Proposal } from "./types";

export type Doing = "" | "attendance" | "close" | "reopen" | "crime" | "give" | "grade" | "assess" | "type";

interface Act { doing: Doing; title: string; key: string }

/** Acts that make sense now for somebody with these abilities. */
export function actsFor(incident: Incident, may: ReturnType<typeof useMay>): Act[] {
  if (incident.origin !== "live" || incident.joined_to) return [];
  const open = incident.status === "open";
  const results = may("result incidents");
  const types = open && may("grade incidents");
  const title = incident.type ? "Change the type" : "Give the type";
  return [
    ...(types ? [{ doing: "type" as const, title, key: "k" }] : []),
    ...(open && results ? [{ doing: "attendance" as const, title: "Attendance", key: "t" }] : []),
    ...(open && results ? [{ doing: "close" as const, title: "Result and close", key: "e" }] : []),
    ...(!open && results ? [{ doing: "reopen" as const, title: "Reopen", key: "e" }] : []),
    ...(may("record crimes") ? [{ doing: "crime" as const, title: "Raise a crime", key: "x" }] : []),
    ...(results && open ? [{ doing: "give" as const, title: "Give to another owner", key: "w" }] : []),
  ];
}

export function ActBar({ incident, does }: { incident: Incident; does: (doing: Doing) => void }) {
  const may = useMay();
  return (
    <div className="actbar print-not" role="group" aria-label="Do">
      {actsFor(incident, may).map((act) => (
        <button
          key={act.doing} type="button" className="button" onClick={() => does(act.doing)}
          aria-keyshortcuts={act.key}
        >
          {act.title} <kbd aria-hidden="true">{act.key}</kbd>
        </button>
      ))}
      <Link to={`/incidents/${incident.id}/print`} className="button">Print</Link>
    </div>
  );
}

interface FormProperties {
  incident: Incident;
  doing: Doing;
  proposal: Proposal | null;
  gaps: Loaded<Gap[]>;
  mentions: readonly Mention[];
  raised: (crime: WholeCrime) => void;
  done: () => void;
  cancel: () => void;
}

const titles: Partial<Record<Doing, string>> = {
  attendance: "Attendance", close: "Result and close", reopen: "Reopen", crime: "Raise a crime",
  give: "Give to another owner", type: "Type of the incident",
};

function Form({ incident, doing, proposal, gaps, mentions, raised, done, cancel }: FormProperties) {
  const same = { incident, done, cancel };
  if (doing === "attendance") return <AttendanceForm {...same} proposal={proposal} />;
  if (doing === "close") return <CloseForm {...same} gaps={gaps} />;
  if (doing === "type") return <TypeForm {...same} />;
  if (doing === "reopen") return <ReopenForm {...same} />;
  if (doing === "crime") {
    const recorded = (crime: WholeCrime) => {
      raised(crime);
      done();
    };
    return <RaiseCrimeForm incident={incident} mentions={mentions} done={recorded} cancel={cancel} />;
  }
  return (
    <GiveForm
      name={`incident.${incident.id}`} done={done} cancel={cancel}
      send={(act, body, given) => void act.run("/api/v1/incidents/{id}/give", {
        path: { id: incident.id }, body, version: incident.version,
      }, given)}
    />
  );
}

export function ActPanel(properties: FormProperties) {
  const title = titles[properties.doing];
  if (title === undefined) return null;
  return (
    <section className="panel panel--act" aria-labelledby="act">
      <h2 id="act">{title}</h2>
      <Form {...properties} />
    </section>
  );
}
