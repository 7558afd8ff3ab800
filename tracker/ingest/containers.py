"""Reading what wraps a report: Word files, e-mails, web archives."""

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import BinaryIO, cast

from tracker.errors import ReportError
from tracker.model import Report, storable


def read_docx(raw: bytes, *, origin: str, max_bytes: int) -> Report:
    """The report in a Word file: its paragraphs and, a row a line, its tables. Raises ``ReportError``."""
    import docx
    from docx.table import Table

    _check_size(raw, origin, max_bytes)
    try:
        document = docx.Document(io.BytesIO(raw))
        parts = [
            "\n".join(_row_words(part)) if isinstance(part, Table) else part.text
            for part in document.iter_inner_content()
        ]
        told = document.core_properties
        title, made = told.title or None, told.modified or told.created
    except Exception as error:  # a broken file makes its reader fail in any way
        raise ReportError(origin, "is no Word file that can be read") from error
    text = storable("\n\n".join(part.strip() for part in parts if part.strip()))
    return Report(text=text, published=made.date() if made else None, title=title)


def _row_words(table: object) -> Iterator[str]:
    for row in table.rows:  # type: ignore[attr-defined]  # a table of python-docx
        yield " | ".join(dict.fromkeys(" ".join(cell.text.split()) for cell in row.cells))


def _check_size(raw: bytes, origin: str, max_bytes: int) -> None:
    """A file that would unpack to more than a report may have is not unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            size = sum(part.file_size for part in packed.infolist() if part.filename.endswith((".xml", ".rels")))
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise ReportError(origin, "is no Word file that can be read") from error
    if size > max_bytes:
        raise ReportError(origin, f"is larger than {max_bytes:,} bytes when it is unpacked")


# --- e-mail -----------------------------------------------------------------------------------------


def read_mail(raw: bytes, *, origin: str, read_page: Callable[[str], Report]) -> Report:
    """The report in an e-mail: its plain text, else its HTML; the subject is its title, the day its date,
    the sender's name its outlet. Raises ``ReportError``.
    """
    mail = message_from_bytes(raw, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    try:
        body = mail.get_body(preferencelist=("plain", "html"))
        content = str(body.get_content()) if body is not None else ""
        html = body is not None and body.get_content_subtype() == "html"
        subject, sent, sender = mail["subject"], mail["date"], mail["from"]
        moment = sent.datetime if sent is not None else None
        outlet = next((one.display_name or one.domain for one in sender.addresses), None) if sender else None
    except (LookupError, ValueError, TypeError, AttributeError, AssertionError) as error:
        raise ReportError(origin, "is no e-mail that can be read") from error
    if not content.strip():
        raise ReportError(origin, "is an e-mail without a text")
    text = read_page(content).text if html else storable(content.replace("\r\n", "\n").strip("\n"))
    return _mail_report(text, moment, storable(str(subject)) if subject else None, outlet)


def _mail_report(text: str, moment: datetime | None, title: str | None, outlet: str | None) -> Report:
    return Report(
        text=text, title=title, outlet=storable(outlet) if outlet else None,
        published=moment.date() if moment else None, published_at=moment if moment and moment.tzinfo else None,
    )  # fmt: skip


# --- web archives -----------------------------------------------------------------------------------


def read_archive(
    path: Path, *, max_bytes: int, on_bad: Callable[[ReportError], None]
) -> Iterator[tuple[str, str, bytes, str]]:
    """The answers of a web archive (WARC, packed or not): the address, the media type and the bytes of
    each that was a success, and the moment it was kept. Raises ``ReportError`` where the file is none.
    """
    try:
        with path.open("rb") as stream:
            packed = stream.peek(2)[:2] == b"\x1f\x8b"
            # Unpacked here: the library reads only what was packed record by record.
            plain = cast("BinaryIO", gzip.GzipFile(fileobj=stream)) if packed else stream
            yield from _answers_of(plain, str(path), max_bytes, on_bad)
    except OSError as error:
        raise ReportError(path, error.strerror or str(error)) from error


def _answers_of(
    stream: BinaryIO, origin: str, max_bytes: int, on_bad: Callable[[ReportError], None]
) -> Iterator[tuple[str, str, bytes, str]]:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        for record in ArchiveIterator(stream):
            if record.rec_type != "response" or record.http_headers is None:
                continue
            url = record.rec_headers.get_header("WARC-Target-URI") or ""
            if record.http_headers.get_statuscode() != "200" or not url.startswith(("http://", "https://")):
                continue
            content = record.content_stream().read(max_bytes + 1)
            if len(content) > max_bytes:
                on_bad(ReportError(f"{origin}#{url}", f"is larger than {max_bytes:,} bytes"))
                continue
            media = record.http_headers.get_header("Content-Type") or ""
            yield url, media, content, record.rec_headers.get_header("WARC-Date") or ""
    except (ArchiveLoadFailed, EOFError, zlib.error, gzip.BadGzipFile, ValueError) as error:
        raise ReportError(origin, "is no web archive that can be read to its end") from error
