"""Runs against servers that misbehave: what is told, what is added, and that the others go through."""

import gzip
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from sqlmodel import col, select
from werkzeug import Request, Response

from tests.conftest import Clock
from tests.ingest.servers import RawServer, distrusted, raw_server
from tracker.checks import check_integrity
from tracker.ingest.feeds import Feed, FeedKind
from tracker.ingest.fetch import Fetcher, Limits
from tracker.ingest.filing import Desk
from tracker.ingest.gathering import last_touched
from tracker.ingest.health import State, feed_health
from tracker.ingest.hosts import LedgerHosts
from tracker.ingest.outcomes import FeedOutcome, RunOutcome
from tracker.ingest.run import Tools, run_once
from tracker.places import load_gazetteer
from tracker.query import Question, find_figures
from tracker.store.database import Ledger, open_ledger
from tracker.store.tables import ReportRow
from tracker.store.upkeep import load_feed, load_misses

QUICK = Limits(
    connect=0.5, read=0.3, whole=0.4, max_bytes=400_000, attempts=2, retry_wait=0.001, longest_wait=1, pause=0
)
STORY = (
    "At least {number} people were killed in Kabul on Wednesday, police said. " + "The search went on all night. " * 20
)


def page(words: str) -> str:
    return f"<html><head><title>T</title></head><body><article><p>{words}</p></article></body></html>"


def rss(*items: str) -> str:
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>F</title>{"".join(items)}</channel></rss>'


def item(link: str, *, date: str = "Thu, 21 Mar 2024 10:00:00 GMT", title: str = "T") -> str:
    told = f"<pubDate>{date}</pubDate>" if date else ""
    return f"<item><title>{title}</title><link>{link}</link>{told}</item>"


def atom(*entries: str) -> str:
    return f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>F</title>{"".join(entries)}</feed>'


def entry(link: str, number: int, *, updated: str = "2024-03-21T10:00:00Z") -> str:
    content = f'<content type="html">&lt;p&gt;{STORY.format(number=number)}&lt;/p&gt;</content>'
    return f'<entry><link href="{link}"/><updated>{updated}</updated>{content}</entry>'


@dataclass(slots=True)
class World:
    """A ledger, servers, and a clock."""

    server: HTTPServer
    raw: RawServer
    ledger: Ledger
    snapshots: Path
    clock: Clock
    more: dict[str, Any] = field(default_factory=dict)

    def run(self, *feeds: Feed, limits: Limits = QUICK, **given: Any) -> RunOutcome:
        desk = Desk(self.ledger, load_gazetteer(), self.snapshots, self.clock)
        memory = LedgerHosts(self.ledger)
        with Fetcher(
            contact="desk@example.org", allow_private=True, limits=limits, memory=memory, clock=self.clock
        ) as fetcher:
            return run_once(feeds, Tools(desk, fetcher, max_bytes=400_000, **given))

    def serve(self, path: str, content: str | bytes = "", **told: Any) -> str:
        self.server.expect_request(path).respond_with_data(content, **told)
        return self.server.url_for(path)

    def feed(self, path: str, name: str = "bad", kind: FeedKind = FeedKind.RSS) -> Feed:
        return Feed(name, kind, url=path if "://" in path else self.server.url_for(path), outlet="The Daily")

    def good(self) -> Feed:
        """A feed that is as feeds should be, with one report of 77 killed."""
        self.server.expect_request("/good").respond_with_data(atom(entry("https://example.org/good", 77)))
        return self.feed("/good", "good")

    def numbers(self) -> list[float]:
        with self.ledger.reading() as session:
            return sorted((figure.value or 0) for figure in find_figures(session, Question(), load_gazetteer()))

    def reports(self) -> list[ReportRow]:
        with self.ledger.reading() as session:
            return list(session.exec(select(ReportRow).order_by(col(ReportRow.id))).all())

    def asked(self, path: str) -> int:
        return sum(request.path == path for request, _ in self.server.log)

    def check(self) -> None:
        """What is in the ledger is what was written."""
        with self.ledger.reading() as session:
            assert list(check_integrity(session)) == []


@pytest.fixture(scope="module")
def raw() -> Iterator[RawServer]:
    with raw_server() as server:
        yield server


