// SPDX-License-Identifier: Apache-2.0
// What is to be minded about somebody or something: in words and in colour, with its source and its review.
import { londonToday } from "../api/client";
import type { Marker } from "./types";
import { dayInWords, markerTone, reviewIsOverdue } from "./words";

export function MarkerTags({ markers }: { markers: readonly Marker[] }) {
  if (markers.length === 0) return null;
  return (
    <ul className="markers" aria-label="Markers">
      {markers.map((marker) => {
        const { tone, word } = markerTone(marker);
        return (
          <li key={marker.id} className={`markertag markertag--${tone}`}><strong>{word}:</strong> {marker.title}</li>
        );
      })}
    </ul>
  );
}

export function MarkerDetails({ markers }: { markers: readonly Marker[] }) {
  if (markers.length === 0) return null;
  const today = londonToday();
  return (
    <ul className="markernotes">
      {markers.map((marker) => (
        <li key={marker.id}>
          <strong>{marker.title}</strong>
          {marker.text === "" ? null : <>: {marker.text}</>}
          <span className="muted"> Source: {marker.source}. Review by {dayInWords(marker.review_on)}.</span>
          {reviewIsOverdue(marker, today) ? <strong className="late"> Review overdue.</strong> : null}
        </li>
      ))}
    </ul>
  );
}
