// SPDX-License-Identifier: Apache-2.0
// Crimes as the server answers them.
import type { Schemas } from "../api/types";

export type WholeCrime = Schemas["WholeCrime"];
export type Crime = Schemas["Crime"];
export type CrimeStatus = Crime["status"];
export type Linked = Schemas["Linked"];
export type Part = Linked["part"];
export type EntitledAs = NonNullable<Linked["entitled"]>;
export type Counting = Schemas["Counting"];
export type CountedAs = Counting["counted_as"];
export type Flag = Schemas["Flagged"]["flag"];
export type Evidence = Schemas["Evidence"];
export type Outcome = Schemas["Outcome"];
export type OutcomeRule = Schemas["OutcomeRule"];
export type Cancellation = Schemas["Cancellation"];
export type Ground = Cancellation["ground"];
export type Offence = Schemas["Offence"];
export type CrimeLine = Schemas["CrimeLine"];
