// SPDX-License-Identifier: Apache-2.0
// Keys are bound in one place, by the name under which the keyboard panel tells of them.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { isEnter, keysInWords, nameOf } from "../../src/shell/keys";

vi.stubGlobal("localStorage", { getItem: () => null });
vi.stubGlobal("HTMLElement", class {});

const held = { ctrlKey: false, altKey: false, metaKey: false, target: null };
const pressed = (key: string, more: object = {}) => nameOf({ ...held, key, code: "", ...more } as KeyboardEvent);

describe("nameOf", () => {
  it.each([
    ["k", {}, "k"], ["?", {}, "?"], ["ArrowDown", {}, "ArrowDown"], ["Escape", {}, "Escape"], ["F1", {}, "F1"],
    ["Enter", { ctrlKey: true }, "Ctrl+Enter"],
    ["ł", { ctrlKey: true, altKey: true, code: "KeyL" }, "Ctrl+Alt+L"],
    ["k", { metaKey: true }, null], ["Escape", { isComposing: true }, null],
  ])("%s with %o is %s", (key, more, name) => {
    expect(pressed(key, more)).toBe(name);
  });
});

describe("isEnter", () => {
  it("is not the Enter that takes a word from an input method", () => {
    const enter = { key: "Enter", isComposing: false } as KeyboardEvent;
    expect(isEnter(enter)).toBe(true);
    expect(isEnter({ ...enter, isComposing: true } as KeyboardEvent)).toBe(false);
    const told = { key: "Enter", nativeEvent: { isComposing: true } } as unknown as KeyboardEvent;
    expect(isEnter(told)).toBe(false); // as React hands it on
  });
});

describe("keysInWords", () => {
  it.each([
    [["k"], "k"], [["j", "ArrowDown"], "j, ↓"], [["Ctrl+Alt+L"], "Ctrl + Alt + L"], [["n", "g n"], "n, g then n"],
    [["1", "2", "3", "4"], "1 to 4"], [["y", "n"], "y, n"],
  ])("%o reads %s", (keys, words) => {
    expect(keysInWords({ keys, does: "" })).toBe(words);
  });
});

describe("pages", () => {
  it("bind no key of the window themselves: the keyboard panel would not know of it", () => {
    const files = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((name) => /\.tsx?$/.test(name));
    const binding = files.filter((name) => {
      return readFileSync(join("src", name), "utf8").includes('addEventListener("keydown"');
    });
    expect(binding.sort()).toEqual(["shell/keys.ts", "shell/list_keys.ts"]);
  });
});
