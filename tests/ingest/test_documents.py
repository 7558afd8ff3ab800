"""Reports out of PDF, Word files, e-mails and web archives."""

import gzip
import io
import random
import uuid
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest
from docx.document import Document

from tracker.errors import ReportError
from tracker.extract import extract_claims
from tracker.ingest.readers import Form, Reading, form_of, read_bytes, read_file
from tracker.ingest.samples import write_pdf
from tracker.model import page_of

PAGE = """<html><head><title>Storm</title></head><body><article><h1>Storm</h1><p>{words} The rescue teams went on
with their search through the night, and the roads to the valley stayed closed for lorries and buses alike.</p>
<p>Nobody could say when the electricity would come back to the villages along the river, officials added.</p>
</article></body></html>"""


def pdf(*pages: tuple[str, ...], **given: str) -> Reading:
    return read_bytes(write_pdf(pages, **given), origin="x.pdf", form=Form.PDF)


# --- PDF --------------------------------------------------------------------------------------------


def test_a_pdf_keeps_the_page_of_every_number() -> None:
    reading = pdf(
        ("Police said 12 people were killed in Kabul.",), ("Nothing new.",), ("OCHA said 300 people were displaced.",)
    )
    text = reading.report.text
    found = {claim.number: page_of(text, claim.span.start) for claim in extract_claims(reading.report)}
    assert found == {"12": 1, "300": 3}
    assert reading.report.published == date(2024, 3, 21)


def test_words_that_a_line_end_cut_are_joined_and_paragraphs_stay_apart() -> None:
    text = pdf((
        "The civil defence of the northern province said on Thursday that at least 12 peo-",
        "ple were killed when the dam above the market town broke in the early morning. It",
        "asked all who live along the river to leave.",
        "",
        "Health",
        "Doctors said they had treated 64 injured people.",
    )).report.text  # fmt: skip
    assert "at least 12 people were killed" in text
    assert "morning. It asked all" in text
    assert "\nHealth\nDoctors" in text
    assert "leave.\n\nHealth" in text or "leave.\nHealth" in text


def test_heads_and_feet_of_pages_are_dropped() -> None:
    pages = tuple(
        ("SITUATION REPORT No. 7", f"Town {number} reported {10 + number} people killed, police said.",
         f"Page {number} of 4")
        for number in range(1, 5)
    )  # fmt: skip
    text = pdf(*pages).report.text
    assert "SITUATION" not in text
    assert "of 4" not in text
    assert [f"{10 + number} people killed" in text for number in range(1, 5)] == [True] * 4


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"%PDF-1.4\nnothing", "no PDF that can be read"),
        (write_pdf((("A report.",),))[:200], "no PDF that can be read"),
        (write_pdf(((),)), "holds no text"),
    ],
    ids=["garbage", "cut short", "without text"],
)
def test_a_pdf_that_can_not_be_read_is_told(raw: bytes, problem: str) -> None:
    with pytest.raises(ReportError, match=problem):
        read_bytes(raw, origin="x.pdf", form=Form.PDF)


# --- Word -------------------------------------------------------------------------------------------


def word(build: Callable[[Document], None]) -> bytes:
    document = docx.Document()
    build(document)
    document.core_properties.modified = datetime(2024, 3, 21, tzinfo=UTC)
    document.core_properties.title = "Storm"
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def test_a_word_file_gives_its_paragraphs_and_its_tables(tmp_path: Path) -> None:
    def build(document: Document) -> None:
        document.add_paragraph("Police said 12 people were killed in Kabul.")
        table = document.add_table(rows=1, cols=2)
        table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Displaced", "300"
        document.add_paragraph("The search goes on.")

    (tmp_path / "x.docx").write_bytes(word(build))
    (reading,) = read_file(tmp_path / "x.docx")
    assert (
        reading.report.text == "Police said 12 people were killed in Kabul.\n\nDisplaced | 300\n\nThe search goes on."
    )
    assert (reading.report.title, reading.report.published) == ("Storm", date(2024, 3, 21))


def test_a_word_file_that_unpacks_to_too_much_is_not_unpacked() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", b" " * 30_000_000)
    assert len(packed.getvalue()) < 100_000
    with pytest.raises(ReportError, match="larger than 20,000,000 bytes when it is unpacked"):
        read_bytes(packed.getvalue(), origin="x.docx", form=Form.DOCX)
    for broken in (b"PK\x03\x04", word(lambda _: None)[:500], b""):
        with pytest.raises(ReportError, match=r"no Word file|is empty"):
            read_bytes(broken, origin="x.docx", form=Form.DOCX)


# --- e-mail -----------------------------------------------------------------------------------------


def mail(**headers: str) -> EmailMessage:
    made = EmailMessage()
    told = {"Subject": "Flash update", "From": "Relief Desk <desk@example.org>",
            "Date": "Thu, 21 Mar 2024 23:30:00 -0500"}  # fmt: skip
    for name, value in (told | headers).items():
        made[name] = value
    return made


