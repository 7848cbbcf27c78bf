// SPDX-License-Identifier: Apache-2.0
// Tasks and notices as the server answers them.
import type { Schemas } from "../api/types";

/** The record that a task, a notice or a promise is about. */
export type About = Schemas["About"];
export type Notice = Schemas["Notice"];
export type NoticeKind = Notice["kind"];
export type Task = Schemas["Task"];
