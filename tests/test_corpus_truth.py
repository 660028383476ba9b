"""The truth of the corpus is well formed: files are there, and what must be kept or dropped stands in the source."""

from __future__ import annotations

import email
import email.policy
import html
import json
import re
import subprocess
import sys
import unicodedata
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.support import ROOT

CORPUS = ROOT / "tests" / "corpus"
TAGS = re.compile(r"<(script|style|w:delText)\b.*?</\1>|<[^>]*>", re.S)
INVISIBLE = dict.fromkeys([*range(9), *range(14, 32), 0xAD, 0x640, *range(0x200B, 0x2010), *range(0x202A, 0x202F)])


def folded(text: str) -> str:
    """Letters and digits only, so that broken lines and hyphens do not matter."""
    plain = unicodedata.normalize("NFKC", html.unescape(text).translate(INVISIBLE)).casefold()
    return "".join(c for c in plain if c.isalnum() or unicodedata.category(c)[0] == "M")


def stands(phrase: str, source: str) -> bool:
    """Whether a phrase stands in the source, whole or cut in two by the foot of a page or by a tag."""
    want = folded(phrase)
    cuts = range(len(want), 1, -1)
    longest = next((n for n in cuts if want[:n] in source), 0)
    return longest == len(want) or (longest > 0 and want[longest:] in source)


def words_of_mail(raw: bytes) -> str:
    """All text in a message, its text attachments included."""
    message = email.message_from_bytes(raw, policy=email.policy.default)
    bodies = [p.get_payload(decode=True) for p in message.walk() if p.get_content_maintype() == "text"]
    charsets = [p.get_content_charset() or "utf-8" for p in message.walk() if p.get_content_maintype() == "text"]
    known = {"x-klingon-9": "utf-8"}
    return "\n".join(
        b.decode(known.get(c, c), "replace") for b, c in zip(bodies, charsets, strict=True) if isinstance(b, bytes)
    )


def source_of(path: Path, truth: dict[str, Any]) -> str:
    """The words of a file, folded."""
    raw = path.read_bytes()
    if path.suffix == ".pdf":
        description = (CORPUS / "sources" / f"{path.name}.txt").read_text("utf-8")
        shown = description.replace("{n}", "2").replace("{m}", "2")
        return folded(re.sub(r"\{\w+:([^}]*)\}|~|^@\w+", r"\1", shown, flags=re.M))
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as z:
            return folded("".join(TAGS.sub("", z.read(n).decode()) for n in sorted(z.namelist()) if n.endswith(".xml")))
    text = raw.decode(truth.get("encoding", "utf-8"), "replace")
    if path.suffix == ".eml":
        text += words_of_mail(raw)
    if truth.get("mojibake"):
        import ftfy

        text = ftfy.fix_text(text)
    return folded(text) + folded(TAGS.sub("", text))


def truths(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "TRUTH.jsonl").read_text("utf-8").splitlines()]


def faults(folder: Path) -> list[str]:
    """What is wrong with the truth of one folder, a line each."""
    out = []
    for truth in truths(folder):
        path = folder / truth["file"]
        if not path.is_file():
            out.append(f"{path.name}: is not there")
        elif truth.get("error") != "fail" and path.name != "mail_with_word.eml":
            source = source_of(path, truth)
            phrases = [*truth["keep"], *truth.get("keep_notes", []), *truth["drop"]]
            out += [f"{path.name}: {phrase!r} is not in it" for phrase in phrases if not stands(phrase, source)]
            if len(truth["keep"]) != len(truth["keep_para"]):
                out.append(f"{path.name}: as many keep_para as keep")
    return out


@pytest.mark.parametrize("name", ["languages", "formats", "hostile"])
def test_the_truth_fits_the_files(name: str) -> None:
    folder = CORPUS / name
    files = {p.name for p in folder.iterdir()} - {"TRUTH.jsonl"}
    assert files - {t["file"] for t in truths(folder)} == set()
    assert faults(folder) == []


def test_built_files_fit_their_truth_and_are_the_same_every_time(tmp_path: Path) -> None:
    for name in ("one", "two"):
        subprocess.run([sys.executable, CORPUS / "make_formats.py", tmp_path / name], check=True)
    assert faults(tmp_path / "one") == []
    changed = [
        p.name for p in (tmp_path / "one").iterdir() if p.read_bytes() != (tmp_path / "two" / p.name).read_bytes()
    ]
    assert changed in ([], ["pdf_encrypted.pdf"])
