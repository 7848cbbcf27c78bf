// SPDX-License-Identifier: Apache-2.0

const titles = ["Everyone", "Restricted", "Secret"];

/** Who may see a record, by the server's number. */
export function visibilityTitle(level: number): string {
  return titles[level] ?? `Level ${level}`;
}
