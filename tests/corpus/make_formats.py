"""Builds the Word, PDF and large hostile files of the corpus, the same bytes every time, so that none is committed.

    python tests/corpus/make_formats.py FOLDER

writes into FOLDER every document described in `sources/`, whole and damaged, and the `TRUTH.jsonl` that goes with them.
"""

from __future__ import annotations

import base64
import random
import shutil
import sys
from pathlib import Path

from build_docx import make_word, zipped
from build_pdf import make_pdf

SOURCES = Path(__file__).resolve().parent / "sources"
BUILDERS = {".docx": make_word, ".pdf": make_pdf}


def mail(word: bytes, name: str, body: str) -> bytes:
    """A covering note with one Word file attached."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    head = "From: desk@mission.example\nTo: docs@council.example\nSubject: For circulation\nMIME-Version: 1.0\n"
    head += 'Date: Fri, 7 Feb 2025 16:20:00 -0500\nContent-Type: multipart/mixed; boundary="cut-here"\n\n--cut-here\n'
    head += f"Content-Type: text/plain; charset=utf-8\n\n{body}\n\n--cut-here\n"
    head += f'Content-Type: {kind}; name="{name}"\nContent-Disposition: attachment; filename="{name}"\n'
    head += f"Content-Transfer-Encoding: base64\n\n{base64.encodebytes(word).decode()}--cut-here--\n"
    return head.replace("\n", "\r\n").encode()


def hostile() -> dict[str, bytes]:
    """Files that are damaged, huge or not what their names say."""
    whole = make_word((SOURCES / "hostile_letter.docx.txt").read_text("utf-8"))
    sentence = "The ferryman counted the lamps along the quay and wrote the number in his book. "
    nested = "<div>" * 500 + "<p>At the bottom of the well there was a dry sentence.</p>" + "</div>" * 500
    bomb = (
        b"<!DOCTYPE w [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;'>]><w>&c;</w>"
    )
    return {
        "huge_line.txt": (sentence * (2_000_000 // len(sentence))).encode(),
        "many_paragraphs.txt": "".join(f"{n}. Lamp {n} burns.\n\n" for n in range(1, 8001)).encode(),
        "nested.html": f"<html><body>{nested}</body></html>".encode(),
        "nested_quotes.md": ("> " * 200 + "The last reader is quoted by all the others.\n").encode(),
        "unclosed.html": ("<table><tr><td>" * 300 + "<p>The clerk ran out of closing tags.").encode(),
        "truncated.docx": whole[: len(whole) * 2 // 3],
        "no_document.docx": zipped({"mimetype": b"application/x-nothing", "a/b.txt": b"There is no document in here."}),
        "broken_xml.docx": zipped(
            {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document><w:body><w:p>"}
        ),
        "entity_bomb.docx": zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": bomb}),
        "text_named.docx": sentence.encode(),
        "word_named.txt": whole,
        "word_named.pdf": whole,
        "truncated.pdf": make_pdf((SOURCES / "pdf_letter_furniture.pdf.txt").read_text("utf-8"))[:700],
        "noise.txt": random.Random(7).randbytes(6000),
        "noise.docx": b"PK\x03\x04" + random.Random(8).randbytes(3000),
        "noise.pdf": b"%PDF-1.7\n" + random.Random(9).randbytes(3000),
    }


def main(folder: Path) -> None:
    """Writes all files into a folder, which is made if it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(SOURCES.glob("*.*.txt")):
        name = path.name.removesuffix(".txt")
        (folder / name).write_bytes(BUILDERS[Path(name).suffix](path.read_text("utf-8")))
    note = "Dear all,\n\nAttached is our letter, please issue it before the weekend.\n\nThe desk"
    letter = make_word((SOURCES / "docx_attached.docx.txt").read_text("utf-8"))
    (folder / "mail_with_word.eml").write_bytes(mail(letter, "letter FINAL (3).docx", note))
    for name, data in hostile().items():
        (folder / name).write_bytes(data)
    shutil.copyfile(SOURCES / "TRUTH.jsonl", folder / "TRUTH.jsonl")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
