// SPDX-License-Identifier: Apache-2.0
// Versions of the policy: proposed by one person, activated by another from an instant on, never changed.
import { useCallback, useEffect, useState } from "react";
import { get, serverNow } from "../api/client";
import { ActForm } from "../shell/act_form";
import { useDraftAct } from "../shell/draft_act";
import { messageFor, TextField } from "../shell/form";
import { useLive } from "../live/live";
import { useLoaded } from "../shell/loaded";
import { Empty, Show } from "../shell/page";
import { useMay, useSignedIn } from "../shell/session";
import { dayAndTime, fromLondonInput, toLondonInput } from "../words/times";
import { ProposePolicy } from "./propose_policy";
import { readPolicyAgain } from "./use_policy";
import type { Version } from "./types";

const stateWords: Record<Version["state"], string> = {
  proposed: "Proposed", active: "Activated", withdrawn: "Withdrawn",
};

/** The version that was in force before this one came; null for the first, and null means the present one elsewhere. */
export function before(version: Version, all: readonly Version[]): string | null {
  const from = version.effective_from;
  if (version.state !== "active" || !from) return null;
  const earlier = all.filter((one) => one.state === "active" && one.effective_from && one.effective_from < from);
  const newest = earlier.sort((a, b) => ((a.effective_from ?? "") < (b.effective_from ?? "") ? 1 : -1))[0];
  return newest?.name ?? null;
}

/** A proposal is compared with what is in force. */
function Differences({ version, from }: { version: Version; from: string | null }) {
  const loaded = useLoaded(async (signal) => {
    const query = from === null ? {} : { with: from };
    const asked = { path: { name: version.name }, query, signal };
    return (await get("/api/v1/policy/versions/{name}/differences", asked)).lines;
  }, `differences ${version.name} ${from}`);
  return (
    <Show what="the differences" loaded={loaded}>
      {(items) => items.length === 0 ? <Empty>Nothing differs.</Empty> : (
        <ul className="reasons">{items.map((words) => <li key={words}>{words}</li>)}</ul>
      )}
    </Show>
  );
}

interface FormProperties { version: Version; done: () => void; cancel: () => void }

function ActivateForm({ version, done, cancel }: FormProperties) {
  const act = useDraftAct(`activate.${version.name}`, { from: "", reason: "" });
  const ids = { effective_from: "activate-from", reason: "activate-reason" };
  const send = () => {
    const from = act.draft.from === "" ? null : fromLondonInput(act.draft.from);
    if (act.draft.from !== "" && from === null) {
      const message = "Enter a time that the clocks show; this hour is skipped";
      return act.refuse([{ field: "effective_from", message }]);
    }
    const reason = act.draft.reason.trim();
    if (reason === "") return act.refuse([{ field: "reason", message: "Enter why it is activated" }]);
    void act.run("/api/v1/policy/versions/{name}/activate", {
      path: { name: version.name }, body: { reason, ...(from ? { effective_from: from.toISOString() } : {}) },
    }, done);
  };
  return (
    <ActForm
      title={`Activate ${version.name}`} act={act} ids={ids} does="Activate this version" send={send} cancel={cancel}
      enter
    >
      <TextField
        id={ids.effective_from} label="In force from" type="datetime-local" step={60} value={act.draft.from}
        min={toLondonInput(new Date(serverNow())).slice(0, 16)} hint="London time. Leave empty for at once."
        error={messageFor(act.errors, "effective_from")} onText={(from) => act.edit({ from })}
      />
      <TextField
        id={ids.reason} label="Why" value={act.draft.reason} error={messageFor(act.errors, "reason")} autoComplete="off"
        onText={(reason) => act.edit({ reason })}
      />
    </ActForm>
  );
}

function WithdrawForm({ version, done, cancel }: FormProperties) {
  const act = useDraftAct(`withdraw.${version.name}`, { reason: "" });
  const id = "withdraw-reason";
  const send = () => {
    const reason = act.draft.reason.trim();
    if (reason === "") return act.refuse([{ field: "reason", message: "Enter why it is withdrawn" }]);
    void act.run("/api/v1/policy/versions/{name}/withdraw", {
      path: { name: version.name }, body: { reason },
    }, done);
  };
  return (
    <ActForm
      title={`Withdraw ${version.name}`} act={act} ids={{ reason: id }} does="Withdraw the proposal" send={send}
      cancel={cancel} enter
    >
      <TextField
        id={id} label="Why" value={act.draft.reason} error={messageFor(act.errors, "reason")} autoComplete="off"
        onText={(reason) => act.edit({ reason })}
      />
    </ActForm>
  );
}

