r"""Reading reports out of files and answers, whatever their form; here: plain text, HTML, JSON Lines.

What is stored is exactly what the offsets of the claims refer to: the decoded text without its header,
with line ends as ``\n`` and characters that no database can hold replaced one for one.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from tracker.errors import ReportError
from tracker.ingest.containers import read_archive, read_docx, read_mail
from tracker.ingest.pdf import read_pdf
from tracker.model import Report, storable

MAX_BYTES = 20_000_000
"""Bytes that one report may have, unless a deployment says otherwise."""


class Form(StrEnum):
    """What a file holds."""

    TEXT = "text"
    HTML = "html"
    JSONL = "jsonl"
    PDF = "pdf"
    DOCX = "docx"
    MAIL = "mail"
    WARC = "warc"


@dataclass(frozen=True, slots=True)
class Reading:
    """A report as it was read: with the bytes it came in, where it came from, and the ``id`` that a line
    of JSON gives it.
    """

    report: Report
    raw: bytes
    origin: str
    id: object = None

    @property
    def sha256_raw(self) -> str:
        """The hash of the bytes, in hexadecimal."""
        return _sha256(self.raw)


@lru_cache(maxsize=1)
def _sha256(raw: bytes) -> str:
    """The hash of some bytes. The rows of a table share theirs, and ask one after the other."""
    return hashlib.sha256(raw).hexdigest()


SUFFIXES: Mapping[str, Form] = {
    ".txt": Form.TEXT, ".text": Form.TEXT, ".md": Form.TEXT,
    ".html": Form.HTML, ".htm": Form.HTML, ".xhtml": Form.HTML,
    ".jsonl": Form.JSONL, ".ndjson": Form.JSONL,
    ".pdf": Form.PDF, ".docx": Form.DOCX, ".eml": Form.MAIL, ".warc": Form.WARC,
}  # fmt: skip

_MEDIA: Mapping[str, Form] = {
    "text/html": Form.HTML, "application/xhtml+xml": Form.HTML, "text/plain": Form.TEXT, "text/markdown": Form.TEXT,
    "application/pdf": Form.PDF, "message/rfc822": Form.MAIL,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": Form.DOCX,
}  # fmt: skip
_UNSAID = ("", "application/octet-stream", "binary/octet-stream", "application/force-download")


def form_of(raw: bytes, media_type: str, *, origin: str) -> Form | None:
    """What some bytes from the web are, by their sender's word and their first bytes; ``None`` for a text
    that will tell itself. Raises ``ReportError`` for what no report can be read from.
    """
    if raw[:1_024].lstrip().startswith(b"%PDF-"):
        return Form.PDF
    if media_type in _MEDIA:
        return _MEDIA[media_type]
    if media_type in _UNSAID or media_type.startswith("text/"):
        return SUFFIXES.get(Path(urlsplit(origin).path).suffix.lower()) if media_type in _UNSAID else None
    raise ReportError(origin, f"is {media_type}, no report")


def refuse(error: ReportError) -> None:
    """What happens to a line that can't be read, unless the caller says otherwise: it is raised."""
    raise error


def read_file(
    path: Path, *, max_bytes: int = MAX_BYTES, on_bad: Callable[[ReportError], None] = refuse
) -> Iterator[Reading]:
    """The reports of a file: one, or one a line of JSON Lines. Raises ``ReportError``, for a single line
    only where ``on_bad`` does.
    """
    form = Form.WARC if path.name.lower().endswith(".warc.gz") else SUFFIXES.get(path.suffix.lower())
    if form is Form.JSONL:
        yield from _read_lines(path, max_bytes, on_bad)
    elif form is Form.WARC:
        yield from _read_archive(path, max_bytes, on_bad)
    else:
        raw = _bytes_of(path, max_bytes)
        yield read_bytes(raw, origin=str(path), form=form, max_bytes=max_bytes)


def read_bytes(
    raw: bytes, *, origin: str, form: Form | None = None, charset: str | None = None, max_bytes: int = MAX_BYTES
) -> Reading:
    """The report that some bytes hold. ``charset`` is what their sender says of them; it is believed
    where it can be. Raises ``ReportError`` for what is no text, or is empty.
    """
    report = _report_in(raw, origin, form, charset, max_bytes)
    if not report.text.strip():
        raise ReportError(origin, "is empty")
    return Reading(report, raw, origin)


