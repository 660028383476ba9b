"""The plan of the house as data, and the readers of syntax trees that hold the code to it."""

from __future__ import annotations

import ast
import functools
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeGuard

import yaml

from tests.support import ROOT, TESTS

FLOORS: tuple[tuple[str, ...], ...] = (
    ("kept",),
    ("late", "records"),
    ("letters",),
    ("span", "data", "geometry"),
    ("codes", "source", "meta", "diagnostics"),
    ("files", "options", "model"),
    ("walk", "dump", "strict"),
    ("languages", "style"),
    ("forms",),
    ("settings", "readers", "normalize", "parse", "transform", "check", "compose", "account"),
    ("inspection", "twins", "writers.docx", "writers.pdf", "writers.md", "writers.html", "writers.json", "writers.akn"),
    ("writers",),
    ("pipeline",),
    ("batch", "borrow", "specimen"),
    ("",),
    ("cli",),
    ("__main__",),
)
"""Rooms from the ground up: a folder or a file of `converter`. A room imports from floors below and from itself."""

SLOW_READERS = ("charset_normalizer", "docx", "ftfy", "lxml", "markdown_it", "oxmsg", "PIL", "pypdfium2", "yaml")
COSTLY = frozenset((*SLOW_READERS, "reportlab", "rich", "segno", "uharfbuzz"))
"""Packages whose import takes longer than a command should take to say its version."""

PLAIN_NUMBERS = frozenset((-1, 0, 1, 2))
LONGEST_FILE, LONGEST_FUNCTION = 400, 40


@dataclass(frozen=True)
class Module:
    """One Python file of the repo."""

    path: Path

    @property
    def where(self) -> str:
        """Its path from the top of the repo, as messages and exceptions name it."""
        return self.path.relative_to(ROOT).as_posix()

    @property
    def name(self) -> str:
        """Its dotted name within `converter`; empty for the package itself."""
        parts = self.path.relative_to(ROOT / "converter").with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def text(self) -> str:
        """Its source."""
        return self.path.read_text("utf-8")

    @property
    def tree(self) -> ast.Module:
        """Its syntax tree."""
        return parsed(self.path)


@functools.cache
def parsed(path: Path) -> ast.Module:
    """A file's syntax tree."""
    return ast.parse(path.read_text("utf-8"), str(path))


def modules(*folders: str) -> tuple[Module, ...]:
    """Every Python file under folders of the repo, in order."""
    return tuple(Module(path) for folder in folders for path in sorted((ROOT / folder).rglob("*.py")))


def exceptions(name: str) -> Mapping[str, object]:
    """A list of exceptions of `house.yaml`, by file; each entry must still be needed."""
    listed = yaml.safe_load((TESTS / "house.yaml").read_text("utf-8"))
    return {str(key): value for key, value in (listed.get(name) or {}).items()}


def told(lines: list[str]) -> None:
    """Fail with one line a fault, or pass."""
    assert not lines, "\n" + "\n".join(lines)


def place(name: str) -> tuple[int, str] | None:
    """Floor and room of a dotted name within `converter`; the longest room name that fits, None without a place."""
    fits = [
        (len(room), floor, room)
        for floor, rooms in enumerate(FLOORS)
        for room in rooms
        if name == room or (room and name.startswith(room + "."))
    ]
    return max(fits)[1:] if fits else None


def imports(module: Module) -> Iterator[tuple[int, str]]:
    """Line and dotted name (within `converter`) of each import of our own, wherever in the file it stands."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, inside) for one in node.names if (inside := within(one.name)) is not None)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                stem = ["converter", *module.name.split(".")]
                stem = stem if module.path.name == "__init__.py" else stem[:-1]
                base = ".".join([*stem[: len(stem) - node.level + 1], *filter(None, [base])])
            for one in node.names:
                full = f"{base}.{one.name}"
                name = full if is_module(full) else base
                if (inside := within(name)) is not None:
                    yield node.lineno, inside


def within(name: str) -> str | None:
    """The part of a dotted name after `converter.`; None for a name of another package."""
    top, _, rest = name.partition(".")
    return rest if top == "converter" else None


def is_module(name: str) -> bool:
    """Whether a dotted name is a file or folder of ours, rather than something in one."""
    path = ROOT / name.replace(".", "/")
    return path.is_dir() or path.with_suffix(".py").exists()


def top_level(module: Module) -> Iterator[tuple[int, str]]:
    """Line and first name of each import that runs when the module is loaded."""
    pending: list[ast.stmt] = list(module.tree.body)
    while pending:
        node = pending.pop(0)
        if isinstance(node, ast.Import):
            yield from ((node.lineno, one.name.partition(".")[0]) for one in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.lineno, (node.module or "").partition(".")[0]
        elif isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            pending += node.orelse
        elif isinstance(node, ast.If | ast.Try | ast.With | ast.ClassDef):
            pending += [child for child in ast.walk(node) if isinstance(child, ast.Import | ast.ImportFrom)]


def all_imports(module: Module) -> Iterator[tuple[int, str]]:
    """Line and first name of each import of another package, wherever in the file it stands."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, one.name.partition(".")[0]) for one in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.lineno, (node.module or "").partition(".")[0]
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "import_module":
            yield from ((node.lineno, one.value) for one in node.args if is_name(one))


