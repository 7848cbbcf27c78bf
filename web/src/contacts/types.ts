// SPDX-License-Identifier: Apache-2.0
// Contacts as the server answers them.
import type { components } from "../generated/api";

type Schemas = components["schemas"];

export type Contact = Schemas["Contact"];
export type Received = Schemas["Received"];
export type Sent = Schemas["Sent"];
export type ContactLine = Schemas["ContactLine"];
export type AbandonedCall = Schemas["AbandonedCall"];
export type Tapped = Schemas["Tapped"];
export type Wishes = Schemas["Wishes"];
export type Channel = Contact["channel"];
export type Presented = Contact["presented"];
export type Informant = Contact["informant"];
export type ContactState = Contact["state"];
export type Decision = Schemas["Decided"]["decision"];
export type AttemptOutcome = Schemas["Attempt"]["outcome"];
