// SPDX-License-Identifier: Apache-2.0
// Which page is shown, and what stands around it. A locked or signed-out screen has no page in it at all: the record
// is taken out of the document, not covered.
import { Component, Suspense, useCallback } from "react";
import type { ReactNode } from "react";
import { LockScreen } from "../access/lock_screen";
import { SignIn } from "../access/sign_in";
import { useIdleLock } from "../access/idle";
import type { Session } from "../api/types";
import { useLive } from "../live/live";
import { Alerts } from "../tasks/alerts";
import { Header, QuietHeader } from "./header";
import { Empty, Failed, Loading, PageHeading } from "./page";
import { Link, match, useAddress } from "./router";
import { pageRoutes, routeShown } from "./routes";
import { useMay, useSession } from "./session";
import { ShortcutHelp, useShortcutHelp } from "./shortcuts";
import { Tour, useTour } from "./tour";
import { TourOffer, useOffer } from "./tour_offer";

function NothingHere() {
  return (
    <div className="narrow">
      <PageHeading title="Page not found" />
      <Empty>There is no page at this address. <Link to="/">Go to the board</Link></Empty>
    </div>
  );
}

function NotForYou() {
  return (
    <div className="narrow">
      <PageHeading title="Your roles do not include this page" />
      <Empty>Ask an administrator of your force if you need it for your work.</Empty>
    </div>
  );
}

/** What stays the same while the page does. */
function pageOf(path: string): string {
  return pageRoutes.find((route) => match(route.path, path))?.same ?? path;
}

function Page() {
  const path = useAddress().pathname;
  const may = useMay();
  const route = routeShown(path, may);
  if (route) return <route.page key={route.same ?? path} parameters={match(route.path, path) ?? {}} />;
  return pageRoutes.some((known) => match(known.path, path)) ? <NotForYou /> : <NothingHere />;
}

interface BoundaryState { error: unknown }

/** A mistake in one page must not take the header, the lock and the other pages away. */
class Boundary extends Component<{ children: ReactNode }, BoundaryState> {
  override state: BoundaryState = { error: null };

  static getDerivedStateFromError(error: unknown): BoundaryState {
    return { error };
  }

  override render() {
    if (this.state.error === null) return this.props.children;
    return (
      <div className="narrow">
        <PageHeading title="This page stopped working" />
        <Failed error={this.state.error} again={() => this.setState({ error: null })} />
      </div>
    );
  }
}

function SignedIn() {
  const { lock, stayAlive } = useSession();
  const { tour, offered, open: openTour, end: endTour } = useTour();
  const [offers, answer] = useOffer();
  const showTour = useCallback(() => {
    answer();
    openTour();
  }, [answer, openTour]);
  const help = useShortcutHelp(showTour);
  const path = useAddress().pathname;
  useIdleLock(lock, stayAlive);
  // Every page follows the force's incidents, so that changing page does not interrupt the stream.
  useLive(useMay()("see incidents") ? ["incidents"] : [], () => undefined, () => undefined);
  return (
    <>
      <a href="#main" className="govuk-skip-link">Skip to main content</a>
      <Header openHelp={offered ? showTour : help.open} />
      {offers && offered && !tour ? <TourOffer show={showTour} answer={answer} /> : null}
      <main id="main" tabIndex={-1}>
        <Boundary key={pageOf(path)}>
          <Suspense fallback={<Loading what="the page" />}><Page /></Suspense>
        </Boundary>
      </main>
      <Alerts />
      {tour ? <Tour key={path} tour={tour} end={endTour} keys={help.open} /> : null}
      {help.opened ? <ShortcutHelp close={help.close} /> : null}
    </>
  );
}

/** When these change nothing that was read before stays on the screen: it may be out of reach now. */
function rightsOf({ account, permissions }: Session): string {
  return JSON.stringify([account.id, account.clearance, permissions]);
}

export function App() {
  const { standing, lookAgain } = useSession();
  if (standing.is === "in") return <SignedIn key={rightsOf(standing.session)} />;
  return (
    <>
      <QuietHeader />
      <main id="main" tabIndex={-1}>
        {standing.is === "unknown" ? <Loading what="Bluelamp" /> : null}
        {standing.is === "lost" ? <Failed error={standing.error} again={lookAgain} /> : null}
        {standing.is === "out" ? <SignIn /> : null}
        {standing.is === "locked" ? <LockScreen session={standing.session} /> : null}
      </main>
    </>
  );
}
