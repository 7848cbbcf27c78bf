#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Turns SQL files into C++: named queries into a header, migrations into one source file.

queries  FILE FOLDER HEADER   `-- name: x` sections of FILE become `bluelamp::<last folder>::sql::x`, a db::Query
                              holding the text for each engine. A query that must differ stands in FILE's siblings
                              name.sqlite.sql / name.postgres.sql.
schema   ROOT SOURCE          every ROOT/**/schema/NNNN_name.sql becomes an entry of db::migrations(), in order of
                              number, with its SHA-256.
"""
import hashlib
import pathlib
import re
import sys

NAME = re.compile(r"^-- name: ([a-z][a-z0-9_]*)\s*$", re.M)


def raw(text):
    """A C++ raw string literal holding `text`."""
    if ')sql"' in text:
        raise SystemExit('embed_sql: a query holds )sql" and cannot be embedded')
    return f'R"sql({text})sql"'


def sections(path):
    """[(name, text)] of a query file; refuses text before the first name and names given twice."""
    parts = NAME.split(path.read_text(encoding="utf-8"))
    preface = [line for line in parts[0].splitlines() if line.strip() and not line.startswith("--")]
    if preface:
        raise SystemExit(f"{path}: SQL stands before the first `-- name:` line: {preface[0]}")
    found = [(parts[i], strip(parts[i + 1])) for i in range(1, len(parts), 2)]
    names = [name for name, _ in found]
    for name in names:
        if names.count(name) > 1:
            raise SystemExit(f"{path}: the name {name} is given twice")
    return found


def strip(text):
    """Comment lines explain to the reader of the file; the database does not need them."""
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("--")]
    return "\n".join(lines).rstrip().rstrip(";")


def write_if_changed(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
    else:
        path.touch()


def queries(source, folder, header):
    source = pathlib.Path(source)
    both = dict(sections(source))
    special = {}
    for dialect in ("sqlite", "postgres"):
        sibling = source.with_suffix(f".{dialect}.sql")
        special[dialect] = dict(sections(sibling)) if sibling.exists() else {}
    for name in set(special["sqlite"]) | set(special["postgres"]):
        if name in both or name not in special["sqlite"] or name not in special["postgres"]:
            raise SystemExit(f"{source}: {name} must stand either in the common file or in both dialect files")
    space = folder.split("/")[-1]
    out = ["// Generated from " + f"src/{folder}/{source.name}. Do not edit.", "#pragma once",
           '#include "db/query.hpp"', "", f"namespace bluelamp::{space}::sql {{"]
    for name in list(both) + sorted(special["sqlite"]):
        lite, post = (both[name],) * 2 if name in both else (special["sqlite"][name], special["postgres"][name])
        second = "{}" if lite == post else raw(post)
        out.append(f'inline constexpr db::Query {name}{{"{space}.{name}", {raw(lite)}, {second}}};')
    out.append(f"}}  // namespace bluelamp::{space}::sql")
    write_if_changed(pathlib.Path(header), "\n".join(out) + "\n")


def schema(root, source):
    files = sorted(pathlib.Path(root).glob("**/schema/[0-9][0-9][0-9][0-9]_*.sql"), key=lambda path: path.name)
    out = ["// Generated from the schema folders. Do not edit.", '#include "db/migrations.hpp"', "",
           "namespace bluelamp::db {", "std::span<const Migration> migrations() {",
           "    static constexpr Migration all[] = {"]
    for path in files:
        text = path.read_text(encoding="utf-8")
        digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
        out.append(f'        {{{int(path.name[:4])}, "{path.stem}", "{digest}", {raw(text)}}},')
    out += ["    };", "    return all;", "}", "}  // namespace bluelamp::db"]
    write_if_changed(pathlib.Path(source), "\n".join(out) + "\n")


if __name__ == "__main__":
    {"queries": queries, "schema": schema}[sys.argv[1]](*sys.argv[2:])
