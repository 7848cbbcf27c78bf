# SPDX-License-Identifier: Apache-2.0
"""Named queries: the same answer on both databases, used by somebody, and never past a reader's clearance."""
import re
from dataclasses import dataclass

from .schema import tables
from .tree import CPP, SQL_TOKENS, line_at, without_strings

NAME = re.compile(r"^-- name: ([a-z][a-z0-9_]*)\s*$", re.M)
DIALECTS = (".sqlite.sql", ".postgres.sql")
PAIRS = 10
READ = re.compile(r"\b(?:FROM|JOIN)\s+(\w+)", re.I)
USED = re.compile(r"\b(?:(\w+)::)?sql::(\w+)\b")
COMPARED = re.compile(r"\bvisibility\s*(?:[<>=]|IN\b|BETWEEN\b)|[<>=]\s*(?:\w+\.)?visibility\b", re.I)
DIFFERS = [
    (r"\bI?LIKE\b|\bGLOB\b|\bSIMILAR\s+TO\b", "SQLite's LIKE ignores case: compare with a folded search column."),
    (r"\b(?:lower|upper)\s*\(", "SQLite folds ASCII only: fold in C++ (core/text.hpp) and store it."),
    (r"::", "SQLite takes $1::type as the parameter's name: bind a typed value, or use CAST."),
    (r"->>?|\bjsonb?_\w+|\bjson\s*\(",
     "JSON operators differ: details stay opaque text, what is asked for gets a column."),
    (r"\bpercentile_(?:cont|disc)\b", "Use the nearest rank: row_number() and count(*) OVER ()."),
    (r"\bTRUE\b|\bFALSE\b", "Flags are BIGINT: write 1 or 0."),
    (r"\bnow\s*\(|\bCURRENT_(?:TIMESTAMP|DATE|TIME)\b|\bstrftime\b|\bdate_trunc\b|\bunixepoch\b",
     "Instants arrive as parameters; the database's clock and calendar stay out of it."),
    (r"\brandom\s*\(|\bgen_random_uuid\b", "Ids and randomness arrive as parameters."),
    (r"(?<!\w)\?(?!\w)|[?:@]\d+\b|[:@][a-z_]\w*", "Parameters are $1..$n: both databases read that."),
    (r"\bLIMIT\s+\S+\s*,", "Write LIMIT n OFFSET m."),
    (r"\bINSERT\s+OR\b|\bREPLACE\s+INTO\b", "Write INSERT ... ON CONFLICT (...) DO UPDATE SET x = excluded.x."),
    (r"\browid\b|\bctid\b", "Use the primary key."),
]


@dataclass
class Query:
    path: str
    folder: str  # the last part of it: the namespace
    name: str
    line: int
    text: str  # with comments
    code: str  # without comments and the inside of strings


def is_query_file(path):
    return path.startswith("src/") and path.endswith(".sql") and "/schema/" not in path


def queries(tree):
    found = []
    for path in tree.files:
        if not is_query_file(path):
            continue
        text = tree.text(path)
        starts = list(NAME.finditer(text))
        for start, after in zip(starts, [*(s.start() for s in starts[1:]), len(text)]):
            body = text[start.end():after]
            folder = path.rsplit("/", 2)[-2]
            code = without_strings(body, SQL_TOKENS)
            found.append(Query(path, folder, start[1], line_at(text, start.start()), body, code))
    return found


def common(tree):
    return [query for query in queries(tree) if not query.path.endswith(DIALECTS)]


def portable(tree):
    """Nothing that SQLite and PostgreSQL answer differently, or that only one of them reads."""
    for query in common(tree):
        for pattern, remedy in DIFFERS:
            for found in re.finditer(pattern, query.code, re.I):
                if found[0] == "::" or "$" not in found[0]:
                    yield query.path, query.line + query.code.count("\n", 0, found.start()), f"{query.name}: {remedy}"


def aggregates(tree):
    """avg and sum carry a cast: PostgreSQL answers NUMERIC where SQLite answers an integer or a double."""
    for query in common(tree):
        for found in re.finditer(r"\b(avg|sum)\s*\(", query.code, re.I):
            within = re.match(r"\s*CAST\s*\(", query.code[found.end():], re.I)
            around = re.search(r"\bCAST\s*\((?:\s*coalesce\s*\()?\s*$", query.code[:found.start()], re.I)
            if not within and not around:
                line = query.line + query.code.count("\n", 0, found.start())
                yield query.path, line, f"{query.name}: write CAST({found[1]}(...) AS BIGINT or DOUBLE PRECISION)."


