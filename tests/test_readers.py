"""Reading: encodings, the choice of a reader, errors that say what to do, positions, and time linear in length."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest

from converter.diagnostics import InputError, Report, UsageError
from converter.options import Limits, Options
from converter.readers import READERS, choose, read
from converter.source import MarkKind, Place, Source
from tests.support.growth import linear

SENTENCES = {
    "cp1252": "Le café de Port Élodie – fermé depuis l’été – a été rouvert à huit heures par M. Brøndum.",
    "utf-8": "Le café de Port Élodie est rouvert.",
    "cp1251": "Генеральная Ассамблея, ссылаясь на свою резолюцию, просит Генерального секретаря представить доклад.",
    "koi8-r": "Совет Безопасности постановляет продолжать заниматься этим вопросом до весны будущего года.",
    "cp866": "Письмо Постоянного представителя Тарвонии на имя Председателя Совета Безопасности.",
    "iso8859-5": "Имею честь сообщить Вам, что маяк снова горит и что смотритель его здоров.",
    "cp1256": "تهدي البعثة الدائمة تحياتها إلى الأمانة العامة وتتشرف بإبلاغها بأن الجسر قد فتح من جديد.",
    "gb18030": "安全理事会决定继续处理此案，并请秘书长在三个月内提出报告。",
    "big5": "安全理事會決定繼續處理此案，並請秘書長在三個月內提出報告。",
}


def read_text(data: bytes, name: str = "letter.txt", **options: object) -> Source:
    """A source, its report thrown away."""
    return read(data, name, Options(**options), Report(name))  # type: ignore[arg-type]


def text_of(source: Source) -> str:
    """The lines of a source under each other."""
    return "\n".join(line.text for line in source.lines)


@pytest.mark.parametrize("encoding", SENTENCES)
def test_text_is_decoded_by_its_letters(encoding: str) -> None:
    assert text_of(read_text(SENTENCES[encoding].encode(encoding))) == SENTENCES[encoding]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("text", ["Distr.: General\n5 May 2024", "Совет Безопасности\nПисьмо от 5 мая"])
def test_wide_encodings_are_known_with_and_without_a_mark(encoding: str, text: str) -> None:
    assert text_of(read_text(text.encode(encoding))) == text


def test_a_guessed_encoding_is_a_warning_with_a_line_and_advice() -> None:
    report = Report("a.txt")
    read(b"Distr.: General\n\nno \xa6 cause\xac \xb2\n", "a.txt", Options(), report)
    (said,) = (said for said in report.diagnostics if said.code == "encoding-guessed")
    assert said.line == 3
    assert said.hint and "UTF-8" in said.hint


def test_a_few_bytes_of_another_encoding_do_not_spoil_the_rest() -> None:
    data = "Port Élodie, l’été, à côté – très bien. ".encode() + "caf\xe9".encode("latin-1")
    assert text_of(read_text(data)).endswith("très bien. café")


def test_a_declared_encoding_is_believed() -> None:
    page = '<meta charset="koi8-r"><p>маяк</p>'.encode("koi8-r")
    assert "маяк" in text_of(read_text(page, "a.html"))


def test_nul_bytes_do_not_make_a_letter_a_binary_file() -> None:
    assert "\0" in text_of(read_text(b"at Port\0 Brenna\0 was lit again last night by the keeper"))


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "a.txt", "empty"),
        (b" \r\n\t\n", "a.txt", "empty"),
        (b"***\n---\n", "a.txt", "no text"),
        (b"<html><body><script>x()</script></body></html>", "a.html", "no text"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "a.txt", "picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.doc", "old Word"),
        (b"{\\rtf1 hello}", "a.rtf", "Rich Text"),
        (b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text", "a.odt", "OpenDocument"),
        (b"PK\x03\x04" + b"\0" * 40, "a.zip", "packed"),
        (b"hello there", "a.docx", "no Word file"),
        (b"hello there", "a.pdf", "no PDF file"),
        (b"%PDF-1.4 nothing", "a.pdf", "damaged"),
        (b"hello there", "a.xyz", ".xyz"),
        (bytes(range(256)) * 20, "a.txt", "not text"),
        (b"---\nsymbols: [A/79\n---\nhello", "a.txt", "a [ is opened here and not closed"),
    ],
)
def test_what_cannot_be_read_says_so_in_one_line_with_advice(data: bytes, name: str, words: str) -> None:
    with pytest.raises(InputError) as caught:
        read_text(data, name)
    assert words in caught.value.message
    assert "\n" not in caught.value.message
    assert caught.value.hint


def test_broken_front_matter_names_its_line() -> None:
    with pytest.raises(InputError) as caught:
        read_text(b"---\nform: sent\nsymbols: [A/79\nkind: letter\n---\nhello", "a.txt")
    assert caught.value.line is not None and 3 <= caught.value.line <= 5


def test_limits_are_errors_that_can_be_raised() -> None:
    with pytest.raises(InputError, match="limit"):
        read_text(b"hello " * 300_000, limits=Limits(size=1_000_000))
    deep = b"<div>" * 600 + b"<p>spoon</p>" + b"</div>" * 600
    assert text_of(read_text(deep, "a.html")).strip() == "spoon"
    with pytest.raises(InputError, match="deep"):
        read_text(deep, "a.html", limits=Limits(depth=300))
    with pytest.raises(InputError, match="deep"):
        read_text(b"<div>" * 50_000 + b"spoon", "a.html")


@pytest.mark.parametrize(
    ("data", "name", "key"),
    [
        (b"<!DOCTYPE html><p>x</p>", "page.txt", "html"),
        (b"Received: by mx\r\nFrom: a@b\r\nMIME-Version: 1.0\r\n\r\nx", "letter.txt", "eml"),
        (b"From: a@b.example\nTo: c@d.example\n\nx", "letter.txt", "txt"),
        (b"%PDF-1.7", "letter", "pdf"),
        (b"# x", "letter.markdown", "md"),
        (b"x", "-", "txt"),
        (b"x", "letter 3.5", "txt"),
    ],
)
def test_the_reader_is_chosen_by_first_bytes_and_by_name(data: bytes, name: str, key: str) -> None:
    assert choose(data, name) == key


def test_from_names_a_reader_and_a_wrong_one_gets_advice() -> None:
    assert read_text(b"# One", source_format="markdown").lines[0].heading == 1
    assert read_text(b"# One", "x.xyz", source_format="txt").format == "txt"
    with pytest.raises(UsageError) as caught:
        read_text(b"x", source_format="docs")
    assert caught.value.hint and "docx" in caught.value.hint


def test_lines_end_at_lf_crlf_and_cr_and_form_feeds_begin_pages() -> None:
    source = read_text(b"one\r\ntwo\rthree\nfour\fof page two\n")
    assert [(line.text, line.span.first, line.page_break) for line in source.lines] == [
        ("one", 1, False),
        ("two", 2, False),
        ("three", 3, False),
        ("four", 4, False),
        ("of page two", 4, True),
    ]


def test_html_lines_stand_where_their_text_stands() -> None:
    page = "<html>\n<body>\n<!-- a\nb -->\n<p>\n  one\n  <b>bold</b>\n</p>\n<p>two<br>\nthree</p>\n</body></html>"
    found = {
        line.text: (line.span.first, line.span.last) for line in read_text(page.encode(), "a.html").lines if line.text
    }
    assert found == {"one bold": (6, 7), "two": (9, 9), "three": (10, 10)}


MAIL = """From: desk@karesia.example
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="cut"

