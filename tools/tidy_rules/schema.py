# SPDX-License-Identifier: Apache-2.0
"""Migrations: their numbers, their head file, and the three column types both databases understand alike."""
import re

from .tree import line_at

HEAD = "src/db/schema_head.txt"
MIGRATION = re.compile(r"(?:^|/)schema/((\d{4})_[a-z0-9_]+)\.sql$")
TABLE = re.compile(r"\bCREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?(\w+)\s*\(", re.I)
ADDED = re.compile(r"\bALTER\s+TABLE\s+(\w+)\s+ADD\s+(?:COLUMN\s+)?(\w+)([^;]*)", re.I)
CONSTRAINT = re.compile(r"^(?:PRIMARY|UNIQUE|FOREIGN|CHECK|CONSTRAINT|EXCLUDE)\b", re.I)
FOREIGN_TYPE = re.compile(r"\b(?:INTEGER|INT|INT[248]|SMALLINT|VARCHAR|CHAR|BOOLEAN|BOOL|TIMESTAMPTZ?|DATETIME"
                          r"|REAL|FLOAT|JSONB?|UUID|NUMERIC|DECIMAL|BLOB|BYTEA"
                          r"|(?:BIG|SMALL)?SERIAL|AUTOINCREMENT)\b", re.I)


def migrations(tree):
    """[(path, name, number)] of every migration, in the order of the tree."""
    found = [(path, MIGRATION.search(path)) for path in tree.ending(".sql", under="src/")]
    return [(path, match[1], int(match[2])) for path, match in found if match]


def pieces(inside):
    """What stands between the commas of a table's definition."""
    depth, start = 0, 0
    for at, mark in enumerate(inside):
        depth += {"(": 1, ")": -1}.get(mark, 0)
        if mark == "," and depth == 0:
            yield inside[start:at].strip()
            start = at + 1
    yield inside[start:].strip()


def closing(text, opened):
    depth = 0
    for found in re.compile(r"[()]").finditer(text, opened):
        depth += 1 if found[0] == "(" else -1
        if depth == 0:
            return found.start()
    return len(text)


def tables(tree):
    """{table: {column: may be NULL}} as the migrations leave it."""
    known = {}
    for path, _, _ in sorted(migrations(tree), key=lambda migration: migration[2]):
        code = tree.code(path)
        for found in TABLE.finditer(code):
            columns = known.setdefault(found[1].lower(), {})
            keys = set()
            for piece in pieces(code[found.end():closing(code, found.end() - 1)]):
                key = re.match(r"PRIMARY\s+KEY\s*\(([^)]*)\)", piece, re.I)
                if key:
                    keys |= {name.strip().lower() for name in key[1].split(",")}
                elif piece and not CONSTRAINT.match(piece):
                    columns[piece.split()[0].lower()] = not re.search(r"\bNOT\s+NULL\b|\bPRIMARY\s+KEY\b", piece, re.I)
            columns.update({name: False for name in keys if name in columns})
        for found in ADDED.finditer(code):
            may_be_null = not re.search(r"\bNOT\s+NULL\b", found[3], re.I)
            known.setdefault(found[1].lower(), {})[found[2].lower()] = may_be_null
    return known


def migration_order(tree):
    """Migrations have numbers of their own, and the head file lists all of them in order, the newest last."""
    found = migrations(tree)
    for path in tree.ending(".sql", under="src/"):
        if "/schema/" in path and not MIGRATION.search(path):
            yield path, 1, "Name a migration NNNN_what_it_adds.sql, in small letters."
    by_number = {}
    for path, _, number in found:
        if number in by_number:
            yield path, 1, f"Number {number:04} is taken by {by_number[number]}: take the next free one."
        by_number.setdefault(number, path)
    if not found:
        return
    if not tree.exists(HEAD):
        yield HEAD, 1, "Add the file: the name of each migration on a line of its own, the newest last."
        return
    listed = [line.strip() for line in tree.text(HEAD).splitlines() if line.strip() and not line.startswith("#")]
    wanted = [name for _, name, _ in sorted(found, key=lambda migration: migration[2])]
    for number, (is_there, should_be) in enumerate(zip(listed + [""] * len(wanted), wanted + [""] * len(listed)), 1):
        if is_there != should_be:
            yield HEAD, number, f'Say "{should_be}" here instead of "{is_there}": all migrations, in order of number.'
            return


def column_types(tree):
    """Columns and casts are TEXT, BIGINT or DOUBLE PRECISION: the three types both databases treat alike."""
    for path in tree.ending(".sql", under="src/"):
        if path.endswith((".sqlite.sql", ".postgres.sql")):
            continue
        code = tree.code(path)
        for found in FOREIGN_TYPE.finditer(code):
            yield path, line_at(code, found.start()), f"Use TEXT, BIGINT or DOUBLE PRECISION instead of {found[0]}."


RULES = [
    ("migration-order", migration_order),
    ("column-type", column_types),
]
