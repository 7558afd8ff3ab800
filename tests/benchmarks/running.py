"""How much the scheduled run costs: reading pages, a feed that has not changed, a run with nothing new, ten
thousand items.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from tests.benchmarks.extracting import REPORTS
from tests.benchmarks.timing import in_turns, tell
from tracker.ingest.feeds import Feed, FeedKind
from tracker.ingest.fetch import Fetcher, Limits
from tracker.ingest.filing import Desk
from tracker.ingest.hosts import LedgerHosts
from tracker.ingest.readers import Form, read_bytes, read_file
from tracker.ingest.run import Tools, run_once
from tracker.places import load_gazetteer
from tracker.store.database import Ledger, create_ledger

FEEDS = 20
ITEMS = 10_000


def main() -> None:
    """Measure all four."""
    reading()
    with tempfile.TemporaryDirectory() as folder:
        unchanged(Path(folder))
        nothing_new(Path(folder))
        many_items(Path(folder))


def pages() -> list[bytes]:
    """The sample reports as pages with what pages have around them."""
    around = "".join(f'<li><a href="/{number}">Section {number}</a></li>' for number in range(200))
    texts = [one.report.text for path in sorted(REPORTS.glob("*.txt")) for one in read_file(path)]
    return [
        f"<!doctype html><html><head><title>T</title></head><body><nav><ul>{around}</ul></nav><article>"
        f"{''.join(f'<p>{part}</p>' for part in text.split(chr(10)) if part)}</article>"
        f"<footer><ul>{around}</ul></footer></body></html>".encode()
        for text in texts
    ]


def reading() -> None:
    """Reading pages, from bytes to a report, against trafilatura alone on the same bytes."""
    from trafilatura import bare_extraction

    raw = pages()
    ours, theirs = in_turns(
        lambda: [read_bytes(page, origin="x", form=Form.HTML) for page in raw],
        lambda: [
            bare_extraction(page, with_metadata=True, include_comments=False, include_tables=True) for page in raw
        ],
    )
    tell(f"read {len(raw)} pages: {ours / len(raw) * 1000:.1f} ms each", "trafilatura on the same bytes", ours / theirs)


@contextmanager
def serving(answer: Callable[[str], tuple[int, bytes]]) -> Iterator[str]:
    """A server for one kind of answer; it runs in this process, so its own time is not ours to count."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            """Answer."""
            status, content = answer(self.path)
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def separate(status: int) -> Iterator[str]:
    """A server in a process of its own, that gives every feed the same answer."""
    words = "from tests.benchmarks.running import serving; import time\n"
    words += f"with serving(lambda path: ({status} if 'robots' not in path else 404, b'')) as root:\n"
    words += "    print(root, flush=True); time.sleep(600)\n"
    server = subprocess.Popen([sys.executable, "-c", words], stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    try:
        yield server.stdout.readline().strip()
    finally:
        server.kill()
        server.wait()
        server.stdout.close()


def unchanged(folder: Path) -> None:
    """Our own processor time for a feed that answers "not modified", everything that is remembered included."""
    with separate(304) as root, create_ledger(folder / "unchanged.db") as ledger:
        feeds = [Feed(f"f{number}", FeedKind.RSS, url=f"{root}/{number}") for number in range(200)]
        run(ledger, folder, feeds[:20])
        start = time.process_time()
        run(ledger, folder, feeds)
        spent = (time.process_time() - start) / len(feeds)
    tell(f"a feed that has not changed: {spent * 1000:.1f} ms of processor time", "the 5 ms it may take", spent / 0.005)


def run(ledger: Ledger, folder: Path, feeds: list[Feed], *, most: int = 500) -> None:
    """One run, without a pause."""
    desk = Desk(ledger, load_gazetteer(), folder / "snapshots", lambda: datetime.now(UTC))
    limits = Limits(pause=0, max_bytes=50_000_000)
    with Fetcher(contact="x", allow_private=True, limits=limits, memory=LedgerHosts(ledger)) as fetcher:
        run_once(feeds, Tools(desk, fetcher, max_bytes=50_000_000, most=most))


def nothing_new(folder: Path) -> None:
    """The real command over feeds with nothing new, its start included."""
    desk = folder / "desk"
    tracker = (sys.executable, "-m", "tracker", "-w", str(desk))
    told = os.environ | {"TRACKER_CONTACT": "x", "TRACKER_ALLOW_PRIVATE": "1", "TRACKER_PAUSE": "0"}
    with separate(304) as root:
        subprocess.run([*tracker[:-2], "init", str(desk)], capture_output=True, check=True, env=told)
        feeds = (f'[[feed]]\nname = "f{n}"\nkind = "rss"\nurl = "{root}/{n}"\n' for n in range(FEEDS))
        (desk / "data" / "feeds.toml").write_text("\n".join(feeds))

        def once() -> float:
            start = time.perf_counter()
            subprocess.run([*tracker, "run", "--quiet"], capture_output=True, check=True, env=told)
            return time.perf_counter() - start

        once()
        spent = statistics.median(once() for _ in range(5))
    tell(f"tracker run, {FEEDS} feeds, nothing new: {spent:.2f} s", "the 1.5 s it may take", spent / 1.5)


def many_items(folder: Path) -> None:
    """The growth of memory from the first thousand of many items to the last."""
    words = "The search went on through the night in the villages along the river. " * 8
    entry = (
        "<entry><link href='https://example.org/{0}'/><updated>2024-03-21T10:00:00Z</updated><content type='html'>"
        "&lt;p&gt;At least {0} people were killed in Kabul, police said. {1}&lt;/p&gt;</content></entry>"
    )
    entries = "".join(entry.format(number + 2, words) for number in range(ITEMS))
    feed = f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>F</title>{entries}</feed>'.encode()
    answering = serving(lambda path: (404, b"") if "robots" in path else (200, feed))
    with answering as root, create_ledger(folder / "many.db") as ledger:
        web = Feed("web", FeedKind.RSS, url=f"{root}/feed")
        run(ledger, folder, [web], most=ITEMS // 10)
        early = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        start = time.perf_counter()
        run(ledger, folder, [web], most=ITEMS)
        spent = time.perf_counter() - start
        late = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    tell(f"{ITEMS:,} items in {spent:.0f} s: {late:.0f} MB at most", "the memory after a tenth of them", late / early)


if __name__ == "__main__":
    main()
