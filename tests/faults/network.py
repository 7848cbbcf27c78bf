# SPDX-License-Identifier: Apache-2.0
"""Faults of the network: thousands of connections, clients that are slow, stop reading or vanish."""
import contextlib
import resource
import socket
import time

from desk import Desk, Row
from server import Failed

ROOM = 400  # descriptors beside the connections


def connected(server, count, receive_buffer=None):
    """So many open connections to the server."""
    host, port = server.address.rsplit(":", 1)
    made = []
    for _ in range(count):
        one = socket.socket()
        if receive_buffer:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        one.settimeout(20)
        one.connect((host, int(port)))
        made.append(one)
    return made


def closed_by_server(connections):
    """How many of them the server has ended."""
    count = 0
    for one in connections:
        one.setblocking(False)
        with contextlib.suppress(BlockingIOError):
            try:
                count += one.recv(65536) == b""
            except ConnectionError:
                count += 1
    return count


def memory(server):
    """Of the server, in MiB."""
    with open(f"/proc/{server.process.pid}/status", encoding="ascii") as status:
        for line in status:
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) // 1024
    raise Failed("the server's memory is not told")


def under(world, name, spoil):
    """`spoil(server, desk)` makes connections, waits, and answers them; then all of them end at once."""
    row = Row(name, "SQLite")
    with world.served(world.sqlite()) as server, Desk(server) as desk:
        time.sleep(2)
        before = memory(server)
        since = time.monotonic()
        connections = spoil(server, desk)
        most = memory(server)
        ended = closed_by_server(connections)
        for one in connections:
            one.close()
        until = time.monotonic()
        desk.rest()
        row.tell(desk, since, until)
        row.saw += f". Memory {before} to {most} MiB"
        if ended:
            row.saw += f"; {ended:,} of them ended by the server"
    return row


def ten_thousand(world):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    count = min(10_000, hard - ROOM)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))

    def spoil(server, _):
        connections = connected(server, count)
        time.sleep(world.seconds)
        return connections

    try:
        return under(world, f"{count:,} connections that say nothing", spoil)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def slow_clients(world):
    """A letter a second of a request that never ends."""
    request = b"GET /api/v1/incidents HTTP/1.1\r\nHost: localhost\r\nX-Slow: " + b"a" * 4000

    def spoil(server, _):
        connections = connected(server, 500)
        for at in range(world.seconds * 2):
            for one in connections:
                with contextlib.suppress(OSError):
                    one.send(request[at:at + 1])
            time.sleep(1)
        return connections

    return under(world, "500 clients that send a letter a second", spoil)


def stream_of(server, cookie, one):
    one.sendall(f"GET /api/v1/live HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n\r\n".encode())


def screens_that_do_not_read(world):
    """Live screens whose machine has gone to sleep: connected, and nothing is read any more."""
    def spoil(server, desk):
        connections = connected(server, 200, receive_buffer=4096)
        for one in connections:
            stream_of(server, desk.callers[0].cookie, one)
        time.sleep(world.seconds * 2)
        return connections

    return under(world, "200 live screens that stop reading", spoil)


def half_sent(world):
    """Requests whose body never comes, and whose client is gone without saying so."""
    head = b"POST /api/v1/incidents HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{"

    def spoil(server, _):
        connections = connected(server, 1000)
        for one in connections:
            one.sendall(head)
        time.sleep(world.seconds * 2)
        return connections

    return under(world, "1,000 requests whose rest never comes", spoil)


FAULTS = [ten_thousand, slow_clients, screens_that_do_not_read, half_sent]
