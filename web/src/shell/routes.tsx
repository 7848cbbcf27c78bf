// SPDX-License-Identifier: Apache-2.0
// Every page: its address, who is offered it, its place in the menu and the key that goes there after `g`.
import { lazy } from "react";
import type { ComponentType } from "react";
import type { Ability } from "../access/permissions";
import { Board } from "../incidents/board";
import { IncidentPage } from "../incidents/incident_page";
import { NewIncident } from "../incidents/new_incident";

// Pages that are not needed in the first second are fetched when they are first opened.
const FiguresPage = lazy(() => import("../figures/figures_page"));
const MapPage = lazy(() => import("../geography/map_page"));
const AccountPage = lazy(() => import("../access/account_page"));
const UsersPage = lazy(() => import("../access/users_page"));
const NewUserPage = lazy(() => import("../access/new_user_page"));
const TeamsPage = lazy(() => import("../access/teams_page"));
const RolesPage = lazy(() => import("../access/roles_page"));

export interface PageRoute {
  path: string;
  needs: Ability;
  page: ComponentType<{ parameters: Record<string, string> }>;
  /** Word in the menu; pages without one are reached from others. */
  menu?: string;
  key?: string;
}

export const pageRoutes: readonly PageRoute[] = [
  { path: "/", needs: "see incidents", page: Board, menu: "Board", key: "b" },
  { path: "/incidents/new", needs: "open an incident", page: NewIncident, menu: "New incident", key: "n" },
  { path: "/incidents/:id", needs: "see incidents", page: IncidentPage },
  { path: "/map", needs: "see the map", page: MapPage, menu: "Map", key: "m" },
  { path: "/figures", needs: "see figures", page: FiguresPage, menu: "Figures", key: "f" },
  { path: "/users", needs: "see users", page: UsersPage, menu: "Users", key: "u" },
  { path: "/users/new", needs: "manage users", page: NewUserPage },
  { path: "/teams", needs: "see users", page: TeamsPage },
  { path: "/roles", needs: "see users", page: RolesPage },
  { path: "/account", needs: "have an account", page: AccountPage, menu: "Account", key: "a" },
];
