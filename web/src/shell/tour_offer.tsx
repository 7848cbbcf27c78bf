// SPDX-License-Identifier: Apache-2.0
// One line that offers the tour to whoever signs in for the first time at this browser. It is never over anything, and
// never beside a call: whoever takes one has other things to do.
import { useCallback, useState } from "react";
import { useAddress } from "./router";
import { useSignedIn } from "./session";

const place = "bluelamp.tour-offered";

function answered(): string[] {
  return (localStorage.getItem(place) ?? "").split(" ").filter(Boolean);
}

/** Whether to offer the tour here and now, and how to say that it was answered. */
export function useOffer(): [boolean, () => void] {
  const { account } = useSignedIn();
  const path = useAddress().pathname;
  const [done, setDone] = useState(() => answered().includes(account.id));
  const answer = useCallback(() => {
    if (!answered().includes(account.id)) localStorage.setItem(place, [...answered(), account.id].join(" "));
    setDone(true);
  }, [account.id]);
  return [!done && !path.startsWith("/calls/"), answer];
}

export function TourOffer({ show, answer }: { show: () => void; answer: () => void }) {
  return (
    <aside className="offer print-not" aria-label="New here?">
      <span>New here? Each page can tell you what you are looking at.</span>
      <button type="button" className="button button--small" onClick={show}>Show me</button>
      <button type="button" className="button button--small" onClick={answer}>Not now</button>
      <span className="muted">Later: <strong>Help</strong> at the top right, or <kbd>F1</kbd>.</span>
    </aside>
  );
}
