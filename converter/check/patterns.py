"""Rules that are data: words and patterns of `manual/*.yaml`, each with its page and its examples."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from converter.check.advice import EVERY_KIND, Advice, Find, Page, Rule
from converter.check.passages import RUNNING, Passage
from converter.check.study import Study
from converter.late import late
from converter.model import Kind
from converter.records import dataclass, field
from converter.strict import build, load_yaml

MANUAL = Path(__file__).parent / "manual"
ANCHOR = late(r"(?<![\[\\])\^|(?<!\\)\$")
SAY = "“{found}”; write “{fix}”"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One rule as `manual/*.yaml` writes it. It has `words`, or a `pattern`, or a `word` (a pattern of one word)."""

    code: str
    title: str
    why: str = ""
    source: str
    words: Mapping[str, str] = field(default_factory=dict)
    """Word in small letters → what to write."""
    word: str = ""
    pattern: str = ""
    cues: tuple[str, ...] = ()
    """What a text must hold, in small letters, for the pattern to be tried; # at the beginning is any digit, ^ the
    beginning of the text."""
    fix: str = ""
    """What to write, with the groups of the pattern."""
    certain: bool = False
    """`--fix` may write it without asking."""
    say: str = SAY
    default: bool = True
    layout: bool = False
    """See `Rule.layout`."""
    own: bool = False
    """Only the body itself is looked at; annexes keep what they print."""
    places: tuple[str, ...] = ()
    """Running text where nothing is said."""
    inside: tuple[str, ...] = ()
    """Shelters that do not count: see `Passage.sheltered`."""
    kinds: tuple[Kind, ...] = ()
    except_kinds: tuple[Kind, ...] = ()
    languages: tuple[str, ...] = ("en",)
    wrong: tuple[str, ...]
    right: tuple[str, ...] = ()
    leave: tuple[str, ...] = ()

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The pattern, compiled."""
        return late(self.word or self.pattern)

    @cached_property
    def anchored(self) -> bool:
        """Whether the pattern looks for the beginning or end of a passage, which a joined text does not have."""
        return bool(ANCHOR.search(self.pattern))

    def advice(self, passage: Passage, start: int, end: int, fix: str | None) -> Iterator[Advice]:
        """The advice for a place, unless it is sheltered; a word that may be a name by itself is not mended."""
        if passage.sheltered(start, end, self.inside):
            return
        spelling = (self.word or self.words) and "names" not in self.inside
        certain = self.certain and not (spelling and passage.named(start))
        found = passage.text[start:end]
        if fix != found:
            message = self.say.format(found=found.strip(), fix=(fix or "").strip())
            yield Advice(passage, start, end, message, fix if certain else None)

    def reads(self, passage: Passage) -> bool:
        """Whether the rule looks at a passage."""
        if (not self.places and passage.fragment) or (self.own and passage.number > 0):
            return False
        return passage.place in (self.places or RUNNING) and (not self.languages or passage.language in self.languages)


@cache
def pattern_rules() -> tuple[Rule, ...]:
    """Every rule of the manual's chapters, in the order of the files."""
    return tuple(rule for path in sorted(MANUAL.glob("*.yaml")) for rule in _chapter(path))


def _chapter(path: Path) -> Iterator[Rule]:
    values = load_yaml(path)
    for value in values["rules"]:
        yield _rule(build(Entry, _spread(value), (path.name, str(value.get("code")))), str(values["chapter"]))


def _spread(value: dict[str, Any]) -> dict[str, Any]:
    """One example may stand without a list around it."""
    return {k: [v] if k in ("wrong", "right", "leave") and isinstance(v, str) else v for k, v in value.items()}


def _rule(entry: Entry, chapter: str) -> Rule:
    page = Page(entry.title, entry.why, entry.source, entry.wrong, entry.right, entry.leave)
    return Rule(
        entry.code,
        chapter,
        _finder(entry),
        languages=frozenset(entry.languages),
        kinds=frozenset(entry.kinds or EVERY_KIND) - frozenset(entry.except_kinds),
        default=entry.default,
        layout=entry.layout,
        given=page,
    )


def _finder(entry: Entry) -> Find:
    find = _by_words if entry.words else _by_word if entry.word else _by_pattern

    def finder(study: Study) -> Iterator[Advice]:
        return find(entry, study)

    return finder


def _by_words(entry: Entry, study: Study) -> Iterator[Advice]:
    """Look up each known word in the index, as it may be written."""
    for word, right in entry.words.items():
        if " " in word:
            yield from _phrase(entry, study, word, right)
            continue
        for form in {word, word.capitalize(), word.title(), word.upper()}:
            for passage, at in study.places(form) if form in study.words else ():
                if entry.reads(passage):
                    yield from entry.advice(passage, at, at + len(form), cased(form, right))


def _phrase(entry: Entry, study: Study, phrase: str, right: str) -> Iterator[Advice]:
    passages = study.holding((phrase,))
    pattern = _whole(phrase) if passages else None
    for passage in passages:
        if pattern and entry.reads(passage):
            for found in pattern.finditer(passage.even):
                yield from entry.advice(passage, found.start(), found.end(), cased(found.group(), right))


@cache
def _whole(phrase: str) -> re.Pattern[str]:
    return late(rf"(?<!\w){re.escape(phrase)}(?!\w)", re.IGNORECASE)


def _by_word(entry: Entry, study: Study) -> Iterator[Advice]:
    """Try the pattern on each different word of the document once."""
    for word in study.words:
        lowered = word.lower()
        if entry.cues and not any(cue in lowered for cue in entry.cues):
            continue
        found = entry.regex.fullmatch(lowered)
        if found:
            fix = cased(word, found.expand(entry.fix)) if entry.fix else None
            for passage, at in study.places(word):
                if entry.reads(passage):
                    yield from entry.advice(passage, at, at + len(word), fix)


def _by_pattern(entry: Entry, study: Study) -> Iterator[Advice]:
    if entry.cues:
        passages: Sequence[Passage] = study.holding(entry.cues)
    elif entry.anchored or entry.regex.search(study.even):
        passages = study.passages
    else:
        return
    for passage in passages:
        if not entry.reads(passage):
            continue
        for found in entry.regex.finditer(passage.even):
            fix = found.expand(entry.fix) if entry.fix else None
            yield from entry.advice(passage, found.start(), found.end(), fix)


def cased(found: str, right: str) -> str:
    """A word with the capitals of the one it replaces.

    >>> cased("Organise", "organize"), cased("UPON", "on")
    ('Organize', 'ON')
    """
    if found.isupper() and len(found) > 1:
        return right.upper()
    return right[:1].upper() + right[1:] if found[:1].isupper() else right
