// SPDX-License-Identifier: Apache-2.0
// Every page: its address, who is offered it, its place in the menu and the key that goes there after `g`.
import { lazy } from "react";
import type { ComponentType } from "react";
import type { Ability } from "../access/permissions";
import { TakeCall } from "../contacts/take_call";
import { Board } from "../incidents/board";
import { IncidentPage } from "../incidents/incident_page";
import { NewIncident } from "../incidents/new_incident";
import { match } from "./router";

// Pages that are not needed in the first second are fetched when they are first opened.
const FiguresPage = lazy(() => import("../figures/figures_page"));
const MapPage = lazy(() => import("../geography/map_page"));
const CallsPage = lazy(() => import("../contacts/calls_page"));
const AbandonedPage = lazy(() => import("../contacts/abandoned_page"));
const SilentPage = lazy(() => import("../contacts/silent_page"));
const PersonPage = lazy(() => import("../people/person_page"));
const ReviewPage = lazy(() => import("../people/review_page"));
const ComparePage = lazy(() => import("../people/compare_page"));
const ApartPage = lazy(() => import("../people/apart_page"));
const QualityPage = lazy(() => import("../people/quality_page"));
const AccountPage = lazy(() => import("../access/account_page"));
const UsersPage = lazy(() => import("../access/users_page"));
const NewUserPage = lazy(() => import("../access/new_user_page"));
const TeamsPage = lazy(() => import("../access/teams_page"));
const RolesPage = lazy(() => import("../access/roles_page"));
const PrintPage = lazy(() => import("../incidents/print_page"));
const InboxPage = lazy(() => import("../tasks/inbox_page"));
const DeadlinesPage = lazy(() => import("../deadlines/deadlines_page"));
const CrimesPage = lazy(() => import("../crimes/crimes_page"));
const CrimePage = lazy(() => import("../crimes/crime_page"));
const NewCrime = lazy(() => import("../crimes/new_crime"));
const PolicyPage = lazy(() => import("../policy/policy_page"));

export interface PageRoute {
  path: string;
  needs: Ability;
  page: ComponentType<{ parameters: Record<string, string> }>;
  /** Word in the menu; pages without one are reached from others. */
  menu?: string;
  key?: string;
  /** Not offered to whoever has this, for whom another page does the same and more. */
  unless?: Ability;
  /** Addresses of one name are one page: going from one to another does not begin it anew. */
  same?: string;
}

export const pageRoutes: readonly PageRoute[] = [
  { path: "/", needs: "see incidents", page: Board, menu: "Board", key: "b" },
  { path: "/calls/new", needs: "take calls", page: TakeCall, menu: "Take a call", key: "n", same: "call" },
  { path: "/calls", needs: "see calls", page: CallsPage, menu: "Calls", key: "c" },
  { path: "/calls/abandoned", needs: "see calls", page: AbandonedPage },
  { path: "/calls/:id", needs: "see calls", page: TakeCall, same: "call" },
  { path: "/calls/:id/silent", needs: "take calls", page: SilentPage },
  { path: "/people/review", needs: "review people", page: ReviewPage, menu: "People", key: "o" },
  { path: "/people/review/:id", needs: "review people", page: ComparePage },
  { path: "/people/quality", needs: "review people", page: QualityPage },
  { path: "/people/apart", needs: "keep people apart", page: ApartPage, menu: "Kept apart", key: "k" },
  { path: "/people/:id", needs: "look up people", page: PersonPage },
  {
    path: "/incidents/new", needs: "open an incident", page: NewIncident, menu: "New incident", key: "n",
    unless: "take calls",
  },
  { path: "/incidents/:id", needs: "see incidents", page: IncidentPage },
  { path: "/incidents/:id/print", needs: "see incidents", page: PrintPage },
  { path: "/inbox", needs: "do tasks", page: InboxPage, menu: "Inbox", key: "i" },
  { path: "/deadlines", needs: "see deadlines", page: DeadlinesPage, menu: "Late", key: "d" },
  { path: "/crimes", needs: "see crimes", page: CrimesPage, menu: "Crimes", key: "r" },
  { path: "/crimes/new", needs: "record crimes", page: NewCrime },
  { path: "/crimes/:id", needs: "see crimes", page: CrimePage },
  { path: "/figures", needs: "see figures", page: FiguresPage, menu: "Figures", key: "f" },
  { path: "/map", needs: "see the map", page: MapPage, menu: "Map", key: "m" },
  { path: "/policy", needs: "see the policy", page: PolicyPage, menu: "Policy", key: "p" },
  { path: "/users", needs: "see users", page: UsersPage, menu: "Users", key: "u" },
  { path: "/users/new", needs: "manage users", page: NewUserPage },
  { path: "/teams", needs: "see users", page: TeamsPage },
  { path: "/roles", needs: "see users", page: RolesPage },
  { path: "/account", needs: "have an account", page: AccountPage, menu: "Account", key: "a" },
];

/** What somebody sees at a path; at "/" the first page of theirs, where the board is not. Null where nothing is. */
export function routeShown(path: string, may: (ability: Ability) => boolean): PageRoute | null {
  const route = pageRoutes.find((candidate) => match(candidate.path, path));
  if (!route || may(route.needs)) return route ?? null;
  return path === "/" ? pageRoutes.find(({ menu, needs }) => menu && may(needs)) ?? null : null;
}