@pytest.fixture
def world(httpserver: HTTPServer, raw: RawServer, new_sqlite: Path, tmp_path: Path, clock: Clock) -> Iterator[World]:
    shutil.copyfile(new_sqlite, tmp_path / "tracker.db")
    with open_ledger(tmp_path / "tracker.db") as ledger:
        yield World(httpserver, raw, ledger, tmp_path / "snapshots", clock)


# --- feeds that do not come -------------------------------------------------------------------------

BOMB = gzip.compress(b"<rss>" + b" " * 20_000_000)
ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + '<!ENTITY x SYSTEM "file:///etc/passwd">]>'
)


def loop(world: World) -> str:
    return world.serve("/bad", status=302, headers={"Location": "/bad"})


def bomb(world: World) -> str:
    return world.serve("/bad", BOMB, headers={"Content-Encoding": "gzip"})


FAILURES: dict[str, tuple[Callable[[World], str], str]] = {
    "a loop of redirects": (loop, "more than 5 redirects"),
    "a redirect to another scheme": (
        lambda world: world.serve("/bad", status=301, headers={"Location": "file:///etc/passwd"}), "no http address",
    ),
    "403": (lambda world: world.serve("/bad", status=403), "answered 403"),
    "404": (lambda world: world.serve("/bad", status=404), "answered 404"),
    "410": (lambda world: world.serve("/bad", status=410), "answered 410"),
    "500 again and again": (lambda world: world.serve("/bad", status=500), "answered 500"),
    "a slow drip": (lambda world: world.raw.url("/drip"), "took too long"),
    "a head that drips": (lambda world: world.raw.url("/drip-head"), "took too long"),
    "silence": (lambda world: world.raw.url("/silent"), "took too long"),
    "an endless body": (lambda world: world.raw.url("/endless"), "larger than 400,000 bytes"),
    "a body that breaks off": (lambda world: world.raw.url("/broken-off"), "peer closed"),
    "no HTTP at all": (lambda world: world.raw.url("/no-http"), "disconnected"),
    "a gzip bomb": (bomb, "larger than 400,000 bytes"),
    "a closed port": (lambda _: "http://127.0.0.1:9/feed", "refused"),
    "a page that is no feed": (lambda world: world.serve("/bad", "<html>404 not found</html>"), "is no feed"),
    "nothing at all": (lambda world: world.serve("/bad", ""), "is no feed"),
    "no such host": (lambda _: "http://no-such-host.invalid/feed", "no such host"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAILURES)
def test_a_feed_that_fails_is_told_and_stops_no_other(world: World, name: str) -> None:
    set_up, problem = FAILURES[name]
    outcome = world.run(world.feed(set_up(world)), world.good())
    bad, good = outcome.feeds
    assert outcome.exit_code == 1
    assert problem in (bad.broken or "").lower() or problem in (bad.broken or ""), bad
    assert (bad.added, good.added, good.broken) == (0, 1, None)
    assert world.numbers() == [77]
    world.check()
    with world.ledger.reading() as session:
        state = load_feed(session, "bad", world.feed(set_up(world)).address)
    assert state.failures == 1


def test_a_tls_error_is_told_and_stops_no_other(world: World) -> None:
    with raw_server(distrusted()) as server:
        bad, good = world.run(world.feed(server.url("/x")), world.good()).feeds
    assert "TLS" in (bad.broken or "")
    assert good.added == 1
    world.check()


def test_a_redirect_to_a_private_address_is_refused(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server's own address stands for a public one here; the address that it sends to does not."""
    monkeypatch.setattr("tracker.ingest.wire.is_public", lambda address: address in ("127.0.0.1", "::1"))
    url = world.serve("/bad", status=302, headers={"Location": f"http://127.0.0.9:{world.server.port}/secret"})
    desk = Desk(world.ledger, load_gazetteer(), world.snapshots, world.clock)
    with Fetcher(contact="desk@example.org", limits=QUICK) as fetcher:
        bad, good = run_once([world.feed(url), world.good()], Tools(desk, fetcher, max_bytes=400_000)).feeds
    assert "private network (127.0.0.9)" in (bad.broken or "")
    assert good.added == 1
    assert world.asked("/secret") == 0


def test_what_robots_txt_forbids_is_left_alone(world: World) -> None:
    world.serve("/robots.txt", "User-agent: *\nDisallow: /private/\n")
    links = [world.serve("/private/1", page(STORY.format(number=12))), world.serve("/2", page(STORY.format(number=13)))]
    world.serve("/feed", rss(*map(item, links)))
    outcome = world.run(world.feed("/feed"), world.good())
    assert outcome.exit_code == 1
    assert "robots.txt forbids it" in outcome.feeds[0].problems[0]
    assert world.numbers() == [13, 77]
    assert world.asked("/private/1") == 0


# --- feeds that come in their own way ---------------------------------------------------------------


def test_a_feed_that_has_not_changed_is_not_read(world: World) -> None:
    def answer(request: Request) -> Response:
        if request.headers.get("If-None-Match") == '"1"':
            return Response(status=304)
        return Response(atom(entry("https://example.org/1", 12)), headers={"ETag": '"1"'})

    world.server.expect_request("/feed").respond_with_handler(answer)
    feed = world.feed("/feed")
    assert world.run(feed).feeds[0].added == 1
    (again,) = world.run(feed).feeds
    assert (again.unchanged, again.added, again.fetched) == (True, 0, 1)
    assert world.numbers() == [12]


def test_a_chain_of_permanent_redirects_is_followed_and_told(world: World) -> None:
    world.serve("/a", status=301, headers={"Location": "/b"})
    world.serve("/b", status=308, headers={"Location": "/c"})
    world.serve("/c", atom(entry("https://example.org/1", 12)))
    outcome = world.run(world.feed("/a"))
    assert (outcome.exit_code, outcome.feeds[0].added) == (0, 1)
    assert f"has moved to {world.server.url_for('/c')} for good" in outcome.feeds[0].warnings[0]


def test_a_server_that_stumbles_once_is_asked_again(world: World) -> None:
    world.server.expect_oneshot_request("/feed").respond_with_data(status=500)
    world.serve("/feed", atom(entry("https://example.org/1", 12)))
    outcome = world.run(world.feed("/feed"))
    assert (outcome.exit_code, outcome.feeds[0].added, world.asked("/feed")) == (0, 1, 2)


def test_a_host_that_asks_for_an_hour_is_given_it(world: World) -> None:
    world.serve("/feed", status=429, headers={"Retry-After": "3600"})
    feed, good = world.feed("/feed"), world.good()
    bad, other = world.run(feed, good).feeds
    assert "answered 429" in (bad.broken or "")
    assert world.asked("/feed") == 1
    (put_off, _) = world.run(feed, good).feeds
    assert put_off.put_off_until is not None
    assert world.asked("/feed") == 1
    world.server.clear()
    world.server.no_handler_status_code = 404
    world.serve("/feed", atom(entry("https://example.org/1", 12)))
    world.clock.now += timedelta(minutes=61)
    assert world.run(feed).feeds[0].added == 1
    assert other.broken is None or "left alone" in other.broken


def test_a_feed_that_fails_again_and_again_is_asked_less_often_and_never_forgotten(world: World) -> None:
    world.serve("/feed", status=404)
    feed = world.feed("/feed")
    asked = []
    for _ in range(7 * 24):  # a week of hourly runs
        before = world.asked("/feed")
        world.run(feed)
        asked.append(world.asked("/feed") - before)
        world.clock.now += timedelta(hours=1)
    assert asked[:3] == [1, 1, 1]
    assert 10 <= sum(asked) <= 16
    assert sum(asked[-48:]) >= 1
    insisted = world.run(feed, insist=True).feeds[0]
    assert insisted.put_off_until is None
    with world.ledger.reading() as session:
        (health,) = feed_health(session, [feed], now=world.clock())
    assert (health.state, health.failures > 10) == (State.FAILING, True)


def test_truncated_and_malformed_xml_gives_what_it_holds(world: World) -> None:
    links = [world.serve(f"/{number}", page(STORY.format(number=number))) for number in (12, 13)]
    whole = atom(entry(links[0], 12), entry(links[1], 13))
    world.serve("/cut", whole[:-20])
    world.serve("/bare", whole.replace("<title>F</title>", "<title>A & B < C</title>").replace("</feed>", ""))
    outcome = world.run(world.feed("/cut", "cut"), world.feed("/bare", "bare"), world.good())
    assert outcome.exit_code == 0, [feed.problems for feed in outcome.feeds]
    assert outcome.feeds[0].added >= 1
    assert 13 in world.numbers()
    world.check()


@pytest.mark.parametrize("kind", [FeedKind.RSS, FeedKind.SITEMAP])
def test_entities_are_no_bombs_and_open_no_files(world: World, kind: FeedKind) -> None:
    hostile = ENTITIES + rss(item("https://example.org/1", title="&j;&x;")).partition("?>")[2]
    world.serve("/feed", hostile)
    world.serve("/x", page(STORY.format(number=12)))
    world.run(world.feed("/feed", kind=kind), world.good())
    assert world.numbers() == [77]
    assert all("root:" not in f"{row.title}{row.text}" for row in world.reports())
    world.check()


def test_a_feed_of_ten_thousand_items_is_read_a_part_at_a_time(world: World) -> None:
    def answer(request: Request) -> Response:
        return Response(page(STORY.format(number=int(request.path[3:]) + 2)), content_type="text/html")

    import re

    world.server.expect_request(re.compile("^/n/.*")).respond_with_handler(answer)
    world.serve("/feed", rss(*(item(world.server.url_for(f"/n/{number}")) for number in range(10_000))))
    roomy = replace(QUICK, max_bytes=10_000_000)
    first = world.run(world.feed("/feed"), limits=roomy, most=6).feeds[0]
    second = world.run(world.feed("/feed"), limits=roomy, most=6).feeds[0]
    assert (first.added, second.added, second.skipped) == (6, 6, 6)
    assert "9994 items are left for the next run" in first.warnings
    assert len(world.reports()) == 12


# --- pages in their own encodings -------------------------------------------------------------------

ARABIC = "قالت وزارة الصحة في غزة إن اثني عشر شخصا قتلوا في القصف على المدينة يوم السبت وأصيب آخرون. " * 4


@pytest.mark.parametrize(
    ("encoding", "content_type"),
    [
        ("windows-1256", "text/html; charset=windows-1256"),
        ("windows-1256", "text/html"),
        ("utf-16", "text/html; charset=utf-16"),
        ("utf-16", "text/html"),
        ("utf-8", "text/html; charset=windows-1252"),
        ("utf-8", "text/html; charset=no-such-charset"),
        ("utf-8", ""),
    ],
)
def test_wrong_and_missing_charsets(world: World, encoding: str, content_type: str) -> None:
    link = world.serve("/1", page(ARABIC).encode(encoding), content_type=content_type)
    world.serve("/feed", rss(item(link)))
    outcome = world.run(world.feed("/feed"), world.good())
    assert outcome.exit_code == 0, outcome
    assert "وزارة الصحة" in world.reports()[0].text + world.reports()[-1].text
    world.check()


# --- items in their own ways ------------------------------------------------------------------------


def test_items_without_dates_or_ids_are_read_and_told(world: World) -> None:
    links = [world.serve(f"/{number}", page(STORY.format(number=number))) for number in (12, 13)]
    world.serve("/feed", rss(item(links[0], date=""), f"<item><guid>{links[1]}</guid></item>", "<item/>"))
    (told,) = world.run(world.feed("/feed")).feeds
    assert told.added == 2
    assert sum("has no date" in warning for warning in told.warnings) == 2
    assert world.run(world.feed("/feed")).feeds[0].added == 0
    assert world.numbers() == [12, 13]


def test_a_date_that_is_yet_to_come_is_not_believed(world: World) -> None:
    link = world.serve("/1", page(STORY.format(number=12)))
    world.serve("/feed", rss(item(link, date="Thu, 21 Mar 2034 10:00:00 GMT")))
    (told,) = world.run(world.feed("/feed")).feeds
    assert "dated in the future (2034-03-21)" in told.warnings[0]
    assert [row.published for row in world.reports()] == [None]


def test_days_in_three_time_zones_are_the_outlets_own(world: World) -> None:
    dates = ["Thu, 21 Mar 2024 23:30:00 -0700", "Fri, 22 Mar 2024 00:30:00 +0545", "Thu, 21 Mar 2024 12:00:00 GMT"]
    links = [world.serve(f"/{number}", page(STORY.format(number=12 + number))) for number in range(3)]
    world.serve("/feed", rss(*(item(link, date=date) for link, date in zip(links, dates, strict=True))))
    world.run(world.feed("/feed"))
    days = {row.url: (str(row.published), row.published_at) for row in world.reports()}
    assert [days[link][0] for link in links] == ["2024-03-21", "2024-03-22", "2024-03-21"]
    assert days[links[0]][1] == datetime(2024, 3, 22, 6, 30, tzinfo=UTC)


def test_the_same_story_under_three_addresses_is_one_voice(world: World) -> None:
    texts = [
        STORY.format(number=12) + f"A reporter of outlet {number} added: {'river ' * number}." for number in range(3)
    ]
    words = " ".join(f"Village {number} lost its bridge to the water and waits for boats." for number in range(12))
    links = [world.serve(f"/{number}", page(words + text)) for number, text in enumerate(texts)]
    world.serve("/other", page(STORY.format(number=19) + "Nothing of it was the same story. " + ARABIC))
    world.serve("/feed", rss(*map(item, [*links, world.server.url_for("/other")])))
    (told,) = world.run(world.feed("/feed")).feeds
    assert (told.added, told.copies) == (4, 2)
    rows = {row.url: row for row in world.reports()}
    first = min(rows[link].id or 0 for link in links)
    assert sorted((rows[link].copy_of or 0) for link in links) == [0, first, first]
    assert rows[world.server.url_for("/other")].copy_of is None


def test_an_address_with_where_its_reader_came_from_is_the_same_story(world: World) -> None:
    link = world.serve("/1", page(STORY.format(number=12)))
    world.serve("/feed", rss(item(f"{link}?utm_source=rss"), item(f"{link}#top"), item(link)))
    (told,) = world.run(world.feed("/feed")).feeds
    assert (told.added, world.asked("/1")) == (1, 1)


def test_a_page_that_is_edited_is_read_again_when_its_feed_says_so(world: World) -> None:
    link = world.server.url_for("/1")

    def told(updated: str) -> str:
        published = "<published>2024-03-21T10:00:00Z</published>"
        return atom(f'<entry><link href="{link}"/>{published}<updated>{updated}</updated></entry>')

    world.serve("/1", page(STORY.format(number=12)))
    world.serve("/feed", told("2024-03-21T10:00:00Z"))
    feed = world.feed("/feed")
    world.run(feed)
    world.server.clear()
    world.server.no_handler_status_code = 404
    world.clock.now += timedelta(hours=2)
    world.serve("/1", page(STORY.format(number=15)))
    world.serve("/feed", told((world.clock.now - timedelta(hours=1)).isoformat()))
    (again,) = world.run(feed).feeds
    assert (again.added, again.revised) == (1, 1)
    assert world.numbers() == [12, 15]
    (third,) = world.run(feed).feeds
    assert (third.added, world.asked("/1")) == (0, 1)


def test_a_page_that_changes_in_place_gets_a_revision_for_each_change(world: World) -> None:
    feed = world.feed("/live", kind=FeedKind.PAGE)
    for number in (12, 12, 15, 19):
        world.server.clear()
        world.server.no_handler_status_code = 404
        world.serve("/live", page(STORY.format(number=number)))
        world.run(feed)
        world.clock.now += timedelta(days=1)
    rows = world.reports()
    assert [row.revision for row in rows] == [1, 2, 3]
    assert [str(row.published) for row in rows] == ["2024-03-22", "2024-03-24", "2024-03-25"]
    assert world.numbers() == [12, 15, 19]


def test_pages_that_do_not_come_are_asked_for_again_less_and_less_often(world: World) -> None:
    world.serve("/feed", rss(item(world.serve("/gone", status=404))), headers={"ETag": '"1"'})
    feed = world.feed("/feed")
    for _ in range(2 * 14):
        world.run(feed)
        world.clock.now += timedelta(hours=12)
    assert world.asked("/gone") == 6
    with world.ledger.reading() as session:
        (miss,) = load_misses(session, "bad")
    assert (miss.failures, miss.not_before) == (6, None)


def test_a_page_that_comes_late_is_added_and_no_longer_missed(world: World) -> None:
    link = world.server.url_for("/late")
    world.serve("/feed", rss(item(link)), headers={"ETag": '"1"'})
    feed = world.feed("/feed")
    assert len(world.run(feed).feeds[0].problems) == 1
    world.server.expect_request("/late").respond_with_data(page(STORY.format(number=12)))
    world.clock.now += timedelta(hours=2)
    outcome = world.run(feed)
    assert (outcome.exit_code, outcome.feeds[0].added) == (0, 1)
    assert str(world.reports()[0].published) == "2024-03-21"
    with world.ledger.reading() as session:
        assert load_misses(session, "bad") == ()


def test_a_host_in_trouble_is_not_asked_for_every_page(world: World) -> None:
    links = [world.serve(f"/{number}", status=503) for number in range(30)]
    world.serve("/feed", rss(*map(item, links)))
    (told,) = world.run(world.feed("/feed")).feeds
    assert len(told.problems) == 5
    assert "25 items are left for the next run" in told.warnings


def test_a_feed_without_a_contact_is_told_and_folders_go_on(world: World, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("date: 2024-03-21\n\nPolice said 12 people were killed.")
    desk = Desk(world.ledger, load_gazetteer(), world.snapshots, world.clock)
    folder = Feed("folder", FeedKind.FOLDER, path=tmp_path / "in")
    with Fetcher(contact="", allow_private=True) as fetcher:
        outcome = run_once([world.good(), folder], Tools(desk, fetcher, max_bytes=1000))
    assert "TRACKER_CONTACT" in (outcome.feeds[0].broken or "")
    assert outcome.feeds[1].added == 1


# --- a week -----------------------------------------------------------------------------------------


def test_a_week_of_hourly_runs_over_a_growing_feed(world: World) -> None:
    start = world.clock.now
    shown = 12

    def answer(request: Request) -> Response:
        hours = int((world.clock.now - start).total_seconds() // 3600)
        entries = [
            entry(f"https://example.org/{n}", n + 2, updated=(start + timedelta(hours=2 * n)).isoformat())
            for n in range(max(0, hours // 2 + 1 - shown), hours // 2 + 1)
        ]
        tag = f'"{hours // 2}"'
        if request.headers.get("If-None-Match") == tag:
            return Response(status=304)
        return Response(atom(*entries), headers={"ETag": tag})

    world.server.expect_request("/feed").respond_with_handler(answer)
    feed = world.feed("/feed")
    outcomes: list[FeedOutcome] = []
    for hour in range(7 * 24):
        world.clock.now = start + timedelta(hours=hour, minutes=1)
        outcomes += world.run(feed).feeds
    assert sum(outcome.added for outcome in outcomes) == 84
    assert sum(outcome.unchanged for outcome in outcomes) == 84
    assert world.numbers() == [number + 2 for number in range(84)]
    assert world.asked("/robots.txt") == 7
    world.check()
    with world.ledger.reading() as session:
        (well,) = feed_health(session, [feed], now=world.clock())
        (stale,) = feed_health(session, [feed], now=world.clock() + timedelta(days=3))
        (known,) = feed_health(session, [replace(feed, stale_days=5)], now=world.clock() + timedelta(days=3))
    assert (well.state, well.usual_hours, well.new_in_a_week) == (State.WELL, 2.0, 84)
    assert (stale.state, stale.why) == (State.STALE, "nothing new for 3 days")
    assert known.state is State.WELL


# --- tables -----------------------------------------------------------------------------------------


def test_a_table_grows_corrects_itself_and_is_never_read_as_prose(world: World) -> None:
    from tracker.ingest.columns import Columns
    from tracker.ingest.rereading import Rereader

    columns = Columns.of({"date": "Day", "value": "Dead", "place": "Where"}, {"measure": "killed", "source": "Police"})
    feed = Feed("t", FeedKind.TABLE, url=world.server.url_for("/t.csv"), outlet="Desk", columns=columns)
    texts = ["Day,Where,Dead\n2024-03-18,Kabul,12\n", "Day,Where,Dead\n2024-03-18,Kabul,14\n2024-03-19,Kabul,19\n"]
    outcomes: list[FeedOutcome] = []
    for text in (texts[0], texts[1], texts[1]):
        world.server.clear()
        world.server.no_handler_status_code = 404
        world.serve("/t.csv", text)
        outcomes += world.run(feed).feeds
    assert [(one.added, one.revised, one.skipped) for one in outcomes] == [(1, 0, 0), (2, 1, 0), (0, 0, 2)]
    assert sorted(str(row.published) for row in world.reports()) == ["2024-03-18", "2024-03-19", "2024-03-22"]
    assert world.numbers() == [12, 14, 19]
    desk = Desk(world.ledger, None, world.snapshots, world.clock)
    assert list(Rereader(desk).apply()) == []
    assert world.numbers() == [12, 14, 19]
    world.check()


# --- folders, sitemaps, ReliefWeb -------------------------------------------------------------------


def test_a_folder_of_years_is_looked_at_and_only_what_was_touched_is_read(world: World, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.txt").write_text("date: 2024-03-21\n\nPolice said 12 people were killed.")
    (folder / "deep" / "broken.pdf").write_bytes(b"%PDF-1.4 broken")
    feed = Feed("folder", FeedKind.FOLDER, path=folder)
    world.clock.now = datetime.now(UTC) + timedelta(hours=2)
    first, second = world.run(feed).feeds[0], world.run(feed).feeds[0]
    assert (first.added, len(first.problems)) == (1, 1)
    assert (second.skipped, second.problems) == (2, [])
    named = world.run(feed, insist=True).feeds[0]
    assert (named.skipped, len(named.problems)) == (1, 1)


def test_a_file_is_touched_when_it_or_its_folder_is_put_in_place(tmp_path: Path) -> None:
    import os
    import time

    folder, away = tmp_path / "in", tmp_path / "away"
    folder.mkdir()
    away.mkdir()
    (away / "old.txt").write_text("x")
    os.utime(away / "old.txt", (0, 0))
    time.sleep(0.05)
    before = time.time() - 0.02
    assert last_touched(away / "old.txt", away) < before + 0.02
    (away).rename(folder / "moved")
    assert last_touched(folder / "moved" / "old.txt", folder) >= before


def test_an_index_of_sitemaps_leads_to_what_is_new(world: World) -> None:
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    now = world.clock.now

    def urls(*pages: tuple[str, datetime]) -> str:
        told = "".join(f"<url><loc>{link}</loc><lastmod>{when.isoformat()}</lastmod></url>" for link, when in pages)
        return f"<urlset {space}>{told}</urlset>"

    links = [world.serve(f"/{number}", page(STORY.format(number=number))) for number in (12, 13)]
    old = (world.server.url_for("/old"), now - timedelta(days=30))
    news = urls((links[0], now - timedelta(hours=3)), old)
    world.serve("/news.xml.gz", gzip.compress(news.encode()), content_type="application/gzip")
    index = f"<sitemapindex {space}><sitemap><loc>/news.xml.gz</loc></sitemap></sitemapindex>"
    world.serve("/index.xml", index)
    feed = world.feed("/index.xml", kind=FeedKind.SITEMAP)
    (told,) = world.run(feed, world.good()).feeds[:1]
    assert (told.added, told.problems, world.asked("/old")) == (1, [], 0)
    assert world.run(feed).feeds[0].added == 0


def test_reliefweb_is_read_page_by_page_from_where_the_last_run_came_to(world: World) -> None:
    reports = [
        {"title": f"Report {n}", "url": f"https://reliefweb.int/{n}", "body": STORY.format(number=n + 2),
         "date": {"created": (datetime(2024, 3, 1, tzinfo=UTC) + timedelta(minutes=n)).isoformat()}}
        for n in range(103)
    ]  # fmt: skip
    asked: list[tuple[str, str]] = []

    def answer(request: Request) -> Response:
        start, offset = request.args["filter[conditions][0][value][from]"], int(request.args["offset"])
        asked.append((start, request.args["appname"]))
        found = [one for one in reports if str(one["date"]["created"]) >= start][offset : offset + 100]  # type: ignore[index]
        return Response(json.dumps({"data": [{"fields": one} for one in found]}), content_type="application/json")

    world.server.expect_request("/v2").respond_with_handler(answer)
    world.serve("/robots.txt", "User-agent: *\nDisallow: /")
    feed = replace(world.feed("/v2", kind=FeedKind.RELIEFWEB), appname="desk")
    first = world.run(feed).feeds[0]
    assert (first.added, first.fetched, first.problems) == (103, 2, [])
    second = world.run(feed).feeds[0]
    assert (second.added, second.fetched) == (0, 1)
    assert asked[-1] == ("2024-03-01T01:42:00+00:00", "desk")
    assert asked[0][0] == "2024-02-21T00:00:00+00:00"


def test_since_leaves_older_items_for_another_time(world: World) -> None:
    links = [world.serve(f"/{number}", page(STORY.format(number=number))) for number in (12, 13)]
    dates = ["Thu, 21 Mar 2024 10:00:00 GMT", "Fri, 01 Mar 2024 10:00:00 GMT"]
    entries = (item(link, date=date) for link, date in zip(links, dates, strict=True))
    world.serve("/feed", rss(*entries), headers={"ETag": '"1"'})
    feed = world.feed("/feed")
    assert world.run(feed, since=date(2024, 3, 20)).feeds[0].added == 1
    assert world.numbers() == [12]
    assert world.run(feed).feeds[0].added == 1
    assert world.numbers() == [12, 13]