def null_order(tree):
    """ORDER BY of a column that may be NULL says NULLS FIRST or NULLS LAST."""
    known = tables(tree)
    for query in common(tree):
        used = [known[name.lower()] for name in READ.findall(query.code) if name.lower() in known]
        for order in re.finditer(r"\bORDER\s+BY\s+([^)]*?)(?=\)|\bLIMIT\b|\bOFFSET\b|\bROWS\b|\bRANGE\b|\bFETCH\b|$)",
                                 query.code, re.I | re.S):
            for term in order[1].split(","):
                column = re.match(r"\s*(?:\w+\.)?(\w+)\s*(?:ASC|DESC)?\s*(NULLS\s+(?:FIRST|LAST))?\s*$", term, re.I)
                if not column or column[2]:
                    continue
                says = [table[column[1].lower()] for table in used if column[1].lower() in table]
                if says and all(says):
                    line = query.line + query.code.count("\n", 0, order.start())
                    yield query.path, line, f"{query.name}: {column[1]} may be NULL: add NULLS LAST."


def clearance(tree):
    """A query that reads a table with a visibility column asks for it, or says in `-- clearance:` why it need not."""
    guarded = {name for name, columns in tables(tree).items() if "visibility" in columns}
    for query in queries(tree):
        read = {name.lower() for name in READ.findall(query.code)} & guarded
        if read and not COMPARED.search(query.code) and not re.search(r"^\s*-- clearance: \S+", query.text, re.M):
            yield query.path, query.line, (f"{query.name} reads {', '.join(sorted(read))}: compare visibility with the "
                                           "reader's clearance, or say `-- clearance: why not` under its name.")


def used_and_defined(tree):
    """Every named query is used by some C++ file as sql::name, and every sql::name is defined."""
    defined = {}
    for query in queries(tree):
        defined.setdefault((query.folder, query.name), query)
    used = set()
    for path in tree.ending(*CPP):
        folders = path.split("/")[:-1]  # its own namespace or one around it
        code = tree.code(path)
        for found in USED.finditer(code):
            spaces = [found[1]] if found[1] and found[1] != "bluelamp" else folders
            used.update((space, found[2]) for space in spaces)
            if path.startswith("src/") and not any((space, found[2]) in defined for space in spaces):
                yield path, line_at(code, found.start()), f"No .sql file of {spaces[-1]} has a query named {found[2]}."
    for key, query in defined.items():
        if key not in used:
            yield query.path, query.line, f"Nobody uses sql::{query.name}: delete the query."


def query_files(tree):
    """A query file has `-- name: x` before each query, and each name once in its folder."""
    seen = {}
    for query in common(tree):
        first = seen.setdefault((query.path.rpartition("/")[0], query.name), query)
        if first is not query:
            yield query.path, query.line, f"The name {query.name} is taken in {first.path}:{first.line}."
        if not query.code.strip():
            yield query.path, query.line, f"{query.name} has no text."
    for path in tree.files:
        if is_query_file(path) and not NAME.search(tree.text(path)):
            yield path, 1, "Begin each query with a line `-- name: what_it_does`."


def dialect_pairs(tree):
    """At most ten queries come in two dialects; each has both, and a comment saying why."""
    files = [path for path in tree.files if is_query_file(path) and path.endswith(DIALECTS)]
    for path in files:
        own, other = DIALECTS if path.endswith(DIALECTS[0]) else DIALECTS[::-1]
        if path.removesuffix(own) + other not in files:
            yield path, 1, f"Write {path.rsplit('/', 1)[-1].removesuffix(own)}{other} beside it."
    special = [query for query in queries(tree) if query.path.endswith(DIALECTS[0])]
    for query in special[PAIRS:]:
        yield query.path, query.line, f"The house has room for {PAIRS} pairs: find one text for both databases."
    for query in special:
        if not re.search(r"^\s*-- \w", query.text, re.M):
            yield query.path, query.line, f"Say in a comment under {query.name} why the databases must differ."


RULES = [
    ("sql-portable", portable),
    ("sql-aggregate", aggregates),
    ("sql-null-order", null_order),
    ("sql-clearance", clearance),
    ("sql-used", used_and_defined),
    ("sql-names", query_files),
    ("sql-dialects", dialect_pairs),
]
