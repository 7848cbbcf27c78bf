# SPDX-License-Identifier: Apache-2.0
"""Acts over HTTP against a bare SQLite program that writes the same rows; reads against a bare HTTP server."""
import contextlib
import socket
import subprocess

from machine import SERVER_CORE, pinned
from programs import Place, Served, copy_database, folder, load, sample_ids
from report import Ratio, judged, table

CPU = "µs of CPU each, ours : bare"
KINDS = {"open": "open an incident", "line": "add a line"}
SENDS = {"send": "send help: contact, incident, number, limits"}


class Filled:
    """A SQLite database of one size and, beside it, the page-for-page copy that the bare program writes to."""

    def __init__(self, bench, parent, incidents):
        self.incidents = incidents
        self.data = parent / "data"
        self.file = self.data / "bluelamp.sqlite"
        self.copy = parent / "bare.sqlite"
        self.ids = parent / "ids"
        self.place = Place(bench.programs, "--data", self.data)
        bench.filled.on_sqlite(self.place, incidents)
        sample_ids(self.file, self.ids)

    @contextlib.contextmanager
    def served(self, programs):
        """Served and warm; the newest acts, which the bare program repeats, came over HTTP."""
        with self.place.served() as served:
            for kind in (*SENDS, *KINDS):
                load(programs, served, kind, 0.5, ids=self.ids)
            if not self.copy.exists():
                copy_database(self.file, self.copy)
            yield served


def measure_acts(bench, filled, served, kinds=KINDS):
    """{kind: Ratio}: the server and the bare program in turn."""
    ratios = {kind: Ratio() for kind in kinds}
    for _ in range(bench.rounds):
        for kind, ratio in ratios.items():
            bench.calm.wait()
            ours = load(bench.programs, served, kind, bench.seconds, ids=filled.ids)
            theirs = bench.programs.measured("bare_sqlite", filled.copy, kind, bench.seconds, filled.ids,
                                             core=SERVER_CORE)
            ratio.add(ours["per_s"], theirs["per_s"])
            ratio.add_cpu(ours["cpu_us"], theirs["cpu_s"] / theirs["done"] * 1e6)
    return ratios


def measure_sends(bench, filled, served):
    return measure_acts(bench, filled, served, SENDS)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def epoll_floor(programs, body_bytes):
    """A bare server with a fixed answer of so many bytes."""
    port = free_port()
    server = subprocess.Popen(pinned(SERVER_CORE, programs.path("epoll_floor"), port, body_bytes))
    try:
        until_open(port)
        yield Served(port, server.pid)
    finally:
        server.terminate()
        server.wait(timeout=10)


def until_open(port):
    for _ in range(200):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        subprocess.run(["sleep", "0.02"], check=True)
    raise SystemExit(f"bench: nothing listens on port {port}")


READS = {"/api/v1/session": 700, "/api/v1/incidents/{id}": 1000}  # path: bytes of its body, about


def measure_reads(bench, filled, served):
    """{path: Ratio}: a signed-in read and the fixed answer of the same size in turn."""
    ratios = {path: Ratio() for path in READS}
    for path, ratio in ratios.items():
        with epoll_floor(bench.programs, READS[path]) as floor:
            for _ in range(bench.rounds):
                bench.calm.wait()
                ours = load(bench.programs, served, "get", bench.seconds, path=path, ids=filled.ids)
                theirs = load(bench.programs, floor, "get", bench.seconds, path="/")
                ratio.add(ours["per_s"], theirs["per_s"])
                ratio.add_cpu(ours["cpu_us"], theirs["cpu_us"])
    return ratios


def measure_board(bench, filled, served):
    """Median microseconds, one caller: (board, its bare SQL, a small read)."""
    board, bare, small = [], [], []
    for _ in range(bench.rounds):
        bench.calm.wait()
        one = {"connections": 1}
        page = "/api/v1/incidents?limit=50"
        board.append(load(bench.programs, served, "get", bench.seconds, path=page, **one)["p50_us"])
        bare.append(bench.programs.measured("board_sql", filled.file, bench.seconds, core=SERVER_CORE)["p50_us"])
        small.append(load(bench.programs, served, "get", bench.seconds, path="/api/v1/session", **one)["p50_us"])
    middle = bench.rounds // 2
    return tuple(sorted(found)[middle] for found in (board, bare, small))


class OnSqlite:
    """Everything measured on SQLite, at each size in turn."""

    def __init__(self, bench):
        self.bench = bench
        self.acts, self.sends, self.reads, self.boards, self.idle = {}, {}, {}, {}, {}

    def run(self, wanted):
        for incidents in self.bench.sizes:
            with folder(self.bench.work / f"sqlite-{incidents}") as parent:
                filled = Filled(self.bench, parent, incidents)
                with filled.served(self.bench.programs) as served:
                    self.measure(wanted, filled, served)
                self.bench.programs.run("bluelamp", "verify", "--data", filled.data)

    def measure(self, wanted, filled, served):
        for name, measure, into in (("acts", measure_acts, self.acts), ("send", measure_sends, self.sends),
                                    ("reads", measure_reads, self.reads),
                                    ("board", measure_board, self.boards)):
            if name in wanted:
                into[filled.incidents] = measure(self.bench, filled, served)
                self.idle[name, filled.incidents] = self.bench.calm.told()

    def acts_table(self):
        return acts_table(self.acts, {size: self.idle["acts", size] for size in self.acts}, 0.35, 0.6)

    def sends_table(self):
        return acts_table(self.sends, {size: self.idle["send", size] for size in self.sends}, 0.35, 0.6)

    def reads_table(self):
        rows = []
        for size, ratios in self.reads.items():
            for path, ratio in ratios.items():
                rows.append([f"GET {path}", f"{size:,}", *ratio.cells("/s"), "0.25", "0.35",
                             judged(ratio.value, 0.25, 0.35), self.idle["reads", size]])
        return table(["read", "incidents", "Bluelamp", "bare epoll", "ratio (range)", CPU, "must", "aim", "",
                      "idle (least)"], rows)

    def board_table(self):
        rows = []
        first = next(iter(self.boards.values()))[0]
        for size, (board, bare, small) in self.boards.items():
            allowed = bare + 3 * small
            rows.append([f"{size:,}", f"{board:,.0f} µs", f"{bare:,.0f} µs", f"{small:,.0f} µs",
                         f"**{board / allowed:.2f}**", judged(board / allowed, 1, at_most=True),
                         f"**{board / first:.2f}**",
                         judged(board / first, 1.2, at_most=True), self.idle["board", size]])
        return table(["incidents", "board", "its bare SQL", "small read", "board ÷ (SQL + 3 reads), at most 1", "",
                      "÷ smallest size, at most 1.2", "", "idle (least)"], rows)


def acts_table(acts, idle, must, aim):
    """One row for each act and size; the last column compares the ratio with that of the smallest size."""
    rows = []
    first = next(iter(acts.values()))
    for size, ratios in acts.items():
        for kind, ratio in ratios.items():
            kept = ratio.value / first[kind].value
            name = {**KINDS, **SENDS}[kind]
            rows.append([name, f"{size:,}", *ratio.cells("/s"), must, aim, judged(ratio.value, must, aim),
                         f"{kept:.2f} {judged(kept, 0.9)}", idle[size]])
    return table(["act", "incidents", "Bluelamp", "bare", "ratio (range)", CPU, "must", "aim", "",
                  "÷ ratio at the smallest size, must 0.9", "idle (least)"], rows)
