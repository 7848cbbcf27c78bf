# SPDX-License-Identifier: Apache-2.0
"""Ticks over open promises: rows visited beside rows due, and whether a tick takes longer where there are more."""
from machine import SERVER_CORE
from programs import folder
from report import judged, table


class Deadlines:
    """As many open promises as other parts have incidents."""

    def __init__(self, bench):
        self.bench = bench
        self.told, self.idle = {}, {}

    def run(self):
        for promises in self.bench.sizes:
            with folder(self.bench.work / f"deadlines-{promises}") as parent:
                print(f"filling a database with {promises:,} promises", flush=True)
                self.bench.calm.wait()
                self.told[promises] = self.bench.programs.measured("deadlines", "--data", parent / "data", promises,
                                                                   self.bench.seconds, core=SERVER_CORE)
            self.idle[promises] = self.bench.calm.told()

    def table(self):
        first = next(iter(self.told.values()))
        rows = []
        for promises, told in self.told.items():
            share = told["visited"] / told["due"]
            rows.append([f"{promises:,}", f"{told['ticks']:,}", f"{told['due']:,}", f"{told['visited']:,}",
                         f"**{share:.2f}** {judged(share, 1, at_most=True)}", f"{told['tick_us']:,.0f} µs",
                         f"**{told['tick_us'] / first['tick_us']:.2f}**", f"{told['look_us']:,.0f} µs",
                         self.idle[promises]])
        return table(["open promises", "ticks", "rows due", "rows visited", "visited ÷ due, must 1",
                      "a tick of 20, to COMMIT", "÷ smallest size", "a look when nothing is due", "idle (least)"], rows)
