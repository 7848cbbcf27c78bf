// SPDX-License-Identifier: Apache-2.0
// Hour by weekday, as a table that is also the chart: each cell has its number, the shade only repeats it.
import type { Series } from "../api/types";
import { number } from "../words/numbers";
import { weekdays, weekOf } from "./hours";
import { shade } from "./scales";

function NoValue() {
  return <><span aria-hidden="true">–</span><span className="govuk-visually-hidden">no value</span></>;
}

export function HeatTable({ series, title }: { series: Series; title: string }) {
  const week = weekOf(series);
  const values = week.flat().filter((value): value is number => value !== null);
  const least = Math.min(...values);
  const most = Math.max(...values);
  return (
    // A wide table scrolls sideways on a phone, and what scrolls must take the focus (WCAG 2.2, 2.1.1).
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="scroll" tabIndex={0} role="region" aria-label={`${title}, table`}>
      <table className="heat">
        <caption className="govuk-visually-hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">Day</th>
            {Array.from({ length: 24 }, (_, hour) => <th scope="col" key={hour}>{String(hour).padStart(2, "0")}</th>)}
          </tr>
        </thead>
        <tbody>
          {week.map((day, index) => (
            <tr key={weekdays[index]}>
              <th scope="row">{weekdays[index]}</th>
              {day.map((value, hour) => (
                <td key={hour} className={`heat__cell heat__cell--${shade(value, least, most) ?? "none"}`}>
                  {value === null ? <NoValue /> : number(value)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
