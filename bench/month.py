# SPDX-License-Identifier: Apache-2.0
"""Memory while an invented force lives: what stays must be what is on the register, whatever was done meanwhile."""
import contextlib
import pathlib
import re
import sqlite3
import subprocess
import time

from programs import folder
from report import table


def resident_mib(pid):
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # it has ended
        found = re.search(r"VmRSS:\s+(\d+) kB", pathlib.Path(f"/proc/{pid}/status").read_text(encoding="ascii"))
        return int(found[1]) / 1024 if found else None
    return None


def counted(file):
    """Acts in the journal and profiles of persons, as far as they are committed; nothing before there are tables."""
    with contextlib.suppress(sqlite3.OperationalError), \
            contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        acts = database.execute("SELECT max(position) FROM journal").fetchone()[0]
        return acts or 0, database.execute("SELECT count(*) FROM person_profiles").fetchone()[0]
    return None


class Month:
    """Two months of a tenth of an average force, one process, everything through the write lane and recognised."""

    def __init__(self, bench):
        self.bench = bench
        self.days, self.scale = (4, 0.05) if bench.quick else (60, 0.1)
        self.samples = []  # (acts, profiles, MiB)

    def run(self):
        with folder(self.bench.work / "month") as parent:
            command = [str(self.bench.programs.path("bluelamp")), "simulate", "--data", str(parent / "d"),
                       "--days", str(self.days), "--scale", str(self.scale)]
            with open(parent / "said", "w+", encoding="utf-8") as said:
                lives = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT)
                while lives.poll() is None:
                    time.sleep(0.5)
                    self.sample(lives.pid, parent / "d/bluelamp.sqlite")
                if lives.returncode != 0:
                    said.seek(0)
                    raise SystemExit(f"bench: {' '.join(command)} failed:\n{said.read()[-2000:]}")

    def sample(self, pid, file):
        memory, counts = resident_mib(pid), counted(file)
        if memory and counts:
            self.samples.append((*counts, memory))

    def table(self):
        most = self.samples[-1][0]
        rows = []
        for share in (0.1, 0.25, 0.5, 0.75, 1):
            acts, profiles, memory = min(self.samples, key=lambda sample: abs(sample[0] - share * most))
            rows.append([f"{share * self.days:.0f}", f"{acts:,}", f"{profiles:,}", f"{memory:.0f} MiB"])
        return table(["days lived", "acts", "profiles of persons", "memory of the process"], rows)
