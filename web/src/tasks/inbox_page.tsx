// SPDX-License-Identifier: Apache-2.0
// The inbox: what this person, their teams and their roles were told, and what they have to do.
import { get } from "../api/client";
import { useNow } from "../incidents/clock";
import { useLive } from "../live/live";
import { useDraftAct } from "../shell/draft_act";
import { MoreOf, useGrowing } from "../shell/growing";
import { Empty, PageHeading, Show } from "../shell/page";
import { useMay } from "../shell/session";
import { number } from "../words/numbers";
import { fullTime, shortLength, timeOrDay } from "../words/times";
import { RecordLink } from "./about";
import { countUnseen, hideAlert } from "./inbox_store";
import { noticeWords } from "./notice_words";
import { useRowKeys } from "./row_keys";
import { TaskList } from "./task_list";
import type { Notice } from "./types";

function howSeen(notice: Notice, at: string): string {
  const after = shortLength(Date.parse(at) - Date.parse(notice.at));
  if (notice.settled_at) return `No longer so since ${timeOrDay(notice.settled_at, new Date(at))}`;
  return notice.replaced_by ? `A newer one took its place after ${after}` : `Seen by ${notice.seen_by} after ${after}`;
}

function NoticeRow({ notice, again }: { notice: Notice; again: () => void }) {
  const act = useDraftAct(`seen.${notice.id}`, {});
  const now = useNow();
  const done = () => {
    hideAlert(notice.id);
    countUnseen();
    again();
  };
  const seen = () => void act.run("/api/v1/notices/{id}/seen", { path: { id: notice.id } }, done);
  return (
    <li className={`notice notice--${notice.kind}${notice.seen_at ? " notice--seen" : ""}`} tabIndex={-1} data-keyrow>
      <span className="notice__text"><strong>{noticeWords[notice.kind]}</strong> <bdi>{notice.text}</bdi></span>
      <span className="notice__about"><RecordLink about={notice.about} /></span>
      <time className="figure muted" dateTime={notice.at} title={fullTime(notice.at)}>
        {timeOrDay(notice.at, new Date(now))}
      </time>
      {notice.seen_at ? <span className="muted">{howSeen(notice, notice.seen_at)}</span> : (
        <button
          type="button" className="button button--small" data-key="s" data-goes-on onClick={seen} disabled={act.busy}
        >
          Seen <kbd>s</kbd>
        </button>
      )}
      {act.errors.map((error) => <p className="govuk-error-message" key={error.message}>{error.message}</p>)}
    </li>
  );
}

const nothingSent = "Nothing has been sent to you. What becomes late, or is given to you, is told here.";

function Notices() {
  const loaded = useGrowing((asked, signal) => get("/api/v1/inbox", { query: asked, signal }), "inbox", 50);
  useLive(["inbox"], loaded.again, loaded.again);
  return (
    <section className="panel" aria-labelledby="notices">
      <h2 id="notices">
        Notices {loaded.value ? <span className="muted">({number(loaded.value.unseen)} not seen)</span> : null}
      </h2>
      <Show what="the notices" loaded={loaded}>
        {({ items }) => items.length === 0 ? <Empty>{nothingSent}</Empty> : (
          <>
            <ul className="notices">
              {items.map((notice) => <NoticeRow key={notice.id} notice={notice} again={loaded.again} />)}
            </ul>
            <MoreOf list={loaded} what="notices" words="Show older ones" />
          </>
        )}
      </Show>
    </section>
  );
}

export default function InboxPage() {
  const may = useMay();
  useRowKeys("row", [
    { keys: ["s"], does: "The notice that has the focus was seen" },
    { keys: ["f"], does: "Finish the task that has the focus" },
  ]);
  return (
    <div className="wide inbox">
      <PageHeading title="Inbox" />
      <p className="muted keyhint">
        <kbd>j</kbd> <kbd>k</kbd> move along the rows, <kbd>s</kbd> marks a notice seen, <kbd>f</kbd> finishes a task.
      </p>
      <div className="inbox__columns">
        <Notices />
        <TaskList supervises={may("supervise")} />
      </div>
    </div>
  );
}
