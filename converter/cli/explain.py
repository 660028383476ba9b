"""`masthead explain CODE`: what a warning, a rule or a key means, with an example."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from converter import check
from converter.cli.exits import Exit
from converter.codes import page, pages
from converter.diagnostics import UsageError
from converter.late import late
from converter.settings.docs import key_page
from converter.settings.keys import KEYS
from converter.strict import nearest

SENTENCE_END = late(r"(?<!Distr)\.(?:\s|$)")


def run(asked: argparse.Namespace) -> int:
    """Print the page of a code, a rule or a key; without one, what there is."""
    if asked.code is None:
        print("\n".join(_all()))
        return Exit.DONE
    text = check.page(asked.code) or page(asked.code) or key_page(asked.code)
    if text is None:
        like = nearest(asked.code, [*pages(), *(rule.code for rule in check.rules()), *KEYS])
        raise UsageError(
            f"nothing is called “{asked.code}”",
            hint=f"did you mean {like}?" if like else "`masthead explain` lists codes and keys",
        )
    print(text)
    return Exit.DONE


def _all() -> Iterator[str]:
    wide = max(map(len, (*KEYS, *pages())))
    yield "Codes of warnings and notes"
    yield from (f"  {code:<{wide}}  {_sentence(text)}" for code, text in pages().items())
    yield "\nKeys of --set, front matter, NAME.meta.yaml and masthead.yaml"
    yield from (f"  {key:<{wide}}  {what}" for key, (_, what) in KEYS.items())
    yield "\nRules of masthead check: masthead check --rules"


def _sentence(text: str) -> str:
    """The first sentence of a page, without its full stop; that of `Distr.` ends none."""
    return SENTENCE_END.split(" ".join(text.partition("\n\n")[0].split()), maxsplit=1)[0]
