# SPDX-License-Identifier: Apache-2.0
"""The machine that is measured on: how idle it is, which cores there are, what it is made of."""
import os
import platform
import statistics
import time

SERVER_CORE = "0"
CLIENT_CORE = "1" if (os.cpu_count() or 1) > 1 else "0"
CALM = 0.85


def pinned(core, *words):
    """The command `words`, kept on one core."""
    return ["taskset", "-c", core, *map(str, words)]


def _jiffies():
    with open("/proc/stat", encoding="ascii") as stat:
        numbers = [int(word) for word in stat.readline().split()[1:9]]
    return numbers[3] + numbers[4], sum(numbers)


def idle_share(seconds=1.0):
    """Share of all cores that nobody used, over `seconds`."""
    idle, total = _jiffies()
    time.sleep(seconds)
    idle_after, total_after = _jiffies()
    return (idle_after - idle) / max(1, total_after - total)


class Calm:
    """Waits for a calm window before each measurement and remembers what it found."""

    def __init__(self, patience_s):
        self.patience_s = patience_s
        self.found = []

    def wait(self):
        """Goes on after `patience_s` all the same: the share is told beside the figure, and the reader judges."""
        until = time.monotonic() + self.patience_s
        share = idle_share()
        while share < CALM and time.monotonic() < until:
            share = idle_share()
        self.found.append(share)

    def told(self):
        """Median and lowest idle share since the last telling."""
        found, self.found = self.found, []
        return f"{statistics.median(found):.0%} ({min(found):.0%})"


def described():
    """One line for the document."""
    with open("/proc/cpuinfo", encoding="utf-8") as info:
        model = next((line.split(":")[1].strip() for line in info if line.startswith("model name")), platform.machine())
    with open("/proc/meminfo", encoding="ascii") as info:
        memory = int(info.readline().split()[1]) / 1024 / 1024
    return f"{os.cpu_count()} cores of {model}, {memory:.0f} GiB, Linux {platform.release()}"
