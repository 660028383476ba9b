"""Make folders of documents for measuring and testing: letters, notes, statements, resolutions of invented States.

    python bench/generate.py FOLDER --count 10000

The same count and seed give the same files. About one in three is Markdown, one in eight lies in a folder of its own
year, and each has one to three pages, as what lies in a mission's folders has.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterator
from pathlib import Path

STATES = ("Karesia", "Tarvonia", "Ister", "Morwen", "Veldania", "Oskara", "Lumeria", "Brennia")
NAMES = ("A. Ferrant", "B. Okonta", "Clara Velde", "D. Mirsky", "E. Sandoval Ruiz", "Farid Nasser", "G. Lindqvist")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "September", "October", "November")
ITEMS = {"31": "Prevention of armed conflict", "69": "Promotion and protection of rights", "83": "The rule of law"}
SUBJECTS = ("the ferry over the lake", "the border post at Ostrel", "the harbour of Mirna", "the census of herds")
THINGS = ("two patrol boats", "a convoy of nine lorries", "the observers' hut", "the bridge at kilometre 14")
DEEDS = (
    "was moved without notice",
    "has been closed since the spring",
    "was reopened in part",
    "is still under repair",
)
ENDS = (
    "My Government regrets this and asks for an explanation",
    "Talks on the matter have been held three times since",
    "Both sides have exchanged lists, which differ in eleven places",
    "The figures were checked by the joint office in the autumn",
)

Template = Callable[[random.Random], str]


def sentence(dice: random.Random) -> str:
    """A sentence that differs from most others."""
    when = f"{dice.randint(1, 28)} {dice.choice(MONTHS)} {dice.randint(2019, 2024)}"
    return f"On {when} {dice.choice(THINGS)} near {dice.choice(SUBJECTS)} {dice.choice(DEEDS)}. {dice.choice(ENDS)}."


def paragraph(dice: random.Random) -> str:
    """Two to five sentences."""
    return " ".join(sentence(dice) for _ in range(dice.randint(2, 5)))


def _paragraphs(dice: random.Random, least: int, most: int, *, numbered: bool = False) -> str:
    made = (paragraph(dice) for _ in range(dice.randint(least, most)))
    return "\n\n".join(f"{number}. {text}" if numbered else text for number, text in enumerate(made, 1))


def letter(dice: random.Random) -> str:
    """A letter as a document of an organ, with an annex and a note."""
    state, date = dice.choice(STATES), f"{dice.randint(1, 28)} {dice.choice(MONTHS)} 2024"
    item = dice.choice([*ITEMS])
    return f"""A/78/{dice.randint(100, 999)}–S/2024/{dice.randint(100, 999)}

Distr.: General
{date}
Original: English

General Assembly
Seventy-eighth session
Agenda item {item}
{ITEMS[item]}

Security Council
Seventy-ninth year

Letter dated {date} from the Permanent Representative of {state} to the United Nations addressed to the
Secretary-General

I have the honour to write about {dice.choice(SUBJECTS)}.[1]

{_paragraphs(dice, 3, 7)}

I should be grateful if you would have the present letter and its annex circulated as a document of the General
Assembly, under agenda item {item}, and of the Security Council.

(Signed) {dice.choice(NAMES)}
Ambassador
Permanent Representative

[1] See document A/77/{dice.randint(100, 999)}.

Annex

Chronology

{_paragraphs(dice, 2, 6, numbered=True)}
"""


def note_verbale(dice: random.Random) -> str:
    """A note verbale as sent."""
    state = dice.choice(STATES)
    return f"""PERMANENT MISSION OF {state.upper()} TO THE UNITED NATIONS

Ref: {dice.randint(100, 999)}/2024

The Permanent Mission of {state} to the United Nations presents its compliments to the Secretariat of the United
Nations and has the honour to inform it of the following.

{_paragraphs(dice, 2, 5)}

The Permanent Mission of {state} to the United Nations avails itself of this opportunity to renew to the Secretariat
of the United Nations the assurances of its highest consideration.

New York, {dice.randint(1, 28)} {dice.choice(MONTHS)} 2024
"""


def statement(dice: random.Random) -> str:
    """A statement in a meeting."""
    return f"""Statement by {dice.choice(NAMES)}, Permanent Representative of {dice.choice(STATES)}

Security Council, {dice.randint(1, 28)} {dice.choice(MONTHS)} 2024

Check against delivery

Mr. President,

{_paragraphs(dice, 4, 8)}

I thank you.
"""


def resolution(dice: random.Random) -> str:
    """A draft resolution with its clauses."""
    recalls = "\n\n".join(f"Recalling its resolution 77/{dice.randint(1, 300)}," for _ in range(3))
    last = dice.randint(5, 12)
    asks = "\n\n".join(
        f"{number}. {dice.choice(('Calls upon', 'Requests', 'Encourages'))} all States to report on "
        f"{dice.choice(SUBJECTS)};"
        for number in range(1, last)
    )
    return f"""A/78/L.{dice.randint(1, 99)}

{dice.choice(STATES)} and {dice.choice(STATES)}: draft resolution

Peace along the lake

The General Assembly,

{recalls}

{asks}

{last}. Decides to remain seized of the matter.
"""


def minutes(dice: random.Random) -> str:
    """A Markdown note with headings, a list and a table."""
    rows = "\n".join(f"| {state} | {dice.randint(3, 90)} | {dice.randint(3, 90)} |" for state in STATES[:5])
    return f"""# Note on {dice.choice(SUBJECTS)}

## What happened

{_paragraphs(dice, 2, 4)}

- {sentence(dice)}
- {sentence(dice)}

## Crossings

| State | 2022 | 2023 |
| --- | --- | --- |
{rows}
"""


TEMPLATES: tuple[tuple[str, str, Template], ...] = (
    ("letter", ".txt", letter),
    ("note", ".txt", note_verbale),
    ("letter", ".md", letter),
    ("statement", ".txt", statement),
    ("resolution", ".txt", resolution),
    ("minutes", ".md", minutes),
)
"""Name, ending and template, in the order in which they take turns."""


def documents(count: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """Path and text of each document; the same for the same seed, and the first ones the same for any count."""
    for number in range(count):
        dice = random.Random(f"{seed}/{number}")
        name, ending, template = TEMPLATES[number % len(TEMPLATES)]
        folder = f"{2016 + number % 9}/" if number % 8 == 7 else ""
        yield f"{folder}{name}-{number:05}{ending}", template(dice)


def write(folder: Path, count: int, seed: int = 1) -> list[Path]:
    """Write the documents below a folder; their paths."""
    made = []
    for name, text in documents(count, seed):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        made.append(path)
    return made


def main() -> None:
    """Read the command line and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    print(f"{len(write(asked.folder, asked.count, asked.seed))} documents in {asked.folder}")


if __name__ == "__main__":
    main()
