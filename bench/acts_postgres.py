# SPDX-License-Identifier: Apache-2.0
"""Acts over HTTP on PostgreSQL against pgbench doing BEGIN, the same inserts prepared, COMMIT."""
import re
import time

from acts import KINDS, acts_table
from machine import CLIENT_CORE, pinned
from programs import Place, ask, folder, load, postgres, run
from report import Ratio

TABLES = {"open": ("incidents", "promises", "journal", "journal_content", "idempotency"),
          "line": ("journal", "journal_content", "idempotency")}
ACTIONS = {"open": ("incident.opened", "opened_by"), "line": ("incident.line_added", "author")}
CLIENTS = (4, 8, 16, 32)

# Keys that must be new. Incidents and positions grow, as ours do; the Idempotency-Key is random, as ours is.
NEW_ID = "'01990000-0000-7' || lpad(:n::bigint::text, 21, '0')"
NEW = {"id": NEW_ID, "about_id": NEW_ID, "number": ":n::bigint", "position": ":n::bigint",
       "idempotency_key": "lpad(:key::bigint::text, 36, '0')"}
NEW_RECORD = {"open": NEW_ID, "line": "lpad(:record::bigint::text, 36, '0')"}
VARIABLES = """\\set i :i + 1
\\set n :i + 1000000000 * :client_id
\\set key random(1, 4000000000000000000)
\\set record random(1, 4000000000000000000)
"""
SEPARATOR, NULL = "\x01", "\x02"


def literal(value):
    """As SQL. pgbench would take a colon before a letter, as in JSON, for a variable of its own."""
    if value == NULL:
        return "NULL"
    return "E'" + value.replace("\\", "\\\\").replace("'", "''").replace(":", "\\x3a") + "'"


def newest(kind, table):
    """Which row of `table` is repeated: that of the newest act of this kind."""
    action, field = ACTIONS[kind]
    if table == "incidents":
        return "ORDER BY opened_at DESC LIMIT 1"
    if table == "promises":
        return "WHERE about_id = (SELECT id FROM incidents ORDER BY opened_at DESC LIMIT 1) LIMIT 1"
    if table == "idempotency":
        return f"WHERE answer LIKE '%\"{field}\":%' ORDER BY made_at DESC LIMIT 1"
    return f"WHERE position = (SELECT max(position) FROM journal WHERE action = '{action}')"


def insert_of(url, kind, table):
    """INSERT of the newest row of `table` to the byte, with new keys."""
    columns = ask(url, "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND "
                       f"table_name = '{table}' ORDER BY ordinal_position").split("\n")
    joined = " || chr(1) || ".join(f"coalesce({column}::text, chr(2))" for column in columns)
    values = ask(url, f"SELECT {joined} FROM {table} {newest(kind, table)}").split(SEPARATOR)
    new = dict(NEW, record_id=NEW_RECORD[kind])
    row = [new.get(column, literal(value)) for column, value in zip(columns, values)]
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join(row)});"


def script_of(url, kind):
    inserts = "\n".join(insert_of(url, kind, table) for table in TABLES[kind])
    return f"{VARIABLES}BEGIN;\n{inserts}\nCOMMIT;\n"


class Pgbench:
    """The bare client on the copy of the database, at the client count that suits it best."""

    def __init__(self, url, parent):
        self.url, self.parent = url, parent
        self.clients = {}

    def prepare(self, source, kind):
        (self.parent / f"{kind}.pgbench").write_text(script_of(source, kind), encoding="utf-8")
        tried = {clients: self.per_second(kind, clients, 1) for clients in CLIENTS}
        self.clients[kind] = max(tried, key=tried.get)

    def per_second(self, kind, clients, seconds):
        first = int(time.time()) % 10_000_000 * 100_000_000_000  # a row of keys for this run alone
        out = run(pinned(CLIENT_CORE, "pgbench", "-n", "-M", "prepared", "-c", clients, "-j", 1,
                         "-T", max(1, round(seconds)), "-D", f"i={first}",
                         "-f", self.parent / f"{kind}.pgbench", self.url))
        return float(re.search(r"tps = ([0-9.]+)", out)[1])


class OnPostgres:
    def __init__(self, bench):
        self.bench = bench
        self.acts, self.idle, self.clients = {}, {}, {}

    def run(self):
        for incidents in self.bench.sizes:
            with folder(self.bench.work / f"postgres-{incidents}") as parent, postgres() as url:
                self.measure(parent, url, incidents)

    def measure(self, parent, url, incidents):
        place = Place(self.bench.programs, "--database", url)
        self.bench.filled.on_postgres(place, incidents)
        ids = parent / "ids"
        ids.write_text(ask(url, "SELECT id FROM incidents ORDER BY random() LIMIT 20000") + "\n", encoding="ascii")
        with place.served() as served:
            for kind in KINDS:
                load(self.bench.programs, served, kind, 0.5, ids=ids)
        ask(url, "CHECKPOINT")
        ask(url, "CREATE DATABASE bare TEMPLATE bluelamp")
        for name in ("bluelamp", "bare"):
            ask(self.named(url, name), "VACUUM ANALYZE")
        pgbench = Pgbench(self.named(url, "bare"), parent)
        for kind in KINDS:
            pgbench.prepare(url, kind)
        with place.served() as served:
            self.acts[incidents] = self.compare(pgbench, served, ids)
        self.bench.programs.run("bluelamp", "verify", "--database", url)
        self.idle[incidents] = self.bench.calm.told()
        self.clients[incidents] = pgbench.clients

    @staticmethod
    def named(url, database):
        return url.replace("/bluelamp?", f"/{database}?")

    def compare(self, pgbench, served, ids):
        ratios = {kind: Ratio() for kind in KINDS}
        for _ in range(self.bench.rounds):
            for kind, ratio in ratios.items():
                self.bench.calm.wait()
                ours = load(self.bench.programs, served, kind, self.bench.seconds, ids=ids)
                ratio.add(ours["per_s"], pgbench.per_second(kind, pgbench.clients[kind], self.bench.seconds))
        return ratios

    def table(self):
        best = "; ".join(f"{KINDS[kind]}, {size:,} incidents: {clients}"
                         for size, each in self.clients.items() for kind, clients in each.items())
        return acts_table(self.acts, self.idle, 0.8, 1.5) + f"\n\npgbench did best with so many clients: {best}."
