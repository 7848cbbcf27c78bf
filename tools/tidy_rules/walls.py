# SPDX-License-Identifier: Apache-2.0
"""What only one folder may know: the HTTP library, the database drivers, the dialect, the wall clock, SQL."""
import re

from .tree import CPP, CPP_TOKENS, line_at

INCLUDED = re.compile(r"^[ \t]*#[ \t]*include[ \t]*[<\"]([^>\"]+)[>\"]", re.M)


def outside(tree, homes):
    """The C++ files of src/ that are not in any of `homes` (a folder ending in / or one file)."""
    return [path for path in tree.ending(*CPP, under="src/") if not path.startswith(homes)]


def matches(tree, homes, pattern, remedy):
    """Findings wherever code outside `homes` says `pattern`, in a name or in an include."""
    for path in outside(tree, homes):
        code = tree.code(path)
        lines = {line_at(code, found.start()) for found in pattern.finditer(code)}
        raw = tree.uncommented(path)
        lines |= {line_at(raw, found.start()) for found in INCLUDED.finditer(raw) if pattern.search(found[1])}
        for line in sorted(lines):
            yield path, line, remedy


def http_library(tree):
    """Only src/http names the HTTP and network libraries."""
    pattern = re.compile(r"\brestinio\b|\bboost[:/]+(?:asio|beast)\b|\bhttp_parser\w*|\bopenssl/\w+|\bSSL_\w+")
    remedy = "Go through http/http.hpp: only src/http may name the HTTP library."
    return matches(tree, ("src/http/",), pattern, remedy)


def drivers(tree):
    """Only src/db names the database drivers."""
    pattern = re.compile(r"\bsqlite3\w*|\blibpq\b|\bPQ[a-z]\w+\s*\(|\bPG(?:conn|result)\b")
    return matches(tree, ("src/db/",), pattern, "Go through db/database.hpp: only src/db may name a driver.")


def dialect(tree):
    """Only src/db asks which database it is; a difference in SQL is a pair of files."""
    pattern = re.compile(r"\b(?:if|switch|while)\s*(?:constexpr\s*)?\([^{;]*(?:\bdialect\b|\bengine\(\)\s*[=!]=)")
    remedy = "Write name.sqlite.sql and name.postgres.sql: no dialect outside src/db."
    return matches(tree, ("src/db/",), pattern, remedy)


def wall_clock(tree):
    """Only core/instant.cpp reads the wall clock: instants arrive as arguments."""
    pattern = re.compile(r"\bsystem_clock::now\b|\bstd::time\s*\(|(?<![\w:.>])time\s*\(\s*(?:nullptr|NULL|0)\s*\)"
                         r"|\bgettimeofday\b|\bCLOCK_REALTIME\b")
    return matches(tree, ("src/core/instant.cpp",), pattern, "Take an Instant (or the Clock) as an argument.")


def sql_in_code(tree):
    """SQL stands in .sql files; src/db and src/search alone may hold it in strings."""
    start = re.compile(r"\s*(?:SELECT\s|INSERT\s+(?:INTO|OR)\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|WITH\s+\w+\s+AS\s"
                       r"|(?:CREATE|DROP|ALTER)\s+(?:TABLE|INDEX|UNIQUE|VIEW)\s)", re.I)
    for path in outside(tree, ("src/db/", "src/search/")):
        text = tree.text(path)
        for found in CPP_TOKENS.finditer(text):
            if found["comment"]:
                continue
            inside = re.sub(r'^R"[^(]*\(|^"', "", found[0])
            if start.match(inside):
                remedy = "Move the query into the folder's .sql file and use sql::name."
                yield path, line_at(text, found.start()), remedy


RULES = [
    ("http-library", http_library),
    ("driver", drivers),
    ("dialect", dialect),
    ("wall-clock", wall_clock),
    ("sql-in-code", sql_in_code),
]
