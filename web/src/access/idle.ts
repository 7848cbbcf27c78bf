// SPDX-License-Identifier: Apache-2.0
// The screen locks itself after ten minutes in which nobody touched any tab of this browser. The instant of the
// last touch is shared through localStorage, because work in one window must not lock the one beside it. To the server
// a watcher who asks nothing looks asleep: a touch is passed on to it, every few minutes at most.
import { useEffect } from "react";

export const idleLimit = 10 * 60_000;
/** Far below the hour after which the server ends a session that asked nothing. */
export const signEvery = 4 * 60_000;
const place = "bluelamp.last-touch";
const touches = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"] as const;

/** Milliseconds left before the lock; nought or less means now. */
export function timeLeft(lastTouch: number, now: number): number {
  return lastTouch + idleLimit - now;
}

/** The last touch as kept; one from the future, kept before the clock was put back, must not put the lock off. */
export function keptTouch(kept: string | null, now: number): number {
  return Math.min(Number(kept ?? 0) || 0, now);
}

/** Whether a touch at `now` must be passed on; a clock that was put back must not put it off. */
export function signDue(lastSign: number, now: number): boolean {
  return Math.abs(now - lastSign) >= signEvery;
}

/** `sign` is only ever called by a touch: nobody here, no sign of life. */
export function useIdleLock(lock: () => void, sign: () => void): void {
  useEffect(() => {
    let noted = 0;
    let signed = Date.now();
    const note = () => {
      const now = Date.now();
      if (now - noted < 1000) return;
      noted = now;
      localStorage.setItem(place, String(now));
      if (!signDue(signed, now)) return;
      signed = now;
      sign();
    };
    const check = () => {
      const now = Date.now();
      const touched = keptTouch(localStorage.getItem(place), now);
      localStorage.setItem(place, String(touched));
      if (timeLeft(touched, now) <= 0) lock();
    };
    note();
    touches.forEach((touch) => window.addEventListener(touch, note, { passive: true }));
    const timer = setInterval(check, 5000);
    // A machine that slept wakes up with the page visible: look at once, before anybody reads it.
    document.addEventListener("visibilitychange", check);
    return () => {
      touches.forEach((touch) => window.removeEventListener(touch, note));
      clearInterval(timer);
      document.removeEventListener("visibilitychange", check);
    };
  }, [lock, sign]);
}
