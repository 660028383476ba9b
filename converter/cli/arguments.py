"""The parser, one function per command; nothing that costs is imported here."""

from __future__ import annotations

import argparse
import os
from typing import Any

from converter.cli.examples import EXAMPLES, EXITS, FIRST


class Parser(argparse.ArgumentParser):
    """A parser that names the nearest known option or command."""

    command = ""
    """The command that was asked for: argparse finds what is too much only when all commands are done."""

    def error(self, message: str) -> Any:
        said, word = _plainly(message)
        prog = f"{self.prog} {self.command}".rstrip()
        self.exit(2, f"{prog}: {said}\nhint: {self._hint(said, word, prog)}\n")

    def _hint(self, said: str, word: str, prog: str) -> str:
        from difflib import get_close_matches

        known = [str(c) for action in self._actions for c in action.choices or ()]
        options = _options(self)
        if word in options:
            return f"it comes after a command, as in {self.prog} convert {word} …"
        if "no such command" in said and os.path.exists(word):
            return f"did you mean {self.prog} convert {_typed(word)}?"
        near = get_close_matches(word, options if word.startswith("-") else known, 1)
        if near:
            return f"did you mean {near[0]}?"
        others = f"write one of {', '.join(known)}; " if "no such" in said and known else ""
        return f"{others}see {prog} --help"


WORDINGS: tuple[tuple[str, str], ...] = (
    (r"argument (?:COMMAND|command|ACTION): invalid choice: '(?P<word>[^']*)'.*", "no such command as “{word}”"),
    (r"argument (?P<option>\S+): invalid choice: '(?P<word>[^']*)'.*", "{option} {word}: no such value"),
    (r"argument (?P<option>\S+): invalid int value: '(?P<word>[^']*)'", "{option} {word}: must be a whole number"),
    (r"argument (?P<option>\S+): invalid float value: '(?P<word>[^']*)'", "{option} {word}: must be a number"),
    (r"argument (?P<option>\S+): expected one argument", "{option} needs a value after it"),
    (r"argument (?P<option>\S+): expected at least one argument", "{option} needs a value after it"),
    (r"argument (?P<option>\S+): ignored explicit argument '(?P<word>[^']*)'", "{option} takes no value"),
    (r"the following arguments are required: (?P<option>[^,]*)", "{option} is missing"),
    (r"the following arguments are required: (?P<option>.*)", "these are missing: {option}"),
    (r"unrecognized arguments: (?P<word>-\S*).*", "no such option as {word}"),
    (r"unrecognized arguments: (?P<word>.*)", "“{word}” is one word too many"),
    (r"ambiguous option: (?P<word>\S+) could match (?P<option>.*)", "{word} may mean any of {option}"),
)
"""What argparse says, and how people say it."""


def _plainly(message: str) -> tuple[str, str]:
    """A complaint of argparse in plain words, and the word that it is about."""
    import re

    for pattern, wording in WORDINGS:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            parts = {"word": "", "option": "", **found.groupdict()}
            return wording.format(**parts), parts["word"]
    return message, ""


def _typed(word: str) -> str:
    """A word as it is typed in any shell."""
    return f'"{word}"' if " " in word else word


def _options(parser: argparse.ArgumentParser) -> list[str]:
    """The options of a parser and of its commands: argparse says of a command's unknown option only at the top."""
    inner = [choice for action in parser._actions for choice in _parsers(action)]
    own = [option for action in parser._actions for option in action.option_strings]
    return own + [option for command in inner for option in _options(command)]


def _parsers(action: argparse.Action) -> list[argparse.ArgumentParser]:
    choices = action.choices.values() if isinstance(action.choices, dict) else ()
    return [choice for choice in choices if isinstance(choice, argparse.ArgumentParser)]


