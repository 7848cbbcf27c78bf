# SPDX-License-Identifier: Apache-2.0
"""Where a force's records are kept during crash rounds: a folder (SQLite) or a schema of its own (PostgreSQL)."""
import os
import shutil
import sqlite3
import subprocess
import tempfile
from urllib.parse import quote


class InSqlite:
    """A folder with bluelamp.sqlite in it."""

    name = "sqlite"

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="bluelamp-crash-")
        self.arguments = ["--data", self.folder]

    def ask(self, statement):
        """The rows of one statement, as texts. Only while no server has the file."""
        with sqlite3.connect(os.path.join(self.folder, "bluelamp.sqlite")) as connection:
            rows = connection.execute(statement).fetchall()
        connection.close()
        return [["" if value is None else str(value) for value in row] for row in rows]

    def cut_a_connection(self):
        """There is no connection to cut."""
        return 0

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)


class InPostgres:
    """A schema in the database that `url` names; its connections carry the schema's name, so that one can be cut."""

    name = "postgres"

    def __init__(self, url):
        self.url = url
        self.schema = f"crash_{os.getpid()}"
        self.ask(f"CREATE SCHEMA {self.schema}")
        joint = "&" if "?" in url else "?"
        options = quote(f"-csearch_path={self.schema}")
        self.arguments = ["--database", f"{url}{joint}options={options}&application_name={self.schema}"]

    def ask(self, statement):
        """The rows of one statement, as texts."""
        command = ["psql", "--no-psqlrc", "-qAt", "-F", "\x1f", "-R", "\x1e", "-v", "ON_ERROR_STOP=1"]
        environment = {**os.environ, "PGOPTIONS": f"-csearch_path={self.schema} -cclient_min_messages=warning"}
        command += ["-c", statement, self.url]
        told = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if told.returncode != 0:
            raise RuntimeError(f"psql refused: {told.stderr.strip()}")
        text = told.stdout.removesuffix("\n")
        return [row.split("\x1f") for row in text.split("\x1e")] if text else []

    def cut_a_connection(self):
        """Ends the backend that is writing, in the middle of its transaction. Answers how many it ended."""
        cut = ("SELECT count(*) FROM (SELECT pg_terminate_backend(a.pid) FROM pg_stat_activity a"
               f" WHERE a.application_name = '{self.schema}' AND EXISTS (SELECT 1 FROM pg_locks l"
               " WHERE l.pid = a.pid AND l.mode = 'RowExclusiveLock' AND l.granted) LIMIT 1) ended")
        for _ in range(200):  # between two batches nobody is writing
            ended = int(self.ask(cut)[0][0])
            if ended > 0:
                return ended
        return 0

    def remove(self):
        self.ask(f"DROP SCHEMA {self.schema} CASCADE")
