"""What stands at the end of each command's help: examples, and what the exit codes mean."""

from __future__ import annotations

from collections.abc import Mapping

EXITS = """exit codes: 0 all done · 1 some input failed, or lacks a format that was
asked for; the others are done (check: something was found) · 2 wrong usage,
style or settings · 3 done, but --strict was asked and there were warnings ·
130 interrupted (what was finished stays)"""
FIRST = """first steps:
  masthead convert letter.txt       Word and PDF beside it
  masthead inspect letter.txt       what is recognised, and what is removed
  masthead check letter.txt         what would be sent back
  masthead help convert             every option of a command"""
EXAMPLES: Mapping[str, str] = {
    "convert": """examples:
  masthead convert letter.txt                   Word and PDF beside it
  masthead convert letter.txt -o letter.pdf     one file
  masthead convert letters -o out --to pdf      a folder and all below it
  masthead convert letter.txt --as circulated --set symbols=S/2026/114""",
    "inspect": """examples:
  masthead inspect letter.txt                   for people
  masthead inspect letter.txt --json            for programs
  masthead inspect letter.txt --explain date    why this date and no other""",
    "check": """examples:
  masthead check letter.txt                     what is found, with its lines
  masthead check letter.txt --diff              what --fix would change
  masthead check report.docx --comments report-checked.docx""",
    "watch": """examples:
  masthead watch inbox -o out                   until Ctrl-C
  masthead watch inbox -o out --once            what is there, for a timer""",
    "styles": """examples:
  masthead styles                               the packs that can be found
  masthead styles show mission                  every value and its place
  masthead styles show mission --preview mission.pdf
  masthead styles new karesia --from "old letter.docx"
  masthead styles check                         what is wrong with any of them""",
    "dump": """examples:
  masthead dump letter.txt --stage normalize    the lines after repair""",
    "explain": """examples:
  masthead explain                              all that can be explained
  masthead explain two-dates                    a code in [ ] after a warning
  masthead explain per-cent                     a rule of masthead check
  masthead explain symbols                      a key of --set""",
    "doctor": """examples:
  masthead doctor                               fonts, formats, and what to install""",
    "completion": """examples:
  source <(masthead completion bash)            in ~/.bashrc; zsh likewise
  masthead completion fish > ~/.config/fish/completions/masthead.fish""",
}
