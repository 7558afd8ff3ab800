"""Reports out of files."""

import json
from datetime import date
from pathlib import Path

import pytest

from tracker.errors import ReportError
from tracker.ingest.readers import Reading, read_bytes, read_file, read_text

HTML = """<!DOCTYPE html><html lang="en"><head>
<title>Storm kills 12</title>
<meta property="og:site_name" content="The Daily">
<meta property="article:published_time" content="2024-03-21T08:00:00Z">
<link rel="canonical" href="https://example.org/storm"></head>
<body><nav>Home News Sport</nav><article><h1>Storm kills 12</h1>
<p>At least 12 people were killed when a storm swept over the coast on Wednesday night, the civil defence said.</p>
<p>Some 3,000 people were displaced and have found shelter in schools, according to the Red Cross. &amp; more.</p>
</article><footer>Copyright 2024</footer></body></html>"""


def read_one(path: Path) -> Reading:
    (reading,) = read_file(path)
    return reading


@pytest.mark.parametrize(
    ("text", "body", "published", "outlet"),
    [
        ("Just a text.", "Just a text.", None, None),
        (
            "date: 2024-03-21\noutlet: The Daily\n\nA text.\n\nMore.\n",
            "A text.\n\nMore.",
            date(2024, 3, 21),
            "The Daily",
        ),
        ("---\ndate: 2024-03-21\ntitle: X\n---\nA text.", "A text.", date(2024, 3, 21), None),
        ("date 2024-03-21\nA text.", "A text.", date(2024, 3, 21), None),
        (" date 2024-03-21 Amid tensions, a text.", "Amid tensions, a text.", date(2024, 3, 21), None),
        ("Date: 2024-03-21\nA text without an empty line.", "A text without an empty line.", date(2024, 3, 21), None),
        ("published: 2024-03-21T10:00:00+02:00\n\nA text.", "A text.", date(2024, 3, 21), None),
        ("note: who knows\n\nA text.", "A text.", None, None),
        ("The date: 2024-03-21 was a Thursday.", "The date: 2024-03-21 was a Thursday.", None, None),
    ],
)
def test_a_header_is_read_and_is_no_part_of_the_text(
    text: str, body: str, published: date | None, outlet: str | None
) -> None:
    report = read_text(text, origin="x")
    assert (report.text, report.published, report.outlet) == (body, published, outlet)


def test_a_moment_with_its_zone_is_kept() -> None:
    report = read_text("published: 2024-03-21T23:30:00-05:00\n\nA text.", origin="x")
    assert report.published == date(2024, 3, 21)
    assert report.published_at is not None
    assert report.published_at.isoformat() == "2024-03-21T23:30:00-05:00"


def test_a_page_gives_its_article_its_date_and_its_outlet(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(HTML)
    report = read_one(tmp_path / "page.html").report
    assert report.published == date(2024, 3, 21)
    assert report.outlet == "The Daily"
    assert report.title == "Storm kills 12"
    assert report.url == "https://example.org/storm"
    assert "At least 12 people were killed" in report.text
    assert "& more" in report.text
    assert "Copyright" not in report.text


def test_a_page_without_a_suffix_is_known_by_its_looks() -> None:
    assert "<" not in read_bytes(HTML.encode(), origin="x").report.text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", "Über 12 Menschen wurden getötet — “sagt” OCHA."),
        ("utf-8-sig", "Über 12 Menschen."),
        ("utf-16", "قالت وزارة الصحة إن 12 قتلوا"),
        ("windows-1256", "قالت وزارة الصحة في غزة إن اثني عشر شخصا قتلوا في القصف على المدينة يوم السبت وأصيب آخرون"),
        (
            "windows-1251",
            "Двенадцать человек погибли при обстреле города в субботу, сообщила полиция. Ещё тридцать ранены.",
        ),
    ],
)
def test_encodings_are_found(tmp_path: Path, encoding: str, text: str) -> None:
    (tmp_path / "report.txt").write_bytes(text.encode(encoding))
    assert read_one(tmp_path / "report.txt").report.text == text


def test_a_page_says_its_own_encoding() -> None:
    page = HTML.replace("<head>", '<head><meta charset="iso-8859-2">').replace("the civil defence", "Łódź")
    assert "Łódź" in read_bytes(page.encode("iso-8859-2"), origin="x").report.text


def test_what_no_database_holds_is_replaced_one_for_one() -> None:
    report = read_text("12 killed", origin="x")
    assert report.text == "12 killed"
    reading = read_bytes(b"12 people\x00 were killed in a town with quite a long name and more.", origin="x")
    assert reading.report.text.startswith("12 people\ufffd were")


def test_line_ends_are_one_kind() -> None:
    assert read_bytes(b"a\r\nb\rc", origin="x").report.text == "a\nb\nc"


def test_json_lines_are_reports(tmp_path: Path) -> None:
    rows = [{"id": 1, "text": "12 killed", "published": "2024-03-21", "outlet": "X"}, {"text": "13 killed"}]
    path = tmp_path / "reports.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)) + "\n\n")
    first, second = read_file(path)
    assert (first.report.published, first.report.outlet, first.id) == (date(2024, 3, 21), "X", 1)
    assert second.report.text == "13 killed"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "is no JSON"),
        ("[1]", "no object with a text"),
        ('{"text": 5}', "no object with a text"),
        ('{"text": "x", "published": "yesterday"}', "'yesterday' is none"),
        ('{"text": "x", "outlet": 5}', "its outlet is no text"),
        ("[" * 100_000, "is no JSON"),
    ],
)
def test_a_broken_line_is_told_with_its_number_and_the_rest_is_read(tmp_path: Path, line: str, problem: str) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_text('{"text": "one"}\n' + line + '\n{"text": "three"}\n')
    told: list[ReportError] = []
    readings = list(read_file(path, on_bad=told.append))
    assert [reading.report.text for reading in readings] == ["one", "three"]
    assert len(told) == 1
    assert f"{path}:2: " in str(told[0])
    assert problem in str(told[0])


def test_a_line_that_is_too_long_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_text('{"text": "' + "x" * 5_000 + '"}\n{"text": "short"}\n')
    told: list[ReportError] = []
    readings = list(read_file(path, max_bytes=1_000, on_bad=told.append))
    assert [reading.report.text for reading in readings] == ["short"]
    assert "longer than 1,000 bytes" in str(told[0])


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \n\n", "is empty"),
        ("header.txt", b"date: 2024-03-21\n\n", "is empty"),
        ("binary.txt", bytes(range(256)) * 40, "binary"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(500), "binary"),
        ("dated.txt", b"date: 21.3.2024\n\nA text.", "'21.3.2024' is none; it looks like 2024-03-21"),
        ("nothing.html", b"<html><body></body></html>", "no article"),
    ],
)
def test_what_is_no_report_is_told(tmp_path: Path, name: str, content: bytes, problem: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ReportError) as caught:
        list(read_file(tmp_path / name))
    assert problem in str(caught.value)
    assert name in str(caught.value)


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="No such file"):
        list(read_file(tmp_path / "none.txt"))
    with pytest.raises(ReportError, match="is a folder"):
        list(read_file(tmp_path))
    (tmp_path / "large.txt").write_text("x" * 11)
    with pytest.raises(ReportError, match="larger than 10 bytes"):
        list(read_file(tmp_path / "large.txt", max_bytes=10))
