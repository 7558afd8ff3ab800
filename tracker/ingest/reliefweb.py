"""The reports of ReliefWeb, by its API: https://apidoc.reliefweb.int/ (version 2)."""

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from typing import Any
from urllib.parse import urlencode

from tracker.errors import FetchError
from tracker.ingest.feeds import RELIEFWEB, Feed
from tracker.ingest.items import FULL_TEXT, FeedItem
from tracker.model import storable

PAGE_SIZE = 100
_FIELDS = ("title", "url", "body", "date.created", "date.original", "file.url", "file.mimetype")


@dataclass(frozen=True, slots=True)
class ReliefWebPage:
    """A page of results: its items, how many there were, the moment of the last, and whether more follow."""

    items: tuple[FeedItem, ...]
    size: int
    last: str | None
    more: bool


def url_of_page(feed: Feed, *, start: str, offset: int) -> str:
    """The address of a page of results: what was posted from a moment on, the oldest first."""
    conditions = [("field", "date.created"), ("value][from", start)]
    asked = [("appname", feed.appname or ""), ("limit", str(PAGE_SIZE)), ("offset", str(offset)),
             ("sort[]", "date.created:asc"), ("filter[operator]", "AND")]  # fmt: skip
    asked += [(f"filter[conditions][0][{name}]", value) for name, value in conditions]
    if feed.country:
        asked += [("filter[conditions][1][field]", "country.iso3"),
                  ("filter[conditions][1][value]", feed.country.lower())]  # fmt: skip
    if feed.query:
        asked.append(("query[value]", feed.query))
    asked += [("fields[include][]", name) for name in _FIELDS]
    return f"{feed.url or RELIEFWEB}?{urlencode(asked)}"


def read_page(content: bytes, feed: Feed) -> ReliefWebPage:
    """A page of results. Raises ``FetchError`` for what is none."""
    where = feed.url or RELIEFWEB
    try:
        found = json.loads(content)
        rows = found["data"]
        fields = [row["fields"] for row in rows]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise FetchError(where, "is no answer of ReliefWeb's API") from error
    items = tuple(item for item in map(_item_of, fields) if item is not None)
    moments = [
        str(one["date"]["created"]) for one in fields if isinstance(one.get("date"), dict) and "created" in one["date"]
    ]
    return ReliefWebPage(items, len(rows), moments[-1] if moments else None, more=len(rows) >= PAGE_SIZE)


def _item_of(fields: dict[str, Any]) -> FeedItem | None:
    """A report: its own text, or, where it has none to speak of, its first PDF."""
    url, body = fields.get("url"), str(fields.get("body") or "")
    date = fields.get("date")
    told = date if isinstance(date, dict) else {}
    original, created = (_moment(told.get(name)) for name in ("original", "created"))
    if not isinstance(url, str):
        return None
    day = original or created
    file = next((one.get("url") for one in fields.get("file") or () if _is_pdf(one)), None)
    short = len(body) < FULL_TEXT
    return FeedItem(
        url=str(file) if short and file else url,
        title=storable(str(fields.get("title") or "")) or None,
        published=day.date() if day else None,
        published_at=created,
        content=None if short and file else _page_of(body or str(fields.get("title") or "")),
    )


def _is_pdf(file: object) -> bool:
    return isinstance(file, dict) and file.get("mimetype") == "application/pdf" and isinstance(file.get("url"), str)


def _moment(written: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(written)) if written else None
    except ValueError:
        return None
    return moment if moment is None or moment.tzinfo else moment.replace(tzinfo=UTC)


_LINK = re.compile(r"!?\[([^\]\n]{0,300})\]\([^)\s]{0,1000}\)")
_MARKS = re.compile(r"^\s{0,3}(?:#{1,6}\s+|>\s?)|\*\*|__", re.MULTILINE)


def _page_of(body: str) -> str:
    """A body, which is Markdown, as paragraphs."""
    plain = _MARKS.sub("", _LINK.sub(r"\1", storable(body)))
    return "".join(f"<p>{escape(part.strip())}</p>" for part in re.split(r"\n\s*\n", plain) if part.strip())
