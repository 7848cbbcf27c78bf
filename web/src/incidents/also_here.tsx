// SPDX-License-Identifier: Apache-2.0
import { useWatchers } from "../live/live";
import { listed } from "../policy/in_words";
import { useSignedIn } from "../shell/session";

/** Who else has this record open now. */
export function AlsoHere({ record, what }: { record: string; what: string }) {
  const { account } = useSignedIn();
  const others = useWatchers(record).filter((person) => person.id !== account.id).map((person) => person.name);
  return (
    <p className={others.length === 0 ? "govuk-visually-hidden" : "alsohere"} role="status">
      {others.length === 0 ? "" : `Also on this ${what}: ${listed([...new Set(others)])}`}
    </p>
  );
}
