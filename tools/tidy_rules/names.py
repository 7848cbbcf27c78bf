# SPDX-License-Identifier: Apache-2.0
"""Names, first lines, and words that do not belong in a repository."""
import re

from .tree import CPP, WEB, line_at

EMPTY_WORDS = "Manager|Helper|Util|Utility|Utilitie|Processor|Base|Impl|Data|Info"
TYPE = re.compile(rf"\b(?:class|struct|union|enum(?:\s+class)?|concept|interface|type)\s+(\w*(?:{EMPTY_WORDS})s?)\b")
FILE = re.compile(rf"(?:^|[_.-])(?:{EMPTY_WORDS.lower()})s?$")
LICENCE = "SPDX-License-Identifier: Apache-2.0"
# In pieces, so that this file does not find itself.
LATER = re.compile(r"(?<![`\"'])\b(?:" + "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]) + r")\b")
ONE_MACHINE = re.compile(r"(?<![\w.:/-])/(?:wo" + r"rk/|tmp/bu" + r"ild|root/|home/\w)")
SHOWS_BAD_EXAMPLES = ("tests/tidy/",)


def empty_names(tree):
    """No type and no file is called Manager, Helper, Util, Processor, Base, Impl, Data or Info."""
    for path in tree.ending(*CPP, *WEB):
        stem = path.rsplit("/", 1)[-1].split(".")[0]
        snake = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", stem).lower()
        if FILE.search(snake) and not path.startswith(SHOWS_BAD_EXAMPLES):
            yield path, 1, "Name the file after its main type or verb: that word says nothing."
        code = tree.code(path)
        for found in TYPE.finditer(code):
            yield path, line_at(code, found.start()), f"Name {found[1]} after what it is or does."


def licence_line(tree):
    """The first line (the second after #!) of a source file is its SPDX line."""
    for path in tree.sources():
        if path.endswith((".sql", ".css")):
            continue
        lines = tree.text(path).split("\n", 2)[:2]
        wanted = lines[1] if len(lines) > 1 and lines[0].startswith("#!") else lines[0]
        if LICENCE not in wanted:
            yield path, 1, f"Begin with the comment {LICENCE}."


def pragma_once(tree):
    """A header has #pragma once."""
    for path in tree.ending(".hpp"):
        if not re.search(r"^#pragma once$", tree.text(path), re.M):
            yield path, 1, "Add #pragma once."


def later_words(tree):
    """Nothing is put off in a comment: it is done now or it is an issue."""
    for path in tree.ending(*CPP, *WEB, ".sql", ".py", ".sh", ".cmake", ".md", ".txt", ".toml", ".scss"):
        if path.startswith((*SHOWS_BAD_EXAMPLES, "docs/decisions/")):  # a record quotes other people's code
            continue
        text = tree.text(path)
        for found in LATER.finditer(text):
            yield path, line_at(text, found.start()), f"Do it now, or open an issue and take the {found[0]} out."


def one_machine(tree):
    """No path that exists on one machine only."""
    for path in tree.files:
        if path.startswith(SHOWS_BAD_EXAMPLES) or path.endswith((".geojson", ".csv", ".json")):
            continue
        text = tree.text(path)
        for found in ONE_MACHINE.finditer(text):
            remedy = f"{found[0]} exists on one machine only: take the path as an option."
            yield path, line_at(text, found.start()), remedy


RULES = [
    ("empty-name", empty_names),
    ("licence-line", licence_line),
    ("pragma-once", pragma_once),
    ("later", later_words),
    ("one-machine", one_machine),
]
