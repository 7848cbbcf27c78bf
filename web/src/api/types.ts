// SPDX-License-Identifier: Apache-2.0
// The words of the interface, taken from the paths of docs/openapi.json. Nothing here is written twice: a change of
// the server's answer breaks the build at the place that reads it.
import type { components, paths } from "../generated/api";

/** What is answered in more than one place, by its name. */
export type Schemas = components["schemas"];

type Json<T> = T extends { content: { "application/json": infer Body } } ? Body : undefined;

export type PathWith<Method extends string> = {
  [P in keyof paths]: paths[P] extends Record<Method, object> ? P : never;
}[keyof paths];

export type Operation<P extends keyof paths, Method extends string> = Method extends keyof paths[P]
  ? paths[P][Method]
  : never;

/** What the server answers when it agrees, whichever of 200, 201 and 204 that is. */
export type Answer<Op> = Op extends { responses: infer R }
  ? R extends { 200: infer Ok } ? Json<Ok> : R extends { 201: infer Created } ? Json<Created> : undefined
  : never;

export type Body<Op> = Op extends { requestBody: infer B } ? Json<B> : undefined;

export type PathParameters<Op> = Op extends { parameters: { path: infer P } } ? P : Record<string, never>;
export type QueryParameters<Op> = Op extends { parameters: { query?: infer Q } } ? Partial<NonNullable<Q>> : object;

type Get<P extends PathWith<"get">> = Answer<Operation<P, "get">>;

export type Session = Get<"/api/v1/session">;
export type Role = Get<"/api/v1/roles">["items"][number];
export type RoleName = Role["name"];
export type Account = Get<"/api/v1/accounts">["items"][number];
export type Team = Get<"/api/v1/teams">["items"][number];
export type Incident = Get<"/api/v1/incidents/{id}">;
export type Line = Get<"/api/v1/incidents/{id}/lines">["items"][number];
export type OpenIncident = Body<Operation<"/api/v1/incidents", "post">>;
export type GradeCode = NonNullable<Incident["grade"]>;
export type Measure = Get<"/api/v1/measures">["items"][number];
export type Reading = Get<"/api/v1/measures/{name}">;
export type Series = Get<"/api/v1/measures/{name}/series">["items"];
export type Records = Get<"/api/v1/measures/{name}/records">;
export type Layer = Get<"/api/v1/geography/layers">["items"][number];
export type Place = Get<"/api/v1/geography/gazetteer">["items"][number];
