# SPDX-License-Identifier: Apache-2.0
"""Files nobody would miss."""
import re

from .architecture import includes
from .tree import CPP


def unbuilt(tree):
    """Every .cpp stands in a folder that CMake builds."""
    for path in tree.ending(".cpp"):
        if not path.startswith(("src/", "tests/", "bench/", "fuzz/")):
            yield path, 1, "Put it under src/, tests/, bench/ or fuzz/, or delete it."
            continue
        if not is_built(tree, path):
            folder = path.rpartition("/")[0]
            yield path, 1, f"{folder}/CMakeLists.txt does not build it: add it there, or delete it."


def is_built(tree, path):
    """Whether the CMakeLists of its folder takes it, or one further up that names the folder or the file."""
    folder, _, name = path.rpartition("/")
    below = ""
    while folder:
        builds = tree.text(f"{folder}/CMakeLists.txt") if tree.exists(f"{folder}/CMakeLists.txt") else ""
        whole = re.search(r"\bbluelamp_(?:library|test|fuzz|bench)\(|\bGLOB\b", builds)
        if name.removesuffix(".cpp") in builds or (whole and not below) or (below and f"{below}/" in builds):
            return True
        folder, _, last = folder.rpartition("/")
        below = f"{last}/{below}" if below else last
    return False


def unincluded(tree):
    """Every header is included by a file other than its own source."""
    used = set()
    for path in tree.ending(*CPP):
        folder = path.rpartition("/")[0]
        for _, included in includes(tree, path):
            for name in (f"src/{included}", included, f"{folder}/{included}"):
                if name.removesuffix(".hpp") != path.removesuffix(".cpp"):
                    used.add(name)
    for path in tree.ending(".hpp"):
        if path not in used:
            yield path, 1, "Nobody includes it but its own source: delete it, or move what it says into the source."


def unnamed_tools(tree):
    """Every file of tools/ is named by some other file."""
    for path in tree.ending("", under="tools/"):
        name = path.rsplit("/", 1)[-1]
        word = name.removesuffix(".py") if name.endswith(".py") else name
        if name.startswith("__"):
            continue
        others = (other for other in tree.files if other != path and not other.endswith((".csv", ".json", ".geojson")))
        if not any(re.search(rf"\b{re.escape(word)}\b", tree.text(other)) for other in others):
            yield path, 1, "Nothing calls or mentions it: say in CONTRIBUTING.md what it is for, or delete it."


RULES = [
    ("unbuilt", unbuilt),
    ("unincluded", unincluded),
    ("unnamed-tool", unnamed_tools),
]
