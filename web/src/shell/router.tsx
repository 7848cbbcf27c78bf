// SPDX-License-Identifier: Apache-2.0
// Addresses of pages. A small router over the History API: a dozen routes do not need a library.
import { useCallback, useSyncExternalStore } from "react";
import type { AnchorHTMLAttributes, MouseEvent } from "react";

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("popstate", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("popstate", listener);
  };
}

export function navigate(to: string, options: { replace?: boolean } = {}): void {
  if (options.replace) history.replaceState(null, "", to);
  else history.pushState(null, "", to);
  listeners.forEach((listener) => listener());
}

const here = () => window.location.pathname + window.location.search;

/** Path and query of the present page; renders again when it changes. */
export function useAddress(): URL {
  return new URL(useSyncExternalStore(subscribe, here), window.location.origin);
}

/** Parameters of `path` under a pattern like "/incidents/:id", or null when it is another path. */
export function match(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split("/");
  const given = path.replace(/(?<=.)\/$/, "").split("/");
  if (wanted.length !== given.length) return null;
  const found: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? "";
    if (part.startsWith(":") && value !== "") found[part.slice(1)] = decodeURIComponent(value);
    else if (part !== value) return null;
  }
  return found;
}

/** The query of the address as a form's state: what is chosen can be bookmarked, shared and gone back to. */
export function useQuery(): [URLSearchParams, (changes: Record<string, string>) => void] {
  const address = useAddress();
  const change = useCallback((changes: Record<string, string>) => {
    const next = new URL(window.location.href);
    for (const [name, value] of Object.entries(changes)) {
      if (value === "") next.searchParams.delete(name);
      else next.searchParams.set(name, value);
    }
    navigate(next.pathname + next.search, { replace: true });
  }, []);
  return [address.searchParams, change];
}

type LinkProperties = AnchorHTMLAttributes<HTMLAnchorElement> & { to: string };

export function Link({ to, onClick, children, ...rest }: LinkProperties) {
  const go = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!plain || event.defaultPrevented) return;
    event.preventDefault();
    navigate(to);
  };
  return (
    <a href={to} onClick={go} {...rest}>
      {children}
    </a>
  );
}
