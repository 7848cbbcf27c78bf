#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Kills the real server while it works, and proves that no acknowledged act is lost, none kept twice, nothing broken.

A round: several signed-in callers take calls, open incidents and add lines; at a random moment the server is killed
(kill -9), or on PostgreSQL in every second round the connection that is writing is cut instead; the server starts
again; the callers try again what was not answered, with the same Idempotency-Key. Then every act must be there once,
numbers and log lines must have no gap, and `bluelamp verify` must find nothing wrong. In the end single bytes are
changed, and verify must find each.
"""
import argparse
import collections
import os
import pathlib
import random
import signal
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from records import InPostgres, InSqlite  # noqa: E402
from server import Acts, Caller, Failed, Server, work  # noqa: E402
from tampering import find_each  # noqa: E402

CALLERS = ("call_handler", "dispatcher", "supervisor", "call_handler", "dispatcher", "supervisor")


def pages(caller, path):
    """Every item of a paged list."""
    after = ""
    while True:
        page = caller.call("GET", path + after)
        yield from page["items"]
        if page["next"] is None:
            return
        after = f"&after={page['next']}"


def check_incidents(caller, acts):
    """Every acknowledged incident is listed once, none that nobody asked for, and no day's numbers have a gap."""
    listed = list(pages(caller, "/api/v1/incidents?status=all&limit=500"))
    ours = collections.Counter(each["summary"] for each in listed if each["summary"].startswith("crash round"))
    if ours != collections.Counter(acts.incidents.keys()):
        raise Failed(f"{len(acts.incidents)} incidents were acknowledged but {sum(ours.values())} are there")
    by_id = {each["id"]: each for each in listed}
    for told in acts.incidents.values():
        if by_id[told["id"]]["number"] != told["number"]:
            raise Failed(f"{told['reference']} is now {by_id[told['id']]['reference']}")
    days = collections.defaultdict(list)
    for each in listed:
        days[each["opened_on"]].append(each["number"])
    for day, numbers in days.items():
        if sorted(numbers) != list(range(1, len(numbers) + 1)):
            raise Failed(f"the numbers of {day} have a gap or a double: {sorted(numbers)}")


def check_lines(caller, acts, incidents):
    """The log of each incident holds its opening and the acknowledged lines, numbered from 1 without a gap."""
    wanted = collections.defaultdict(dict)
    for words, (incident, seq) in acts.lines.items():
        wanted[incident][seq] = words
    for incident in incidents:
        log = list(pages(caller, f"/api/v1/incidents/{incident}/lines?limit=500"))
        if [line["seq"] for line in log] != list(range(1, len(log) + 1)):
            raise Failed(f"the log of {incident} has a gap: {[line['seq'] for line in log]}")
        if {line["seq"]: line["text"] for line in log if line["action"] == "incident.line_added"} != wanted[incident]:
            raise Failed(f"the log of {incident} does not hold exactly the acknowledged lines")


def check_calls(caller, acts, known):
    """Each call whose help was sent is there with its incident, and the promise to arrive was made with it."""
    for contact, incident in acts.calls.items():
        if contact in known:
            continue
        if caller.call("GET", f"/api/v1/contacts/{contact}")["incident"] != incident:
            raise Failed(f"call {contact} has lost its incident {incident}")
        promises = caller.call("GET", f"/api/v1/deadlines/of/{incident}")["items"]
        if [each["rule"] for each in promises].count("attend") != 1:
            raise Failed(f"the promise to arrive at {incident} is not there once: {promises}")


def interrupt(server, cut):
    """The crash itself; for a cut connection the server goes on by itself."""
    if cut:
        if server.records.cut_a_connection() != 1:
            raise Failed("no connection could be cut")
        return
    server.end(signal.SIGKILL)
    server.start()


def one_round(server, callers, acts, dice, cut):
    """Work, crash, retry, and then every check."""
    known = set(acts.incidents)
    known_calls = set(acts.calls)
    go_on = threading.Event()
    go_on.set()
    threads = [threading.Thread(target=work, args=(caller, acts, go_on)) for caller in callers]
    for thread in threads:
        thread.start()
    time.sleep(dice.uniform(0.2, 1.5))
    before = acts.all()
    interrupt(server, cut)
    time.sleep(0.3)
    go_on.clear()
    for thread in threads:
        thread.join()
    if acts.failure:
        raise acts.failure
    check_incidents(callers[0], acts)
    check_lines(callers[0], acts, [each["id"] for words, each in acts.incidents.items() if words not in known])
    check_calls(callers[0], acts, known_calls)
    told, code = server.verify()
    if not told["ok"] or code != 0:
        raise Failed(f"after the crash verify told {told}, exit {code}")
    return before, told["acts"]


def crash(binary, records, rounds, seed):
    """All rounds on one database, and then the changed bytes."""
    dice = random.Random(f"{seed} {records.name}")
    server = Server(binary, records)
    log = tempfile.mktemp(prefix=f"bluelamp-crash-{records.name}-", suffix=".log")
    server.keep_log(log)
    acts = Acts()
    try:
        server.start()
        callers = [Caller(server, name) for name in CALLERS]
        for caller in callers:
            caller.sign_in()
        for number in range(1, rounds + 1):
            cut = records.name == "postgres" and number % 2 == 0
            before, in_journal = one_round(server, callers, acts, dice, cut)
            crashed = "connection cut" if cut else "kill -9"
            print(f"  round {number}: {crashed} after {before} acts, {acts.all()} acknowledged, {in_journal} in the"
                  f" journal; {sum(each.tried_again for each in callers)} tries again,"
                  f" {sum(each.replayed for each in callers)} answered a second time", flush=True)
        check_lines(callers[0], acts, [each["id"] for each in acts.incidents.values()])
        server.stop()
        find_each(server)
        os.unlink(log)
    except Exception:
        print(f"  what the server said is in {log}")
        raise
    finally:
        if server.process and server.process.poll() is None:
            server.end(signal.SIGKILL)
        server.log.close()
        records.remove()


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--database", default="both", help="both, sqlite, or a PostgreSQL address")
    arguments.add_argument("--binary", default=os.environ.get("BLUELAMP_BINARY", "build/ci/bluelamp"))
    arguments.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32))
    chosen = arguments.parse_args()
    url = os.environ.get("BLUELAMP_TEST_POSTGRES", "") if chosen.database == "both" else chosen.database
    places = [] if chosen.database.startswith("postgres") else [InSqlite]
    if url.startswith("postgres"):
        places.append(lambda: InPostgres(url))
    elif chosen.database == "both":
        print("crash: PostgreSQL is left out, because BLUELAMP_TEST_POSTGRES is not set.")
    print(f"crash: seed {chosen.seed} (--seed {chosen.seed} chooses the same moments)")
    for place in places:
        records = place()
        began = time.monotonic()
        print(f"crash: {chosen.rounds} rounds on {records.name}", flush=True)
        try:
            crash(chosen.binary, records, chosen.rounds, chosen.seed)
        except Failed as failed:
            print(f"crash: FAILED on {records.name}: {failed}")
            return 1
        print(f"crash: {records.name} passed in {time.monotonic() - began:.0f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
