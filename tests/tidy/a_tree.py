# SPDX-License-Identifier: Apache-2.0
"""Builds small trees for the tests of tidy and asks one rule, or all, about them."""
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tools"))

import tidy  # noqa: E402
from tidy_rules.tree import Tree  # noqa: E402

LICENCE = "// SPDX-License-Identifier: Apache-2.0\n"


class TreeTest(unittest.TestCase):
    def found(self, rule, files):
        """[(path, line)] of what `rule` says about a tree of `files` ({path: text})."""
        with tempfile.TemporaryDirectory() as folder:
            for path, text in files.items():
                place = pathlib.Path(folder, path)
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_text(text, encoding="utf-8")
            tree = Tree(folder)
            return sorted((path, line) for path, line, _ in dict(tidy.RULES)[rule](tree))

    def assert_found(self, rule, files, *expected):
        self.assertEqual(self.found(rule, files), sorted(expected))

    def assert_clean(self, rule, files):
        self.assertEqual(self.found(rule, files), [])