--cut
Content-Type: text/plain

Two papers attached.

--cut
Content-Type: text/plain; name="first.txt"
Content-Disposition: attachment; filename="first.txt"

The first paper.
--cut
Content-Type: text/html; name="second.html"
Content-Disposition: attachment; filename="second.html"

<p>The second paper.</p>
--cut--
"""


def test_several_attachments_are_named_and_can_be_chosen() -> None:
    report = Report("a.eml")
    source = read(MAIL.encode(), "a.eml", Options(), report)
    assert text_of(source) == "The first paper."
    (said,) = report.diagnostics
    assert "first.txt" in said.message and "second.html" in said.message and said.hint and "--attachment" in said.hint
    assert "Two papers attached." in [gone.text for gone in report.removed if gone.why == "covering-note"]
    assert [gone.text for gone in report.removed if gone.why == "other-attachment"] == ["The second paper."]
    assert "The second paper." in text_of(read_text(MAIL.encode(), "a.eml", attachment=2))
    with pytest.raises(InputError, match="no attachment 3"):
        read_text(MAIL.encode(), "a.eml", attachment=3)


def test_a_message_without_a_readable_document_says_what_it_holds() -> None:
    mail = MAIL.replace("text/html", "image/png").replace("second.html", "scan.png").replace("first.txt", "sound.mp3")
    mail = mail.replace("text/plain; name", "audio/mpeg; name").replace("Two papers attached.", "")
    with pytest.raises(InputError, match=r"sound\.mp3"):
        read_text(mail.encode(), "a.eml")


def make_pdf(pages: list[list[tuple[float, float, str, str, float]]], *, password: str = "") -> bytes:
    """A PDF with texts at places: x, y from the foot, text, fount, size."""
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(
        out, pagesize=(612, 792), encrypt=StandardEncryption(password, ownerPassword="o") if password else None
    )
    for page in pages:
        for x, y, text, fount, size in page:
            canvas.setFont(fount, size)
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_pdf_columns_marks_and_notes() -> None:
    page = [
        (72.0, 720.0, "General Assembly", "Times-Bold", 12.0),
        (400.0, 720.0, "Security Council", "Times-Bold", 12.0),
        (72.0, 706.0, "Seventy-ninth session", "Times-Roman", 10.0),
        (400.0, 706.0, "Eightieth year", "Times-Roman", 10.0),
        (72.0, 650.0, "It was dark for one year.", "Times-Roman", 10.0),
        (171.0, 654.0, "1", "Times-Roman", 6.0),
    ]
    lines = [line for line in read_text(make_pdf([page]), "a.pdf").lines if line.text]
    assert [line.text for line in lines] == [
        "General Assembly",
        "Seventy-ninth session",
        "Security Council",
        "Eightieth year",
        "It was dark for one year.1",
    ]
    assert lines[0].marked(MarkKind.BOLD)
    assert lines[-1].marks[-1].kind is MarkKind.SUPERSCRIPT
    assert [line.span.first for line in lines] == [1, 2, 3, 4, 5]


def test_pdf_heads_that_repeat_are_running_heads() -> None:
    body = ("The ferry was closed in the winter of that year, and in the next one too, by ice.", "Times-Roman", 10.0)
    pages = [[(72.0, 760.0, "On ferries", "Times-Roman", 9.0), (72.0, 600.0, *body)] for _ in range(3)]
    lines = [line for line in read_text(make_pdf(pages), "a.pdf").lines if line.text == "On ferries"]
    assert [(line.page, line.place) for line in lines] == [(page, Place.RUNNING) for page in (1, 2, 3)]
    higher = [[(72.0, 790.0 - 30 * (n == 0), *pages[n][0][2:]), *pages[n][1:]] for n in range(3)]
    lines = [line for line in read_text(make_pdf(higher), "a.pdf").lines if line.text == "On ferries"]
    assert sorted((line.page, line.place) for line in lines) == [
        (1, Place.BODY),
        (2, Place.RUNNING),
        (3, Place.RUNNING),
    ]


def test_pdf_scans_and_locked_files_are_clear_errors() -> None:
    with pytest.raises(InputError, match="scan"):
        read_text(make_pdf([[]]), "a.pdf")
    with pytest.raises(InputError, match="password"):
        read_text(make_pdf([[(72.0, 700.0, "secret", "Times-Roman", 10.0)]], password="x"), "a.pdf")


@pytest.mark.parametrize("extra", ["pypdfium2", "oxmsg"])
def test_a_missing_extra_is_named(extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, extra, None)
    key = {"pypdfium2": "pdf", "oxmsg": "msg"}[extra]
    with pytest.raises(InputError, match=f"extra `{key}`"):
        READERS[key].function(b"%PDF-1.4", f"a.{key}", Options(), Report("a"))


def test_an_outlook_message_is_read_as_any_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    from types import SimpleNamespace

    oxmsg = pytest.importorskip("oxmsg")
    attached = SimpleNamespace(file_bytes=b"The buoys were cut loose.", file_name="letter.txt", mime_type="text/plain")
    recipient = SimpleNamespace(name="Docs", email_address="docs@council.example")
    message = SimpleNamespace(
        sender="Desk <desk@karesia.example>",
        sent_date=None,
        recipients=[recipient],
        subject="Letter",
        body="Please find attached our letter.",
        html_body=None,
        attachments=[attached],
    )
    monkeypatch.setattr(oxmsg.Message, "load", lambda stream: message)
    report = Report("a.msg")
    source = READERS["msg"].function(b"", "a.msg", Options(), report)
    assert text_of(source) == "The buoys were cut loose."
    assert [gone.text for gone in report.removed] == [
        "From: Desk <desk@karesia.example>",
        "To: Docs <docs@council.example>",
        "Subject: Letter",
        "Please find attached our letter.",
    ]


HOSTILE: dict[str, tuple[str, int, Callable[[int], str]]] = {
    "stars": ("a.md", 20_000, lambda n: "*a **b " * n),
    "brackets": ("a.md", 20_000, lambda n: "[a " * n),
    "ticks": ("a.md", 8_000, lambda n: "".join("`" * (i % 40 + 1) + "x" for i in range(n))),
    "angles": ("a.md", 40_000, lambda n: "<a " * n),
    "pipes": ("a.md", 40_000, lambda n: "| a " * n + "\n|" + "-|" * n),
    "quotes": ("a.md", 40_000, lambda n: "> " * n + "x"),
    "one line": ("a.txt", 400_000, lambda n: "word " * n),
    "hyphens": ("a.txt", 40_000, lambda n: "a-\n" * n),
    "spaces": ("a.txt", 200_000, lambda n: "a" + " " * n + "b\n"),
    "open elements": ("a.html", 20_000, lambda n: "<p><b>x" * n),
    "open comment": ("a.html", 20_000, lambda n: "<p>x</p><!--" * n),
    "half tags": ("a.html", 20_000, lambda n: "x <a href=" * n),
    "header": ("a.eml", 40_000, lambda n: "MIME-Version: 1.0\n" + "X-A: b\n" * n + "\nhello"),
}
"""File, the most of it, and the text by how much of it there is."""


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_with_texts_made_against_the_reader(name: str) -> None:
    from converter.normalize import normalize

    file, most, text = HOSTILE[name]

    def run(size: int) -> None:
        report = Report(file)
        normalize(read(text(size).encode(), file, Options(), report), report)

    assert linear(run, most)
