# SPDX-License-Identifier: Apache-2.0
"""Databases of the sizes that are measured: filled once by the commands, then copied for each measurement."""
import contextlib
import os
import shutil
import sqlite3
import subprocess

from programs import ask

# Only in these types are the tables of either database written; 17 digits give back the same number.
EXPRESSIONS = {"double precision": "CASE WHEN {0} IS NOT NULL THEN format('%!.17g', {0}) END"}
AS_IT_STOOD = "SET session_replication_role = replica"  # whose rows point to rows that come later
COLUMNS = """SELECT table_name, column_name, data_type FROM information_schema.columns
             WHERE table_schema = 'public' ORDER BY table_name, ordinal_position"""


class FilledOnce:
    """A data folder for each number of incidents, made when it is first asked for and kept in `folder`."""

    def __init__(self, programs, folder):
        self.programs, self.folder = programs, folder

    def source(self, incidents):
        data = self.folder / str(incidents)
        if not data.exists():
            print(f"filling a database with {incidents:,} incidents", flush=True)
            begun = self.folder / f"{incidents}.begun"
            shutil.rmtree(begun, ignore_errors=True)
            begun.mkdir(parents=True)
            self.programs.run("fill", "--data", begun, incidents)
            begun.rename(data)
        return data

    def on_sqlite(self, place, incidents):
        source = self.source(incidents)
        shutil.copytree(source, place.where)
        forget(source)
        place.add_user()

    def on_postgres(self, place, incidents):
        """Row for row from the SQLite database, which COPY does in a tenth of the time that the commands take."""
        place.add_user()  # makes the tables
        file = self.source(incidents) / "bluelamp.sqlite"
        tables = columns_of(place.where)
        with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as source:
            kept = {name for (name,) in source.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        wanted = {table: columns for table, columns in tables.items() if table in kept and "migration" not in table}
        ask(place.where, f"TRUNCATE {', '.join(wanted)} CASCADE")
        for table, columns in wanted.items():
            copy_table(file, place.where, table, columns)
        forget(file.parent)
        ask(place.where, "ANALYZE")
        place.add_user()


def forget(folder):
    """Nobody reads these files now: the machine's memory is for those that are measured."""
    for path in folder.iterdir():
        with open(path, "rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def columns_of(url):
    """{table: {column: type}}"""
    tables = {}
    for row in ask(url, COLUMNS).splitlines():
        table, column, kind = row.split("|")
        tables.setdefault(table, {})[column] = kind
    return tables


def copy_table(file, url, table, columns):
    """As CSV from one program into the other: an empty text is quoted, what is not known is nothing."""
    chosen = ", ".join(EXPRESSIONS.get(kind, "{0}").format(name) for name, kind in columns.items())
    select = ["sqlite3", "-readonly", "-csv", "-noheader", file, f"SELECT {chosen} FROM {table}"]
    copy = f"COPY {table} ({', '.join(columns)}) FROM STDIN WITH (FORMAT csv)"
    with subprocess.Popen(select, stdout=subprocess.PIPE) as rows:
        done = subprocess.run(["psql", url, "-Xq", "-v", "ON_ERROR_STOP=1", "-c", AS_IT_STOOD, "-c", copy],
                              stdin=rows.stdout, check=False)
    if rows.returncode != 0 or done.returncode != 0:
        raise SystemExit(f"bench: the table {table} could not be copied; what it said stands above")
