// SPDX-License-Identifier: Apache-2.0
// Reads text/event-stream (HTML Living Standard, section 9.2). A reader of our own over fetch, because EventSource
// cannot send Last-Event-ID when its topics change, and hides whether it was refused or cut off.

export interface Frame {
  event: string;
  data: string;
  id: string;
}

/** Turns pieces of text, cut anywhere, into whole frames; a comment or blank frame is given as a heartbeat. */
export class FrameReader {
  private rest = "";
  private lines: string[] = [];

  push(piece: string): Frame[] {
    const text = this.rest + piece;
    // A carriage return at the very end may be half of CRLF: wait for the next piece.
    const parts = text.split(/\r\n|\n|\r(?!$)/);
    this.rest = parts.pop() ?? "";
    const frames: Frame[] = [];
    for (const line of parts) {
      if (line !== "") this.lines.push(line);
      else if (this.lines.length > 0) frames.push(this.take());
    }
    return frames;
  }

  private take(): Frame {
    const frame: Frame = { event: "message", data: "", id: "" };
    const data: string[] = [];
    for (const line of this.lines) {
      const colon = line.indexOf(":");
      if (colon === 0) continue;
      const name = colon < 0 ? line : line.slice(0, colon);
      const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
      if (name === "data") data.push(value);
      if (name === "event") frame.event = value;
      if (name === "id") frame.id = value;
    }
    this.lines = [];
    return { ...frame, data: data.join("\n") };
  }
}

export interface StreamListener {
  opened: () => void;
  frame: (frame: Frame) => void;
  heartbeat: () => void;
  /** The server no longer knows this session, or holds it locked. */
  refused: () => void;
  lost: () => void;
}

async function read(response: Response, listener: StreamListener): Promise<void> {
  const reader = response.body?.getReader();
  if (!reader) return;
  const decoder = new TextDecoder();
  const frames = new FrameReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    listener.heartbeat();
    for (const frame of frames.push(decoder.decode(value, { stream: true }))) listener.frame(frame);
  }
}

/** Opens the stream and returns how to close it. After closing, the listener hears nothing more. */
export function openStream(url: string, after: number, listener: StreamListener): () => void {
  const stop = new AbortController();
  const headers: Record<string, string> = { Accept: "text/event-stream" };
  if (after > 0) headers["Last-Event-ID"] = String(after);
  const run = async () => {
    const response = await fetch(url, { headers, signal: stop.signal, credentials: "same-origin", cache: "no-store" });
    if (response.status === 401 || response.status === 403) return listener.refused();
    if (!response.ok) return listener.lost();
    listener.opened();
    await read(response, listener);
    if (!stop.signal.aborted) listener.lost();
  };
  run().catch(() => {
    if (!stop.signal.aborted) listener.lost();
  });
  return () => stop.abort();
}
