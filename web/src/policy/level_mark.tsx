// SPDX-License-Identifier: Apache-2.0
// A level of the force's scheme: the colour by its national shape, the letter and the words by the force's own title.
import { letterOf } from "../incidents/grades";

interface Properties { title: string; national: string }

export function LevelMark({ title, national }: Properties) {
  return (
    <span className={`grade grade--${national}`}>
      <span className="grade__letter" aria-hidden="true">{letterOf(title)}</span>
      <span className="grade__title">{title}</span>
    </span>
  );
}
