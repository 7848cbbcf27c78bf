// SPDX-License-Identifier: Apache-2.0
// What is done with an incident after it was opened, as the server answers it.
import type { Schemas } from "../api/types";

export type Named = Schemas["Named"];
/** The newest answer to a question, or why nobody knows. */
export type GivenAnswer = Schemas["Answer"];
export type Facets = Schemas["Facets"];
export type Assessment = Schemas["Assessment"];
export type Proposal = Schemas["Proposal"];
export type GradeChange = Schemas["GradeChange"];
export type KnownPlace = Schemas["KnownPlace"];
export type PlaceKind = KnownPlace["kind"];
export type PlaceSource = KnownPlace["source"];
export type Confidence = KnownPlace["confidence"];
export type Nearby = Schemas["Nearby"];
export type ReportedBy = Schemas["ReportedBy"];
export type Gap = Schemas["Gap"];
