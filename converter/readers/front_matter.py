"""Front matter: a YAML block between `---` lines at the very top of a text; values given, no words of it."""

from __future__ import annotations

from converter.diagnostics import InputError
from converter.late import late
from converter.readers.physical import Physical
from converter.strict import WRITE, no_date, problem

FENCE = late(r"---[ \t]*")
END = late(r"(?:---|\.\.\.)[ \t]*")
KEY = late(r"[ \t]*(?:#.*|[A-Za-z_][\w .-]*:(?:[ \t].*)?|- .*|[ \t]+\S.*)?")
AT_MOST = 400
"""Lines among which the closing `---` is looked for."""


def take(lines: tuple[Physical, ...], name: str) -> tuple[dict[str, object], tuple[Physical, ...]]:
    """The values of the front matter and the lines after it; nothing and all lines where there is none.

    A `---` on line 1 that opens no block of keys is a rule and stays. Raises InputError for YAML that is broken.
    """
    end = closing(lines)
    if not end:
        return {}, lines
    inside = [line.text for line in lines[1:end]]
    values = parse("\n".join(inside), name)
    if values is None:
        return {}, lines
    return values, lines[end + 1 :]


def closing(lines: tuple[Physical, ...]) -> int:
    """The index of the line that closes the front matter; 0 where there is none."""
    if not lines or not FENCE.fullmatch(lines[0].text.lstrip("\ufeff")):
        return 0
    keyed = False
    for place, line in enumerate(lines[1:AT_MOST], 1):
        if END.fullmatch(line.text):
            return place if keyed else 0
        if not KEY.fullmatch(line.text):
            return 0
        keyed = keyed or ":" in line.text
    return 0


def parse(text: str, name: str) -> dict[str, object] | None:
    """The mapping in a YAML block; None where the block is something else."""
    import yaml

    try:
        values = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError) as error:
        line, what = problem(error, text) if isinstance(error, yaml.YAMLError) else no_date(text)
        raise InputError(
            f"the values between the `---` lines cannot be read: {what}",
            hint=f"{WRITE}; or remove the `---` lines",
            line=(line or 0) + 1,
            source=name,
        ) from None
    return {str(key): value for key, value in values.items()} if isinstance(values, dict) else None
