"""The command line: `main()` finds the command, and is the one place that catches everything."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from converter.cli.exits import Exit

if TYPE_CHECKING:
    import argparse

COMMANDS: Mapping[str, str] = {
    "convert": "converter.cli.convert",
    "inspect": "converter.cli.inspect",
    "check": "converter.cli.check",
    "styles": "converter.cli.styles",
    "watch": "converter.cli.watch",
    "dump": "converter.cli.dump",
    "explain": "converter.cli.explain",
    "doctor": "converter.cli.doctor",
    "completion": "converter.cli.completion",
}

MANY = ("convert", "check")
"""Commands that take many inputs: they may stand before options and after."""


def main(arguments: list[str] | None = None) -> int:
    """Run a command; the exit code. No traceback reaches a user, unless --debug asks for one."""
    words = sys.argv[1:] if arguments is None else arguments
    if words == ["--version"]:
        return _version()
    if words[:1] == ["help"]:
        words = [*words[1:2], "--help"]
    from converter.cli.arguments import parser
    from converter.cli.terminal import prepare

    prepare()
    top = parser(words[0] if words else "")
    try:
        asked, rest = top.parse_known_args(words)
        if rest and asked.command in MANY and not any(word.startswith("-") and word != "-" for word in rest):
            asked.inputs += rest  # `a.txt --to pdf b.txt`
        elif rest:
            top.error(f"unrecognized arguments: {' '.join(rest)}")
    except SystemExit as ended:
        return int(ended.code or 0)
    if asked.version:
        return _version()
    if asked.command is None:
        top.print_help()
        return Exit.USAGE
    return _guarded(asked)


def _guarded(asked: argparse.Namespace) -> int:
    from converter.cli.terminal import say, say_error
    from converter.diagnostics import MastheadError

    run: Callable[[argparse.Namespace], int] = import_module(COMMANDS[asked.command]).run
    try:
        code = run(asked)
        sys.stdout.flush()
        return code
    except MastheadError as error:
        say_error(error)
        return error.exit_code
    except KeyboardInterrupt:
        say("interrupted")
        return Exit.INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.DONE
    except Exception as error:
        if getattr(asked, "debug", False):
            raise
        say(f"masthead: an internal fault: {type(error).__name__}: {error}")
        say("hint: run again with --debug and report what it prints")
        return Exit.FAILED


def _version() -> int:
    from converter import __version__

    print(f"masthead {__version__}")
    return Exit.DONE
