# SPDX-License-Identifier: Apache-2.0
"""What pages ask for, at each size and on both databases: does any of it grow with the force?"""
import contextlib
import datetime
import http.client
import json
import sqlite3
import statistics
import time
import urllib.parse

from programs import ROOT, Place, folder, postgres
from report import judged, table

ROLES = ("call_handler", "dispatcher", "supervisor", "officer", "crime_recorder", "investigator", "registrar",
         "analyst", "administrator")
# What stands in a path or a query, taken at random from the database. The figures are of its last whole month.
INCIDENT = "SELECT id FROM incidents ORDER BY random() LIMIT {}"
PERSON = "SELECT id FROM persons ORDER BY random() LIMIT {}"
POINT = "SELECT latitude, longitude FROM incidents WHERE latitude IS NOT NULL ORDER BY random() LIMIT {}"
OF_ONE = {
    "/api/v1/incidents/{id}": INCIDENT,
    "/api/v1/deadlines/of/{record}": "SELECT about_id FROM promises ORDER BY random() LIMIT {}",
    "/api/v1/people/persons/{id}": PERSON,
    "/api/v1/people/review/{id}": "SELECT id FROM review_pairs ORDER BY random() LIMIT {}",
    "/api/v1/contacts/{id}": "SELECT id FROM contacts ORDER BY random() LIMIT {}",
    "/api/v1/crimes/{id}": "SELECT id FROM crimes ORDER BY random() LIMIT {}",
    "/api/v1/tasks/{id}": "SELECT id FROM tasks ORDER BY random() LIMIT {}",
    "/api/v1/people/linkings/{id}": "SELECT id FROM linkings LIMIT {}",
}
ASKED = {
    "/api/v1/people/mentions?record={}": INCIDENT,
    "/api/v1/people/look-up?name={}": "SELECT written FROM person_names ORDER BY random() LIMIT {}",
    "/api/v1/people/look-up?phone={}": "SELECT number FROM phones ORDER BY random() LIMIT {}",
    "/api/v1/people/identity/explain?one={}&other={}":
        "SELECT person_a, person_b FROM review_pairs ORDER BY random() LIMIT {}",
    "/api/v1/incidents/near?latitude={}&longitude={}": POINT,
    "/api/v1/geography/at?latitude={}&longitude={}": POINT,
    "/api/v1/geography/gazetteer/near?latitude={}&longitude={}": POINT,
    "/api/v1/geography/gazetteer?q={}": "SELECT place FROM incidents ORDER BY random() LIMIT {}",
    "/api/v1/crimes/offences?words={}": "SELECT column1 FROM (VALUES ('burg'), ('assault'), ('theft')) LIMIT {}",
}
FIGURES = ("/api/v1/measures/{}?from={}&to={}", "/api/v1/measures/{}/records?from={}&to={}")
# A stream; a document; and what is asked above, with its query.
NOT_READ = ("/api/v1/live", "/api/v1/openapi.json", "/api/v1/people/look-up", "/api/v1/incidents/near",
            "/api/v1/people/mentions", "/api/v1/people/identity/explain", "/api/v1/geography/at",
            "/api/v1/geography/gazetteer", "/api/v1/geography/gazetteer/near", "/api/v1/measures/{name}",
            "/api/v1/measures/{name}/records", "/api/v1/crimes/offences")
NOTHING = b'{"items":[],"next":null}'
MILLISECONDS_ALLOWED = 50  # above it somebody waits; below it growth is of no account


