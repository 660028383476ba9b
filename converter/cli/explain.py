"""`masthead explain CODE`: what a diagnostic or a rule means, with an example."""

from __future__ import annotations

import argparse

from converter import check
from converter.cli.exits import Exit
from converter.codes import page, pages
from converter.diagnostics import UsageError
from converter.strict import nearest


def run(asked: argparse.Namespace) -> int:
    """Print the page of a code."""
    text = check.page(asked.code) or page(asked.code)
    if text is None:
        like = nearest(asked.code, [*pages(), *(rule.code for rule in check.rules())])
        raise UsageError(
            f"no such code as “{asked.code}”", hint=f"did you mean {like}?" if like else f"codes: {', '.join(pages())}"
        )
    print(text)
    return Exit.DONE
