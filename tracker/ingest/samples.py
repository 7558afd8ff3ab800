"""A small server with sample feeds, for the demonstration: what a run meets on the web, in three rounds.

Everything in it is made up: the country, the flood, the numbers. Between the rounds the feeds grow, a page
changes in place, a table gets a row and corrects an older one, and a second outlet prints the first one's
text.
"""

import hashlib
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from email.utils import format_datetime
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ROUNDS = 3


class SampleWeb:
    """The pages of the server, as they are in the present round."""

    def __init__(self, *, today: date) -> None:
        self.round = 1
        self.root = ""
        self._today = today

    def page(self, path: str) -> tuple[str, bytes] | None:
        """The media type and the bytes of a page, or nothing."""
        makers: Mapping[str, tuple[str, Callable[[], str]]] = {
            "/robots.txt": ("text/plain", lambda: "User-agent: *\nDisallow: /private\n"),
            "/river-post.xml": ("application/rss+xml", lambda: self._feed("River Post", "river-post", self.round + 1)),
            "/hill-herald.xml": (
                "application/rss+xml",
                lambda: self._feed("Hill Herald", "hill-herald", self.round - 1),
            ),
            "/key-figures": ("text/html; charset=utf-8", self._key_figures),
            "/districts.csv": ("text/csv; charset=utf-8", self._table),
        }
        if path in makers:
            media_type, make = makers[path]
            return media_type, make().encode()
        if path == "/situation.pdf":
            return "application/pdf", write_pdf(_SITUATION)
        outlet, _, number = path.strip("/").partition("/")
        if outlet in ("river-post", "hill-herald") and number.isdigit() and int(number) <= len(_STORIES):
            return "text/html; charset=utf-8", _article(*_STORIES[int(number) - 1]).encode()
        return None

    def _feed(self, title: str, slug: str, items: int) -> str:
        """The newest stories; the second outlet prints those of the first, a round later."""
        listed = [self._item(f"/{slug}/{number}", _STORIES[number - 1][0], number) for number in range(1, items + 1)]
        if slug == "river-post":
            listed.append(self._item("/situation.pdf", "Flood situation report", 1))
        return (
            f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{"".join(listed)}</channel></rss>'
        )

    def _item(self, path: str, title: str, number: int) -> str:
        day = self._today - timedelta(days=len(_STORIES) - number)
        told = format_datetime(datetime.combine(day, time(12), UTC), usegmt=True)
        return f"<item><title>{escape(title)}</title><link>{self.root}{path}</link><pubDate>{told}</pubDate></item>"

    def _key_figures(self) -> str:
        people = 4_100 + 900 * self.round
        return _article(
            "Key figures",
            (
                (
                    f"As of this update, {people:,} people have been displaced by the flood in Exampleland, "
                    "the Exampleland Relief Agency said. They are staying in schools and with relatives."
                ),
                "The agency corrects this page whenever a district reports; earlier figures are not kept here.",
            ),
        )

    def _table(self) -> str:
        rows = ["Day,District,Dead"]
        for number in range(self.round + 1):
            day = self._today - timedelta(days=4 - number)
            rows += [f"{day},Upper District,{7 + 3 * number}", f"{day},Lower District,{2 + number}"]
        if self.round == ROUNDS:  # a count of the first day is corrected later
            rows[1] = rows[1].replace(",7", ",9")
        return "\n".join(rows) + "\n"


_STORIES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Flood in Exampleland kills 12",
        (
            (
                "At least 12 people were killed and 30 injured when the river broke its banks in the Upper District "
                "of Exampleland on Monday night, the Exampleland Civil Defence said."
            ),
            (
                "Rescuers reached the last villages at dawn in boats that fishermen had lent them. The road along the "
                "valley stays closed, and nobody could say when the bridge at the mill will carry lorries again."
            ),
            (
                "Some 1,500 households were displaced, according to the Exampleland Relief Agency, which opened the "
                "schools of the district for them."
            ),
        ),
    ),
    (
        "Toll of the flood rises",
        (
            (
                "The death toll from the flood in Exampleland rose to 19 on Wednesday, the Exampleland Civil Defence "
                "said, and eight people were still missing."
            ),
            (
                "Engineers worked through the night to close the gap in the dyke below the market town, where the "
                "water stood as high as the window sills. Volunteers carried sandbags in a long line from the station."
            ),
            "Doctors at the district hospital said they had treated 64 injured people since the flood began.",
        ),
    ),
    (
        "Water falls, families return",
        (
            (
                "More than 600 families have returned to their homes in the Lower District of Exampleland, the "
                "Exampleland Relief Agency said on Thursday, as the water began to fall."
            ),
            (
                "The agency warned that wells are still not safe to drink from. It will bring tanks to every village "
                "that asks, and it has sent teams with pumps to the farms along the canal."
            ),
            "The Exampleland Civil Defence put the number of dead at 21; it had earlier reported 19.",
        ),
    ),
    (
        "Exampleland counts its losses",
        (
            (
                "Nearly 2,400 homes were destroyed by the flood in Exampleland, according to a survey by the "
                "Exampleland Relief Agency published on Friday."
            ),
            (
                "The survey took eleven days and covered both districts. Its authors walked every street and marked "
                "each house on a map that the council has hung in the town hall."
            ),
        ),
    ),
)

