// SPDX-License-Identifier: Apache-2.0
// Tasks: finished by saying what came of them, or given to somebody else with a reason.
import { useState } from "react";
import { get } from "../api/client";
import { useNow } from "../incidents/clock";
import { useLive } from "../live/live";
import { ActForm } from "../shell/act_form";
import { useDraftAct } from "../shell/draft_act";
import { messageFor, TextAreaField } from "../shell/form";
import { MoreOf, useGrowing } from "../shell/growing";
import { Empty, Show } from "../shell/page";
import { dayAndTime, shortLength } from "../words/times";
import { RecordLink } from "./about";
import { GiveForm } from "./give_form";
import type { Task } from "./types";

type Whose = "mine" | "team" | "all";
const whoseWords: Record<Whose, string> = { mine: "Mine", team: "My team’s", all: "Everybody’s" };

const nothing: Record<Whose, string> = {
  mine: "You have no task. What somebody gives you appears here.", team: "Your team has no task.",
  all: "Nobody has a task.",
};

function FinishForm({ task, done, cancel }: { task: Task; done: () => void; cancel: () => void }) {
  const act = useDraftAct(`finish.${task.id}`, { outcome: "" });
  const id = `outcome-${task.id}`;
  const send = () => {
    const outcome = act.draft.outcome.trim();
    if (outcome === "") return act.refuse([{ field: "outcome", message: "Enter what came of it" }]);
    const asked = { path: { id: task.id }, body: { outcome }, version: task.version };
    void act.run("/api/v1/tasks/{id}/finish", asked, done);
  };
  return (
    <ActForm
      title={`Finish ${task.title}`} act={act} ids={{ outcome: id }} does="Finish the task" send={send}
      cancel={cancel} enter
    >
      <TextAreaField
        id={id} label="What came of it" rows={2} value={act.draft.outcome} error={messageFor(act.errors, "outcome")}
        onText={(outcome) => act.edit({ outcome })}
      />
    </ActForm>
  );
}

function TaskDue({ task }: { task: Task }) {
  const now = useNow();
  if (!task.due_at) return <span className="muted">No time set</span>;
  const left = Date.parse(task.due_at) - now;
  if (left < 0) return <strong className="late">Late by {shortLength(-left)}</strong>;
  return <span title={dayAndTime(task.due_at)}>{shortLength(left)} left</span>;
}

function TaskRow({ task, again }: { task: Task; again: () => void }) {
  const [doing, setDoing] = useState<"" | "finish" | "give">("");
  const done = () => {
    setDoing("");
    again();
  };
  const cancel = () => setDoing("");
  return (
    <li className="notice" tabIndex={-1} data-keyrow>
      <span className="notice__text"><strong><bdi>{task.title}</bdi></strong></span>
      <span className="notice__about"><RecordLink about={task.about} /></span>
      <TaskDue task={task} />
      <span className="muted"><bdi>{task.owner_name}</bdi>, from <bdi>{task.raised_by}</bdi></span>
      {doing === "" ? (
        <span className="actions">
          <button type="button" className="button button--small" data-key="f" onClick={() => setDoing("finish")}>
            Finish <kbd>f</kbd>
          </button>
          <button type="button" className="button button--small" onClick={() => setDoing("give")}>
            Give to somebody<span className="govuk-visually-hidden">: <bdi>{task.title}</bdi></span>
          </button>
        </span>
      ) : null}
      {doing === "finish" ? <FinishForm task={task} done={done} cancel={cancel} /> : null}
      {doing === "give" ? (
        <GiveForm name={`task.${task.id}`} done={done} cancel={cancel} send={(act, body, after) => {
          void act.run("/api/v1/tasks/{id}/give", { path: { id: task.id }, body, version: task.version }, after);
        }} />
      ) : null}
    </li>
  );
}

export function TaskList({ supervises }: { supervises: boolean }) {
  const [whose, setWhose] = useState<Whose>("mine");
  const loaded = useGrowing(
    (asked, signal) => get("/api/v1/tasks", { query: { whose, ...asked }, signal }), `tasks ${whose}`, 50,
  );
  useLive(["inbox", "tasks"], loaded.again, loaded.again);
  const offered: Whose[] = supervises ? ["mine", "team", "all"] : ["mine", "team"];
  return (
    <section className="panel" aria-labelledby="tasks">
      <h2 id="tasks">Tasks</h2>
      <div className="choices" role="group" aria-label="Whose tasks">
        {offered.map((each) => (
          <button
            key={each} type="button" className="button" aria-pressed={whose === each} onClick={() => setWhose(each)}
          >
            {whoseWords[each]}
          </button>
        ))}
      </div>
      <Show what="the tasks" loaded={loaded}>
        {({ items }) => items.length === 0 ? <Empty>{nothing[whose]}</Empty> : (
          <>
            <ul className="notices">
              {items.map((task) => <TaskRow key={task.id} task={task} again={loaded.again} />)}
            </ul>
            <MoreOf list={loaded} what="tasks" />
          </>
        )}
      </Show>
    </section>
  );
}
