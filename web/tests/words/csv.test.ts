// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { fromCsv, toCsv } from "../../src/words/csv";

describe("CSV", () => {
  it("quotes commas, quotes and line breaks", () => {
    expect(toCsv(["Name", "Said"], [["O'Hara, Jo", 'He said "run"\nand ran']])).toBe(
      'Name,Said\r\n"O\'Hara, Jo","He said ""run""\nand ran"\r\n',
    );
  });

  it("does not let a spreadsheet run a cell as a formula", () => {
    const text = toCsv(["a"], [["=1+1"], ["@SUM(A1)"], ["-5"], ["+44 20"]]);
    expect(text.split("\r\n")).toEqual(["a", "'=1+1", "'@SUM(A1)", "-5", "'+44 20", ""]);
  });

  it("leaves an unknown cell empty", () => {
    expect(toCsv(["a", "b"], [[null, "x"]])).toBe("a,b\r\n,x\r\n");
  });

  it.each([
    ["a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]],
    ["a,b\n1,2", [["a", "b"], ["1", "2"]]],
    ['a\n"x, ""y""\nz"\n', [["a"], ['x, "y"\nz']]],
    ["a,b\n,\n", [["a", "b"], ["", ""]]],
  ])("reads %j", (text, rows) => {
    expect(fromCsv(text)).toEqual(rows);
  });
});
