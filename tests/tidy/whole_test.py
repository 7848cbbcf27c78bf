# SPDX-License-Identifier: Apache-2.0
"""The table of rules itself."""
import io
import pathlib
import re
import unittest

import a_tree
import tidy


class Table(unittest.TestCase):
    def test_every_rule_says_what_it_checks(self):
        for name, rule in tidy.RULES:
            with self.subTest(name):
                self.assertTrue(rule.__doc__ and rule.__doc__.strip().endswith("."))

    def test_every_rule_has_a_name_of_its_own(self):
        names = [name for name, _ in tidy.RULES]
        self.assertEqual(len(names), len(set(names)))

    def test_every_rule_is_shown_to_fail(self):
        shown = io.StringIO()
        for path in pathlib.Path(a_tree.__file__).parent.glob("*_test.py"):
            shown.write(path.read_text(encoding="utf-8"))
        text = shown.getvalue()
        for name, _ in tidy.RULES:
            with self.subTest(name):
                self.assertRegex(text, rf'(?:assert_found|self\.found)\(\s*"{re.escape(name)}"')


if __name__ == "__main__":
    unittest.main()
