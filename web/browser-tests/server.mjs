// SPDX-License-Identifier: Apache-2.0
// The real binary with a demonstration force in a folder of its own, stopped and removed at the end.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

const here = resolve(import.meta.dirname ?? new URL(".", import.meta.url).pathname);
export const root = resolve(here, "../..");

export function binary() {
  const given = process.env.BLUELAMP_BINARY;
  const places = given
    ? [resolve(given)]
    : ["build/ci/bluelamp", "build/release/bluelamp"].map((at) => join(root, at));
  const found = places.find((place) => existsSync(place));
  if (!found) throw new Error(`No binary at ${places.join(" or ")}. Build it, or name it in BLUELAMP_BINARY.`);
  return found;
}

/** Reads lines until the server says that it is ready; sign-ins are printed beside it. */
function greeting(child) {
  const signIns = new Map();
  let address = "";
  return new Promise((done, failed) => {
    const timer = setTimeout(() => failed(new Error("The server was not ready within 120 s.")), 120_000);
    const settle = () => {
      clearTimeout(timer);
      done({ address, signIns });
    };
    child.once("exit", (code) => failed(new Error(`The server ended with ${code} before it was ready.`)));
    createInterface({ input: child.stdout }).on("line", (line) => {
      const signIn = /^sign-in (\S+) (\S+) (\S+)/.exec(line.trim());
      if (signIn) signIns.set(signIn[1], { username: signIn[2], password: signIn[3] });
      address = /\bready (http\S+)/.exec(line)?.[1] ?? address;
      // The sign-ins may stand before or after the address: whichever comes last completes the greeting.
      if (address !== "" && signIns.has("administrator") && signIns.has("call_handler")) setTimeout(settle, 200);
    });
  });
}

export async function startServer() {
  const data = mkdtempSync(join(tmpdir(), "bluelamp-browser-"));
  const web = process.env.BLUELAMP_WEB ?? join(root, "web/dist");
  const options = ["serve", "--demonstration", "--data", data, "--port", "0", "--web", web];
  const child = spawn(binary(), options, { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  const stop = () => new Promise((done) => {
    const gone = () => {
      rmSync(data, { recursive: true, force: true });
      done();
    };
    if (child.exitCode !== null) return gone();
    child.once("exit", gone);
    child.kill("SIGTERM");
  });
  try {
    return { ...(await greeting(child)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