class Pages:
    """Each path: {(database, size): median milliseconds}."""

    def __init__(self, bench):
        self.bench = bench
        self.times, self.idle = {}, {}
        self.found = set()
        self.each = 5 if bench.quick else 20

    def run(self):
        for incidents in self.bench.sizes:
            with folder(self.bench.work / f"pages-{incidents}") as parent:
                place = Place(self.bench.programs, "--data", parent / "data")
                self.bench.filled.on_sqlite(place, incidents)
                asked = requests_of(parent / "data/bluelamp.sqlite", self.each)
                self.measure(place, "SQLite", incidents, asked)
            with postgres() as url:
                place = Place(self.bench.programs, "--database", url)
                self.bench.filled.on_postgres(place, incidents)
                self.measure(place, "PostgreSQL", incidents, asked)

    def measure(self, place, database, incidents, asked):
        place.add_user("pages", *ROLES)
        with place.served() as served:
            cookie = place.sign_in(served.port, "pages")
            self.bench.calm.wait()
            for path, addresses in {**asked, **figures(served.port, cookie)}.items():
                answers = [read(served.port, cookie, address) for address in addresses]
                self.times.setdefault(path, {})[database, incidents] = statistics.median(took for took, _ in answers)
                if any(body != NOTHING for _, body in answers):
                    self.found.add(path)
        self.idle[database, incidents] = self.bench.calm.told()

    def table(self):
        small, large = self.bench.sizes[0], self.bench.sizes[-1]
        columns = [(database, size) for database in ("SQLite", "PostgreSQL") for size in (small, large)]
        rows = []
        for path, times in sorted(self.times.items(), key=lambda item: -max(item[1].values())):
            worst = max(times.values())
            rows.append([f"GET {path.removeprefix('/api/v1')}", *(cell(times, column) for column in columns),
                         judged(worst, MILLISECONDS_ALLOWED, at_most=True)])
        quick = [row for row in rows[12:] if "missed" not in row[-1]]
        rows = [row for row in rows if row not in quick]
        told = f"\n\nAnd {len(quick)} more, each quicker than the last of these. "
        told += "There was nothing to be found by: " + named(set(self.times) - self.found)
        told += "; and nothing to ask about by: " + named(set(gets()) - set(self.times) - set(NOT_READ)) + ". Idle: "
        told += "; ".join(f"{database} {size:,} {self.idle[database, size]}" for database, size in columns)
        head = ["read", *(f"{database} {size:,}, ms" for database, size in columns),
                f"at most {MILLISECONDS_ALLOWED} ms"]
        return table(head, rows) + told + "."


def cell(times, column):
    """A small database may have nothing of a kind, such as two records that may be one person."""
    return f"{times[column]:.1f}" if column in times else "none"


def named(paths):
    return ", ".join(f"`{path.removeprefix('/api/v1')}`" for path in sorted(paths)) or "none"


def gets():
    """{path: what the interface says of reading it}"""
    paths = json.loads((ROOT / "docs/openapi.json").read_text(encoding="utf-8"))["paths"]
    return {path: methods["get"] for path, methods in paths.items() if "get" in methods and not path.endswith(".csv")}


def requests_of(file, each):
    """{path of the interface: addresses to ask for}: what can be asked of this database."""
    asked = {path: [path] * each for path, get in gets().items()
             if path not in NOT_READ and not any(field["required"] for field in get.get("parameters", []))}
    with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        for prefix, query in OF_ONE.items():
            rows = database.execute(query.format(each)).fetchall()
            for path in gets():
                if path == prefix or path.startswith(prefix + "/"):
                    asked[path] = [prefix[:prefix.index("{")] + row[0] + path.removeprefix(prefix) for row in rows]
        for path, query in ASKED.items():
            rows = database.execute(query.format(each)).fetchall()
            asked[path] = [path.format(*(urllib.parse.quote(str(cell)) for cell in row)) for row in rows]
    return {path: addresses for path, addresses in asked.items() if addresses}


def figures(port, cookie):
    """Every measure over the last whole month."""
    month = datetime.date.today().replace(day=1) - datetime.timedelta(days=1)
    names = [measure["name"] for measure in json.loads(read(port, cookie, "/api/v1/measures")[1])["items"]]
    return {path.format(name, "{month}", "{month}"): [path.format(name, f"{month:%Y-%m}", f"{month:%Y-%m}")] * 3
            for path in FIGURES for name in names}


def read(port, cookie, address):
    """Milliseconds until the whole answer was here, and the answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.connect()
    begun = time.perf_counter()
    connection.request("GET", address, headers={"Cookie": f"bluelamp={cookie}"})
    answer = connection.getresponse()
    body = answer.read()
    took = (time.perf_counter() - begun) * 1000
    connection.close()
    if answer.status != 200:
        raise SystemExit(f"bench: GET {address} answered {answer.status}: {body.decode()[:500]}")
    return took, body
