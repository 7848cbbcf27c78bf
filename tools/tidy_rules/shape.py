# SPDX-License-Identifier: Apache-2.0
"""Lengths, parameters and nesting: what fits a screen. C++ functions are found by their braces."""
import ast
import re
from dataclasses import dataclass

from .tree import CPP, blank, line_at

FILE_LINES, FUNCTION_LINES, PARAMETERS, NESTING, COLUMNS = 400, 60, 5, 3, 120

DIRECTIVE = re.compile(r"^[ \t]*#(?:[^\n\\]|\\[\s\S])*", re.M)
SCOPE = re.compile(r"\bnamespace\b[^()]*$|\bextern\s*\"\s*\"$|\b(?:class|struct|union|enum)\b[^()=]*$")
CONTROL = re.compile(r"^(?:\}\s*)?(?:else\b|if\b|for\b|while\b|do\b|switch\b|try\b|catch\b)")
LABEL = re.compile(r"^(?:(?:public|private|protected|default|case\b[^:]*(?:::[^:]*)*)\s*:(?!:)\s*)+")
FUNCTION = re.compile(r"([~\w]+|operator\s*(?:\(\)|[^\s\w(]+|\w+))\s*\(")
TAIL = re.compile(r"\)[\s\w&:<>,*()\[\]\-~{}.\"=!|+]*$")


@dataclass
class Function:
    name: str
    first: int
    last: int
    parameters: int
    deepest: int  # how many control blocks stand inside one another
    deepest_line: int


def close_of(code, opened):
    """Where the parenthesis opened at `opened` closes; the end of `code` when it never does."""
    depth = 0
    for found in re.compile(r"[()]").finditer(code, opened):
        depth += 1 if found[0] == "(" else -1
        if depth == 0:
            return found.start()
    return len(code)


def count_parameters(inside):
    """How many parameters stand between the parentheses of a function's head."""
    if not inside.strip() or inside.strip() == "void":
        return 0
    depth, commas = 0, 0
    for mark in inside.replace("->", "  ").replace(">=", "  ").replace("<=", "  "):
        if mark in "([{<":
            depth += 1
        elif mark in ")]}>":
            depth -= 1
        elif mark == "," and depth == 0:
            commas += 1
    return commas + 1


def kind_of(head, inside_function, in_parentheses):
    """What a brace opens, judged by the text before it: scope, function, control, lambda or value."""
    if inside_function:
        if CONTROL.search(head):
            return "control"
        return "lambda" if re.search(r"\[[^\[\]]*\]\s*(?:\([^{]*)?$", head) else "value"
    if not in_parentheses:
        if SCOPE.search(head):
            return "scope"
        if FUNCTION.search(head) and TAIL.search(head) and not re.search(r"^[^(]*=(?!=)", head.split("operator")[0]):
            return "function"
        if re.search(r"=\s*\[[^\]]*\]\s*\([^{]*$", head):
            return "function"
    return "value"


class Reader:
    """Walks the braces of one file and collects its functions."""

    def __init__(self, code):
        self.code = DIRECTIVE.sub(lambda found: blank(found[0]), code)
        self.functions = []
        self.open = []  # (kind, parentheses outside it, start of its head)
        self.start = 0  # of the statement being read
        self.parentheses = 0

    def read(self):
        for found in re.finditer(r"[{}();]", self.code):
            mark, at = found[0], found.start()
            if mark in "()":
                self.parentheses = max(0, self.parentheses + (1 if mark == "(" else -1))
            elif mark == ";":
                if self.parentheses == 0:
                    self.start = at + 1
            elif mark == "{":
                self.opened(at)
            else:
                self.closed(at)
        return self.functions

    def opened(self, at):
        whole = self.code[self.start:at]
        head = LABEL.sub("", whole.strip())
        begin = self.start + len(whole.rstrip()) - len(head)
        kinds = [kind for kind, _, _ in self.open]
        kind = kind_of(head, "function" in kinds, self.parentheses > 0)
        if kind == "function":
            self.functions.append(self.described(head, begin, at))
        self.open.append((kind, self.parentheses, self.start))
        if kind == "control":
            depth = sum(1 for other in kinds if other == "control") + 1
            function = self.functions[-1]
            if depth > function.deepest:
                function.deepest, function.deepest_line = depth, line_at(self.code, at)
        self.parentheses = 0
        if kind != "value":
            self.start = at + 1

    def closed(self, at):
        if not self.open:
            return
        kind, self.parentheses, started = self.open.pop()
        if kind == "function":
            self.functions[-1].last = line_at(self.code, at)
        self.start = started if kind in ("value", "lambda") and self.parentheses else at + 1
        if kind == "value":
            self.start = started

    def described(self, head, start, at):
        found = FUNCTION.search(head)
        name = found[1] if found else "lambda"
        opened = found.end() - 1 if found else head.index("(")
        if name == "decltype" or name == "requires":
            later = FUNCTION.search(head, close_of(head, opened))
            name, opened = (later[1], later.end() - 1) if later else (name, opened)
        inside = head[opened + 1:close_of(head, opened)]
        return Function(name, line_at(self.code, start), line_at(self.code, at), count_parameters(inside), 0, 0)


