// SPDX-License-Identifier: Apache-2.0
// "What am I looking at?" on every page: a small window beside the page, never over a call's questions, that names the
// parts of this very page one after the other and points at each. Escape ends it, wherever the focus is; meanwhile
// letters are not keys of the page.
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { KeyboardEvent, RefObject } from "react";
import { useKeys } from "./keys";
import { useAddress } from "./router";
import { routeShown } from "./routes";
import { useMay } from "./session";
import { bringIntoView, spotFor } from "./tour_place";
import type { Box, Spot, View } from "./tour_place";
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

const titleId = "tour-title";

/** False when no tour is open. */
function focusTour(): boolean {
  const title = document.getElementById(titleId);
  title?.focus();
  return title !== null;
}

function elementOf(part: TourPart): HTMLElement | null {
  const found = document.querySelector<HTMLElement>(`main ${part.at}`);
  return found && found.getClientRects().length > 0 ? found : null;
}

const wide = 4; // the frame stands that far outside

function frameOf(element: HTMLElement): Box {
  const { top, left, width, height } = element.getBoundingClientRect();
  return { top: top - wide, left: left - wide, width: width + 2 * wide, height: height + 2 * wide };
}

function view(): View {
  const bar = document.querySelector("header.bar")?.getBoundingClientRect().bottom ?? 0;
  return { top: Math.max(0, bar), width: document.documentElement.clientWidth, height: window.innerHeight };
}

interface Placed { frame: Box; spot: Spot }

/** Follows what is pointed at while the page scrolls or moves, the window beside it; nothing where it is gone. */
function usePlaced(part: TourPart | undefined, box: RefObject<HTMLElement | null>): Placed | null {
  const [placed, setPlaced] = useState<Placed | null>(null);
  useLayoutEffect(() => {
    if (!part) {
      setPlaced(null);
      return undefined;
    }
    const size = () => box.current?.getBoundingClientRect() ?? { width: 0, height: 0 };
    const spotAt = (frame: Box) => spotFor({ width: size().width, height: size().height }, frame, view());
    const place = () => {
      const frame = ((element) => element && frameOf(element))(elementOf(part));
      setPlaced(frame && { frame, spot: spotAt(frame) });
    };
    const element = elementOf(part);
    if (element) bringIntoView(element, () => spotAt(frameOf(element)), size().height);
    place();
    const timer = setInterval(place, 500);
    window.addEventListener("resize", place);
    document.addEventListener("scroll", place, true);
    return () => {
      clearInterval(timer);
      window.removeEventListener("resize", place);
      document.removeEventListener("scroll", place, true);
    };
  }, [part, box]);
  return placed;
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
  const placed = usePlaced(part, box);
  useEffect(() => void focusTour(), [at]);
  useKeys([
    { keys: ["Escape"], does: "", act: end }, { keys: ["F1"], does: "", act: focusTour },
    { keys: ["?"], does: "", act: keys },
  ], "over");
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by === undefined) return;
    setAt(Math.min(parts.length, Math.max(0, at + by)));
    event.preventDefault();
    event.stopPropagation();
  };
  const where = placed ? { top: placed.spot.top, left: placed.spot.left, right: "auto", bottom: "auto" } : undefined;
  return (
    <>
      {placed ? <div className="tour__frame" style={placed.frame} aria-hidden="true" /> : null}
      {/* Keys for those who have them; each is also a button. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <section
        className="tour" role="dialog" aria-labelledby={titleId} aria-describedby="tour-words" ref={box}
        style={where} onKeyDown={onKeyDown}
      >
        <h2 id={titleId} tabIndex={-1}>{part?.title ?? "What am I looking at?"}</h2>
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
    if (focusTour()) return;
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
