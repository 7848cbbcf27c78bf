// SPDX-License-Identifier: Apache-2.0
// People as the server answers them.
import type { components } from "../generated/api";

type Schemas = components["schemas"];

export type Said = Schemas["Said"];
export type Mention = Schemas["Mention"];
export type Marker = Schemas["Marker"];
export type Hit = Schemas["Hit"];
export type Found = Schemas["Found"];
export type Involved = Schemas["Involved"];
export type Person = Schemas["Person"];
export type Waterfall = Schemas["Waterfall"];
export type ReviewPair = Schemas["ReviewPair"];
export type Reviewed = Schemas["Reviewed"];
export type PairDecision = Schemas["PairDecision"];
export type RecordedAs = Schemas["RecordedAs"];
export type Quality = Schemas["Quality"];
export type Linking = Schemas["Linking"];
export type LinkedPair = Schemas["LinkedPair"];
export type NeverLink = Schemas["NeverLink"];
export type SubjectKind = Hit["kind"];
export type MatchKind = Hit["match"];
export type PersonRole = Mention["role"];
