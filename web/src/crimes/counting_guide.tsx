// SPDX-License-Identifier: Apache-2.0
import { get } from "../api/client";
import { useLoaded } from "../shell/loaded";
import { countedWords } from "./words";
import type { Counting } from "./types";

/** How crimes of the class are counted, in words for whoever records. */
export function CountingGuide({ counting }: { counting: Counting }) {
  return (
    <div className="guide">
      <p><strong>{countedWords[counting.counted_as]}.</strong> {counting.guide}</p>
      {counting.state_victim === "no" ? null : (
        <p className="muted">
          {counting.state_victim === "yes" ? "The State is the victim." : "The State may be the victim."}
        </p>
      )}
      {counting.status.includes("general knowledge") ? (
        <p className="muted">Not yet checked against the published counting rules.</p>
      ) : null}
    </div>
  );
}

/** The guide of a class that is being chosen. */
export function GuideFor({ code }: { code: string }) {
  const loaded = useLoaded(async (signal) => {
    return code === "" ? null : get("/api/v1/crimes/counting/{code}", { path: { code }, signal });
  }, `counting ${code}`);
  // A single offence of the courts whose class is not known has no guide; choosing it says so when it is saved.
  return loaded.value ? <CountingGuide counting={loaded.value} /> : null;
}
