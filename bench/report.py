# SPDX-License-Identifier: Apache-2.0
"""Ratios and the tables of docs/performance.md that they are written into."""
import datetime
import pathlib
import statistics
import subprocess


class Ratio:
    """Two programs measured in turn, A-B-A-B: the median of the ratios of neighbours, and the medians of each."""

    def __init__(self):
        self.ours, self.theirs = [], []
        self.our_cpu, self.their_cpu = [], []

    def add(self, ours, theirs):
        self.ours.append(ours)
        self.theirs.append(theirs)

    def add_cpu(self, ours, theirs):
        """Microseconds of processor for each: neighbours take time from a rate, but hardly from this."""
        self.our_cpu.append(ours)
        self.their_cpu.append(theirs)

    @property
    def value(self):
        return statistics.median(a / b for a, b in zip(self.ours, self.theirs))

    @property
    def spread(self):
        each = [a / b for a, b in zip(self.ours, self.theirs)]
        return min(each), max(each)

    def cells(self, unit=""):
        low, high = self.spread
        cpu = []
        if self.our_cpu:
            cpu = [f"{statistics.median(self.our_cpu):.1f} : {statistics.median(self.their_cpu):.1f}"]
        return [f"{statistics.median(self.ours):,.0f}{unit}", f"{statistics.median(self.theirs):,.0f}{unit}",
                f"**{self.value:.2f}** ({low:.2f} to {high:.2f})", *cpu]


def judged(value, must, aim=None, at_most=False):
    """In a word: what the figure is worth against what was promised."""
    reaches = (lambda limit: value <= limit) if at_most else (lambda limit: value >= limit)
    if not reaches(must):
        return "**missed**"
    return "aim reached" if aim is not None and reaches(aim) else "must reached"


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def built(binary):
    """The day and the version that is measured. Changes not committed are told: nobody could build that again."""
    here = str(pathlib.Path(__file__).resolve().parent)
    commands = ([str(binary), "--version"], ["git", "-C", here, "describe", "--always", "--dirty=, changed"])
    version, commit = (subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\n")[0]
                       for command in commands)
    return f"{datetime.date.today():%-d %B %Y}, version {version.split()[-1]} ({commit})"


def write(document, section, text):
    """Replaces what stands between the two markers of `section`."""
    begin, end = f"<!-- bench:{section} -->", f"<!-- /bench:{section} -->"
    whole = document.read_text(encoding="utf-8")
    if begin not in whole or end not in whole:
        raise SystemExit(f"bench: {document} has no markers for {section}; "
                         f"put {begin} and {end} where its table belongs")
    before, rest = whole.split(begin, 1)
    after = rest.split(end, 1)[1]
    document.write_text(f"{before}{begin}\n{text}\n{end}{after}", encoding="utf-8")
    print(f"\n{text}\n", flush=True)
