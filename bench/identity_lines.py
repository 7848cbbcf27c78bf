# SPDX-License-Identifier: Apache-2.0
"""The table of bench/identity: what is measured, what others reach, must and aim, and the verdict."""
import dataclasses

from report import judged, table


@dataclasses.dataclass(frozen=True)
class Limits:
    """What must be reached and what is aimed at: floors, or ceilings with `at_most`."""
    must: float
    aim: float | None = None
    at_most: bool = False

    def told(self, form):
        return ["" if limit is None else ("≤ " if self.at_most else "") + form.format(limit)
                for limit in (self.must, self.aim)]


class Lines:
    """One line for each figure, in the order measured."""

    def __init__(self):
        self.rows = []

    def add(self, what, peer, measured, form, limits=None):
        """Without limits the figure is only told."""
        verdict = judged(measured, limits.must, limits.aim, limits.at_most) if limits else ""
        self.rows.append([what, peer, *(limits.told(form) if limits else ["", ""]), f"**{form.format(measured)}**",
                          verdict])
        print(f"  {what}: {form.format(measured)} {verdict}", flush=True)

    def table(self):
        return table(["what", "others", "must", "aim", "measured", ""], self.rows)
