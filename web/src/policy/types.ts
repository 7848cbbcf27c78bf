// SPDX-License-Identifier: Apache-2.0
// A force's policy as the server answers it.
import type { Schemas } from "../api/types";

export type Policy = Schemas["Policy"];
export type Level = Schemas["Level"];
export type DeadlineRule = Schemas["DeadlineRule"];
export type Limit = Schemas["Limit"];
export type Telling = Schemas["Telling"];
export type Question = Schemas["Question"];
export type QuestionSet = Schemas["QuestionSet"];
export type Raises = Schemas["Raises"];
export type IncidentType = Schemas["IncidentType"];
export type ResultCode = Schemas["ResultCode"];
export type NonAttendanceReason = Schemas["NonAttendanceReason"];
export type Attendance = Schemas["Attendance"];
export type MarkerKind = Schemas["MarkerKind"];
export type ThriveFactor = keyof Schemas["ThriveWeights"];
export type Version = Schemas["PolicyVersion"];
export type InForce = Schemas["PolicyInForce"];
export type PolicyChecked = Schemas["PolicyChecked"];
