"""Which rules run: by default the quiet ones; `select` and `ignore` name rules, chapters or beginnings of codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from converter.check.advice import Finding, Rule
from converter.diagnostics import UsageError
from converter.late import late
from converter.records import dataclass
from converter.strict import nearest

ALL = "all"
SILENCED = late(r"<!--\s*masthead:\s*ignore\s+([\w,+ -]+?)\s*-->")


@dataclass(frozen=True, slots=True)
class Selection:
    """What was asked for, as written: `--select per-cent,Dates`, `--ignore all`."""

    select: tuple[str, ...] = ()
    """Nothing means the default rules; a name that begins with `+` is added to them."""
    ignore: tuple[str, ...] = ()
    origin: str = ""
    """Where it was asked for, for complaints."""


def selected(rules: Sequence[Rule], selection: Selection) -> tuple[Rule, ...]:
    """The rules that run, in order. Raises UsageError for a name that means no rule."""
    plain = [name for name in selection.select if not name.startswith("+")]
    added = [name.removeprefix("+") for name in selection.select if name.startswith("+")]
    chosen = set(_named(rules, plain, selection.origin)) if plain else {r.code for r in rules if r.default}
    chosen |= set(_named(rules, added, selection.origin))
    chosen -= set(_named(rules, selection.ignore, selection.origin))
    return tuple(rule for rule in rules if rule.code in chosen)


def _named(rules: Sequence[Rule], names: Iterable[str], origin: str) -> list[str]:
    found: list[str] = []
    for name in names:
        wanted = name.strip().casefold()
        codes = [r.code for r in rules if wanted in (ALL, r.code, r.chapter.casefold())]
        if not codes:
            known = [rule.code for rule in rules] + sorted({rule.chapter for rule in rules})
            like = nearest(name, known)
            raise UsageError(
                f"no rule or chapter is called “{name}”",
                hint=f"did you mean {like}?" if like else "`masthead check --rules` lists them",
                source=origin or None,
            )
        found += codes
    return found


def unsilenced(findings: Sequence[Finding], lines: Mapping[int, str]) -> list[Finding]:
    """The findings but those that the text itself silences.

    `<!-- masthead: ignore per-cent -->` holds for the paragraph that it stands in or before; `all` for every rule.
    """
    silent: dict[int, set[str]] = {}
    for number, text in lines.items():
        for found in SILENCED.finditer(text) if "masthead:" in text else ():
            names = {name.strip() for name in found[1].split(",")}
            alone = not SILENCED.sub("", text).strip()
            for line in _paragraph(lines, number + 1 if alone else number):
                silent.setdefault(line, set()).update(names)
    return [finding for finding in findings if not silent.get(finding.line, set()) & {finding.code, ALL}]


def _paragraph(lines: Mapping[int, str], number: int) -> Iterable[int]:
    """The numbers of the lines of a paragraph, blank ones before it passed over."""
    while number in lines and not lines[number].strip():
        number += 1
    while number in lines and lines[number].strip():
        yield number
        number += 1