function VersionActs({ version, done }: { version: Version; done: () => void }) {
  const may = useMay();
  const own = useSignedIn().account.id === version.proposed_by;
  const [doing, setDoing] = useState<"" | "activate" | "withdraw">("");
  const finished = () => {
    setDoing("");
    done();
  };
  const cancel = () => setDoing("");
  if (version.state !== "proposed") return null;
  return (
    <>
      {own ? <p className="muted">You proposed it; another person activates it.</p> : null}
      {doing === "" ? (
        <div className="actions">
          {may("activate a policy") && !own ? (
            <button type="button" className="button button--main" onClick={() => setDoing("activate")}>
              Activate it
            </button>
          ) : null}
          {may("propose a policy") ? (
            <button type="button" className="button" onClick={() => setDoing("withdraw")}>Withdraw it</button>
          ) : null}
        </div>
      ) : null}
      {doing === "activate" ? <ActivateForm version={version} done={finished} cancel={cancel} /> : null}
      {doing === "withdraw" ? <WithdrawForm version={version} done={finished} cancel={cancel} /> : null}
    </>
  );
}

function OneVersion({ version, from, done }: { version: Version; from: string | null; done: () => void }) {
  const compares = version.state === "proposed" || from !== null;
  const [open, setOpen] = useState(version.state === "proposed");
  return (
    <li>
      <p>
        <strong>{version.name}</strong> <span className="status">{stateWords[version.state]}</span>{" "}
        <span className="muted">
          proposed by {version.proposed_by_name}, {dayAndTime(version.proposed_at)}
          {version.activated_by_name ? `; activated by ${version.activated_by_name}` : ""}
          {version.effective_from ? `; in force from ${dayAndTime(version.effective_from)}` : ""}
        </span>
      </p>
      <p>{version.reason}</p>
      {compares ? (
        <button type="button" className="button button--small" aria-expanded={open} onClick={() => setOpen(!open)}>
          What it changes<span className="govuk-visually-hidden">: {version.name}</span>
        </button>
      ) : null}
      {open && compares ? <Differences version={version} from={from} /> : null}
      <VersionActs version={version} done={done} />
    </li>
  );
}

const longestTimer = 2 ** 31 - 1;

/** A version comes into force at its instant, and the server knows of it within a second or two. */
function useComing(versions: readonly Version[] | null, came: () => void): void {
  useEffect(() => {
    const active = (versions ?? []).filter((one) => one.state === "active" && one.effective_from);
    const waits = active.map((one) => Date.parse(one.effective_from ?? "") - serverNow() + 2500);
    const timers = waits.filter((wait) => wait > 0 && wait < longestTimer).map((wait) => setTimeout(came, wait));
    return () => timers.forEach(clearTimeout);
  }, [versions, came]);
}

export function PolicyVersions({ proposes, activated }: { proposes: boolean; activated: () => void }) {
  const loaded = useLoaded(async (signal) => {
    return (await get("/api/v1/policy/versions", { signal })).items;
  }, "policy versions");
  const inForce = useCallback(() => {
    readPolicyAgain();
    activated();
  }, [activated]);
  const done = () => {
    loaded.again();
    inForce();
  };
  useLive(["policy"], done, loaded.again);
  useComing(loaded.value, inForce);
  return (
    <section className="panel" aria-labelledby="versions">
      <h2 id="versions" tabIndex={-1}>Versions</h2>
      <Show what="the versions" loaded={loaded}>
        {(versions) => (
          <ul className="plain">
            {versions.map((one) => (
              <OneVersion key={one.name} version={one} from={before(one, versions)} done={done} />
            ))}
          </ul>
        )}
      </Show>
      {proposes ? <ProposePolicy done={done} /> : null}
    </section>
  );
}
