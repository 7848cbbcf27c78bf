// SPDX-License-Identifier: Apache-2.0
// The keyboard of the whole application, and the list that tells of it.
import { useEffect, useRef, useState } from "react";
import { plainKey, singleKeysAreOn, switchSingleKeys } from "./keys";
import { navigate } from "./router";
import { pageRoutes } from "./routes";
import { useMay, useSession } from "./session";

const afterG = 1500;

const keyList: readonly [string, string][] = [
  ["n", "Take a call; for those who take none, open an incident"],
  ["Enter", "On a call: from place to reason, from reason send, in the log add the line"],
  ["Esc", "Leave a field, so that letters are keys; from the log to the questions"],
  ["l, q, w, d", "On a call: line, questions, who this may be, duplicates nearby"],
  ["c, m, k, v, a, i", "On a call: name of the caller, number, type, grade, assessment, the incident's page"],
  ["y, n, 1 to 9", "On a question: yes, no, the choice"],
  ["y", "On somebody found: the question was asked and answered"],
  ["x", "On a log nearby: join, or take out again"],
  ["p, h, e, t", "On a call: park, hand over, end, take"],
  ["j, k or ↓ ↑", "Next, previous incident on the board"],
  ["Enter", "Open the incident"],
  ["t", "On a row of the board: take it"],
  ["/", "Search the board"],
  ["g then b, n, c, m, f, u, a", "Go to board, take a call, calls, map, figures, users, your account"],
  ["g then i, d, r, p, o", "Go to inbox, late and coming up, crimes, policy, people to compare"],
  ["l", "On an incident: write a line"],
  ["q", "On an incident: the next question"],
  ["k, v, t, e, x, w", "On an incident: type, grade, attendance, result and close, raise a crime, give"],
  ["v, o", "On a crime: classify, propose an outcome"],
  ["o", "On a pair of records: open it"],
  ["a, r, p", "Comparing two records: one person, two persons, later"],
  ["s, f", "In the inbox: notice seen, finish the task"],
  ["Ctrl + Enter", "Send what is being typed"],
  ["Ctrl + Alt + L", "Lock the screen"],
  ["?", "This list"],
];

function useKeys(openHelp: () => void): void {
  const may = useMay();
  const { lock } = useSession();
  const gPressedAt = useRef(0);
  useEffect(() => {
    const go = (key: string) => {
      const route = pageRoutes.find((candidate) => candidate.key === key && may(candidate.needs));
      if (!route) return false;
      navigate(route.path);
      return true;
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey && event.altKey && event.code === "KeyL") {
        event.preventDefault();
        void lock();
        return;
      }
      const key = plainKey(event);
      if (key === null) return;
      const following = Date.now() - gPressedAt.current < afterG;
      gPressedAt.current = key === "g" ? Date.now() : 0;
      if (key === "?") openHelp();
      else if ((following || key === "n") && go(key)) event.preventDefault();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [may, lock, openHelp]);
}

export function useShortcutHelp(): { opened: boolean; open: () => void; close: () => void } {
  const [opened, setOpened] = useState(false);
  const actions = useRef({ open: () => setOpened(true), close: () => setOpened(false) });
  useKeys(actions.current.open);
  return { opened, ...actions.current };
}

export function ShortcutHelp({ close }: { close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [on, setOn] = useState(singleKeysAreOn);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  const choose = (wanted: boolean) => {
    switchSingleKeys(wanted);
    setOn(wanted);
  };
  return (
    <dialog className="help" ref={dialog} onClose={close} aria-labelledby="help-title">
      <h2 id="help-title">Keyboard</h2>
      <dl>
        {keyList.map(([keys, does]) => (
          <div key={keys}><dt><kbd>{keys}</kbd></dt><dd>{does}</dd></div>
        ))}
      </dl>
      <label className="tick">
        <input type="checkbox" checked={on} onChange={(event) => choose(event.target.checked)} /> Use single-letter keys
      </label>
      <button type="button" className="button" onClick={() => dialog.current?.close()}>Close</button>
    </dialog>
  );
}
