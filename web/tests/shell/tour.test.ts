// SPDX-License-Identifier: Apache-2.0
// Every page can tell what it is: a page added without words fails here.
import { describe, expect, it } from "vitest";
import { pageRoutes } from "../../src/shell/routes";
import { tours } from "../../src/shell/tour_words";

describe("What am I looking at?", () => {
  it.each(pageRoutes.map(({ path }) => path))("%s has words, in sentences, and parts to point at", (path) => {
    const tour = tours[path];
    expect(tour, `src/shell/tour_words.ts says nothing of ${path}`).toBeDefined();
    expect(tour?.about).toMatch(/^[A-Z].{20,}\.$/);
    expect(tour?.parts.length).toBeGreaterThan(0);
    for (const part of tour?.parts ?? []) {
      expect(part.title).toMatch(/^[A-Z]/);
      expect(part.words).toMatch(/^[A-Z].{15,}\.$/);
    }
  });

  it("has no words for pages that are not there", () => {
    const paths = pageRoutes.map(({ path }) => path);
    expect(Object.keys(tours).filter((path) => !paths.includes(path))).toEqual([]);
  });

  it("points at each place of a page once", () => {
    for (const { parts } of Object.values(tours)) {
      expect(new Set(parts.map(({ at }) => at)).size).toBe(parts.length);
    }
  });
});
