"""Reading PDF: the text of its pages in reading order, as paragraphs, a form feed between two pages.

The form feeds keep the page of every number: see :func:`tracker.model.page_of`. What stands at the head or
the foot of page after page is dropped, words that a line end has cut are joined.
"""

import re
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
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

_SHIFTS = range(-20, 3)
"""How far a printed number may be from that of the page: covers and contents are often not counted."""
_MARGIN = 3
"""Lines at the head and at the foot of a page that may be repeated ones."""


Mark = tuple[int, str]
"""A line as it is on every page: by how much its page's printed number differs, and its words without it."""


def _without_margins(pages: Sequence[list[str]]) -> Iterator[list[str]]:
    """The pages without the lines that most of them share, up to the number of the page. A line whose other
    numbers change from page to page is no head or foot: it tells something.
    """
    if sum(any(page) for page in pages) < 3:
        yield from map(list, pages)
        return
    margins = [_margin_lines(page) for page in pages]
    seen = Counter(mark for number, lines in enumerate(margins, 1) for mark in _marks_of(lines.values(), number))
    enough = max(3, sum(any(page) for page in pages) // 2)
    for number, (page, lines) in enumerate(zip(pages, margins, strict=True), 1):
        dropped = {at for at, line in lines.items() if any(seen[mark] >= enough for mark in _marks_of([line], number))}
        yield [line for at, line in enumerate(page) if at not in dropped]


def _margin_lines(page: Sequence[str]) -> dict[int, str]:
    """The first and last lines of a page that hold anything, by where they stand."""
    filled = [at for at, line in enumerate(page) if line]
    return {at: page[at] for at in (*filled[:_MARGIN], *filled[-_MARGIN:])}


def _marks_of(lines: Iterable[str], number: int) -> set[Mark]:
    return {
        (shift, re.sub(rf"(?<!\d){number + shift}(?!\d)", "0", line, count=1).casefold())
        for line in lines
        for shift in _SHIFTS
    }


# --- paragraphs -------------------------------------------------------------------------------------


def _paragraphs(lines: Sequence[str]) -> str:
    """Lines put together again where a paragraph was broken into them."""
    full = _usual_width(lines)
    text = ""
    for line, following in zip(lines, (*lines[1:], ""), strict=False):
        if not line:
            text = text.rstrip("\n") + ("\n\n" if text else "")
        elif _is_cut(line, following):
            text += line[:-1]
        else:
            text += line + (" " if _goes_on(line, following, full) else _break_after(line))
    return text.replace("\u00ad", "").strip("\n ")


def _break_after(line: str) -> str:
    """A full stop ends a paragraph; another line, a heading say, only itself."""
    return "\n\n" if line.endswith((".", "!", "?")) else "\n"


def _is_cut(line: str, following: str) -> bool:
    """Whether the last word goes on in the next line."""
    if line.endswith("\u00ad"):
        return bool(following)
    return line.endswith("-") and line[-2:-1].isalpha() and following[:1].islower()


def _usual_width(lines: Sequence[str]) -> float:
    widths = [len(line) for line in lines if len(line) > 20]
    return quantiles(widths, n=10)[-1] * 0.75 if len(widths) > 2 else 40.0


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