def _report_in(raw: bytes, origin: str, form: Form | None, charset: str | None, max_bytes: int) -> Report:
    match form:
        case Form.PDF:
            return read_pdf(raw, origin=origin)
        case Form.DOCX:
            return read_docx(raw, origin=origin, max_bytes=max_bytes)
        case Form.MAIL:
            return read_mail(raw, origin=origin, read_page=lambda page: _read_html(page, origin))
        case _:
            text = decode(raw, origin=origin, charset=charset)
            if form is Form.HTML or (form is None and _looks_like_html(text)):
                return _read_html(text, origin)
            return read_text(text, origin=origin)


def _read_archive(path: Path, max_bytes: int, on_bad: Callable[[ReportError], None]) -> Iterator[Reading]:
    for url, told, content, kept in read_archive(path, max_bytes=max_bytes, on_bad=on_bad):
        media_type, _, rest = told.partition(";")
        charset = rest.partition("charset=")[2].strip(" \"'") or None
        try:
            form = form_of(content, media_type.strip().lower(), origin=url)
            reading = read_bytes(content, origin=url, form=form, charset=charset, max_bytes=max_bytes)
        except ReportError as error:
            if media_type.strip().lower() in _MEDIA:  # an archive holds pictures and scripts too
                on_bad(error)
            continue
        report = reading.report
        yield replace(reading, report=replace(report, url=url, published=report.published or _day_or_none(kept)))


def _bytes_of(path: Path, max_bytes: int) -> bytes:
    try:
        if path.is_dir():
            raise ReportError(path, "is a folder, not a report")
        if path.stat().st_size > max_bytes:
            raise ReportError(path, f"is larger than {max_bytes:,} bytes")
        return path.read_bytes()
    except OSError as error:
        raise ReportError(path, error.strerror or str(error)) from error


# --- encodings --------------------------------------------------------------------------------------

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset=[\"']?\s*([\w.:-]{2,30})", re.IGNORECASE)
_SIGNS_OF_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_BYTES_OF_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LOOKED_AT = 4_096


def decode(raw: bytes, *, origin: str, charset: str | None = None) -> str:
    """The text of some bytes: by their byte order mark, UTF-8, what the sender or the page says, else by
    what it looks like. Raises ``ReportError`` for what is no text.
    """
    meta = _META_CHARSET.search(raw[:_LOOKED_AT])
    named = [name for bom, name in _BOMS if raw.startswith(bom)]
    for name in (*named, "utf-8", charset, meta.group(1).decode("ascii") if meta else None):
        text = _decoded(raw, name) if name else None
        if text is not None:
            return _checked(text, origin)
    return _checked(_guessed(raw, origin), origin)


def _decoded(raw: bytes, charset: str) -> str | None:
    try:
        return raw.decode(charset)
    except (UnicodeDecodeError, LookupError):
        return None


def _guessed(raw: bytes, origin: str) -> str:
    from charset_normalizer import from_bytes

    head = raw[:_LOOKED_AT]
    if len(_BYTES_OF_BINARY.findall(head)) > len(head) / 20:
        raise ReportError(origin, "is no text but binary")
    best = from_bytes(raw[:500_000]).best()
    text = _decoded(raw, best.encoding) if best is not None else None
    if text is None:
        raise ReportError(origin, "is no text in any known encoding")
    return text


def _checked(text: str, origin: str) -> str:
    """The text with its line ends and its characters as they are stored."""
    head = text[:_LOOKED_AT]
    if len(_SIGNS_OF_BINARY.findall(head)) > max(2, len(head) / 100):
        raise ReportError(origin, "is no text but binary")
    return storable(text.replace("\r\n", "\n").replace("\r", "\n"))


# --- plain text -------------------------------------------------------------------------------------

_FENCE = re.compile(r"\s*---[ \t]*\n")
_FIELD = re.compile(r"(date|published|outlet|url|title|language|note)[ \t]*:[ \t]*(.*)", re.IGNORECASE)
_DATE_FIRST = re.compile(r"\s*date[ \t]*:?[ \t]+(\d{4}-\d\d-\d\d)\b[ \t]*\n?", re.IGNORECASE)


def read_text(text: str, *, origin: str) -> Report:
    """A report in plain text, with an optional header: lines such as ``date: 2024-03-21`` or ``outlet: …``
    up to the first empty line, or just ``date 2024-03-21`` before the first word.
    """
    fields, body = _header_of(text)
    return Report(
        text=body,
        published=_day_of(fields.get("date") or fields.get("published"), origin),
        published_at=_moment_of(fields.get("published")),
        outlet=fields.get("outlet"),
        url=fields.get("url"),
        title=fields.get("title"),
        language=fields.get("language") or "en",
    )


