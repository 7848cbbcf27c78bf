// SPDX-License-Identifier: Apache-2.0
import type { Schemas } from "../api/types";

/** What the force has promised; `Promise` is a word of JavaScript. */
export type Promised = Schemas["Promise"];
