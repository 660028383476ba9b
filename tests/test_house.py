"""The house holds: floors, sizes, opening sentences, late imports, no measure and no printed word in a writer."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions

import pytest

from tests.support import ROOT
from tests.support.house import (
    COSTLY,
    FLOORS,
    LONGEST_FILE,
    LONGEST_FUNCTION,
    Module,
    all_imports,
    exceptions,
    functions,
    imports,
    language_words,
    modules,
    numbers,
    place,
    printed_words,
    told,
    top_level,
    tracked,
)

DRAWS = ("converter/writers", "converter/compose")
SENTENCE = re.compile(r"\S+ \S+ .*[.:?]$", re.DOTALL)
FORBIDDEN = re.compile(
    "|".join(
        (
            # A registry's host is the machine's business, not the repo's.
            r"pypi\.(org|python)",
            r"pythonhosted\.",
            r"registry\.npmjs|npmjs\.(com|org)",
            r"(static\.)?crates\.io",
            r"proxy\.golang",
            r"deb\.debian|archive\.ubuntu",
            r"conda\.anaconda",
            # So are its folders.
            r"(?<![\w./*-])/(work|root|opt/py\w+|tmp/mh)(/|\b)(?![\w ]*\))",
            r"(?<![\w./])/home/\w+/",
            r"\.\./shared",
        )
    )
)
FONTS = (".ttf", ".otf", ".ttc", ".woff", ".woff2", ".pfb")


def stale(listed: dict[str, set[object]], found: dict[str, set[object]], what: str) -> list[str]:
    """Exceptions that nothing needs any more; the list may only shrink."""
    return [
        f"tests/house.yaml: {what}: {file}: {entry!r} is no longer needed; remove it"
        for file, entries in listed.items()
        for entry in sorted(entries - found.get(file, set()), key=str)
    ]


def test_every_module_has_a_floor() -> None:
    told([f"{module.where}: has no floor in tests/support/house.py" for module in ours() if place(module.name) is None])


def ours() -> tuple[Module, ...]:
    """The modules of the program."""
    found = modules("converter")
    assert found, "there is no converter"
    return found


def test_imports_go_down() -> None:
    faults = []
    for module in ours():
        here = place(module.name)
        for line, name in imports(module):
            there = place(name)
            if here is None or there is None or here[1] == there[1] or there[0] < here[0]:
                continue
            why = "a neighbour" if here[0] == there[0] else "a floor above"
            faults.append(f"{module.where}:{line}: {here[1]} imports {there[1]}, {why}")
    told(faults)


def test_a_room_stands_on_one_floor() -> None:
    rooms = [room for floor in FLOORS for room in floor]
    assert len(rooms) == len(set(rooms))


def test_files_are_short() -> None:
    allowed = exceptions("files")
    lengths = {module.where: module.text.count("\n") for module in modules("converter", "tests", "bench")}
    long = {file: length for file, length in lengths.items() if length > LONGEST_FILE}
    told(
        [f"{file}: {length} lines" for file, length in long.items() if length > int(str(allowed.get(file, 0)))]
        + [f"tests/house.yaml: files: {file} is short now; remove it" for file in allowed if file not in long]
    )


def test_functions_are_short() -> None:
    allowed = exceptions("functions")
    long = {
        f"{module.where}: {name}": (line, length)
        for module in modules("converter", "bench")
        for name, line, length in functions(module)
        if length > LONGEST_FUNCTION
    }
    told(
        [
            f"{name}: {length} lines (line {line})"
            for name, (line, length) in long.items()
            if length > int(str(allowed.get(name, 0)))
        ]
        + [f"tests/house.yaml: functions: {name} is short now; remove it" for name in allowed if name not in long]
    )


def test_modules_open_with_a_sentence() -> None:
    faults = []
    for module in modules("converter", "tests", "bench"):
        first = (ast.get_docstring(module.tree) or "").split("\n\n")[0]
        if not SENTENCE.match(first):
            faults.append(f"{module.where}: does not open with a sentence that says what it is for")
    told(faults)


def test_costly_imports_are_made_where_used() -> None:
    allowed = {file: set(listed) for file, listed in exceptions("imports").items() if isinstance(listed, list)}
    found = {module.where: {name for _, name in top_level(module)} & COSTLY for module in ours()}
    told(
        [
            f"{file}: imports {name} when it is loaded"
            for file, names in found.items()
            for name in sorted(names - allowed.get(file, set()))
        ]
        + stale(allowed, {file: set(names) for file, names in found.items()}, "imports")
    )


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["convert", "--help"]])
def test_saying_the_version_loads_nothing_that_costs(arguments: list[str]) -> None:
    program = (
        "import sys\nfrom converter.__main__ import main\n"
        "try:\n    status = main(sys.argv[1:])\nexcept SystemExit as end:\n    status = end.code\n"
        "assert not status, status\n"
        f"print(sorted({set(COSTLY)!r} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program, *arguments], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
    assert done.stderr.strip() == "[]"


def test_importing_the_library_loads_nothing_that_costs() -> None:
    program = f"import sys, converter; print(sorted({set(COSTLY)!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout.strip()) == (0, "[]"), done.stderr


def test_writers_hold_no_measure() -> None:
    allowed = {file: set(listed) for file, listed in exceptions("numbers").items() if isinstance(listed, list)}
    found = {module.where: list(numbers(module)) for module in modules(*DRAWS)}
    told(
        [
            f"{file}:{line}: the number {number} is a measure, or wants a name outside the writers"
            for file, all_ in found.items()
            for line, number in all_
            if number not in allowed.get(file, set())
        ]
        + stale(allowed, {file: {number for _, number in all_} for file, all_ in found.items()}, "numbers")
    )


def test_writers_print_no_word_of_their_own() -> None:
    allowed = {file: set(listed) for file, listed in exceptions("words").items() if isinstance(listed, list)}
    found = {module.where: list(printed_words(module, language_words())) for module in modules(*DRAWS)}
    told(
        [
            f"{file}:{line}: the words {text!r} belong in styles/"
            for file, all_ in found.items()
            for line, text in all_
            if text not in allowed.get(file, set())
        ]
        + stale(allowed, {file: {text for _, text in all_} for file, all_ in found.items()}, "words")
    )


def test_nothing_tracked_names_a_registry_or_a_machine() -> None:
    faults = []
    for path in tracked():
        text = path.read_bytes().decode("utf-8", "replace")
        for found in FORBIDDEN.finditer(text):
            line = text.count("\n", 0, found.start()) + 1
            if path.name != "test_house.py":
                faults.append(f"{path.relative_to(ROOT)}:{line}: names {found[0]}")
    told(faults)


def distribution(requirement: str) -> str:
    """The name of a requirement, without extras and versions."""
    return re.split(r"[^\w.-]", requirement)[0].casefold()


def test_what_is_imported_is_what_is_required() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    apart = ("test", "fonts", "bench")
    optional = {name: needs for name, needs in project["optional-dependencies"].items() if name not in apart}
    required = {
        *map(distribution, project["dependencies"]),
        *(distribution(one) for all_ in optional.values() for one in all_),
    }
    homes = packages_distributions()
    imported = {name for module in ours() for _, name in all_imports(module)} - {*sys.stdlib_module_names, "converter"}
    found = {homes[name][0].casefold() if name in homes else name for name in imported}
    told([f"{name}: imported, and not in pyproject.toml" for name in sorted(found - required)])
    told([f"{name}: in pyproject.toml, and not imported" for name in sorted(required - found)])


def test_no_font_is_tracked() -> None:
    told([f"{path.relative_to(ROOT)}: a font" for path in tracked() if path.suffix.lower() in FONTS])


@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "--no-cache", "--output-format=concise", "."],
        ["ruff", "format", "--no-cache", "--check", "--output-format=concise", "."],
        ["mypy", "--strict", "converter"],
    ],
    ids=lambda command: " ".join(command[:2]),
)
def test_linters_find_nothing(command: list[str]) -> None:
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
