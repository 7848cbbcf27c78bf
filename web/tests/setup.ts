// SPDX-License-Identifier: Apache-2.0
// Browsers have `crypto`; Node has it as a global from version 19 on, and the units also run on 18.
import { webcrypto } from "node:crypto";

if (!("crypto" in globalThis)) Object.defineProperty(globalThis, "crypto", { value: webcrypto });
