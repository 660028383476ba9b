"""Footnotes and endnotes of a Word file: their marks in order, the numbers that Word prints, their text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from converter.readers.docx_numbering import number
from converter.readers.docx_package import Package, W, val, whole
from converter.records import dataclass

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

FORMS: Mapping[str, str] = {"footnote": "decimal", "endnote": "lowerRoman"}


@dataclass(frozen=True, slots=True)
class Scheme:
    """How notes of one kind are numbered in a section."""

    form: str
    start: int
    restarts: bool


@dataclass(frozen=True, slots=True)
class Marked:
    """A note whose mark was met: our id, its part of the file, its element, its printed number (none where typed)."""

    id: str
    kind: str
    element: Element
    label: str


class Notes:
    """The notes of a file; `mark` is called at each reference, in order."""

    def __init__(self, package: Package, sections: list[Element]) -> None:
        self.found: dict[str, dict[str, Element]] = {}
        for kind in FORMS:
            root = package.part(f"{kind}s")
            texts = root.iterfind(W + kind) if root is not None else ()
            self.found[kind] = {e.get(W + "id", ""): e for e in texts if e.get(W + "type", "normal") == "normal"}
        settings = package.part("settings")
        self.schemes = {kind: self._schemes(kind, settings, sections) for kind in FORMS}
        self.section = 0
        self.counts = dict.fromkeys(FORMS, 0)
        self.marked: list[Marked] = []
        self._met: dict[tuple[str, str], Marked] = {}

    def _schemes(self, kind: str, settings: Element | None, sections: list[Element]) -> list[Scheme]:
        general = settings.find(W + f"{kind}Pr") if settings is not None else None
        done = []
        for section in [*sections, None]:
            own = section.find(W + f"{kind}Pr") if section is not None else None
            form, start, restart = (
                next((value for where in (own, general) if (value := val(where, tag)) is not None), None)
                for tag in ("numFmt", "numStart", "numRestart")
            )
            done.append(Scheme(form or FORMS[kind], whole(start, 1), restart in ("eachSect", "eachPage")))
        return done

    def next_section(self) -> None:
        """A section has ended."""
        self.section += 1
        for kind in FORMS:
            if self.scheme(kind).restarts:
                self.counts[kind] = 0

    def scheme(self, kind: str) -> Scheme:
        """How notes of a kind are numbered here."""
        schemes = self.schemes[kind]
        return schemes[min(self.section, len(schemes) - 1)]

    def mark(self, kind: str, key: str, custom: bool) -> tuple[str, str]:
        """Our id and the printed number of the note behind a reference; nothing where there is no such note."""
        element = self.found[kind].get(key)
        if element is None:
            return "", ""
        if (kind, key) in self._met:
            return "", ""
        label = ""
        if not custom:
            self.counts[kind] += 1
            scheme = self.scheme(kind)
            label = number(self.counts[kind] + scheme.start - 1, scheme.form)
        note = Marked(f"{kind} {key}", kind, element, label)
        self._met[kind, key] = note
        self.marked.append(note)
        return note.id, label

    def orphans(self) -> Iterator[Element]:
        """Notes without a reference; Word prints them nowhere."""
        for kind, notes in self.found.items():
            yield from (element for key, element in notes.items() if (kind, key) not in self._met)
