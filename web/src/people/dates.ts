// SPDX-License-Identifier: Apache-2.0
// A date of birth as people say and type it: day, month, year.

export type TypedDate = { is: "none" } | { is: "date"; iso: string } | { is: "wrong"; message: string };

const incomplete = "Enter the date as day month year, for example 3 5 1970";

function isRealDay(year: number, month: number, day: number): boolean {
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
}

/** "3/5/1970", "03.05.1970", "3 5 1970", "03051970" or "1970-05-03". */
export function typedDate(text: string, today: string): TypedDate {
  const trimmed = text.trim();
  if (trimmed === "") return { is: "none" };
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(trimmed);
  const british = /^(\d{1,2})[ ./-](\d{1,2})[ ./-](\d{4})$/.exec(trimmed) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(trimmed);
  const [year, month, day] = iso ? [iso[1], iso[2], iso[3]] : [british?.[3], british?.[2], british?.[1]];
  if (!year || !month || !day) return { is: "wrong", message: incomplete };
  if (!isRealDay(Number(year), Number(month), Number(day))) {
    return { is: "wrong", message: "There is no such day. Ask for the day, the month and the year again" };
  }
  const written = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  if (written > today) return { is: "wrong", message: "A date of birth cannot be in the future. Ask again" };
  return { is: "date", iso: written };
}