_SITUATION = (
    (
        "Flood situation report",
        "The Exampleland Civil Defence has counted 12 people killed in the Upper Dis-",
        "trict since Monday. Five of them were children. Two helicopters are looking",
        "for people on roofs.",
    ),
    (
        "Displacement",
        "An estimated 6,800 people were displaced in both districts, according to the",
        "Exampleland Relief Agency. Most of them are staying with relatives.",
    ),
)


def _article(title: str, paragraphs: tuple[str, ...]) -> str:
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    return (
        f'<!doctype html><html lang="en"><head><title>{escape(title)}</title></head><body>'
        f"<article><h1>{escape(title)}</h1>{body}</article></body></html>"
    )


FEEDS = """\
# The feeds of the demonstration: a server on this machine, with made-up reports of a made-up flood.

[[feed]]
name = "river-post"
kind = "rss"
url = "{root}/river-post.xml"
outlet = "River Post"

[[feed]]
name = "hill-herald"            # prints the texts of the River Post a day later: copies, no second voice
kind = "rss"
url = "{root}/hill-herald.xml"
outlet = "Hill Herald"

[[feed]]
name = "key-figures"            # one page that changes in place
kind = "page"
url = "{root}/key-figures"
outlet = "Exampleland Relief Agency"

[[feed]]
name = "districts"              # a published table
kind = "table"
url = "{root}/districts.csv"
outlet = "Exampleland Civil Defence"
columns = {{ date = "Day", value = "Dead", place = "District" }}
constants = {{ measure = "killed", kind = "total", source = "Exampleland Civil Defence" }}

[[feed]]
name = "reports"
kind = "folder"
path = "reports"
"""

SETTINGS = "TRACKER_CONTACT=demonstration@example.org\nTRACKER_ALLOW_PRIVATE=true\nTRACKER_PAUSE=0\n"


# --- serving ----------------------------------------------------------------------------------------


@contextmanager
def serving(web: SampleWeb) -> Iterator[str]:
    """Serve the pages on a free port of this machine; gives the address of the server."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            _answer(self, web.page(self.path))

        def log_message(self, format: str, *_: object) -> None:
            """Say nothing: the run tells what it does."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    web.root = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield web.root
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _answer(request: BaseHTTPRequestHandler, page: tuple[str, bytes] | None) -> None:
    media_type, content = page or ("text/plain", b"not found\n")
    etag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
    unchanged = page is not None and request.headers.get("If-None-Match") == etag
    request.send_response(404 if page is None else 304 if unchanged else 200)
    headers: Mapping[str, str] = {"ETag": etag, "Content-Type": media_type}
    for name, value in headers.items():
        request.send_header(name, value)
    request.send_header("Content-Length", "0" if unchanged else str(len(content)))
    request.end_headers()
    if not unchanged:
        request.wfile.write(content)


# --- a PDF ------------------------------------------------------------------------------------------


def write_pdf(pages: tuple[tuple[str, ...], ...], *, made: str = "D:20240321120000Z", title: str = "") -> bytes:
    """A small PDF, a text line a line (ISO 32000-1, by hand: plain enough to need no library)."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        drawn = "".join(f"({_pdf_text(line)}) Tj T*\n" for line in lines)
        stream = f"BT /F1 11 Tf 14 TL 60 760 Td\n{drawn}ET".encode("cp1252", errors="replace")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream")
    objects.append(f"<< /Title ({_pdf_text(title)}) /CreationDate ({made}) >>".encode("cp1252", errors="replace"))
    return _pdf_file(objects)


def _pdf_text(words: str) -> str:
    return words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _pdf_file(objects: list[bytes]) -> bytes:
    content = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = len(content)
    content += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    content += b"".join(b"%010d 00000 n \n" % place for place in places)
    content += b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\n" % (len(objects) + 1, len(objects))
    return bytes(content + b"startxref\n%d\n%%%%EOF\n" % table)
