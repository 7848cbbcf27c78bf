# SPDX-License-Identifier: Apache-2.0
"""The programs that are run: the server, the load client, the bare peers, a private PostgreSQL."""
import contextlib
import dataclasses
import json
import os
import pathlib
import re
import secrets
import shutil
import sqlite3
import subprocess
import time
import urllib.request

from machine import CLIENT_CORE, SERVER_CORE, pinned

ROOT = pathlib.Path(__file__).resolve().parent.parent
USERNAME = "bench"
READY = re.compile(r"ready http://[^:]+:(\d+)")


class Programs:
    """Where the built programs are."""

    def __init__(self, build):
        self.build = pathlib.Path(build)

    def path(self, name):
        return self.build / ("bluelamp" if name == "bluelamp" else f"bench/bench_{name}")

    def run(self, name, *words, core=None, text=None):
        """Runs to the end; its standard output. A failure shows what the program said, and ends the benchmark."""
        command = [str(self.path(name)), *map(str, words)]
        return run(command if core is None else pinned(core, *command), text)

    def measured(self, name, *words, core):
        """The JSON object of its last line."""
        return json.loads(self.run(name, *words, core=core).strip().splitlines()[-1])


def run(command, text=None):
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"bench: {' '.join(map(str, command))} failed:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return done.stdout


@dataclasses.dataclass
class Served:
    """A server that listens: where, as which process, and the cookie of somebody signed in."""
    port: int
    pid: int
    cookie: str = ""


def cpu_seconds(pid):
    """Processor time of a process with all its threads, and of its children that have ended."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return sum(int(field) for field in fields[11:15]) / os.sysconf("SC_CLK_TCK")


class Place:
    """A database of one size: a data folder or a PostgreSQL address, with an account to sign in by."""

    def __init__(self, programs, option, where):
        self.programs, self.option, self.where = programs, option, str(where)
        self.password = secrets.token_urlsafe(18)

    def add_user(self, username=USERNAME, *roles):
        held = [word for role in roles or ("call_handler",) for word in ("--role", role)]
        self.programs.run("bluelamp", "user", "add", username, "--name", "Bench", *held, self.option, self.where,
                          text=self.password + "\n")

    @contextlib.contextmanager
    def served(self):
        """A server on the server's core and a cookie."""
        command = pinned(SERVER_CORE, self.programs.path("bluelamp"), "serve", self.option, self.where, "--port", "0")
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            port = next((int(found[1]) for line in server.stdout if (found := READY.match(line))), None)
            if port is None:
                raise SystemExit("bench: the server ended before it was ready; what it said stands above")
            until_read(port)
            yield Served(port, server.pid, self.sign_in(port))
        finally:
            server.terminate()
            server.wait(timeout=60)

    def sign_in(self, port, username=USERNAME):
        body = json.dumps({"username": username, "password": self.password}).encode()
        request = urllib.request.Request(f"http://127.0.0.1:{port}/api/v1/session", data=body,
                                         headers={"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return re.match(r"bluelamp=([^;]+)", answer.headers["Set-Cookie"])[1]


def until_read(port):
    """A server with a large register answers before it has read all of it; what is measured is the whole."""
    until = time.monotonic() + 1800
    while time.monotonic() < until:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=30) as answer:
            if "\nbluelamp_register_behind 0\n" in answer.read().decode():
                return
        time.sleep(0.2)
    raise SystemExit("bench: the server has not read its register in half an hour; its log says why")


def load(programs, served, kind, seconds, **options):
    """Requests of one kind from the client's core; `cpu_us` is the server's. Options: path, ids, connections."""
    words = [served.port, kind, "--seconds", seconds]
    for name, value in {"cookie": served.cookie, **options}.items():
        words += [f"--{name}", value] if value else []
    before = cpu_seconds(served.pid)
    told = programs.measured("load", *words, core=CLIENT_CORE)
    told["cpu_us"] = (cpu_seconds(served.pid) - before) / told["answered"] * 1e6
    return told


def ask(url, sql):
    return run(["psql", url, "-XAtq", "-v", "ON_ERROR_STOP=1", "-c", sql]).strip("\n")


def sample_ids(file, path, most=20_000):
    """Writes the ids of random incidents of a SQLite database, one a line."""
    with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        ids = database.execute("SELECT id FROM incidents ORDER BY random() LIMIT ?", (most,)).fetchall()
    path.write_text("".join(f"{row[0]}\n" for row in ids), encoding="ascii")


def copy_database(file, to):
    """Page for page, so that the copy has the very same tables, indexes and layout."""
    with contextlib.closing(sqlite3.connect(file)) as source, contextlib.closing(sqlite3.connect(to)) as target:
        source.backup(target)


@contextlib.contextmanager
def postgres():
    """A private server that flushes to disk, on the server's core; its URL."""
    tool = str(ROOT / "tools/postgres-for-tests")
    url = run(pinned(SERVER_CORE, tool, "--durable", "start")).strip()
    try:
        yield url
    finally:
        run([tool, "stop", url])


@contextlib.contextmanager
def folder(path):
    """An empty folder, gone afterwards: a filled database is several gigabytes."""
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(parents=True)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)
