# SPDX-License-Identifier: Apache-2.0
"""Importing published files against `sqlite3 .import`; and whether memory grows with the number of rows."""
import contextlib
import csv
import gzip
import json
import os
import shutil
import sqlite3
import subprocess
import time

from machine import SERVER_CORE, pinned
from programs import folder, run
from report import Ratio, judged, table

KINDS = {"street": "published_crimes", "outcomes": "published_outcomes", "stop-and-search": "published_stops"}
USUAL_FORCE = ["--force", "hertfordshire"]


def unpack(source, target, patterns):
    """The published files in plain, because `.import` reads no gzip."""
    target.mkdir()
    files = []
    for pattern in patterns:
        for packed in sorted(source.glob(pattern)):
            plain = target / packed.name.removesuffix(".gz")
            opened = gzip.open if packed.suffix == ".gz" else open
            with opened(packed, "rb") as bytes_in, open(plain, "wb") as bytes_out:
                shutil.copyfileobj(bytes_in, bytes_out)
            files.append(plain)
    return files


def timed(command, text=None):
    start = time.monotonic()
    run(pinned(SERVER_CORE, *command), text)
    return time.monotonic() - start


def export(file, target):
    """The rows that Bluelamp stored, as CSV with all columns: the peer gets what we derive for nothing."""
    with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        for name in KINDS.values():
            with open(target / f"{name}.csv", "w", newline="", encoding="utf-8") as out:
                csv.writer(out).writerows(database.execute(f"SELECT * FROM {name}"))


# The published columns alone, with an index for each of ours: primary key, what is counted, what is joined on.
PUBLISHED = {
    "street": ("Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
               "Last outcome category,Context", [("Reported by", "Month", "Crime ID"),
                                                 ("Month", "Crime type", "LSOA code"), ("Crime ID",)]),
    "outcomes": ("Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Outcome type",
                 [("Reported by", "Month", "Crime ID"), ("Month", "Outcome type", "LSOA code")]),
    "stop-and-search": ("Type,Date,Part of a policing operation,Policing operation,Latitude,Longitude,Gender,Age range,"
                        "Self-defined ethnicity,Officer-defined ethnicity,Legislation,Object of search,Outcome,"
                        "Outcome linked to object of search,Removal of more than just outer clothing",
                        [("Type", "Date"), ("Date", "Outcome", "Object of search")]),
}
DURABLE = "PRAGMA journal_mode = WAL;\nPRAGMA synchronous = FULL;\nPRAGMA cache_size = -65536;\n"


def bare_schema():
    lines = []
    for kind, (columns, indexes) in PUBLISHED.items():
        listed = ", ".join(f'"{column}" TEXT' for column in columns.split(","))
        lines.append(f'CREATE TABLE "{kind}" ({listed});')
        for i, index in enumerate(indexes):
            over = ", ".join(f'"{column}"' for column in index)
            lines.append(f'CREATE INDEX "{kind}_{i}" ON "{kind}" ({over});')
    return "\n".join(lines) + "\n"


