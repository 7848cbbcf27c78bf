# SPDX-License-Identifier: Apache-2.0
"""Who may use whom: the edge list of ARCHITECTURE.md against every include and every link list."""
import re

from .tree import CPP, line_at

PAPER = "ARCHITECTURE.md"
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]+"([^"]+)"', re.M)


def edges(tree):
    """{folder: (line, set of folders it may use)} from the fenced block ```edges; None where there is no such block."""
    if not tree.exists(PAPER):
        return None
    text = tree.text(PAPER)
    block = re.search(r"^```edges\n(.*?)^```", text, re.M | re.S)
    if not block:
        return None
    listed = {}
    first = line_at(text, block.start(1))
    for number, line in enumerate(block[1].splitlines(), first):
        folder, arrow, used = line.partition("->")
        if arrow:
            listed[folder.strip()] = (number, set(used.split()))
    return listed


def folder_of(path, listed):
    """The longest listed folder that holds `path` (given from src/); its own folder where none is listed."""
    folder = path.rpartition("/")[0]
    whole = folder
    while folder:
        if folder in listed:
            return folder
        folder = folder.rpartition("/")[0]
    return whole or "main"


def includes(tree, path):
    """(line, included path) of each include in quotes."""
    text = tree.uncommented(path)
    return [(line_at(text, found.start()), found[1]) for found in INCLUDE.finditer(text)]


def edge_list(tree):
    """ARCHITECTURE.md holds a fenced block named edges; every folder with a library stands in it; it has no circle."""
    listed = edges(tree)
    if listed is None:
        yield PAPER, 1, "Add a fenced block ```edges with one line `folder -> folder folder` for each folder of src/."
        return
    for folder in sorted(set(tree.libraries().values()) - set(listed)):
        yield f"src/{folder}/CMakeLists.txt", 1, f"List what {folder} may use in the edges of {PAPER}."
    done = set()

    def circle(folder, above):
        if folder in above:
            return [*above[above.index(folder):], folder]
        if folder in done:
            return None
        for used in sorted(listed.get(folder, (0, set()))[1]):
            found = circle(used, [*above, folder])
            if found:
                return found
        done.add(folder)
        return None

    for folder, (line, _) in listed.items():
        found = circle(folder, [])
        if found:
            yield PAPER, line, f"Break the circle {' -> '.join(found)}: edges point down only."
            return


def include_edges(tree):
    """An include crosses from one folder of src/ into another only along an edge of ARCHITECTURE.md."""
    listed = edges(tree)
    if listed is None:
        return
    for path in tree.ending(*CPP, under="src/"):
        own = folder_of(path[len("src/"):], listed)
        for line, included in includes(tree, path):
            used = folder_of(included, listed)
            if own != used and used not in listed.get(own, (0, set()))[1]:
                yield path, line, (f"{own} may not use {used}. Move what you need, or add the edge to {PAPER} "
                                   "with a decision record.")


def link_edges(tree):
    """The LINK list of a folder's library names only folders that its edges allow."""
    listed = edges(tree)
    if listed is None:
        return
    folders = tree.libraries()
    for path in tree.ending("CMakeLists.txt", under="src/"):
        text = tree.text(path)
        own = folder_of(path[len("src/"):], listed)
        for found in re.finditer(r"bluelamp_library\(([^)]*)\)", text):
            for name in re.findall(r"\bbluelamp_(\w+)", found[1]):
                used = folders.get(name)
                line = line_at(text, text.index(f"bluelamp_{name}", found.start(1)))
                if used is None:
                    yield path, line, f"No folder declares the library {name}: correct the name."
                elif used != own and used not in listed.get(own, (0, set()))[1]:
                    yield path, line, f"{own} may not link {used}: no such edge in {PAPER}."


def desk_headers(tree):
    """A desk is used through its public header only: policing/X/X.hpp."""
    for path in tree.ending(*CPP, under="src/"):
        for line, included in includes(tree, path):
            found = re.match(r"policing/(\w+)/(.+)$", included)
            if found and not path.startswith(f"src/policing/{found[1]}/") and found[2] != f"{found[1]}.hpp":
                public = f"policing/{found[1]}/{found[1]}.hpp"
                yield path, line, f"Include {public}: {included} is that desk's own affair."


def include_paths(tree):
    """Includes in quotes are written from src/ (in tests also from the root), and are there."""
    for path in tree.ending(*CPP):
        roots = ["src/"] if path.startswith("src/") else ["src/", "", path.rpartition("/")[0] + "/"]
        for line, included in includes(tree, path):
            if included.endswith(".sql.hpp"):  # made at build time from the query file beside it
                there = tree.exists("src/" + included.removesuffix(".hpp"))
            else:
                there = any(tree.exists(root + included) for root in roots)
            if not there:
                yield path, line, f'There is no "{included}" under src/. Write the path from src/.'


RULES = [
    ("edge-list", edge_list),
    ("include-edge", include_edges),
    ("link-edge", link_edges),
    ("desk-header", desk_headers),
    ("include-path", include_paths),
]