def test_an_email_gives_its_text_its_day_and_its_sender(tmp_path: Path) -> None:
    made = mail()
    made.set_content("Police said 12 people were killed in Kabul.\n")
    made.add_alternative(PAGE.format(words="Another text."), subtype="html")
    made.add_attachment(b"x" * 1000, maintype="image", subtype="png")
    (tmp_path / "x.eml").write_bytes(made.as_bytes())
    (reading,) = read_file(tmp_path / "x.eml")
    report = reading.report
    assert report.text == "Police said 12 people were killed in Kabul."
    assert (report.title, report.outlet, str(report.published)) == ("Flash update", "Relief Desk", "2024-03-21")
    assert report.published_at is not None
    assert report.published_at.astimezone(UTC).day == 22


def test_an_email_in_html_alone_and_broken_ones() -> None:
    made = mail()
    made.set_content(PAGE.format(words="Police said 12 people were killed in Kabul."), subtype="html")
    text = read_bytes(made.as_bytes(), origin="x.eml", form=Form.MAIL).report.text
    assert "12 people were killed" in text
    assert "<" not in text
    for raw in (b"", b"From: x\n\n", b"Content-Type: text/plain; charset=no-such\nDate: never\n\n\xff\xfe"):
        with pytest.raises(ReportError):
            read_bytes(raw, origin="x.eml", form=Form.MAIL)


# --- web archives -----------------------------------------------------------------------------------


def archive(*answers: tuple[str, str, bytes]) -> bytes:
    kept = b""
    for url, media_type, content in answers:
        block = f"HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\n\r\n".encode() + content
        told = {
            "WARC-Type": "response", "WARC-Target-URI": url, "WARC-Date": "2024-03-21T10:00:00Z",
            "WARC-Record-ID": f"<urn:uuid:{uuid.uuid4()}>", "Content-Type": "application/http; msgtype=response",
            "Content-Length": str(len(block)),
        }  # fmt: skip
        head = "WARC/1.0\r\n" + "".join(f"{name}: {value}\r\n" for name, value in told.items()) + "\r\n"
        kept += head.encode() + block + b"\r\n\r\n"
    return kept


@pytest.mark.parametrize("packed", [False, True])
def test_a_web_archive_gives_its_pages(tmp_path: Path, packed: bool) -> None:
    raw = archive(
        ("https://example.org/a", "text/html; charset=utf-8", PAGE.format(words="Police said 12 died.").encode()),
        ("https://example.org/a.png", "image/png", b"\x89PNG"),
        (
            "https://example.org/b",
            "text/plain; charset=latin-1",
            "Police said 13 people died in Málaga.".encode("latin-1"),
        ),
        ("https://example.org/c", "text/html", b"<html><body></body></html>"),
        ("dns:example.org", "text/dns", b"x"),
    )
    path = tmp_path / ("x.warc.gz" if packed else "x.warc")
    path.write_bytes(gzip.compress(raw) if packed else raw)
    told: list[ReportError] = []
    readings = list(read_file(path, on_bad=told.append))
    assert [reading.report.url for reading in readings] == ["https://example.org/a", "https://example.org/b"]
    assert "Málaga" in readings[1].report.text
    assert {str(reading.report.published) for reading in readings} == {"2024-03-21"}
    assert [error.subject for error in told] == ["https://example.org/c"]


def test_a_web_archive_that_is_cut_short_gives_what_it_holds(tmp_path: Path) -> None:
    noise = random.Random(5).randbytes(20_000).hex()
    pages = [
        ("https://example.org/" + str(n), "text/plain", f"Police said {n} people were killed. {noise}".encode())
        for n in range(2, 9)
    ]
    packed = gzip.compress(archive(*pages))
    (tmp_path / "x.warc.gz").write_bytes(packed[: len(packed) - 40])
    readings = read_file(tmp_path / "x.warc.gz")
    assert next(readings).report.text.startswith("Police said 2 people")
    with pytest.raises(ReportError, match="read to its end"):
        list(readings)
    (tmp_path / "none.warc").write_bytes(b"no archive at all\n" * 20)
    with pytest.raises(ReportError):
        list(read_file(tmp_path / "none.warc"))


# --- what an answer is ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "media_type", "origin", "form"),
    [
        (b"%PDF-1.7", "text/html", "https://example.org/x", Form.PDF),
        (b"<html>", "text/html", "https://example.org/x.pdf", Form.HTML),
        (b"PK", "application/octet-stream", "https://example.org/x.docx?y=1", Form.DOCX),
        (b"x", "", "https://example.org/x", None),
        (b"x", "text/x-own", "https://example.org/x.pdf", None),
    ],
)
def test_what_an_answer_is(raw: bytes, media_type: str, origin: str, form: Form | None) -> None:
    assert form_of(raw, media_type, origin=origin) is form
    with pytest.raises(ReportError, match="is video/mp4, no report"):
        form_of(raw.replace(b"%PDF", b""), "video/mp4", origin=origin)
