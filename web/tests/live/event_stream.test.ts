// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { FrameReader } from "../../src/live/event_stream";
import { eventOf } from "../../src/live/owner";

const whole = 'id: 7\nevent: incident.opened\ndata: {"position":7,"record":"r"}\n\n';

describe("FrameReader", () => {
  it("reads a frame", () => {
    expect(new FrameReader().push(whole)).toEqual([
      { id: "7", event: "incident.opened", data: '{"position":7,"record":"r"}' },
    ]);
  });

  it("reads the same frames wherever the text is cut", () => {
    const text = whole + ": heartbeat\n\n" + whole.replaceAll("\n", "\r\n");
    const expected = new FrameReader().push(text);
    for (let cut = 1; cut < text.length; cut += 1) {
      const reader = new FrameReader();
      expect([...reader.push(text.slice(0, cut)), ...reader.push(text.slice(cut))]).toEqual(expected);
    }
    expect(expected).toHaveLength(3);
  });

  it("joins several data lines and drops one leading space only", () => {
    expect(new FrameReader().push("data: a\ndata:  b\n\n")[0]?.data).toBe("a\n b");
  });

  it("gives a comment as a frame without data", () => {
    expect(new FrameReader().push(": still here\n\n")).toEqual([{ id: "", event: "message", data: "" }]);
  });
});

describe("eventOf", () => {
  it("takes the act's name from the data, or else from the frame", () => {
    const data = { position: 4, kind: "incident", record: "r", seq: 2, action: "incident.line_added", content: null };
    expect(eventOf({ id: "4", event: "x", data: JSON.stringify(data) })?.kind).toBe("incident.line_added");
    const bare = eventOf({ id: "4", event: "incident.opened", data: "{}" });
    expect(bare).toMatchObject({ kind: "incident.opened", position: 4 });
  });

  it("cannot be made of half a frame", () => {
    expect(eventOf({ id: "4", event: "x", data: '{"position":' })).toBeNull();
  });
});
