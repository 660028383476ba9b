"""Resolutions: marks at the end of clauses, opening words in their place, also and further."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from converter.check.advice import Advice
from converter.check.passages import Passage
from converter.check.study import Study
from converter.check.wordlists import said
from converter.languages import Opening, read_opening, verbs
from converter.late import late
from converter.model import Clause, ClauseRole, Heading

ADVERB = late(r"\b(?:also|further|once again|again)\b", re.IGNORECASE)
LONG_ENOUGH = 12


def clauses(study: Study) -> list[Passage]:
    """The clauses of the resolution itself, in order."""
    return [p for p in study.passages if p.number == 0 and isinstance(p.block, Clause) and not p.note and not p.quoted]


def role(passage: Passage) -> ClauseRole:
    """Which clause a passage is."""
    assert isinstance(passage.block, Clause)
    return passage.block.role


def level(passage: Passage) -> int:
    """How deep it lies."""
    assert isinstance(passage.block, Clause)
    return passage.block.level


def preamble_end(study: Study) -> Iterator[Advice]:
    """A preambular paragraph ends with a comma.

    Source: United Nations Editorial Manual, Resolutions; 99 per cent of 41,478 preambular paragraphs
    Wrong:
        The General Assembly,

        Recalling its resolution 77/1;

        Noting the quiet of the sea,

        1. Decides to rest;

        2. Requests the Secretary-General to rest.
    Right (resolution):
        Noting the quiet of the sea,

        1. Decides to rest;
    Leave:
        The General Assembly,

        Recalling its resolution 77/1, which says:

        Noting the quiet of the sea,

        1. Decides to rest;

        2. Requests the Secretary-General to rest.
    """
    for passage in clauses(study):
        if role(passage) is ClauseRole.PREAMBULAR and level(passage) == 0:
            yield from _end(passage, ",:", ",", "a preambular paragraph")


def operative_end(study: Study) -> Iterator[Advice]:
    """An operative paragraph ends with a semicolon, or a colon before sub-paragraphs; the last ends with a full stop.

    Source: United Nations Editorial Manual, Resolutions; 53,754 of 58,043 operative paragraphs end with a semicolon
    Wrong (resolution): 1. Decides to rest.
    Right (resolution): 1. Decides to rest;
    Leave (resolution):
        1. Decides:

        (a) To rest;

        (b) To sleep;
    """
    found = [p for p in clauses(study) if role(p) is ClauseRole.OPERATIVE]
    closing = _before_headings(study)
    for passage in found[:-1]:
        allowed = ";:," if level(passage) else ";:"
        if passage.block not in closing:
            yield from _end(passage, allowed, ";", "an operative paragraph")


def last_end(study: Study) -> Iterator[Advice]:
    """The last operative paragraph ends with a full stop.

    Source: United Nations Editorial Manual, Resolutions; 2,417 of 2,499 documents
    Wrong (clauses):
        1. Decides to rest;

        2. Requests the Secretary-General to rest;
    Right (resolution): 1. Decides to rest;
    Leave (clauses): Decides to rest.
    """
    found = [p for p in clauses(study) if role(p) is ClauseRole.OPERATIVE]
    if found and not _before_headings(study):
        yield from _end(found[-1], ".:", ".", "the last operative paragraph")


def _before_headings(study: Study) -> list[Clause]:
    """The last clause of each section, which may end as its section does; empty where there are no sections."""
    blocks = study.body.blocks if study.body else ()
    if not any(isinstance(block, Heading) for block in blocks):
        return []
    return [one for one, after in pairwise(blocks) if isinstance(one, Clause) and not isinstance(after, Clause)]


def _end(passage: Passage, allowed: str, right: str, what: str) -> Iterator[Advice]:
    text = passage.text.rstrip()
    core = text.rstrip('”’"»')
    if len(core) < LONG_ENOUGH or core[-1] in allowed or text[-1] in allowed:
        return
    if core != text or core[-1] in "])*–-—…" or re.search(r"; (?:and|or|et|ou|y|o)$", core):
        return
    name = {",": "a comma", ";": "a semicolon", ".": "a full stop"}[right]
    right = "\u00a0;" if right == ";" and passage.language == "fr" else right
    if core[-1] in ",;.":
        before = len(core[:-1].rstrip())
        yield Advice(passage, before, len(core), f"{what} ends with “{core[-1]}”; write {name}", right)
    elif core[-1].isalnum():
        yield Advice(passage, len(core), len(core), f"{what} ends without a mark; write {name}", right)


def opening(study: Study) -> Iterator[Advice]:
    """Preambular paragraphs open with a participle or adjective, operative ones with a verb in the present.

    Source: United Nations Editorial Manual, Resolutions, II.C; opening words counted in 902 resolutions
    Wrong (clauses):
        1. Requesting the Secretary-General to rest;

        2. Decides to rest.
    Right (clauses):
        1. Requests the Secretary-General to rest;

        2. Decides to rest.
    Wrong (resolution): 1. Request the Secretary-General to rest;
    Right (resolution): 1. Requests the Secretary-General to rest;
    Wrong (résolution): 1. Décidant de se reposer ;
    Right (résolution): 1. Décide de se reposer ;
    Wrong:
        The General Assembly,

        Recalls its resolution 77/1,

        Noting the quiet of the sea,

        1. Decides to rest;

        2. Requests the Secretary-General to rest.
    Leave (resolution):
        Mindful of the quiet of the sea,

        1. Decides to rest;
    """
    found = [p for p in clauses(study) if level(p) == 0 and role(p) is not ClauseRole.OPENING]
    last_preamble = max((i for i, p in enumerate(found) if role(p) is ClauseRole.PREAMBULAR), default=-1)
    numbers = next((i for i, p in enumerate(found) if getattr(p.block, "label", None)), -1)
    for index, passage in enumerate(found):
        opened = read_opening(passage.text, passage.language) or _participle(passage)
        if opened is None and getattr(passage.block, "label", None):
            yield from _bare(passage)
        if opened is None or not isinstance(passage.block, Clause):
            continue
        word = passage.text[: opened.end].strip()
        numbered = bool(passage.block.label)
        if numbered and opened.kind == "preambular":
            like = said("operative", passage.language)
            hint = f"“{word}” opens an operative paragraph; write a verb in the present, such as {like}"
            yield Advice(passage, opened.end - len(word), opened.end, hint)
        elif not numbered and opened.kind == "operative" and index < max(last_preamble, numbers):
            like = said("preambular", passage.language)
            hint = f"“{word}” opens a preambular paragraph; write a participle, such as {like}"
            yield Advice(passage, opened.end - len(word), opened.end, hint)


def _participle(passage: Passage) -> Opening | None:
    """`Requesting`: the participle of a verb that opens operative paragraphs."""
    found = re.match(r"\s*([A-ZÀ-Þ][a-zà-ÿ]+(?:ing|ant|ndo))\b", passage.text)
    if found and found[1].lower() in _participles(passage.language):
        return Opening("preambular", found.end(), found[1])
    return None


@cache
def _participles(code: str) -> frozenset[str]:
    single = [verb for verb in verbs(code).operative if " " not in verb]
    return frozenset(form for verb in single for form in _forms(verb, code))


def _forms(verb: str, code: str) -> Iterator[str]:
    """The participle of a verb in the present: requests, requesting; décide, décidant; solicita, solicitando."""
    if code == "en":
        yield verb.removesuffix("s").removesuffix("e") + "ing"
    elif code == "fr" and verb.endswith("e"):
        yield verb.removesuffix("e") + "ant"
    elif code == "es" and verb[-1:] in "ae":
        yield verb[:-1] + ("ando" if verb.endswith("a") else "iendo")


def _bare(passage: Passage) -> Iterator[Advice]:
    """`Demand`, `Call upon`: an English verb that lacks its s."""
    word = re.match(r"\s*([A-Z][a-z]+)\b", passage.text)
    if word is None or passage.language != "en":
        return
    for right in (f"{word[1]}s", f"{word[1]}es"):
        opened = read_opening(right + passage.text[word.end() :], "en")
        if opened and opened.kind == "operative":
            yield Advice(passage, *word.span(1), f"“{word[1]}” opens an operative paragraph; write “{right}”")
            return


def also_further(study: Study) -> Iterator[Advice]:
    """When an opening word comes twice running, the second paragraph has also, and the third further.

    In the preamble the adverb follows its participle (Recalling also), in operative paragraphs it stands before
    the verb (Also requests).

    Source: General Assembly resolutions of three sessions: Also requests 204 times, Recalling also 791 times
    Wrong (clauses):
        1. Requests the Secretary-General to rest;

        2. Requests the Member States to rest;

        3. Decides to rest.
    Right (clauses):
        1. Requests the Secretary-General to rest;

        2. Also requests the Member States to rest;

        3. Decides to rest.
    Leave (clauses):
        1. Requests the Secretary-General to rest;

        2. Decides to rest;

        3. Requests the Member States to rest.
    """
    if any(organ.code == "S" for organ in study.document.meta.organs):
        return
    before, run = "", 0
    for passage in clauses(study):
        if level(passage) or role(passage) is ClauseRole.OPENING:
            continue
        opened = read_opening(passage.text, passage.language)
        word = opened.text.strip().lower() if opened else ""
        run = run + 1 if word and ADVERB.sub("", word).split() == ADVERB.sub("", before).split() else 1
        if opened and word and run in (2, 3) and not ADVERB.search(word):
            start = passage.text.index(opened.text.strip())
            adverb = "also" if run == 2 else "further"
            yield Advice(passage, start, opened.end, f"“{opened.text.strip()}” once more; add {adverb} here")
        before = word


def enacting(study: Study) -> Iterator[Advice]:
    """The enacting line names the organ and ends with a comma.

    Source: General Assembly resolutions
    Wrong:
        The General Assembly:

        Recalling its resolution 77/1,

        1. Decides to rest;

        2. Requests the Secretary-General to rest.
    Right (resolution): 1. Decides to rest;
    Leave:
        The General Assembly

        Decides to rest.
    """
    for passage in study.passages:
        found = re.fullmatch(
            r"(?:The )?(?:General Assembly|Security Council|Economic and Social Council|Human Rights Council):",
            passage.text.strip(),
        )
        if found and passage.number == 0:
            at = passage.text.rstrip().rindex(":")
            yield Advice(passage, at, at + 1, "the enacting line ends with a colon; write a comma", ",")
