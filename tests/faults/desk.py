# SPDX-License-Identifier: Apache-2.0
"""A desk at work while something breaks: callers who try again, and somebody who notes what a user sees."""
import collections
import http.client
import json
import pathlib
import sys
import threading
import time
import uuid

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "crash"))

from crash_rounds import CALLERS, check_calls, check_incidents, check_lines  # noqa: E402
from server import PATIENCE, Acts, Caller, Failed, work  # noqa: E402

EVERY = 0.1  # seconds between two tries of the one who notes


class Seen:
    """What one user sees who opens an incident ten times a second and never tries again."""

    def __init__(self, server, username):
        self.caller = Caller(server, username)
        self.caller.sign_in()
        self.tries = []  # (when, how it ended, seconds, words)
        self.acknowledged = []
        self.go_on = threading.Event()
        self.thread = threading.Thread(target=self._run)

    def start(self):
        self.go_on.set()
        self.thread.start()

    def stop(self):
        self.go_on.clear()
        self.thread.join()

    def _run(self):
        while self.go_on.is_set():
            began = time.monotonic()
            how, words = self._once(f"fault seen {uuid.uuid4()}")
            self.tries.append((began, how, time.monotonic() - began, words))
            time.sleep(max(0, EVERY - (time.monotonic() - began)))

    def _once(self, words):
        address = self.caller.server.address
        if address is None:
            return "no server", ""
        connection = http.client.HTTPConnection(address, timeout=20)
        headers = {"Content-Type": "application/json", "Cookie": self.caller.cookie,
                   "Idempotency-Key": str(uuid.uuid4())}
        body = json.dumps({"summary": words, "place": {"text": "Bank junction"}, "grade": "priority"})
        try:
            connection.request("POST", "/api/v1/incidents", body, headers)
            answer = connection.getresponse()
            said = answer.read().decode()
        except (OSError, http.client.HTTPException):
            return "no answer", ""
        finally:
            connection.close()
        if answer.status == 401:
            self.caller.sign_in()
        if answer.status < 300:
            self.acknowledged.append(json.loads(said)["id"])
            return "done", ""
        return str(answer.status), json.loads(said).get("detail", "") if said.startswith("{") else said

    def between(self, since, until):
        """How tries ended that began in that time, and the words of the last refusal."""
        ended = collections.Counter()
        words = ""
        slowest = 0.0
        for began, how, seconds, said in self.tries:
            if since <= began <= until:
                ended[how] += 1
                words = said or words
                slowest = max(slowest, seconds) if how == "done" else slowest
        return ended, words, slowest

    def first_done_after(self, moment):
        for began, how, seconds, _ in self.tries:
            if how == "done" and began + seconds >= moment:
                return began + seconds - moment
        return None


class Desk:
    """Callers at work on one server from `with` to its end; then nothing may be lost."""

    def __init__(self, server):
        self.server = server
        self.callers = []
        self.acts = Acts()
        self.go_on = threading.Event()
        self.threads = []
        self.seen = None

    def __enter__(self):
        self.callers = [Caller(self.server, name) for name in CALLERS]
        for caller in self.callers:
            caller.signs_in_again = True
            caller.sign_in()
        self.seen = Seen(self.server, "supervisor")
        self.go_on.set()
        self.threads = [threading.Thread(target=work, args=(caller, self.acts, self.go_on)) for caller in self.callers]
        for thread in self.threads:
            thread.start()
        self.seen.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        self.go_on.clear()
        for thread in self.threads:
            thread.join()
        self.seen.stop()

    def rest(self):
        """Waits until something was done again, then stops and looks for what was lost."""
        fault_over = time.monotonic()
        while self.seen.first_done_after(fault_over) is None:
            if time.monotonic() > fault_over + PATIENCE:
                raise Failed("nothing was done again afterwards")
            time.sleep(0.1)
        time.sleep(1)
        self.stop()

    def nothing_lost(self):
        """Every acknowledged act is there once, and the journal holds. Answers how many acts there are."""
        self.stop()
        if self.acts.failure:
            raise self.acts.failure
        caller = self.callers[0]
        check_lines(caller, self.acts, [each["id"] for each in self.acts.incidents.values()])
        check_calls(caller, self.acts, set())
        check_incidents(caller, self.acts)
        for incident in self.seen.acknowledged:
            caller.call("GET", f"/api/v1/incidents/{incident}")
        told, code = self.server.verify()
        if not told["ok"] or code != 0:
            raise Failed(f"verify told {told}, exit {code}")
        return self.acts.all() + len(self.seen.acknowledged)


class Row:
    """A line of the table: what broke, what the user saw, what was lost, how long until it worked again."""

    def __init__(self, fault, database):
        self.fault = fault
        self.database = {"sqlite": "SQLite", "postgres": "PostgreSQL"}.get(database, database)
        self.saw = ""
        self.lost = ""
        self.recovered = ""

    def tell(self, desk, since, until):
        """From what was noted between two moments, and from what is there after it."""
        ended, words, slowest = desk.seen.between(since, until)
        parts = []
        if ended["done"]:
            acts = "act" if ended["done"] == 1 else "acts"
            parts.append(f"{ended['done']} {acts} done, the slowest in {slowest:.1f} s")
        for how, count in sorted(ended.items()):
            if how not in ("done", "no answer", "no server"):
                parts.append(f"{count} refused with {how}" + (f": “{words}”" if words else ""))
        silent = ended["no answer"] + ended["no server"]
        if silent:
            parts.append(f"{silent} times no answer; the screen says that it is not connected and tries again")
        self.saw = "; ".join(parts) or "nothing"
        self.recovered = f"{desk.seen.first_done_after(until):.1f} s"
        self.lost = f"nothing of {desk.nothing_lost():,} acts"

    def during(self, desk, seconds, begin, end):
        """Between `begin` and `end` the fault holds; then it is waited until something is done again."""
        time.sleep(2)
        since = time.monotonic()
        begin()
        time.sleep(seconds)
        until = time.monotonic()
        end()
        desk.rest()
        self.tell(desk, since, until)
        return self

    def told(self):
        return f"| {self.fault} | {self.database} | {self.saw} | {self.lost} | {self.recovered} |"
