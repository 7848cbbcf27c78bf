# SPDX-License-Identifier: Apache-2.0
"""Faults of the machine itself: the server killed, the clock set, the database away."""
import errno
import signal
import time

from desk import Desk, Row


def killed(world, records):
    row = Row("server killed (kill -9), started again after a second", records.name)
    with world.served(records) as server, Desk(server) as desk:
        return row.during(desk, 1, lambda: server.end(signal.SIGKILL), server.start)


def at_work_today(world, server):
    world.machine("")
    return Desk(server)


def clock_set(world, records, minutes):
    """As a correction of the time does, or somebody who typed the wrong hour."""
    far = f"{abs(minutes)} min" if abs(minutes) < 60 else f"{abs(minutes) // 60} h"
    row = Row(f"clock set {'forward' if minutes > 0 else 'back'} by {far} and right again", records.name)
    world.machine("clock -86400")  # the force was set up yesterday, for roles hold from when they are given
    with world.served(records) as server, at_work_today(world, server) as desk:
        return row.during(desk, world.seconds, lambda: world.machine(f"clock {minutes * 60}"), world.sound)


def database_away(world, records):
    row = Row(f"database away for {world.minute} s", records.name)
    with world.served(records) as server, Desk(server) as desk:
        return row.during(desk, world.minute, lambda: world.postgres("halt"), lambda: world.postgres("go-on"))


def log_not_read(world):
    """A terminal on hold, a collector that hangs: a line for each refused act, and nobody takes them."""
    row = Row("nobody reads the server's log any more", "SQLite")
    with world.served(world.sqlite(), is_read=False) as server, Desk(server) as desk:
        world.machine(f"write {errno.EIO}")  # each refusal is a line
        time.sleep(world.seconds)
        world.sound()
        return row.during(desk, world.seconds, lambda: None, lambda: None)


def killed_on_sqlite(world):
    return killed(world, world.sqlite())


def killed_on_postgres(world):
    return killed(world, world.schema())


def clock_corrected(world):
    return clock_set(world, world.sqlite(), 2)


def clock_corrected_back(world):
    return clock_set(world, world.sqlite(), -2)


def clock_forward(world):
    return clock_set(world, world.sqlite(), 180)


def clock_back(world):
    return clock_set(world, world.sqlite(), -180)


def clock_back_on_postgres(world):
    return clock_set(world, world.schema(), -180)


def database_away_for_a_minute(world):
    return database_away(world, world.schema())


FAULTS = [killed_on_sqlite, log_not_read, clock_corrected, clock_corrected_back, clock_forward, clock_back]
FAULTS_ON_POSTGRES = [killed_on_postgres, clock_back_on_postgres, database_away_for_a_minute]