def parser(asked: str = "") -> argparse.ArgumentParser:
    """The whole command line; of the commands only the one that is asked for, where that is one."""
    top = Parser(
        prog="masthead",
        description="Raw text in, United Nations documents out, as Word and PDF.",
        epilog=f"{FIRST}\n\n{EXITS}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="store_true", help="print the version and end")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
    known = {
        add.__name__[1:]: add
        for add in (_convert, _inspect, _check, _styles, _watch, _dump, _explain, _doctor, _completion)
    }
    for add in [known[asked]] if asked in known else known.values():
        add(commands)
    top.command = asked if asked in known else ""
    return top


def _command(commands: Any, name: str, what: str, *, exits: bool = False) -> argparse.ArgumentParser:
    """A command with its examples, and what its exit codes mean where they are more than done and wrong usage."""
    made: argparse.ArgumentParser = commands.add_parser(
        name,
        help=what,
        description=f"{what[0].upper()}{what[1:]}.",
        epilog=f"{EXAMPLES[name]}\n\n{EXITS}" if exits else EXAMPLES[name],
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    return made


def _common(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--set",
        dest="pairs",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="give a value, as in date=2026-03-09; `masthead explain` lists the keys",
    )
    command.add_argument(
        "--from", dest="source_format", metavar="FORMAT", help="format of the input: txt, md, html, docx, pdf, eml, msg"
    )
    command.add_argument("--attachment", type=int, metavar="N", help="which attachment of an e-mail is the document")
    command.add_argument(
        "--max-size", type=int, metavar="BYTES", help="largest input that is read (default 100,000,000)"
    )
    command.add_argument("--debug", action="store_true", help=argparse.SUPPRESS)


def _convert(commands: Any) -> None:
    command = _command(commands, "convert", "make Word and PDF files", exits=True)
    command.add_argument(
        "inputs", nargs="+", metavar="INPUT", help="a file, a folder, a pattern, or - for standard input"
    )
    command.add_argument(
        "-o", "--output", metavar="OUT", help="folder for the outputs, or one file that ends in .docx or .pdf"
    )
    command.add_argument("--to", metavar="FORMATS", help="docx, pdf or docx,pdf (the default)")
    command.add_argument("--as", dest="form", metavar="FORM", help="sent or circulated: set a letter in this form")
    command.add_argument("--style", metavar="NAME", help="style pack, by name or file; else the one that fits")
    _word(command)
    command.add_argument("--strict", action="store_true", help="end with 3 when there were warnings")
    command.add_argument("--force", action="store_true", help="replace outputs that were changed by hand, and redo all")
    command.add_argument(
        "--keep-suffix", action="store_true", help="name outputs letter.txt.docx, so that inputs cannot collide"
    )
    command.add_argument("--dry-run", action="store_true", help="show what would be done; write nothing")
    command.add_argument("--fail-fast", action="store_true", help="end at the first input that fails")
    command.add_argument("--json", action="store_true", help="print a line of JSON for each input, and the sums")
    _batch(command)
    command.add_argument("--timings", action="store_true", help="show where the time went")
    _common(command)


def _word(command: argparse.ArgumentParser) -> None:
    """Options of Word files."""
    command.add_argument(
        "--template", metavar="FILE", help="your own Word template (.docx, .dotx): its styles, heads, feet and page"
    )
    command.add_argument(
        "--changes", metavar="WAY", help="changes that a Word input tracks: accept (the default), or keep in Word"
    )


def _batch(command: argparse.ArgumentParser) -> None:
    """Options of everything that does many inputs."""
    command.add_argument("-q", "--quiet", action="store_true", help="no progress; warnings and errors stay")
    command.add_argument("-v", "--verbose", action="store_true", help="also notes, and one line for each file")
    command.add_argument("-j", "--jobs", type=int, metavar="N", help="workers (default: one for each core)")
    command.add_argument(
        "--timeout", type=float, metavar="S", help="seconds for one input (default 60; 0 for no limit)"
    )
    command.add_argument(
        "--memory", metavar="SIZE", help="what one worker may use, as in 2G (default: a share of the machine's)"
    )
    command.add_argument("--executor", metavar="NAME", help="serial, processes or dask://host:port")
    command.add_argument("--include", action="append", default=[], metavar="PATTERN", help="of a folder, only these")
    command.add_argument("--exclude", action="append", default=[], metavar="PATTERN", help="of a folder, not these")
    command.add_argument("--quarantine", metavar="DIR", help="copy inputs that fail to this folder, each with a note")
    command.add_argument("--prune", action="store_true", help="delete the outputs of inputs that are no longer there")


def _watch(commands: Any) -> None:
    command = _command(commands, "watch", "convert what arrives in a folder, or changes there", exits=True)
    command.add_argument("inputs", nargs=1, metavar="FOLDER", help="the folder that is watched")
    command.add_argument("-o", "--output", required=True, metavar="OUT", help="folder for the outputs")
    command.add_argument("--to", metavar="FORMATS", help="docx, pdf or docx,pdf (the default)")
    command.add_argument("--as", dest="form", metavar="FORM", help="sent or circulated: set a letter in this form")
    command.add_argument("--style", metavar="NAME", help="style pack, by name or file; else the one that fits")
    _word(command)
    command.add_argument("--force", action="store_true", help="replace outputs that were changed by hand")
    command.add_argument("--keep-suffix", action="store_true", help="name outputs letter.txt.docx")
    command.add_argument("--interval", type=float, default=2.0, metavar="S", help="seconds between two looks")
    command.add_argument(
        "--settle", type=float, default=1.0, metavar="S", help="seconds that a file must stand still before it is read"
    )
    command.add_argument("--once", action="store_true", help="do what is there, and end")
    command.add_argument("--no-events", action="store_true", help="only look; for folders whose events are unreliable")
    command.set_defaults(json=False, timings=False, fail_fast=False)
    _batch(command)
    _common(command)


def _inspect(commands: Any) -> None:
    command = _command(commands, "inspect", "show what is recognised, from which lines, and what is removed")
    command.add_argument("inputs", nargs=1, metavar="INPUT", help="a file, or - for standard input")
    command.add_argument("--json", action="store_true", help="print masthead-inspect/1 as JSON")
    command.add_argument("--explain", metavar="KEY", help="show the candidates for a value and why one won")
    _common(command)


def _check(commands: Any) -> None:
    command = _command(commands, "check", "find what would be sent back, and slips of style", exits=True)
    command.add_argument("inputs", nargs="*", metavar="INPUT", help="files, folders, patterns, or - for standard input")
    command.add_argument("--select", metavar="RULES", help="run these rules or chapters only; +RULE adds one; all")
    command.add_argument("--ignore", metavar="RULES", help="leave these rules or chapters out")
    command.add_argument("--fix", action="store_true", help="mend what is certain, in .txt and .md files")
    command.add_argument("--diff", action="store_true", help="show what --fix would change, and change nothing")
    command.add_argument("--comments", metavar="OUT.docx", help="write a Word file with each finding as a comment")
    command.add_argument("--json", action="store_true", help="print masthead-check/1 as JSON")
    command.add_argument("--sarif", action="store_true", help="print SARIF 2.1.0, for editors and code hosts")
    command.add_argument("--rules", action="store_true", help="list every rule")
    _common(command)


def _styles(commands: Any) -> None:
    command = _command(commands, "styles", "list, show, check and make style packs")
    command.add_argument(
        "action",
        nargs="?",
        default="list",
        choices=("list", "show", "check", "new"),
        metavar="ACTION",
        help="list (what there is), show (every value of one), check (what is wrong), new (write one)",
    )
    command.add_argument("name", nargs="?", metavar="NAME", help="a pack, by name or file")
    command.add_argument(
        "--from",
        dest="letter",
        metavar="FILE",
        help="new: take the letterhead from an old letter (Word; of a PDF or text its lines)",
    )
    command.add_argument("--preview", metavar="OUT.pdf", help="write a specimen with every style, .pdf or .docx")
    command.add_argument("--force", action="store_true", help="replace a pack or a specimen of the same name")


def _dump(commands: Any) -> None:
    command = _command(commands, "dump", "show what stands after a stage")
    command.add_argument("inputs", nargs=1, metavar="INPUT", help="a file, or - for standard input")
    command.add_argument("--stage", default="parse", help="read, normalize, parse, transform or compose")
    _common(command)


def _explain(commands: Any) -> None:
    command = _command(commands, "explain", "say what a warning, a rule or a key means")
    command.add_argument(
        "code",
        nargs="?",
        metavar="CODE",
        help="a code of a warning, a rule or a key of --set; without it all are listed",
    )


def _doctor(commands: Any) -> None:
    command = _command(commands, "doctor", "say what can be made and read on this machine")
    command.add_argument("--debug", action="store_true", help=argparse.SUPPRESS)


def _completion(commands: Any) -> None:
    command = _command(commands, "completion", "print a script that completes what is typed in a shell")
    command.add_argument("shell", metavar="SHELL", help="bash, zsh or fish")
    command.add_argument("--debug", action="store_true", help=argparse.SUPPRESS)
