// SPDX-License-Identifier: Apache-2.0
// Figures as they are read aloud: grouped digits, a fixed and modest number of decimals, units in words.

const whole = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });
const oneDecimal = new Intl.NumberFormat("en-GB", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const twoDecimals = new Intl.NumberFormat("en-GB", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

export const noValue = "no value";

export function number(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return noValue;
  if (Number.isInteger(value) || Math.abs(value) >= 1000) return whole.format(value);
  return Math.abs(value) >= 1 ? oneDecimal.format(value) : twoDecimals.format(value);
}

/** A value with its unit: "31.4%", "10.0 minutes", "1,204 crimes". */
export function withUnit(value: number | null | undefined, unit: string): string {
  const shown = number(value);
  if (shown === noValue || unit === "") return shown;
  return unit === "%" || unit === "percent" ? `${shown}%` : `${shown} ${unit}`;
}

/** A change always carries its sign, and a true minus, so that it cannot be read as a hyphen. */
export function signed(value: number | null | undefined): string {
  const shown = number(value);
  if (shown === noValue || value === 0) return shown;
  return (value ?? 0) > 0 ? `+${shown}` : shown.replace("-", "−");
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}
