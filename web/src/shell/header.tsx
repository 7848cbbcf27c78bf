// SPDX-License-Identifier: Apache-2.0
// The bar at the top of every page: product, menu, whether the screen is live, theme, who is signed in, lock.
import { useEffect, useState } from "react";
import { UnseenCount } from "../tasks/alerts";
import { useConnection } from "../live/live";
import type { Connection } from "../live/messages";
import { Link, useAddress } from "./router";
import { pageRoutes } from "./routes";
import { useMay, useSession, useSignedIn } from "./session";
import { chooseTheme, useTheme } from "./theme";

/** A lamp over a station door: our own mark, drawn here so that no file of anybody else is needed. */
export function Lamp() {
  return (
    <svg className="lamp" viewBox="0 0 24 24" width="22" height="22" aria-hidden="true" focusable="false">
      <path d="M8 3h8l1.5 3h-11z" fill="currentColor" />
      <path d="M6.5 7.5h11l-2 11h-7z" className="lamp__glass" />
      <path d="M8.5 20h7v1.5h-7z" fill="currentColor" />
    </svg>
  );
}

const connectionWords: Record<Connection, string> = {
  connecting: "Connecting…",
  live: "Live",
  reconnecting: "Reconnecting…",
  ended: "Not live",
};

/** Nothing is said to those whose roles have nothing to follow. */
export function ConnectionState() {
  const connection = useConnection();
  if (!useMay()("see incidents")) return null;
  return (
    <span className={`connection connection--${connection}`} role="status">
      <span className="connection__dot" aria-hidden="true" />
      {connectionWords[connection]}
    </span>
  );
}

export function ThemeButton() {
  const theme = useTheme();
  const other = theme === "dark" ? "light" : "dark";
  const words = { dark: "Dark", light: "Light" };
  return (
    <button type="button" className="bar__button" onClick={() => chooseTheme(other)} title={`Use the ${other} theme`}>
      <svg viewBox="0 0 20 20" width="16" height="16" aria-hidden="true" focusable="false">
        <circle cx="10" cy="10" r="7" fill="none" stroke="currentColor" strokeWidth="2" />
        <path d="M10 3a7 7 0 0 1 0 14z" fill="currentColor" />
      </svg>
      <span className="bar__theme"><span className="govuk-visually-hidden">Use the </span>{words[other]}</span>
      <span className="govuk-visually-hidden"> theme</span>
    </button>
  );
}

const underUsers = ["/users/new", "/teams", "/roles"];

function Menu() {
  const may = useMay();
  const path = useAddress().pathname;
  const isHere = (route: string) => path === route || (route === "/users" && underUsers.includes(path));
  const offered = pageRoutes.filter(({ menu, needs, unless }) => menu && may(needs) && !(unless && may(unless)));
  const [open, setOpen] = useState(false);
  useEffect(() => setOpen(false), [path]);
  return (
    <nav className="bar__menu" aria-label="Main">
      <button
        type="button" className="bar__button bar__more" aria-expanded={open} aria-controls="main-menu"
        onClick={() => setOpen(!open)}
      >
        Menu <UnseenCount />
      </button>
      <ul id="main-menu" className={open ? "bar__list bar__list--open" : "bar__list"}>
        {offered.map((route) => (
          <li key={route.path} className={route.path === "/account" ? "bar__own" : undefined}>
            <Link to={route.path} aria-current={isHere(route.path) ? "page" : undefined}>
              {route.menu}{route.path === "/inbox" ? <UnseenCount /> : null}
            </Link>
          </li>
        ))}
        <li className="bar__phone"><ThemeButton /></li>
        <li className="bar__phone"><SignOut /></li>
      </ul>
    </nav>
  );
}

function Person() {
  const { account, force } = useSignedIn();
  const teams = account.teams.map((team) => team.name).join(", ");
  return (
    <Link to="/account" className="bar__person" title="Your account and password">
      <strong><bdi>{account.display_name}</bdi></strong>
      <span>{teams === "" ? force.name : `${teams} · ${force.name}`}</span>
    </Link>
  );
}

function SignOut() {
  const { signOut } = useSession();
  return <button type="button" className="bar__button" onClick={() => void signOut()}>Sign out</button>;
}

export function Header({ openHelp }: { openHelp: () => void }) {
  const { lock } = useSession();
  return (
    <header className="bar">
      <Link to="/" className="bar__product"><Lamp /> <span className="bar__name">Bluelamp</span></Link>
      <Menu />
      <div className="bar__end">
        <ConnectionState />
        <Person />
        <button type="button" className="bar__button" onClick={openHelp} title="What am I looking at? (F1; keys: ?)">
          Help
        </button>
        <span className="bar__wide"><ThemeButton /></span>
        <button type="button" className="bar__button" onClick={() => void lock()} title="Ctrl + Alt + L">Lock</button>
        <span className="bar__wide"><SignOut /></span>
      </div>
    </header>
  );
}

/** The header of pages on which nobody is signed in. */
export function QuietHeader() {
  return (
    <header className="bar">
      <span className="bar__product"><Lamp /> Bluelamp</span>
      <div className="bar__end"><ThemeButton /></div>
    </header>
  );
}
