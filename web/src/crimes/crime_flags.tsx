// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";
import { ActForm } from "../shell/act_form";
import { useDraftAct } from "../shell/draft_act";
import { useMay } from "../shell/session";
import { dayAndTime } from "../words/times";
import { allFlags, flagWords } from "./words";
import type { Flag, WholeCrime } from "./types";

function FlagsForm({ whole, done, cancel }: { whole: WholeCrime; done: () => void; cancel: () => void }) {
  const act = useDraftAct(`flags.${whole.crime.id}`, { flags: whole.flags.map((one) => one.flag) });
  const { flags } = act.draft;
  const toggle = (flag: Flag, on: boolean) => {
    act.edit({ flags: on ? [...flags, flag] : flags.filter((one) => one !== flag) });
  };
  const send = () => void act.run("/api/v1/crimes/{id}/flags", {
    path: { id: whole.crime.id }, body: { flags }, version: whole.version,
  }, done);
  return (
    <ActForm title="Flags" act={act} ids={{}} does="Keep the flags" send={send} cancel={cancel} enter>
      <div className="tickgrid">
        {allFlags.map((flag) => (
          <label className="tick" key={flag}>
            <input
              type="checkbox" checked={flags.includes(flag)} onChange={(event) => toggle(flag, event.target.checked)}
            />
            {flagWords[flag]}
          </label>
        ))}
      </div>
    </ActForm>
  );
}

export function CrimeFlags({ whole, again }: { whole: WholeCrime; again: () => void }) {
  const may = useMay()("record crimes") && whole.crime.status !== "cancelled";
  const [open, setOpen] = useState(false);
  return (
    <section className="panel" aria-labelledby="flags">
      <h2 id="flags">Flags</h2>
      {whole.flags.length === 0 ? <p className="muted">None.</p> : (
        <ul className="flags">
          {whole.flags.map((one) => (
            <li key={one.flag} title={`${one.set_by.name}, ${dayAndTime(one.set_at)}`}>{flagWords[one.flag]}</li>
          ))}
        </ul>
      )}
      {may && !open ? (
        <button type="button" className="button" onClick={() => setOpen(true)}>Change the flags</button>
      ) : null}
      {open ? (
        <FlagsForm whole={whole} done={() => { setOpen(false); again(); }} cancel={() => setOpen(false)} />
      ) : null}
    </section>
  );
}
