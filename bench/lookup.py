# SPDX-License-Identifier: Apache-2.0
"""Looking people up, keystroke by keystroke, over HTTP; beside the statements it runs, and a small read."""
from lookup_postgres import BesidePostgres, fill
from machine import SERVER_CORE
from programs import Place, folder, load, postgres
from report import judged, table


class LookUp:
    """As many people on the register as other parts have incidents."""

    def __init__(self, bench):
        self.bench = bench
        self.told, self.idle = {}, {}
        self.peers = BesidePostgres(bench)

    def run(self, wanted):
        for persons in self.bench.sizes:
            with folder(self.bench.work / f"people-{persons}") as parent:
                print(f"filling a database with {persons:,} persons", flush=True)
                place = Place(self.bench.programs, "--data", parent / "data")
                place.add_user()
                keystrokes, everybody = parent / "keystrokes", parent / "everybody.csv"
                self.bench.programs.run("people", "--data", place.where, persons, keystrokes, everybody)
                with place.served() as served:
                    if "lookup" in wanted:
                        self.told[persons] = self.measure(served, place.where, keystrokes)
                        self.idle[persons] = self.bench.calm.told()
                    if "peers" in wanted:
                        with postgres() as url:
                            fill(url, everybody)
                            self.peers.measure(served, url, persons, keystrokes)
                self.bench.programs.run("bluelamp", "verify", "--data", place.where)

    def measure(self, served, data, keystrokes):
        """Median microseconds, one caller: (look-up, its bare SQL, a small read)."""
        found, bare, small = [], [], []
        one = {"connections": 1}
        for _ in range(self.bench.rounds):
            self.bench.calm.wait()
            found.append(load(self.bench.programs, served, "get", self.bench.seconds,
                              path="/api/v1/people/look-up?{id}", ids=keystrokes, **one)["p50_us"])
            bare.append(self.bench.programs.measured("lookup_sql", data, keystrokes, self.bench.seconds,
                                                     core=SERVER_CORE)["p50_us"])
            small.append(load(self.bench.programs, served, "get", self.bench.seconds, path="/api/v1/session",
                              **one)["p50_us"])
        middle = self.bench.rounds // 2
        return tuple(sorted(each)[middle] for each in (found, bare, small))

    def table(self):
        first = next(iter(self.told.values()))[0]
        rows = []
        for persons, (found, bare, small) in self.told.items():
            allowed = bare + 2 * small
            rows.append([f"{persons:,}", f"{found:,.0f} µs", f"{bare:,.0f} µs", f"{small:,.0f} µs",
                         f"**{found / allowed:.2f}**", judged(found / allowed, 1, at_most=True),
                         f"**{found / first:.2f}**", self.idle[persons]])
        return table(["persons", "a keystroke", "its bare SQL", "small read", "keystroke ÷ (SQL + 2 reads), at most 1",
                      "", "÷ smallest size", "idle (least)"], rows)
