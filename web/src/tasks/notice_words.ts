// SPDX-License-Identifier: Apache-2.0
import type { NoticeKind } from "./types";

export const noticeWords: Record<NoticeKind, string> = {
  warning: "Soon late:", breach: "Late:", escalation: "Still late:", task: "Task:", message: "Message:",
};
