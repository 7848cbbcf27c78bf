// SPDX-License-Identifier: Apache-2.0
// Who is signed in. The server decides what they may do; the page only avoids offering what it would refuse.
import { createContext, useCallback, useContext, useEffect, useMemo, useState } from "react";
import type { ReactNode } from "react";
import { call, get, post, whenSessionEnds } from "../api/client";
import { Refusal } from "../api/problem";
import type { Session } from "../api/types";
import { may } from "../access/permissions";
import type { Ability } from "../access/permissions";
import { forgetDrafts } from "../incidents/draft";
import { startLive, tellSessionChanged, tellSessionFound } from "../live/live";

/** unknown: not asked yet; lost: the server cannot be asked, with why. */
export type Standing =
  | { is: "unknown" }
  | { is: "lost"; error: unknown }
  | { is: "out" }
  | { is: "locked"; session: Session | null }
  | { is: "in"; session: Session };

interface SessionActions {
  standing: Standing;
  signIn: (username: string, password: string) => Promise<void>;
  signOut: () => Promise<void>;
  lock: () => Promise<void>;
  unlock: (password: string) => Promise<void>;
  lookAgain: () => void;
  /** Asks the server who is signed in, which it takes for a sign of life; uncovers nothing. */
  stayAlive: () => void;
}

const SessionContext = createContext<SessionActions | null>(null);

function standingOf(session: Session): Standing {
  return session.locked ? { is: "locked", session } : { is: "in", session };
}

async function ask(): Promise<Standing> {
  try {
    return standingOf(await get("/api/v1/session"));
  } catch (error) {
    if (error instanceof Refusal && error.code === "locked") return { is: "locked", session: null };
    if (error instanceof Refusal && error.status === 401) return { is: "out" };
    return { is: "lost", error };
  }
}

/** Asks at the start, when another tab or the server says that the session changed, and when a call is refused. */
function useStanding() {
  const [standing, setStanding] = useState<Standing>({ is: "unknown" });
  const lookAgain = useCallback(() => {
    void ask().then(setStanding);
  }, []);
  const stayAlive = useCallback(() => {
    void ask().then((now) => setStanding((was) => (was.is === "in" && now.is !== "lost" ? now : was)));
  }, []);
  useEffect(() => {
    startLive(lookAgain);
    whenSessionEnds((code) => {
      setStanding((was) => {
        if (code === "locked") return { is: "locked", session: "session" in was ? was.session : null };
        return { is: "out" };
      });
    });
    lookAgain();
  }, [lookAgain]);
  useEffect(() => {
    if (standing.is === "in") tellSessionFound();
  }, [standing]);
  return { standing, setStanding, lookAgain, stayAlive };
}

export function SessionProvider({ children }: { children: ReactNode }) {
  const { standing, setStanding, lookAgain, stayAlive } = useStanding();
  // The same functions for as long as the page lives: a new `lock` would start the idle clock again.
  const actions = useMemo(() => {
    const enter = (session: Session) => {
      tellSessionChanged(!session.locked);
      setStanding(standingOf(session));
    };
    const leave = () => {
      tellSessionChanged(false);
      setStanding({ is: "out" });
    };
    return {
      lookAgain,
      stayAlive,
      signIn: async (username: string, password: string) => {
        enter(await post("/api/v1/session", { body: { username, password } }));
      },
      unlock: async (password: string) => enter(await post("/api/v1/session/unlock", { body: { password } })),
      lock: async () => {
        // The screen is covered at once; the server is told after. If it cannot be reached the cover stays.
        setStanding((was) => ({ is: "locked", session: "session" in was ? was.session : null }));
        try {
          const session = await post("/api/v1/session/lock");
          setStanding((was) => (was.is === "locked" ? { is: "locked", session } : was));
        } catch {
          // Still covered; the lock screen goes on telling the server until it has heard.
        }
        tellSessionChanged(false); // after the server knows, for the other tabs ask it
      },
      signOut: async () => {
        forgetDrafts();
        await call("delete", "/api/v1/session");
        leave();
      },
    };
  }, [setStanding, lookAgain, stayAlive]);
  const value = useMemo<SessionActions>(() => ({ standing, ...actions }), [standing, actions]);
  return <SessionContext.Provider value={value}>{children}</SessionContext.Provider>;
}

export function useSession(): SessionActions {
  const actions = useContext(SessionContext);
  if (!actions) throw new Error("useSession is used outside SessionProvider");
  return actions;
}

/** The session of a page that is only shown to somebody signed in. */
export function useSignedIn(): Session {
  const { standing } = useSession();
  if (standing.is !== "in") throw new Error("This page is only shown to somebody signed in");
  return standing.session;
}

export function useMay(): (ability: Ability) => boolean {
  const { standing } = useSession();
  return (ability) => standing.is === "in" && may(standing.session.permissions, ability);
}
