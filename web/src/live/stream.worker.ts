// SPDX-License-Identifier: Apache-2.0
// The SharedWorker: one per browser, owner of its one event stream. HTTP/1.1 allows six connections per origin and
// a call handler has two screens and many tabs; a stream in each would leave none for the calls themselves.
import type { FromTab, ToTab } from "./messages";
import { startOwner } from "./owner";

const scope = self as unknown as { onconnect: (event: MessageEvent) => void };
const ports = new Map<string, MessagePort>();
const owner = startOwner((tab, message: ToTab) => ports.get(tab)?.postMessage(message));
let count = 0;

scope.onconnect = (event) => {
  const port = event.ports[0];
  if (!port) return;
  const tab = `tab ${(count += 1)}`;
  ports.set(tab, port);
  port.onmessage = (message: MessageEvent<FromTab>) => {
    owner.hear(tab, message.data);
    if (message.data.say === "leave") ports.delete(tab);
  };
  port.start();
};
