#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""House style as a test: checks the tree in a second or two and says for each finding where, which rule and what to do.

tools/tidy.py            checks the whole tree; exit 1 when anything is found
tools/tidy.py --list     says what is checked
tools/tidy.py ROOT       checks another tree
"""
import argparse
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from tidy_rules import architecture, dead, names, queries, schema, shape, walls  # noqa: E402
from tidy_rules.tree import Tree  # noqa: E402

RULES = [*architecture.RULES, *walls.RULES, *shape.RULES, *names.RULES, *queries.RULES, *schema.RULES, *dead.RULES]


def check(tree):
    """Every finding of every rule, in the order of the tree."""
    found = set()
    for name, rule in RULES:
        found.update((path, line, name, message) for path, line, message in rule(tree))
    return sorted(found)


def main():
    arguments = argparse.ArgumentParser(description="Checks the house style.")
    arguments.add_argument("root", nargs="?", default=pathlib.Path(__file__).resolve().parent.parent, type=pathlib.Path)
    arguments.add_argument("--list", action="store_true", help="say what is checked")
    chosen = arguments.parse_args()
    if chosen.list:
        for name, rule in RULES:
            print(f"{name:20} {' '.join(rule.__doc__.split())}")
        return 0
    tree = Tree(chosen.root)
    findings = check(tree)
    for path, line, name, message in findings:
        print(f"{path}:{line}: {name}: {message}")
    print(f"tidy: {len(tree.files)} files, {len(RULES)} rules, {len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
