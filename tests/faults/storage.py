# SPDX-License-Identifier: Apache-2.0
"""Faults of the disk under the embedded database: full, read-only, not flushing, and the file held by another."""
import contextlib
import errno
import os
import pathlib
import sqlite3
import subprocess
import tempfile
import time

from desk import Desk, Row
from records import InSqlite

SIZE = "96m"


class OnSmallDisk:
    """A folder on a file system of its own, small enough to fill. Needs the right to mount."""

    name = "sqlite"

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="bluelamp-fault-")
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", self.folder],
                                 capture_output=True, text=True, check=False)
        if mounted.returncode != 0:
            os.rmdir(self.folder)
            raise PermissionError(mounted.stderr.strip())
        self.arguments = ["--data", self.folder]

    def remove(self):
        subprocess.run(["umount", "--lazy", self.folder], check=True)
        os.rmdir(self.folder)


def fill(path):
    """Writes at the end of a file until there is no room."""
    with open(path, "ab", buffering=0) as file:
        for size in (65536, 4096):
            try:
                while True:
                    file.write(b"\0" * size)
            except OSError:
                pass


def disk_full(world):
    row = Row("disk full", "SQLite")
    try:
        records = OnSmallDisk()
    except PermissionError as refused:
        print(f"  disk full: left out, because no small disk can be mounted here ({refused})")
        return None
    with world.served(records) as server, Desk(server) as desk:
        time.sleep(2)
        since = time.monotonic()
        filled = pathlib.Path(records.folder) / "filled"
        while time.monotonic() < since + world.seconds:  # what is freed meanwhile is filled too
            fill(filled)
            time.sleep(0.2)
        filled.unlink()
        until = time.monotonic()
        desk.rest()
        row.tell(desk, since, until)
    return row


def failing(world, name, fault):
    """The machine says to each write, or each flush, that it cannot."""
    row = Row(name, "SQLite")
    with world.served(InSqlite()) as server, Desk(server) as desk:
        return row.during(desk, world.seconds, lambda: world.machine(fault), world.sound)


def read_only(world):
    return failing(world, "disk becomes read-only", f"write {errno.EROFS}")


def write_errors(world):
    return failing(world, "disk does not write", f"write {errno.EIO}")


def flush_errors(world):
    return failing(world, "disk does not flush", f"flush {errno.EIO}")


def held_by_another(world):
    row = Row(f"file held by another program for {world.seconds} s", "SQLite")
    with world.served(InSqlite()) as server, Desk(server) as desk:
        file = os.path.join(server.records.folder, "bluelamp.sqlite")
        other = sqlite3.connect(file, isolation_level=None, timeout=30)
        with contextlib.closing(other):
            return row.during(desk, world.seconds, lambda: other.execute("BEGIN IMMEDIATE"),
                              lambda: other.execute("ROLLBACK"))


FAULTS = [disk_full, read_only, write_errors, flush_errors, held_by_another]
