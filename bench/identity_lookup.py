# SPDX-License-Identifier: Apache-2.0
"""Calls against a register: who is recognised, how surely, how fast; in memory, beside pg_trgm, and over HTTP."""
import collections
import csv
import json
import urllib.parse

from identity_lines import Limits
from labelled import judge_calls, read_calls
from machine import CLIENT_CORE
from programs import Place, load, postgres

ASKED = {"phone": "phone", "dob": "date_of_birth", "address": "address", "postcode": "postcode"}


def answers_of(file):
    found = collections.defaultdict(list)
    with open(file, newline="", encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            found[row["call"]].append((row["id"], row["level"], float(row["probability"])))
    return found


class LookUps:
    """At two sizes a factor of ten apart, so that growth shows."""

    def __init__(self, bench, timed):
        self.bench, self.timed = bench, timed
        self.sizes = (2_000, 20_000) if bench.quick else (100_000, 1_000_000)

    def run(self):
        told = {}
        for size in self.sizes if self.timed else self.sizes[-1:]:
            told[size] = self.in_memory(size)
        if self.timed:
            self.compare(told)

    def in_memory(self, size):
        people, calls = self.bench.shared.people(size, self.bench.seed + 3)
        out = self.bench.work / "answers.csv"
        told = self.bench.programs.measured("identity_index", people.file, people.map, calls, out, core=CLIENT_CORE)
        right = judge_calls(answers_of(out), read_calls(calls), people.truth)
        print(f"  {size:,} records in memory: p50 {told['p50_us']:.0f} us, p99 {told['p99_us']:.0f} us, hit@1 "
              f"{right['hit1']:.4f}, hit@10 {right['hit10']:.4f}, certain and right {right['right_certain']:.4f}, "
              f"false {right['false_certain']:.4f}; at its best cut {right['best_cut'][0]:.4f} from "
              f"{right['best_cut'][1]:.4f}", flush=True)
        if size == self.sizes[-1]:
            self.add_right(size, right)
        return told

    def add_right(self, size, right):
        lines = self.bench.lines
        lines.add(f"hit@1, calls against {size:,}", "pg_trgm 0.888", right["hit1"], "{:.4f}", Limits(0.915, 0.93))
        lines.add(f"hit@10, calls against {size:,}", "pg_trgm 0.946", right["hit10"], "{:.4f}", Limits(0.965, 0.975))
        lines.add("right with certain", "Splink 0.728", right["right_certain"], "{:.4f}", Limits(0.80, 0.86))
        lines.add("false certain", "3 % allowed", right["false_certain"], "{:.4f}", Limits(0.03, at_most=True))

    def compare(self, told):
        """Each look-up beside the same one of PostgreSQL, measured in the same run."""
        small, large = self.sizes
        with postgres() as url:
            theirs = self.trigrams(url, large)
        lines = self.bench.lines
        for part in ("p50", "p99"):
            ours, peer = told[large][f"{part}_us"], theirs[f"{part}_us"]
            lines.add(f"look-up in {large:,} in memory, {part} ({ours:,.0f} µs): times faster than pg_trgm",
                      f"{peer / 1000:.1f} ms", peer / ours, "{:.1f}", Limits(10, 50))
        for part in ("p50", "p99"):
            lines.add(f"its growth for ten times the records, {part}", "pg_trgm 4.8 for 5",
                      told[large][f"{part}_us"] / told[small][f"{part}_us"], "{:.2f}", Limits(1.5, at_most=True))
        over_http = self.over_http(large)
        lines.add(f"look-up over HTTP, p99 ({over_http['p99_us']:,.0f} µs): times faster than pg_trgm",
                  f"{theirs['p99_us'] / 1000:.1f} ms", theirs["p99_us"] / over_http["p99_us"], "{:.1f}", Limits(3, 10))

    def trigrams(self, url, size):
        people, calls = self.bench.shared.people(size, self.bench.seed + 3)
        out = self.bench.work / "answers-pg.csv"
        told = self.bench.programs.measured("pg_trgm", url, people.file, people.map, calls, out, core=CLIENT_CORE)
        right = judge_calls(answers_of(out), read_calls(calls), people.truth)
        print(f"  {size:,} records in pg_trgm: p50 {told['p50_us']:,.0f} us, p99 {told['p99_us']:,.0f} us, hit@1 "
              f"{right['hit1']:.4f}, hit@10 {right['hit10']:.4f}", flush=True)
        return told

    def over_http(self, size):
        """The register imported, the server warm, one caller after the other asking for all that the call tells."""
        people, calls = self.bench.shared.people(size, self.bench.seed + 3)
        place = Place(self.bench.programs, "--data", self.bench.work / "register")
        place.add_user()
        told = self.bench.programs.run("bluelamp", "import", "people", people.file, "--map", people.map, "--data",
                                       place.where, "--json")
        print(f"  imported: {json.loads(told.strip().splitlines()[-1])}", flush=True)
        questions = self.bench.work / "questions"
        asked = [call for call in read_calls(calls) if tells_enough(call)]
        questions.write_text("".join(question(call) + "\n" for call in asked), encoding="ascii")
        with place.served() as served:
            return load(self.bench.programs, served, "get", 10, path="/api/v1/people/look-up?{id}", ids=questions,
                        connections=1)


def tells_enough(call):
    """A single letter and nothing else is refused, as being half of the register."""
    return len(call["first_name"] + call["surname"]) > 1 or any(call[column] for column in ASKED)


def question(call):
    """As the contact page asks: one name, and what else is known."""
    name = " ".join(part for part in (call["first_name"], call["surname"]) if part)
    asked = {"name": name, **{named: call[column] for column, named in ASKED.items()}}
    return urllib.parse.urlencode({key: value for key, value in asked.items() if value}, quote_via=urllib.parse.quote)
