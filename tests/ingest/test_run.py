"""A run over real feeds from a real server."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from sqlmodel import select

from tests.conftest import Clock
from tracker.errors import ConfigError, QueryError
from tracker.ingest.feeds import Feed, FeedKind, load_feeds, select_feeds
from tracker.ingest.fetch import Fetcher, Limits
from tracker.ingest.filing import Desk
from tracker.ingest.items import read_items
from tracker.ingest.run import RunOutcome, Tools, run_once
from tracker.places import load_gazetteer
from tracker.query import Question, find_figures
from tracker.store.database import Ledger
from tracker.store.tables import FeedStateRow, ReportRow, RunRow

QUICK = Limits(connect=1, read=1, whole=1, max_bytes=1_000_000, retry_wait=0.001, longest_wait=1, pause=0)

PAGE = """<html><head><title>{title}</title></head><body><article><h1>{title}</h1>
<p>{words} The rescue teams went on with their search through the night, and the roads to the valley stayed closed.</p>
<p>Nobody could say when the electricity would come back to the villages along the river, officials added.</p>
</article></body></html>"""


def rss(*items: tuple[str, str]) -> str:
    entries = "".join(
        f"<item><title>{title}</title><link>{link}</link><pubDate>Thu, 21 Mar 2024 10:00:00 GMT</pubDate></item>"
        for title, link in items
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Feed</title>{entries}</channel></rss>'


@pytest.fixture
def run(ledger: Ledger, tmp_path: Path, clock: Clock) -> Callable[..., RunOutcome]:
    def go(*feeds: Feed, dry: bool = False) -> RunOutcome:
        desk = Desk(ledger, load_gazetteer(), tmp_path / "snapshots", clock)
        with Fetcher(contact="desk@example.org", allow_private=True, limits=QUICK) as fetcher:
            return run_once(feeds, Tools(desk, fetcher, max_bytes=1_000_000, dry=dry))

    return go


@pytest.fixture
def feed(httpserver: HTTPServer) -> Feed:
    for number in (1, 2):
        words = f"At least {number}2 people were killed in Kabul on Wednesday, police said."
        httpserver.expect_request(f"/{number}").respond_with_data(
            PAGE.format(title=f"Storm {number}", words=words), content_type="text/html"
        )
    items = [(f"Storm {number}", httpserver.url_for(f"/{number}")) for number in (1, 2)]
    httpserver.expect_request("/feed").respond_with_data(rss(*items), headers={"ETag": '"one"'})
    return Feed("web", FeedKind.RSS, url=httpserver.url_for("/feed"), outlet="The Daily")


def numbers(ledger: Ledger) -> list[float]:
    with ledger.reading() as session:
        return sorted((figure.value or 0) for figure in find_figures(session, Question(), load_gazetteer()))


def test_a_feed_is_read_once_and_only_what_is_new_is_fetched(
    run: Callable[..., RunOutcome], feed: Feed, ledger: Ledger
) -> None:
    outcome = run(feed)
    (told,) = outcome.feeds
    assert (told.added, told.figures, told.fetched, outcome.exit_code) == (2, 2, 3, 0), told
    assert numbers(ledger) == [12, 22]
    (again,) = run(feed).feeds
    assert (again.added, again.skipped, again.fetched) == (0, 2, 1)
    with ledger.reading() as session:
        rows = session.exec(select(ReportRow)).all()
        assert {row.outlet for row in rows} == {"The Daily"}
        assert {str(row.published) for row in rows} == {"2024-03-21"}
        assert {row.feed for row in rows} == {"web"}
        assert len(session.exec(select(RunRow)).all()) == 2


def test_an_unchanged_feed_is_not_read(
    run: Callable[..., RunOutcome], feed: Feed, httpserver: HTTPServer, ledger: Ledger
) -> None:
    run(feed)
    httpserver.clear()
    httpserver.no_handler_status_code = 404
    httpserver.expect_request("/feed", headers={"If-None-Match": '"one"'}).respond_with_data(status=304)
    (told,) = run(feed).feeds
    assert told.unchanged
    with ledger.reading() as session:
        state = session.get(FeedStateRow, "web")
        assert state is not None
        assert state.failures == 0
        assert state.last_success_at is not None


def test_one_bad_page_stops_nothing(run: Callable[..., RunOutcome], httpserver: HTTPServer, ledger: Ledger) -> None:
    words = "At least 12 people were killed in Kabul on Wednesday, police said."
    httpserver.expect_request("/good").respond_with_data(PAGE.format(title="x", words=words), content_type="text/html")
    httpserver.expect_request("/gone").respond_with_data(status=404)
    httpserver.expect_request("/film").respond_with_data(b"\x00" * 100, content_type="video/mp4")
    links = [("x", httpserver.url_for(path)) for path in ("/gone", "/good", "/film")]
    httpserver.expect_request("/feed").respond_with_data(rss(*links), headers={"ETag": '"one"'})
    bad = Feed("web", FeedKind.RSS, url=httpserver.url_for("/feed"))
    outcome = run(bad)
    assert outcome.exit_code == 1
    assert numbers(ledger) == [12]
    assert ["/film: is video/mp4" in problem or "404" in problem for problem in outcome.feeds[0].problems] == [
        True,
        True,
    ]
    # What failed is not forgotten, and not asked for at once either.
    (again,) = run(bad).feeds
    assert (again.problems, again.waiting, again.skipped) == ([], 2, 1)


def test_one_bad_feed_stops_no_other(
    run: Callable[..., RunOutcome], feed: Feed, httpserver: HTTPServer, ledger: Ledger, tmp_path: Path
) -> None:
    httpserver.expect_request("/broken").respond_with_data("<html>no feed</html>")
    broken = Feed("broken", FeedKind.RSS, url=httpserver.url_for("/broken"))
    missing = Feed("missing", FeedKind.FOLDER, path=tmp_path / "none")
    outcome = run(broken, missing, feed)
    assert outcome.exit_code == 1
    assert [told.broken is not None for told in outcome.feeds] == [True, True, False]
    assert numbers(ledger) == [12, 22]
    run(broken)
    with ledger.reading() as session:
        state = session.get(FeedStateRow, "broken")
        assert state is not None
        assert state.failures == 2
        assert state.last_problem is not None
        assert "is no feed" in state.last_problem
        last = session.exec(select(RunRow)).all()[-1]
        assert last.failed == 1


def test_when_everything_fails_nothing_could_be_done(run: Callable[..., RunOutcome], tmp_path: Path) -> None:
    assert run(Feed("missing", FeedKind.FOLDER, path=tmp_path / "none")).exit_code == 2
    assert run().exit_code == 2


def test_a_folder_is_read_with_its_subfolders(run: Callable[..., RunOutcome], ledger: Ledger, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.txt").write_text("date: 2024-03-21\n\nPolice said 12 people were killed.")
    (folder / "deep" / "b.jsonl").write_text('{"text": "Police said 13 people were killed."}\n{\n')
    (folder / ".hidden.txt").write_text("Police said 14 people were killed.")
    (folder / "c.exe").write_text("Police said 15 people were killed.")
    (folder / "empty.txt").write_text("")
    (told,) = run(Feed("folder", FeedKind.FOLDER, path=folder, outlet="Desk")).feeds
    assert numbers(ledger) == [12, 13]
    assert told.added == 2
    assert len(told.problems) == 2
    assert [warning.partition(": ")[2] for warning in told.warnings] == [
        "has no date; 'tracker add --published DATE' gives it one"
    ]


def test_a_dry_run_writes_nothing(run: Callable[..., RunOutcome], feed: Feed, ledger: Ledger, tmp_path: Path) -> None:
    (told,) = run(feed, dry=True).feeds
    assert (told.added, told.figures) == (2, 2)
    assert numbers(ledger) == []
    with ledger.reading() as session:
        assert session.exec(select(RunRow)).all() == []
        assert session.exec(select(FeedStateRow)).all() == []
    assert not (tmp_path / "snapshots").exists()


def test_an_item_that_holds_its_text_is_not_fetched(
    run: Callable[..., RunOutcome], httpserver: HTTPServer, ledger: Ledger
) -> None:
    words = (
        "At least 12 people were killed in Kabul on Wednesday, police said. " + "The search went on all night. " * 20
    )
    content = f'<content type="html">&lt;p&gt;{words}&lt;/p&gt;</content>'
    atom = (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><entry><title>T</title>'
        f'<link href="https://example.org/x"/><updated>2024-03-21T10:00:00Z</updated>{content}</entry></feed>'
    )
    httpserver.expect_request("/atom").respond_with_data(atom)
    outcome = run(Feed("atom", FeedKind.RSS, url=httpserver.url_for("/atom")))
    assert outcome.exit_code == 0, outcome
    assert outcome.feeds[0].fetched == 1
    assert numbers(ledger) == [12]


def test_hostile_xml_is_no_danger() -> None:
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
        '<!ENTITY c SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><item><title>&b;&c;</title>'
        "<link>https://example.org/x</link></item></channel></rss>"
    )
    items = read_items(bomb.encode(), "x")
    assert all("root:" not in (item.title or "") for item in items)
    truncated = read_items(rss(("One", "https://example.org/1"), ("Two", "https://example.org/2"))[:-60].encode(), "x")
    assert truncated[0].title == "One"


@pytest.mark.parametrize(
    ("toml", "problem"),
    [
        ('[[feed]]\nname = "x"\nkind = "rsss"\n', ":1: kind 'rsss' is none of ours (nearest: rss)"),
        ('\n[[feed]]\nname = "x"\nkind = "rss"\n', ":2: needs url"),
        ('[[feed]]\nname = "x"\nkind = "folder"\n', "needs path"),
        ('[[feed]]\nname = "x"\nkind = "folder"\npath = 5\n', "path must be a text"),
        ('[[feed]]\nname = "x"\nkind = "folder"\npath = "a"\n' * 2, "two feeds are called 'x'"),
        ('[[feed]]\nname = "x"\nkind = "folder"\npath = "a"\ncolour = "red"\n', "unknown key 'colour'"),
        ("[[feed]]\nname = 'x\n", "feeds.toml:2: "),
    ],
)
def test_a_broken_configuration_is_told_with_its_line(tmp_path: Path, toml: str, problem: str) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(toml)
    with pytest.raises(ConfigError) as caught:
        load_feeds(path)
    assert problem in str(caught.value)


def test_feeds_are_chosen_by_name() -> None:
    feeds = [Feed("one", FeedKind.FOLDER), Feed("two", FeedKind.FOLDER)]
    assert select_feeds(feeds, ["two"]) == (feeds[1],)
    assert select_feeds(feeds, []) == tuple(feeds)
    with pytest.raises(QueryError, match="nearest: two"):
        select_feeds(feeds, ["twoo"])
