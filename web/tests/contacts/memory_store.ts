// SPDX-License-Identifier: Apache-2.0
import type { Store } from "../../src/contacts/call_draft";

/** localStorage for units, which run without a browser. */
export class MemoryStore implements Store {
  private readonly kept = new Map<string, string>();
  get length() {
    return this.kept.size;
  }
  key = (at: number) => [...this.kept.keys()][at] ?? null;
  getItem = (name: string) => this.kept.get(name) ?? null;
  setItem = (name: string, value: string) => void this.kept.set(name, value);
  removeItem = (name: string) => void this.kept.delete(name);
}
