"""Reading PDF: the text of its pages in reading order, as paragraphs, a form feed between two pages.

The form feeds keep the page of every number: see :func:`tracker.model.page_of`. What stands at the head or
the foot of page after page is dropped, words that a line end has cut are joined.
"""

import re
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from statistics import quantiles

from tracker.errors import ReportError
from tracker.model import Report, storable

MOST_PAGES = 2_000

_one_at_a_time = threading.Lock()
"""PDFium is not made for several threads."""


def read_pdf(raw: bytes, *, origin: str) -> Report:
    """The report in a PDF. Its day is the one that the document says it was made on, where it says so.
    Raises ``ReportError`` for what is none, is locked, or holds pictures only.
    """
    pages, title, made = _contents_of(raw, origin)
    text = "\f".join(_paragraphs(page) for page in _without_margins(pages))
    if not text.strip():
        raise ReportError(origin, "holds no text: its pages are pictures, or empty")
    return Report(text=storable(text.strip("\n")), published=_day_of(made), title=title or None)


def _contents_of(raw: bytes, origin: str) -> tuple[list[list[str]], str, str]:
    """The lines of every page, the title, and when it was made."""
    import pypdfium2

    with _one_at_a_time:
        try:
            document = pypdfium2.PdfDocument(raw)
            try:
                told = document.get_metadata_dict()
                pages = [_lines_of(document, number) for number in range(min(len(document), MOST_PAGES))]
            finally:
                document.close()
        except (pypdfium2.PdfiumError, ValueError) as error:
            locked = "password" in str(error).lower()
            raise ReportError(
                origin, "is locked with a password" if locked else "is no PDF that can be read"
            ) from error
    return pages, " ".join(storable(str(told.get("Title", ""))).split()), str(told.get("CreationDate", ""))


def _lines_of(document: object, number: int) -> list[str]:
    page = document[number]  # type: ignore[index]  # the library has no types
    try:
        words = page.get_textpage()
        try:
            text = words.get_text_range()
        finally:
            words.close()
    finally:
        page.close()
    return [_tidy(line) for line in re.split(r"\r\n|\r|\n", text)]


_CUT = re.compile("[\x02\ufffe\u00ad]")
"""What PDFium leaves where a hyphen cuts a word at the end of a line, and the soft hyphen."""


def _tidy(line: str) -> str:
    return " ".join(_CUT.sub("\u00ad", line).split()).rstrip()


# --- heads and feet ---------------------------------------------------------------------------------

_MARGIN = 3
"""Lines at the head and at the foot of a page that may be repeated ones."""


def _without_margins(pages: Sequence[list[str]]) -> Iterator[list[str]]:
    """The pages without the lines that most of them share, up to their numbers."""
    filled = [[line for line in page if line] for page in pages]
    if len(filled) < 3:
        yield from map(list, pages)
        return
    seen = Counter(mark for page in filled for mark in {_mark(line) for line in (*page[:_MARGIN], *page[-_MARGIN:])})
    repeated = {mark for mark, times in seen.items() if times >= max(3, len(filled) // 2)}
    for page in pages:
        yield _stripped(page, repeated)


def _stripped(page: list[str], repeated: set[str]) -> list[str]:
    at = [index for index, line in enumerate(page) if line]
    margins = {*at[:_MARGIN], *at[-_MARGIN:]}
    return [line for index, line in enumerate(page) if not (index in margins and _mark(line) in repeated)]


def _mark(line: str) -> str:
    """A line as it is on every page: its numbers are those of the pages."""
    return re.sub(r"\d+", "0", line).casefold()


# --- paragraphs -------------------------------------------------------------------------------------


def _paragraphs(lines: Sequence[str]) -> str:
    """Lines put together again where a paragraph was broken into them."""
    full = _usual_width(lines)
    text = ""
    for line, following in zip(lines, (*lines[1:], ""), strict=True):
        if not line:
            text = text.rstrip("\n") + ("\n\n" if text else "")
        elif _is_cut(line, following):
            text += line[:-1]
        else:
            text += line + (" " if _goes_on(line, following, full) else "\n")
    return text.replace("\u00ad", "").strip("\n ")


def _is_cut(line: str, following: str) -> bool:
    """Whether the last word goes on in the next line."""
    if line.endswith("\u00ad"):
        return bool(following)
    return line.endswith("-") and line[-2:-1].isalpha() and following[:1].islower()


def _usual_width(lines: Sequence[str]) -> float:
    widths = [len(line) for line in lines if len(line) > 20]
    return quantiles(widths, n=4)[1] * 0.75 if len(widths) > 2 else 40.0


def _goes_on(line: str, following: str, full: float) -> bool:
    """Whether the next line is of the same paragraph: this one is as wide as lines are, or stops within a
    sentence that the next one takes up.
    """
    if not following:
        return False
    if following[:1] in "•▪●–*" or re.match(r"\(?\d{1,2}[.)]\s", following):
        return False
    if len(line) >= full:
        return True
    return following[:1].islower() and not line.endswith((".", "!", "?", ":"))


def _day_of(made: str) -> date | None:
    """The day in a date of PDF: ``D:20240321093000+02'00'``."""
    found = re.match(r"D?:?(\d{4})(\d\d)(\d\d)", made)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