def functions(tree, path):
    return Reader(tree.code(path)).read()


def file_length(tree):
    """A file has at most 400 lines; golden files are as long as what they hold."""
    for path in tree.sources():
        if path.startswith("tests/golden/"):
            continue
        lines = tree.text(path).count("\n")
        if lines > FILE_LINES:
            yield path, FILE_LINES + 1, f"{lines} lines: cut the file in two where its subject changes."


def line_length(tree):
    """A line has at most 120 columns, and no tab and no blank at its end; golden files hold what they hold."""
    for path in tree.sources():
        if path.startswith("tests/golden/"):
            continue
        for number, line in enumerate(tree.text(path).split("\n"), 1):
            if len(line) > COLUMNS and not re.search(r"https?://\S{60,}", line):
                yield path, number, f"{len(line)} columns: break the line."
            if line != line.rstrip():
                yield path, number, "Take the blanks off the end of the line."
            if "\t" in line:
                yield path, number, "Indent with blanks, not with a tab."


def function_length(tree):
    """A function has at most 60 lines."""
    for path in tree.ending(*CPP):
        for function in functions(tree, path):
            lines = function.last - function.first + 1
            if lines > FUNCTION_LINES:
                yield path, function.first, f"{function.name} has {lines} lines: take a step of it out and name it."
    for path, node in python_functions(tree):
        lines = node.end_lineno - node.lineno + 1
        if lines > FUNCTION_LINES:
            yield path, node.lineno, f"{node.name} has {lines} lines: take a step of it out and name it."


def parameters(tree):
    """A function has at most 5 parameters, unless the comment above it says by whom its signature is imposed."""
    for path in tree.ending(*CPP):
        lines = tree.text(path).split("\n")
        for function in functions(tree, path):
            if function.parameters > PARAMETERS and "imposed by" not in lines[function.first - 2]:
                yield path, function.first, (f"{function.name} has {function.parameters} parameters: "
                                             "put those that belong together into a struct.")
    for path, node in python_functions(tree):
        count = len(node.args.posonlyargs) + len(node.args.args) + len(node.args.kwonlyargs)
        if count > PARAMETERS + (node.args.args[:1] != [] and node.args.args[0].arg == "self"):
            yield path, node.lineno, f"{node.name} has {count} parameters: put those that belong together into one."


def nesting(tree):
    """Control blocks (if, for, while, switch, try) stand at most 3 deep in one another."""
    for path in tree.ending(*CPP):
        for function in functions(tree, path):
            if function.deepest > NESTING:
                yield path, function.deepest_line, (f"{function.name} nests {function.deepest} deep: "
                                                    "return early, or take the inner part out.")


def python_functions(tree):
    for path in tree.sources():
        if path.endswith(".py") or (tree.is_script(path) and "python" in tree.text(path).split("\n", 1)[0]):
            try:
                parsed = ast.parse(tree.text(path))
            except SyntaxError:
                continue  # reported by python-syntax
            for node in ast.walk(parsed):
                if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                    yield path, node


def python_syntax(tree):
    """Python scripts parse."""
    for path in tree.sources():
        if path.endswith(".py") or (tree.is_script(path) and "python" in tree.text(path).split("\n", 1)[0]):
            try:
                ast.parse(tree.text(path))
            except SyntaxError as error:
                yield path, error.lineno or 1, f"Python cannot read it: {error.msg}."


RULES = [
    ("file-length", file_length),
    ("line-length", line_length),
    ("function-length", function_length),
    ("parameters", parameters),
    ("nesting", nesting),
    ("python-syntax", python_syntax),
]
