# SPDX-License-Identifier: Apache-2.0
"""The keystrokes of lookup.py asked of PostgreSQL alone, over the same people: by pg_trgm, and by words (tsvector)."""
from machine import SERVER_CORE
from programs import load, run
from report import table

# The telephone number stands without its plus sign, here and in what is asked.
FILL = """
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE TABLE told (id bigint, given text, family text, phone text, address text, postcode text);
\\copy told FROM '{file}' CSV
CREATE TABLE persons AS SELECT id, given || ' ' || family AS name, ltrim(phone, '+') COLLATE "C" AS phone,
    address || ', ' || postcode AS address FROM told;
CREATE TABLE said AS SELECT *, to_tsvector('simple', name || ' ' || phone || ' ' || address) AS words FROM persons;
DROP TABLE told;
CREATE INDEX ON persons USING gin (name gin_trgm_ops);
CREATE INDEX ON persons USING gin (address gin_trgm_ops);
CREATE INDEX ON persons (phone);
CREATE INDEX ON said USING gin (words);
VACUUM ANALYZE persons;
VACUUM ANALYZE said;
"""
KINDS = {"trigrams": "pg_trgm", "words": "tsvector"}


def fill(url, everybody):
    run(["psql", url, "-Xq", "-v", "ON_ERROR_STOP=1"], FILL.format(file=everybody))


class BesidePostgres:
    """One caller each, in turn: the keystroke over HTTP, and its bare statements in a loop."""

    def __init__(self, bench):
        self.bench = bench
        self.told, self.idle = {}, {}

    def measure(self, served, url, persons, keystrokes):
        rounds = {"ours": [], **{kind: [] for kind in KINDS}}
        for _ in range(self.bench.rounds):
            self.bench.calm.wait()
            rounds["ours"].append(load(self.bench.programs, served, "get", self.bench.seconds,
                                       path="/api/v1/people/look-up?{id}", ids=keystrokes, connections=1))
            for kind in KINDS:
                rounds[kind].append(self.bench.programs.measured("pg_keystrokes", url, keystrokes, kind,
                                                                 self.bench.seconds, core=SERVER_CORE))
        middle = self.bench.rounds // 2
        self.told[persons] = {name: {part: sorted(each[part] for each in found)[middle]
                                     for part in ("p50_us", "p99_us")} for name, found in rounds.items()}
        self.idle[persons] = self.bench.calm.told()

    def table(self):
        rows = []
        for persons, told in self.told.items():
            ours = told["ours"]
            for kind, title in KINDS.items():
                theirs = told[kind]
                rows.append([title, f"{persons:,}", *(f"{each['p50_us']:,.0f} / {each['p99_us']:,.0f} µs"
                                                      for each in (ours, theirs)),
                             *(f"**{theirs[part] / ours[part]:.2f}**" for part in ("p50_us", "p99_us")),
                             self.idle[persons]])
        return table(["against", "persons", "Bluelamp over HTTP, p50 / p99", "PostgreSQL, p50 / p99",
                      "times faster, p50", "p99", "idle (least)"], rows)
