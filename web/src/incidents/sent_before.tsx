// SPDX-License-Identifier: Apache-2.0
/** Beside a draft that was sent before the page was loaded or locked: perhaps it is in the record already. */
export function SentBefore({ what }: { what: "incident" | "line" }) {
  return (
    <p className="notsaved" role="status">
      This was sent before. Sent again unchanged, it is saved only once; with other words it is another {what}.
    </p>
  );
}