def is_name(node: ast.AST) -> TypeGuard[ast.Constant]:
    """Whether a node is a literal name of a package."""
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier()


def functions(module: Module) -> Iterator[tuple[str, int, int]]:
    """Name, line and length of each function; its docstring is not counted."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            said = ast.get_docstring(node) is not None
            docstring = (first.end_lineno or first.lineno) - first.lineno + 1 if said else 0
            yield node.name, node.lineno, (node.end_lineno or node.lineno) - node.lineno + 1 - docstring


def numbers(module: Module) -> Iterator[tuple[int, float]]:
    """Line and value of each number that is more than a sign, an end or a half."""
    signed = {
        id(node.operand)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub)
    }
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Constant) and type(node.value) in (int, float):
            assert isinstance(node.value, int | float)
            value = -node.value if id(node) in signed else node.value
            if value not in PLAIN_NUMBERS:
                yield node.lineno, value


MARKUP = re.compile(r"<[^<>]*>|&\w+;")
SENTENCE = re.compile(r"[^\W\d_]{2,}[,;]? [^\W\d_]*[a-zß-ÿ]{2}")
"""Two words in a row."""
LABEL = re.compile(r"\b[A-ZÀ-Þ][^\W\d_]+[.:]+(\s|$)|\b[^\W\d_]{2,}[.:]+\s")
"""A word with a colon or full stop after it, as `Distr.: `; the prefix of an XML name (`xmlns:`) is none."""
FOREIGN = re.compile(r"[^\W\d_\x00-\x7f]{2,}")
"""Letters outside ASCII in a row: a word of a language, never a name of a format."""


def printed_words(module: Module, vocabulary: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Line and text of each literal that would print words of a language; messages and docstrings are left out."""
    silent = {id(found) for node in unprinted(module.tree) for found in ast.walk(node)}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
            said = MARKUP.sub("\n", node.value)
            if said.strip() in vocabulary or any(form.search(said) for form in (SENTENCE, LABEL, FOREIGN)):
                yield node.lineno, node.value


def unprinted(tree: ast.Module) -> Iterator[ast.AST]:
    """What holds words for people or for Python, not for the page: docstrings, errors, comparisons, lists of names."""
    for node in ast.walk(tree):
        docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if docstring or isinstance(node, ast.Raise | ast.Assert | ast.Compare | ast.pattern):
            yield node
        elif isinstance(node, ast.AnnAssign | ast.arg) and node.annotation is not None:
            yield node.annotation
        elif isinstance(node, ast.FunctionDef) and node.returns is not None:
            yield node.returns
        elif isinstance(node, ast.Call) and speaks_of(node.func):
            yield node
        elif isinstance(node, ast.Attribute) and node.attr == "split":
            yield node.value


def speaks_of(function: ast.expr) -> bool:
    """Whether a call tells a person something (`report.warn`, `Diagnostic`) or is a pattern (`Letters`, `late`)."""
    name = ast.unparse(function)
    return bool(re.match(r"(\w+\.)*(report|re)\.\w+$|Diagnostic$|Letters$|late$", name)) or name.endswith("Error")


@functools.cache
def language_words() -> frozenset[str]:
    """Every wording of the language files that is more than a letter or two: what only they may say."""
    found: set[str] = set()
    for path in sorted((ROOT / "styles" / "languages").glob("*.yaml")):
        pending = [yaml.safe_load(path.read_text("utf-8"))]
        while pending:
            value = pending.pop()
            if isinstance(value, dict):
                pending += value.values()
            elif isinstance(value, list):
                pending += value
            elif isinstance(value, str) and len(value) > 2 and value[:1].isupper():
                found.add(value.strip())
    return frozenset(found)


def tracked() -> tuple[Path, ...]:
    """Files that are, or would be, in the repo: what git tracks; every file where there is no git."""
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    if listing.returncode:
        return tuple(path for path in sorted(ROOT.rglob("*")) if path.is_file())
    return tuple(path for name in listing.stdout.split("\0") if name and (path := ROOT / name).is_file())
