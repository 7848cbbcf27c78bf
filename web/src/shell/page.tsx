// SPDX-License-Identifier: Apache-2.0
// What every page has: a title in the window and in the heading, which takes the focus when the page is entered; and
// calm words while something loads, when there is nothing, and when it failed.
import { useEffect, useRef } from "react";
import type { ReactNode } from "react";
import { inWords } from "../api/problem";

export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} – Bluelamp`;
  }, [title]);
}

/** The first page of a document starts where the browser starts it: at the skip link. */
let first = true;

/** The heading is focused on going to a page, so that a screen reader starts there and not at the link left behind. */
export function PageHeading({ children, title }: { children?: ReactNode; title: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  usePageTitle(title);
  useEffect(() => {
    if (!first) heading.current?.focus({ preventScroll: true });
    first = false;
  }, []);
  return <h1 className="page-heading" tabIndex={-1} ref={heading}><bdi dir="ltr">{children ?? title}</bdi></h1>;
}

export function Loading({ what }: { what: string }) {
  return <p className="calm" role="status">Loading {what}…</p>;
}

export function Empty({ children }: { children: ReactNode }) {
  return <p className="calm">{children}</p>;
}

export function Failed({ error, again }: { error: unknown; again?: () => void }) {
  return (
    <div className="failed" role="alert">
      <p>{inWords(error)}</p>
      {again ? <button type="button" className="button" onClick={again}>Try again</button> : null}
    </div>
  );
}

/** What may be wider than the screen and is scrolled; so that keys can scroll it, it takes the focus. */
export function Scroll({ label, children }: { label: string; children: ReactNode }) {
  // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must take the focus
  return <div className="scroll" tabIndex={0} role="region" aria-label={label}>{children}</div>;
}

/** One fact in a list of them. */
export function Fact({ name, className, children }: { name: string; className?: string; children: ReactNode }) {
  return <div className="fact"><dt>{name}</dt><dd className={className}>{children}</dd></div>;
}

/** A way to another part of the same page; its heading takes the focus. */
export function PartLink({ id, words }: { id: string; words: string }) {
  return (
    <a
      href={`#${id}`}
      onClick={(event) => {
        event.preventDefault();
        const part = document.getElementById(id);
        part?.scrollIntoView({ block: "center" });
        part?.focus({ preventScroll: true });
      }}
    >
      {words}
    </a>
  );
}

interface ShowProperties<T> {
  what: string;
  loaded: { value: T | null; error: unknown; loading: boolean; again: () => void };
  children: (value: T) => ReactNode;
}

/** The value if there is one, even an old one; otherwise why not. */
export function Show<T>({ what, loaded, children }: ShowProperties<T>) {
  if (loaded.error !== null) return <Failed error={loaded.error} again={loaded.again} />;
  if (loaded.value === null) return <Loading what={what} />;
  return <>{children(loaded.value)}</>;
}
