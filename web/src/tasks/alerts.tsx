// SPDX-License-Identifier: Apache-2.0
// What arrives for this person while they work: shown in a corner and read out when the screen reader has finished,
// until it is put away. It never takes the focus and never covers what is being typed on a desk's screen.
import { useEffect } from "react";
import { post } from "../api/client";
import { newKey } from "../api/keep_trying";
import { useLive } from "../live/live";
import { Link } from "../shell/router";
import { useMay } from "../shell/session";
import { number } from "../words/numbers";
import { pathOf } from "./about";
import { countUnseen, forgetInbox, hearNotice, hideAlert, useInbox } from "./inbox_store";
import { noticeWords } from "./notice_words";
import type { Notice } from "./types";

const shown = 3;

/** Beside the word "Inbox" in the menu. */
export function UnseenCount() {
  const { unseen } = useInbox();
  if (!unseen) return null;
  return (
    <span className="unseen">
      <span aria-hidden="true">{number(unseen)}</span>
      <span className="govuk-visually-hidden"> ({number(unseen)} not seen)</span>
    </span>
  );
}

async function markSeen(notice: Notice): Promise<void> {
  hideAlert(notice.id);
  // Refused or not, the count is asked again: it says what the server knows.
  await post("/api/v1/notices/{id}/seen", { path: { id: notice.id }, key: newKey() }).catch(() => undefined);
  countUnseen();
}

function Alert({ notice }: { notice: Notice }) {
  const path = pathOf(notice.about);
  return (
    <li className={`alert alert--${notice.kind}`}>
      <p><strong>{noticeWords[notice.kind]}</strong> <bdi>{notice.text}</bdi></p>
      <div className="actions">
        {path ? <Link to={path} className="button button--small">Open {notice.about.reference}</Link> : null}
        <button type="button" className="button button--small" onClick={() => void markSeen(notice)}>
          Seen<span className="govuk-visually-hidden">: <bdi>{notice.text}</bdi></span>
        </button>
        <button type="button" className="button button--small" onClick={() => hideAlert(notice.id)}>
          Later<span className="govuk-visually-hidden">: <bdi>{notice.text}</bdi></span>
        </button>
      </div>
    </li>
  );
}

export function Alerts() {
  const mine = useMay()("do tasks");
  const { alerts } = useInbox();
  useLive(mine ? ["inbox"] : [], hearNotice, countUnseen);
  useEffect(() => {
    if (mine) countUnseen();
    return forgetInbox;
  }, [mine]);
  const more = alerts.length - shown;
  return (
    <section className="alerts" aria-label="Notices just arrived">
      <ul aria-live="polite">
        {alerts.slice(0, shown).map((notice) => <Alert key={notice.id} notice={notice} />)}
      </ul>
      {more > 0 ? <Link to="/inbox" className="alert alert--more">{number(more)} more in the inbox</Link> : null}
    </section>
  );
}
