# SPDX-License-Identifier: Apache-2.0
"""The files of the repository as the rules see them: raw, without comments, and without the inside of strings."""
import functools
import pathlib
import re
import subprocess

CPP = (".cpp", ".hpp")
WEB = (".ts", ".tsx")
SKIPPED = {".git", "build", "node_modules", "dist", "data", "__pycache__"}

# Longest first: a comment mark inside a string is not a comment, and the other way round.
CPP_TOKENS = re.compile(
    r"""(?P<comment>//[^\n]*|/\*[\s\S]*?\*/)"""
    r"""|R"(?P<mark>[^(\s"]{0,16})\([\s\S]*?\)(?P=mark)\""""
    r"""|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+'"""
)
SQL_TOKENS = re.compile(r"""(?P<comment>--[^\n]*|/\*[\s\S]*?\*/)|'(?:''|[^'])*'""")


def blank(text):
    """The same shape of lines and columns, with nothing in it."""
    return re.sub(r"[^\n]", " ", text)


def without_comments(text, tokens):
    return tokens.sub(lambda found: blank(found[0]) if found["comment"] else found[0], text)


def without_strings(text, tokens):
    def replace(found):
        whole = found[0]
        return blank(whole) if found["comment"] else whole[0] + blank(whole[1:-1]) + whole[-1]

    return tokens.sub(replace, text)


class Tree:
    """What git would keep of the folder `root` (everything, where it is no git repository)."""

    def __init__(self, root):
        self.root = pathlib.Path(root).resolve()
        self.files = sorted(path for path in self._paths() if (self.root / path).is_file())

    def _paths(self):
        if (self.root / ".git").exists():
            listing = ["ls-files", "--cached", "--others", "--exclude-standard", "-z"]
            command = ["git", "-c", "safe.directory=*", "-C", str(self.root), *listing]
            answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout
            return {path for path in answer.split("\0") if path}
        return {
            str(path.relative_to(self.root))
            for path in self.root.rglob("*")
            if not SKIPPED & set(path.relative_to(self.root).parts)
        }

    def ending(self, *suffixes, under=""):
        return [path for path in self.files if path.endswith(suffixes) and path.startswith(under)]

    @functools.cache
    def text(self, path):
        """Empty for what is not text: such files are nobody's style."""
        content = (self.root / path).read_bytes()
        if b"\0" in content:
            return ""
        return content.decode("utf-8", errors="replace")

    @functools.cache
    def uncommented(self, path):
        return without_comments(self.text(path), SQL_TOKENS if path.endswith(".sql") else CPP_TOKENS)

    @functools.cache
    def code(self, path):
        return without_strings(self.text(path), SQL_TOKENS if path.endswith(".sql") else CPP_TOKENS)

    def exists(self, path):
        return (self.root / path).is_file()

    def is_script(self, path):
        return "." not in path.rsplit("/", 1)[-1] and self.text(path).startswith("#!")

    def sources(self):
        """Everything somebody wrote for a machine: the files with a length, a layout and a licence line."""
        kinds = (*CPP, *WEB, ".sql", ".py", ".sh", ".cmake", "CMakeLists.txt", ".scss", ".css", ".mjs", ".js")
        return [path for path in self.files if path.endswith(kinds) or self.is_script(path)]

    def libraries(self):
        """{library name: folder under src/} as the CMakeLists declare them."""
        found = {}
        for path in self.ending("CMakeLists.txt", under="src/"):
            for name in re.findall(r"bluelamp_library\(\s*NAME\s+(\w+)", self.text(path)):
                found[name] = path[len("src/"):].rpartition("/")[0]
        return found


def line_at(text, offset):
    return text.count("\n", 0, offset) + 1
