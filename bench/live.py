# SPDX-License-Identifier: Apache-2.0
"""Live screens: changes pushed to many open streams, against a bare program that writes the same bytes to as many."""
import contextlib
import statistics
import subprocess

from acts import free_port, until_open
from machine import CLIENT_CORE, SERVER_CORE, pinned
from programs import Place, Served, folder, sample_ids
from report import Ratio, judged, table

ROLES = ("call_handler", "dispatcher", "supervisor", "officer")
DISPATCHERS = {1: "one dispatcher, the next act when the last screen has it",
               8: "eight dispatchers, each the next act when answered"}


@contextlib.contextmanager
def fanout_floor(programs, change):
    port = free_port()
    server = subprocess.Popen(pinned(SERVER_CORE, programs.path("fanout_floor"), port, change))
    try:
        until_open(port)
        yield Served(port, server.pid)
    finally:
        server.terminate()
        server.wait(timeout=10)


class LiveScreens:
    """On a database of its own: promises of other parts would fall due, be told, and be pushed as well."""

    def __init__(self, bench):
        self.bench = bench
        self.screens = 200 if bench.quick else 2_000
        self.ratios = {dispatchers: Ratio() for dispatchers in DISPATCHERS}
        self.ours = {dispatchers: [] for dispatchers in DISPATCHERS}
        self.idle = ""

    def run(self):
        with folder(self.bench.work / "live") as parent:
            place = Place(self.bench.programs, "--data", parent / "data")
            self.bench.filled.on_sqlite(place, self.bench.sizes[0])
            sample_ids(parent / "data/bluelamp.sqlite", parent / "ids")
            for role in ROLES:
                place.add_user(role, role)
            with place.served() as served:
                cookies = [place.sign_in(served.port, role) for role in ROLES]
                (parent / "cookies").write_text("\n".join(cookies) + "\n", encoding="ascii")
                self.measure(served, parent)
            self.bench.programs.run("bluelamp", "verify", "--data", place.where)
        self.idle = self.bench.calm.told()

    def measure(self, served, parent):
        for _ in range(self.bench.rounds):
            for dispatchers, ratio in self.ratios.items():
                self.bench.calm.wait()
                ours = self.push(served, parent, dispatchers, change=parent / "change")
                with fanout_floor(self.bench.programs, parent / "change") as floor:
                    theirs = self.push(floor, parent, dispatchers)
                ratio.add(ours["per_s"], theirs["per_s"])
                ratio.add_cpu(ours["cpu_us"], theirs["cpu_us"])
                self.ours[dispatchers].append(ours)

    def push(self, served, parent, dispatchers, **options):
        words = [served.port, "--pid", served.pid, "--cookies", parent / "cookies", "--ids", parent / "ids",
                 "--screens", self.screens, "--dispatchers", dispatchers, "--seconds", self.bench.seconds]
        for name, value in options.items():
            words += [f"--{name}", value]
        return self.bench.programs.measured("live", *words, core=CLIENT_CORE)

    def table(self):
        rows = []
        for dispatchers, ratio in self.ratios.items():
            told = {name: statistics.median(each[name] for each in self.ours[dispatchers])
                    for name in self.ours[dispatchers][0]}
            cpu = statistics.median(theirs / ours for ours, theirs in zip(ratio.our_cpu, ratio.their_cpu))
            milliseconds = {part: f"{told[f'{part}_p50_us'] / 1000:.1f} / {told[f'{part}_p99_us'] / 1000:.1f} ms"
                            for part in ("answer", "last")}
            # With several dispatchers one write carries several changes, which the bare program does not gather.
            promised = ["0.5", "0.8", judged(min(ratio.value, cpu), 0.5, 0.8)] if dispatchers == 1 else ["", "", ""]
            rows.append([DISPATCHERS[dispatchers], f"{self.screens:,}", *ratio.cells("/s"), f"**{cpu:.2f}**",
                         *promised, f"{told['in_one_write']:.1f}",
                         milliseconds["answer"], milliseconds["last"] if dispatchers == 1 else "", self.idle])
        return table(["who acts", "screens", "Bluelamp, changes on screens", "bare", "ratio (range)",
                      "µs of CPU each, ours : bare", "ratio of these", "must", "aim", "the lower of the two",
                      "changes in one write", "act to its answer, p50 / p99", "act to the last screen, p50 / p99",
                      "idle (least)"], rows)
