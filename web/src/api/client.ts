// SPDX-License-Identifier: Apache-2.0
// One typed way to call the server. Paths, parameters, bodies and answers come from docs/openapi.json.
import { toLondonInput } from "../words/times";
import { isAbort, readProblem, Unreachable } from "./problem";
import type { Answer, Body, Operation, PathParameters, PathWith, QueryParameters } from "./types";

export interface Extra<Op> {
  path?: PathParameters<Op>;
  query?: QueryParameters<Op>;
  body?: Body<Op>;
  /** Idempotency-Key: the same key and body give the first answer again. */
  key?: string;
  /** If-Match: the version that was read; the server refuses as `stale` when there is a newer one. */
  version?: number;
  signal?: AbortSignal;
}

type Method = "get" | "post" | "delete";
type SessionEnded = (code: string) => void;

let onSessionEnded: SessionEnded = () => undefined;
let clockSkew = 0;

/** Who is told when the server no longer knows this session, or holds it locked. */
export function whenSessionEnds(listener: SessionEnded): void {
  onSessionEnded = listener;
}

/** Now, by the server's clock: a workstation whose clock is wrong must not show a call as late. */
export function serverNow(): number {
  return Date.now() + clockSkew;
}

/** The day on the clocks of London, as "2026-11-21". */
export function londonToday(): string {
  return toLondonInput(new Date(serverNow())).slice(0, 10);
}

function noteClock(response: Response): void {
  const said = Date.parse(response.headers.get("Date") ?? "");
  // The header has whole seconds, so a smaller difference than two says nothing.
  if (Number.isFinite(said)) clockSkew = Math.abs(said - Date.now()) < 2000 ? 0 : said - Date.now();
}

export function address(path: string, parameters: object = {}, query: object = {}): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    return encodeURIComponent(String((parameters as Record<string, unknown>)[name] ?? ""));
  });
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== "") search.set(name, String(value));
  }
  const tail = search.toString();
  return tail === "" ? filled : `${filled}?${tail}`;
}

async function send(method: Method, url: string, extra: Extra<unknown>): Promise<Response> {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (extra.body !== undefined) headers["Content-Type"] = "application/json";
  if (extra.key !== undefined) headers["Idempotency-Key"] = extra.key;
  if (extra.version !== undefined) headers["If-Match"] = `"${extra.version}"`;
  const init: RequestInit = { method: method.toUpperCase(), headers, credentials: "same-origin", cache: "no-cache" };
  if (extra.body !== undefined) init.body = JSON.stringify(extra.body);
  if (extra.signal) init.signal = extra.signal;
  try {
    return await fetch(url, init);
  } catch (error) {
    if (isAbort(error)) throw error;
    throw new Unreachable();
  }
}

const endings = new Set(["unauthenticated", "locked"]);

export async function call<M extends Method, P extends PathWith<M>>(
  method: M,
  path: P,
  extra: Extra<Operation<P, M>> = {},
): Promise<Answer<Operation<P, M>>> {
  const url = address(path as string, extra.path, extra.query as object);
  const response = await send(method, url, extra as Extra<unknown>);
  noteClock(response);
  if (!response.ok) {
    const refusal = await readProblem(response);
    // A wrong password is refused by the same code, but it ends nothing.
    if (endings.has(refusal.code) && refusal.field !== "password") onSessionEnded(refusal.code);
    throw refusal;
  }
  if (response.status === 204) return undefined as Answer<Operation<P, M>>;
  try {
    return (await response.json()) as Answer<Operation<P, M>>;
  } catch (error) {
    if (isAbort(error)) throw error;
    throw new Unreachable(); // cut off in the middle of the answer
  }
}

export function get<P extends PathWith<"get">>(path: P, extra: Extra<Operation<P, "get">> = {}) {
  return call("get", path, extra);
}

export function post<P extends PathWith<"post">>(path: P, extra: Extra<Operation<P, "post">> = {}) {
  return call("post", path, extra);
}

export interface Page<Item> {
  items: Item[];
  next?: string | null;
}

/** What a part of a list is asked for by. */
export interface Asked {
  limit: number;
  after?: string;
}

/** More at once no list of the server gives. */
const longestPage = 500;

/** The first `most` of a list as one page, in as many questions as it takes; `next` when there is more. */
export async function firstOf<P extends Page<unknown>>(
  most: number, read: (asked: Asked) => Promise<P>,
): Promise<P> {
  const first = await read({ limit: Math.min(most, longestPage) });
  const items = [...first.items];
  let { next } = first;
  while (next && items.length < most) {
    const page = await read({ limit: Math.min(most - items.length, longestPage), after: next });
    items.push(...page.items);
    next = page.next;
  }
  return { ...first, items, next };
}

/** Every page of a list, up to `most` items. The cursor belongs to the server and is only handed back. */
export async function allPages<Item>(
  read: (after: string | undefined) => Promise<Page<Item>>,
  most = 10_000,
): Promise<Item[]> {
  const items: Item[] = [];
  let after: string | undefined;
  do {
    const page = await read(after);
    items.push(...page.items);
    after = page.next ?? undefined;
  } while (after !== undefined && items.length < most);
  return items;
}
