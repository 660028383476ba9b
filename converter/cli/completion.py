"""`masthead completion SHELL`: a script that completes commands, options and their values, made from the parser."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence

from converter.cli.exits import Exit
from converter.diagnostics import UsageError
from converter.options import CHANGES, FORMATS, FORMS
from converter.records import dataclass


@dataclass(frozen=True, slots=True)
class Option:
    """An option as it is typed, a line on it, whether a value comes after it, and the values that are known."""

    names: tuple[str, ...]
    help: str
    valued: bool
    offered: tuple[str, ...] = ()


Commands = Mapping[str, tuple[str, Sequence[Option]]]
"""Command → what it does, its options."""


def run(asked: argparse.Namespace) -> int:
    """Print the script for a shell."""
    shells = {"bash": bash, "zsh": zsh, "fish": fish}
    if asked.shell not in shells:
        raise UsageError(f"no completion for “{asked.shell}”", hint=f"write one of {', '.join(shells)}")
    print("\n".join(shells[asked.shell](commands(), words())))
    return Exit.DONE


def commands() -> Commands:
    """Every command with its options, as the parser knows them."""
    from converter.cli.arguments import parser

    inner = next(action for action in parser()._actions if isinstance(action, argparse._SubParsersAction))
    helps = {action.dest: action.help or "" for action in inner._choices_actions}
    known = values()
    return {name: (helps[name], [*_options(command, known)]) for name, command in inner.choices.items()}


def _options(command: argparse.ArgumentParser, known: Mapping[str, Sequence[str]]) -> Iterator[Option]:
    for action in command._actions:
        if not action.option_strings or action.help == argparse.SUPPRESS:
            continue
        offered = next((known[n] for n in action.option_strings if n in known and action.metavar != "FILE"), ())
        yield Option(tuple(action.option_strings), action.help or "", action.nargs != 0, tuple(offered))


def values() -> Mapping[str, Sequence[str]]:
    """Options whose values are known → the values."""
    from pathlib import Path

    from converter.pipeline import STAGES
    from converter.readers import READERS
    from converter.settings import KEYS
    from converter.style.packs import names

    return {
        "--to": (*FORMATS, ",".join(FORMATS)),
        "--as": FORMS,
        "--changes": CHANGES,
        "--from": [*READERS],
        "--stage": STAGES,
        "--executor": ("serial", "processes"),
        "--style": [*names(Path.cwd())],
        "--set": [key for key in KEYS if "CODE" not in key],
        "--explain": [key for key in KEYS if "CODE" not in key],
    }


def words() -> Mapping[str, Sequence[str]]:
    """Commands that take a word of their own → the words."""
    from converter import check
    from converter.codes import pages
    from converter.settings import KEYS

    codes = [*pages(), *KEYS, *(rule.code for rule in check.rules())]
    return {"styles": ("list", "show", "check", "new"), "explain": codes, "completion": ("bash", "zsh", "fish")}


def bash(known: Commands, own: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """A function for bash; where it has nothing to offer, bash offers files."""
    yield "# masthead: completion for bash. In ~/.bashrc: source <(masthead completion bash)"
    yield "_masthead() {"
    yield '    local now="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}" words=""'
    yield '    case "${COMP_WORDS[1]} $before $now" in'
    for name, (_, options) in known.items():
        for spelled, offered in ((n, option.offered) for option in options for n in option.names if option.offered):
            yield f'        "{name} {spelled} "*) words="{" ".join(offered)}" ;;'
        yield f'        "{name} "*" -"*) words="{" ".join(name for option in options for name in option.names)}" ;;'
    yield from (f'        "{name} {name} "*) words="{" ".join(offered)}" ;;' for name, offered in own.items())
    yield "    esac"
    yield f'    [ "$COMP_CWORD" -eq 1 ] && words="{" ".join((*known, "help"))}"'
    yield '    COMPREPLY=($(compgen -W "$words" -- "$now"))'
    yield "}"
    yield "complete -o default -F _masthead masthead"


def zsh(known: Commands, own: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The function for bash, which zsh takes over."""
    yield "# masthead: completion for zsh. In ~/.zshrc, after compinit: source <(masthead completion zsh)"
    yield "autoload -U +X bashcompinit && bashcompinit"
    yield from list(bash(known, own))[1:]


def fish(known: Commands, own: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """One line for each command and option."""
    yield "# masthead: completion for fish: masthead completion fish > ~/.config/fish/completions/masthead.fish"
    for name, (what, options) in known.items():
        yield f"complete -c masthead -n __fish_use_subcommand -f -a {name} -d {_quoted(what)}"
        within = f"complete -c masthead -n '__fish_seen_subcommand_from {name}'"
        for option in options:
            spelled = " ".join(f"-l {n[2:]}" if n.startswith("--") else f"-s {n[1:]}" for n in option.names)
            more = f" -x -a {_quoted(' '.join(option.offered))}" if option.offered else " -r" if option.valued else ""
            yield f"{within} {spelled}{more} -d {_quoted(option.help)}"
        if name in own:
            yield f"{within} -f -a {_quoted(' '.join(own[name]))}"


def _quoted(text: str) -> str:
    """A text in single quotes, as fish reads them."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
