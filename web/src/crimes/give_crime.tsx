// SPDX-License-Identifier: Apache-2.0
// Giving a crime to another owner, who answers for it and for its promises from then on.
import { useState } from "react";
import { useMay } from "../shell/session";
import { GiveForm } from "../tasks/give_form";
import type { WholeCrime } from "./types";

export function GiveCrime({ whole: { crime }, again }: { whole: WholeCrime; again: () => void }) {
  const may = useMay()("record crimes") && crime.status !== "cancelled";
  const [doing, setDoing] = useState(false);
  if (!may) return null;
  if (!doing) {
    return <button type="button" className="button" onClick={() => setDoing(true)}>Give to another owner</button>;
  }
  const done = () => {
    setDoing(false);
    again();
  };
  return (
    <GiveForm
      name={`crime.${crime.id}`} done={done} cancel={() => setDoing(false)}
      send={(act, body, given) => void act.run("/api/v1/crimes/{id}/give", {
        path: { id: crime.id }, body, version: crime.version,
      }, given)}
    />
  );
}
