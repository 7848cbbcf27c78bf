// SPDX-License-Identifier: Apache-2.0
// The keyboard of the whole application, and the panel that tells which keys work on the page it is opened on.
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { keysInWords, keysOf, singleKeysAreOn, switchSingleKeys, useKeys } from "./keys";
import type { KeyAct, Told } from "./keys";
import { navigate } from "./router";
import { pageRoutes } from "./routes";
import { useMay, useSession } from "./session";

/** Ways to pages, which everybody is offered whose roles include them. */
function useWays(): KeyAct[] {
  const may = useMay();
  const offered = pageRoutes.filter(({ key, needs, unless }) => key && may(needs) && !(unless && may(unless)));
  const to = (path: string) => () => navigate(path);
  return offered.map(({ key, menu, path }) => ({
    keys: key === "n" ? ["n", "g n"] : [`g ${key}`], does: `Go to: ${menu}`, act: to(path),
  }));
}

/** `tour` opens what tells of the page. */
export function useShortcutHelp(tour: () => void): { opened: boolean; open: () => void; close: () => void } {
  const { lock } = useSession();
  const [opened, setOpened] = useState(false);
  const open = useCallback(() => setOpened(true), []);
  const close = useCallback(() => setOpened(false), []);
  useKeys([
    { keys: ["?"], does: "The keys of this page", act: open },
    { keys: ["F1"], does: "What am I looking at?", act: tour },
    ...useWays(),
  ], "everywhere");
  useKeys([{ keys: ["Ctrl+Alt+L"], does: "Lock the screen", act: () => void lock() }], "always");
  return { opened, open, close };
}

function KeyList({ id, title, keys }: { id: string; title: string; keys: readonly Told[] }) {
  return (
    <section className="keylist" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {keys.length === 0 ? <p className="muted">This page has none of its own.</p> : (
        <dl>
          {keys.map((told) => (
            <div key={`${told.keys.join()} ${told.does}`}>
              <dt><kbd>{keysInWords(told)}</kbd></dt><dd>{told.does}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

export function ShortcutHelp({ close }: { close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [on, setOn] = useState(singleKeysAreOn);
  const here = useMemo(() => keysOf("page"), []);
  const everywhere = useMemo(() => [...keysOf("everywhere"), ...keysOf("always")], []);
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
      <div className="help__lists">
        <KeyList id="help-here" title="On this page" keys={here} />
        <KeyList id="help-everywhere" title="Everywhere" keys={everywhere} />
      </div>
      <label className="tick">
        <input type="checkbox" checked={on} onChange={(event) => choose(event.target.checked)} /> Use single-letter keys
      </label>
      <button type="button" className="button" onClick={() => dialog.current?.close()}>Close</button>
    </dialog>
  );
}