def _header_of(text: str) -> tuple[dict[str, str], str]:
    fence = _FENCE.match(text)
    rest = text[fence.end() :] if fence else text.lstrip("\n")
    fields: dict[str, str] = {}
    while found := _FIELD.match(rest):
        if not fields and found.group(1).lower() == "date" and " " in found.group(2).strip():
            break  # "date: 2024-03-21 Amid …": the text goes on in the same line
        fields[found.group(1).lower()] = found.group(2).strip()
        rest = rest[found.end() :].removeprefix("\n")
    if fields:
        closing = _FENCE.match(rest) if fence else None
        return fields, (rest[closing.end() :] if closing else rest).strip("\n")
    first = _DATE_FIRST.match(text)
    return ({"date": first.group(1)}, text[first.end() :].strip("\n")) if first else ({}, text.strip("\n"))


def _day_of(written: str | None, origin: str) -> date | None:
    if not written:
        return None
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        raise ReportError(origin, f"its date {written!r} is none; it looks like 2024-03-21") from None


def _moment_of(written: str | None) -> datetime | None:
    """A moment, where one is written with its zone."""
    if not written or len(written) <= 10:
        return None
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


# --- HTML -------------------------------------------------------------------------------------------

_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype html|html|head|body|article)\b", re.IGNORECASE
)


def _looks_like_html(text: str) -> bool:
    return _HTML.match(text[:_LOOKED_AT]) is not None


def _read_html(text: str, origin: str) -> Report:
    from trafilatura import bare_extraction

    found = bare_extraction(text, with_metadata=True, include_comments=False, include_tables=True)
    if found is None:
        raise ReportError(origin, "no article was found in this page")
    page: Mapping[str, Any] = found if isinstance(found, dict) else found.as_dict()
    return Report(
        text=storable(str(page.get("text") or "").strip("\n")),
        published=_day_or_none(page.get("date")),
        outlet=page.get("sitename") or page.get("hostname"),
        url=page.get("url"),
        title=page.get("title"),
        language=page.get("language") or "en",
    )


def _day_or_none(written: str | None) -> date | None:
    try:
        return date.fromisoformat(written[:10]) if written else None
    except ValueError:
        return None


# --- JSON Lines -------------------------------------------------------------------------------------


def _read_lines(path: Path, max_bytes: int, on_bad: Callable[[ReportError], None]) -> Iterator[Reading]:
    try:
        with path.open("rb") as stream:
            yield from read_stream(stream, origin=str(path), max_bytes=max_bytes, on_bad=on_bad)
    except OSError as error:
        raise ReportError(path, error.strerror or str(error)) from error


def read_stream(
    stream: BinaryIO, *, origin: str, max_bytes: int = MAX_BYTES, on_bad: Callable[[ReportError], None] = refuse
) -> Iterator[Reading]:
    """The reports of a stream of JSON Lines, one line in memory at a time: objects with ``text``, and with
    ``id``, ``published``, ``outlet``, ``url``, ``title`` where they are known. ``on_bad`` is told of each
    line that can't be read, and the rest is read.
    """
    for number, line in _lines_of(stream, max_bytes):
        if len(line) > max_bytes:
            on_bad(ReportError(origin, f"is longer than {max_bytes:,} bytes", line=number))
            continue
        try:
            if line.strip():
                yield _read_line(line, origin, number)
        except ReportError as error:
            on_bad(error)


def _lines_of(stream: BinaryIO, max_bytes: int) -> Iterator[tuple[int, bytes]]:
    """The lines of a stream with their numbers; one that is too long comes cut, and its rest is dropped."""
    number = 0
    while line := stream.readline(max_bytes + 1):
        number += 1
        yield number, line
        while len(line) > max_bytes and not line.endswith(b"\n"):
            line = stream.readline(max_bytes + 1)


def _read_line(line: bytes, origin: str, number: int) -> Reading:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ReportError(origin, f"is no JSON: {error}", line=number) from error
    if not isinstance(fields, dict) or not isinstance(fields.get("text"), str):
        raise ReportError(origin, "is no object with a text", line=number)
    return Reading(_report_of(fields, origin, number), line, f"{origin}:{number}", fields.get("id"))


_OPTIONAL = ("published", "outlet", "url", "title", "language")


def _report_of(fields: Mapping[str, Any], origin: str, number: int) -> Report:
    for name in _OPTIONAL:
        if fields.get(name) is not None and not isinstance(fields[name], str):
            raise ReportError(origin, f"its {name} is no text", line=number)
    told = {name: storable(fields[name]) for name in _OPTIONAL if fields.get(name)}
    return Report(
        text=storable(fields["text"]),
        published=_day_of(told.get("published"), f"{origin}:{number}"),
        published_at=_moment_of(told.get("published")),
        outlet=told.get("outlet"),
        url=told.get("url"),
        title=told.get("title"),
        language=told.get("language") or "en",
    )
