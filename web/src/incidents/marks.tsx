// SPDX-License-Identifier: Apache-2.0

/** Somebody at risk: by the type, an answer or a marker. */
export function VulnerableMark() {
  return <strong className="mark mark--vulnerable">Vulnerable</strong>;
}
