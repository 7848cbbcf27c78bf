// SPDX-License-Identifier: Apache-2.0
// "What am I looking at?" on every page: a small window beside the page, never over a call's questions, that names the
// parts of this very page one after the other and points at each. Escape ends it.
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { KeyboardEvent } from "react";
import { useAddress } from "./router";
import { routeShown } from "./routes";
import { useMay } from "./session";
import { tours } from "./tour_words";

export interface TourPart {
  /** Where it stands: a CSS selector within the page. */
  at: string;
  title: string;
  words: string;
  /** There only in some states of the record, or for some roles. */
  sometimes?: true;
}

export interface PageTour {
  about: string;
  parts: readonly TourPart[];
}


function elementOf(part: TourPart): HTMLElement | null {
  const found = document.querySelector<HTMLElement>(`main ${part.at}`);
  return found && found.getClientRects().length > 0 ? found : null;
}

interface Frame { top: number; left: number; width: number; height: number }

function frameOf(element: HTMLElement): Frame {
  const { top, left, width, height } = element.getBoundingClientRect();
  return { top: top - 4, left: left - 4, width: width + 8, height: height + 8 };
}

/** Follows what is pointed at while the page scrolls or moves; nothing where it is gone. */
function useFrame(part: TourPart | undefined): Frame | null {
  const [frame, setFrame] = useState<Frame | null>(null);
  useLayoutEffect(() => {
    if (!part) {
      setFrame(null);
      return undefined;
    }
    elementOf(part)?.scrollIntoView({ block: "nearest" });
    const place = () => {
      const element = elementOf(part);
      setFrame(element && frameOf(element));
    };
    place();
    const timer = setInterval(place, 500);
    window.addEventListener("resize", place);
    document.addEventListener("scroll", place, true);
    return () => {
      clearInterval(timer);
      window.removeEventListener("resize", place);
      document.removeEventListener("scroll", place, true);
    };
  }, [part]);
  return frame;
}

interface StepsProperties { at: number; count: number; go: (at: number) => void; end: () => void; keys: () => void }

function Steps({ at, count, go, end, keys }: StepsProperties) {
  const last = at === count;
  return (
    <div className="actions tour__acts">
      {at > 0 ? <button type="button" className="button" onClick={() => go(at - 1)}>Back</button> : null}
      {last ? null : (
        <button type="button" className="button button--main" onClick={() => go(at + 1)}>
          {at === 0 ? "Show me" : "Next"}
        </button>
      )}
      <button type="button" className={last ? "button button--main" : "button"} onClick={end}>Close</button>
      <button type="button" className="button tour__keys" onClick={keys}>Keys</button>
    </div>
  );
}

interface Properties { tour: PageTour; end: () => void; keys: () => void }

/** The first step is the page as a whole; parts that are not on the page now are left out. */
export function Tour({ tour, end, keys }: Properties) {
  const box = useRef<HTMLElement>(null);
  const [parts] = useState(() => tour.parts.filter((part) => elementOf(part) !== null));
  const [at, setAt] = useState(0);
  const part = parts[at - 1];
  const frame = useFrame(part);
  useEffect(() => box.current?.querySelector<HTMLElement>("h2")?.focus(), [at]);
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (event.key === "Escape") end();
    else if (by !== undefined) setAt(Math.min(parts.length, Math.max(0, at + by)));
    else return;
    event.preventDefault();
    event.stopPropagation(); // the page has its own use for Escape
  };
  // On a phone the window lies at the end the part is not at.
  const low = frame !== null && frame.top > window.innerHeight / 2;
  return (
    <>
      {frame ? <div className="tour__frame" style={frame} aria-hidden="true" /> : null}
      {/* Keys for those who have them; each is also a button. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <section
        className={low ? "tour tour--high" : "tour"} role="dialog" aria-labelledby="tour-title"
        aria-describedby="tour-words" ref={box} onKeyDown={onKeyDown}
      >
        <h2 id="tour-title" tabIndex={-1}>{part?.title ?? "What am I looking at?"}</h2>
        <p id="tour-words">{part?.words ?? tour.about}</p>
        <p className="muted tour__count">
          {at === 0 ? `${parts.length} parts to show` : `Part ${at} of ${parts.length}`}
          <span className="keyhint"> <kbd>←</kbd> <kbd>→</kbd> <kbd>Esc</kbd></span>
        </p>
        <Steps at={at} count={parts.length} go={setAt} end={end} keys={keys} />
      </section>
    </>
  );
}

/** Opens and ends the tour of the page; the focus goes back to where it was. Another page ends it. */
export function useTour() {
  const path = useAddress().pathname;
  const [opened, setOpened] = useState<string | null>(null);
  const before = useRef<HTMLElement | null>(null);
  const open = useCallback(() => {
    before.current = document.activeElement as HTMLElement | null;
    setOpened(window.location.pathname);
  }, []);
  const end = useCallback(() => {
    setOpened(null);
    before.current?.focus();
  }, []);
  const route = routeShown(path, useMay());
  const tour = (route && tours[route.path]) ?? null;
  return { tour: opened === path ? tour : null, offered: tour !== null, open, end };
}
