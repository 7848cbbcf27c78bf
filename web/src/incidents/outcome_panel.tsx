// SPDX-License-Identifier: Apache-2.0
// Whether somebody was there, and how it ended.
import type { Incident } from "../api/types";
import { usePolicy } from "../policy/use_policy";
import { wordsOf } from "../policy/in_words";
import { Fact } from "../shell/page";

export function attendanceWords(incident: Incident, reasonTitle: (code: string) => string): string {
  if (incident.attended === true) return "Attended";
  if (incident.attended !== false) return "Not yet said";
  const reason = incident.not_attended_reason ? reasonTitle(incident.not_attended_reason) : "no reason kept";
  return `Nobody went: ${reason}${incident.transferred ? " (transferred to another body)" : ""}`;
}

export function OutcomeFacts({ incident }: { incident: Incident }) {
  const policy = usePolicy();
  const titleIn = (list: readonly { code: string; title: string }[] | undefined) => (code: string) => {
    return list?.find((one) => one.code === code)?.title ?? wordsOf(code);
  };
  const reasonTitle = titleIn(policy?.attendance.reasons);
  const resultTitle = titleIn(policy?.recording.results);
  const { ended } = incident;
  return (
    <dl className="facts">
      <Fact name="Attendance">{attendanceWords(incident, reasonTitle)}</Fact>
      {ended ? <Fact name="Result">{resultTitle(ended.result)}</Fact> : null}
      {ended ? <Fact name="Closing code">{ended.closing_code}</Fact> : null}
      {ended && ended.qualifiers.length > 0 ? <Fact name="Qualifiers">{ended.qualifiers.join(", ")}</Fact> : null}
      {ended?.no_crime_reason ? <Fact name="Why no crime">{wordsOf(ended.no_crime_reason)}</Fact> : null}
      {ended?.note ? <Fact name="Note">{ended.note}</Fact> : null}
    </dl>
  );
}