class Imports:
    """Hertfordshire 2021 (street, outcomes) and the City of London's searches, or, quickly, the City alone."""

    def __init__(self, bench):
        self.bench = bench
        self.rows = 0
        self.same_tables, self.published_tables = Ratio(), Ratio()
        self.memory = {}

    def run(self):
        source = self.bench.published
        if not source.is_dir():
            raise SystemExit(f"bench: {source} is not there; name the folder of police.uk files with --published")
        patterns = ["hertfordshire/*", "city-of-london/*stop-and-search*"]
        if self.bench.quick:
            patterns = ["city-of-london/2018-0*"]
        with folder(self.bench.work / "imports") as parent:
            files = unpack(source, parent / "plain", patterns)
            empty = self.prepare(parent)
            self.rows = self.into(empty, parent / "filled", parent / "plain")["rows_stored"]
            export(parent / "filled/bluelamp.sqlite", parent)
            for _ in range(self.bench.rounds):
                self.bench.calm.wait()
                self.one_round(parent, empty, files)
            self.measure_memory(parent, empty, source)

    def prepare(self, parent):
        """A database with its schema and areas but without rows: making it is no part of what is timed."""
        empty = parent / "empty"
        self.bench.programs.run("bluelamp", "user", "add", "bench", "--name", "Bench", "--role", "importer",
                                "--data", empty, *USUAL_FORCE, text="a password that is long enough\n")
        return empty

    def command(self, data, files):
        return [self.bench.programs.path("bluelamp"), "import", "police-uk", files, "--data", data, "--json"]

    def into(self, empty, data, files):
        shutil.copytree(empty, data)
        return json.loads(run(self.command(data, files)).strip().splitlines()[-1])

    def one_round(self, parent, empty, files):
        with folder(parent / "round") as here:
            shutil.copytree(empty, here / "ours")
            ours = timed(self.command(here / "ours", parent / "plain"))
            shutil.copytree(empty, here / "theirs")
            imports = "".join(f".import --csv {parent}/{name}.csv {name}\n" for name in KINDS.values())
            theirs = timed(["sqlite3", here / "theirs/bluelamp.sqlite"], DURABLE + imports)
            self.same_tables.add(1 / ours, 1 / theirs)
            run(["sqlite3", here / "published.sqlite"], DURABLE + bare_schema())
            imports = "".join(f".import --csv --skip 1 {file} {kind_of(file)}\n" for file in files)
            self.published_tables.add(1 / ours, 1 / timed(["sqlite3", here / "published.sqlite"], DURABLE + imports))

    def measure_memory(self, parent, empty, source):
        """Peak resident memory for one file, and for one file with ten times its rows."""
        [packed] = source.glob("merseyside/2021-09-merseyside-street.csv.gz")
        with gzip.open(packed, "rt", encoding="utf-8", newline="") as opened:
            head, *rows = opened.readlines()
        for times in (1, 10) if self.bench.quick else (10, 100):
            with folder(parent / f"memory-{times}") as here:
                (here / "files").mkdir()
                with open(here / "files/2021-09-merseyside-street.csv", "w", encoding="utf-8", newline="") as out:
                    out.write(head)
                    for copy in range(times):
                        # Another Crime ID for each copy, so that these are other crimes.
                        out.writelines(row if row[0] == "," else f"{copy:04x}{row[4:]}" for row in rows)
                shutil.copytree(empty, here / "data")
                self.memory[times * len(rows)] = peak_mib(self.command(here / "data", here / "files"))

    def tables(self):
        idle = self.bench.calm.told()
        rows = []
        for name, ratio in (("same tables and indexes, derived columns given", self.same_tables),
                            ("published columns as text, as many indexes", self.published_tables)):
            for side in (ratio.ours, ratio.theirs):
                side[:] = [self.rows * each for each in side]
            rows.append([name, f"{self.rows:,}", *ratio.cells("/s"), "0.5", judged(ratio.value, 0.5), idle])
        speed = table(["`sqlite3 .import` into", "rows", "Bluelamp", "sqlite3", "ratio (range)", "must", "",
                       "idle (least)"], rows)
        (few, small), (many, large) = self.memory.items()
        flat = table(["rows in one file", "peak memory"],
                     [[f"{few:,}", f"{small:.0f} MiB"], [f"{many:,}", f"{large:.0f} MiB"]])
        return f"{speed}\n\n{flat}\n\nTen times the rows take {large / small:.2f} times the memory."


def kind_of(file):
    return next(kind for kind in KINDS if file.stem.endswith(kind))


def peak_mib(command):
    """Peak resident memory as the kernel counted it."""
    process = subprocess.Popen(pinned(SERVER_CORE, *command), stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status != 0:
        raise SystemExit("bench: the import whose memory is measured failed")
    return used.ru_maxrss / 1024
