// SPDX-License-Identifier: Apache-2.0
import { afterEach, describe, expect, it, vi } from "vitest";
import { address, allPages, firstOf, get, post, whenSessionEnds } from "../../src/api/client";
import { Refusal, Unreachable } from "../../src/api/problem";

function answering(status: number, body: string, headers: Record<string, string> = {}) {
  const calls: [string, RequestInit][] = [];
  vi.stubGlobal("fetch", (url: string, init: RequestInit) => {
    calls.push([url, init]);
    return Promise.resolve(new Response(status === 204 ? null : body, { status, headers }));
  });
  return calls;
}

afterEach(() => {
  vi.unstubAllGlobals();
  whenSessionEnds(() => undefined);
});

describe("address", () => {
  it("fills in the path and leaves out what was not asked", () => {
    const query = { after: undefined, grade: "", text: "a b" };
    expect(address("/a/{id}/b", { id: "x/y" }, query)).toBe("/a/x%2Fy/b?text=a+b");
  });
});

describe("call", () => {
  it("sends the key and the body", async () => {
    const calls = answering(201, "{}");
    await post("/api/v1/incidents", { body: { summary: "s", place: { text: "unknown" } }, key: "k1" });
    const headers = calls[0]?.[1].headers as Record<string, string>;
    expect(headers["Idempotency-Key"]).toBe("k1");
    expect(JSON.parse(String(calls[0]?.[1].body))).toEqual({ summary: "s", place: { text: "unknown" } });
  });

  it("gives the server's field and remedy", async () => {
    const problem = { code: "invalid", field: "summary", detail: "Say what is happening." };
    answering(422, JSON.stringify(problem));
    const refused = await get("/api/v1/roles").catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refusal);
    expect(refused).toMatchObject({ code: "invalid", field: "summary", message: problem.detail, status: 422 });
  });

  it("takes a proxy's page for an outage that may pass", async () => {
    answering(502, "<html>Bad gateway</html>");
    await expect(get("/api/v1/roles")).rejects.toMatchObject({ code: "unavailable", status: 502 });
  });

  it("knows silence and half an answer from a refusal", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("failed to fetch")));
    await expect(get("/api/v1/roles")).rejects.toBeInstanceOf(Unreachable);
    answering(200, '{"items":[');
    await expect(get("/api/v1/roles")).rejects.toBeInstanceOf(Unreachable);
  });

  it.each(["unauthenticated", "locked"])("tells the page when it is answered %s", async (code) => {
    const told: string[] = [];
    whenSessionEnds((said) => told.push(said));
    answering(401, JSON.stringify({ code, detail: "Sign in." }));
    await expect(get("/api/v1/roles")).rejects.toBeInstanceOf(Refusal);
    expect(told).toEqual([code]);
  });

  it("does not take a wrong password for the end of a session", async () => {
    const told: string[] = [];
    whenSessionEnds((said) => told.push(said));
    answering(401, JSON.stringify({ code: "unauthenticated", field: "password", detail: "Wrong." }));
    await expect(post("/api/v1/session/unlock", { body: { password: "x" } })).rejects.toBeInstanceOf(Refusal);
    expect(told).toEqual([]);
  });

  it("takes a session that is gone for its end on the password page, too", async () => {
    const told: string[] = [];
    whenSessionEnds((said) => told.push(said));
    answering(401, JSON.stringify({ code: "unauthenticated", field: "session", detail: "Sign in." }));
    const body = { password: "old", new_password: "new" };
    await expect(post("/api/v1/session/password", { body })).rejects.toBeInstanceOf(Refusal);
    expect(told).toEqual(["unauthenticated"]);
  });

  it("sends the version that was read, as the entity tag it came with", async () => {
    const calls = answering(201, "{}");
    const path = { id: "a1" };
    await post("/api/v1/accounts/{id}/roles", { path, body: { roles: [], reason: "r" }, key: "k1", version: 3 });
    expect((calls[0]?.[1].headers as Record<string, string>)["If-Match"]).toBe('"3"');
    await get("/api/v1/roles");
    expect(calls[1]?.[1].headers).not.toHaveProperty("If-Match");
  });
});

describe("allPages", () => {
  it("hands each cursor back unchanged and ends with the last page", async () => {
    const asked: (string | undefined)[] = [];
    const pages = [{ items: [1, 2], next: "c1" }, { items: [3], next: "c2" }, { items: [4], next: null }];
    const items = await allPages((after) => {
      asked.push(after);
      return Promise.resolve(pages[asked.length - 1] ?? { items: [] });
    });
    expect(items).toEqual([1, 2, 3, 4]);
    expect(asked).toEqual([undefined, "c1", "c2"]);
  });

  it("stops at the most that is wanted", async () => {
    const items = await allPages(() => Promise.resolve({ items: [1, 2], next: "more" }), 5);
    expect(items).toHaveLength(6);
  });
});

describe("firstOf", () => {
  const rows = Array.from({ length: 1200 }, (_, at) => at);
  const read = (asked: number[]) => ({ limit, after }: { limit: number; after?: string }) => {
    asked.push(limit);
    if (limit > 500) throw new Error("Give 1 to 500.");
    const to = Number(after ?? 0) + limit;
    const next = to < rows.length ? String(to) : null;
    return Promise.resolve({ items: rows.slice(to - limit, to), next, unseen: 7 });
  };

  it("asks for no more at once than the server gives, and goes on where it left off", async () => {
    const asked: number[] = [];
    const page = await firstOf(550, read(asked));
    expect(asked).toEqual([500, 50]);
    expect(page.items).toEqual(rows.slice(0, 550));
    expect([page.next, page.unseen]).toEqual(["550", 7]);
  });

  it("says when there is no more", async () => {
    const page = await firstOf(2000, read([]));
    expect([page.items.length, page.next]).toEqual([1200, null]);
  });
});
