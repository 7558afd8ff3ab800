"""Published tables: every number that was reported arrives once, with its source, and proves itself."""

import io
import json
import os
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from tracker.errors import ConfigError, ReportError
from tracker.ingest.columns import Columns, Preset, read_number
from tracker.ingest.feeds import Feed, FeedKind
from tracker.ingest.tables import Tabled, read_table
from tracker.model import Basis, Claim, Kind, Measure, Qualifier, Status, Unit

REAL = Path(os.environ.get("PUBLISHED_TABLES", "published tables"))
"""A folder with the published tables themselves, where somebody has them: they are too large to carry along."""


def table(rows: object, preset: Preset, **given: Any) -> list[Tabled]:
    feed = Feed("x", FeedKind.TABLE, url="https://example.org/x.json", preset=preset, **given)
    return list(read_table(json.dumps(rows).encode(), feed, origin="x"))


def claims_of(tabled: list[Tabled]) -> list[Claim]:
    return [claim for one in tabled for claim in one.claims]


def told(claim: Claim) -> tuple[object, ...]:
    return claim.figure.value, claim.measure.value, claim.kind.value, claim.figure.group, claim.attribution.source


GAZA = {
    "report_date": "2025-01-11", "report_source": "mohtel", "report_period": 48, "killed": 531, "killed_cum": 46537,
    "killed_truce_new": 32, "killed_committee": 499, "injured": 193, "ext_killed": 531, "ext_killed_cum": 46537,
    "killed_children_cum": 17841, "press_killed_cum": 203, "massacres_cum": 4005, "ext_injured_cum": 109571,
}  # fmt: skip


def test_what_was_reported_and_what_was_filled_in_are_kept_apart() -> None:
    (one,) = table([GAZA], Preset.GAZA)
    ministry = "Gaza health ministry"
    assert sorted(map(told, one.claims), key=str) == sorted(
        [
            (531, "killed", "new", None, ministry),
            (46537, "killed", "total", None, ministry),
            (32, "killed", "new", "newly killed", ministry),
            (499, "killed", "new", "added retroactively by a committee", ministry),
            (193, "injured", "new", None, ministry),
            (17841, "killed", "total", "children", ministry),
            (203, "killed", "total", "journalists", ministry),
        ],
        key=str,
    )
    assert {claim.attribution.relays for claim in one.claims} == {("Tech for Palestine",)}
    filled = claims_of(table([GAZA], Preset.GAZA, extrapolated=True))
    assert Counter(claim.status for claim in filled) == {Status.ASSERTED: 7, Status.PROJECTED: 3}
    for claim in filled:
        if claim.status is Status.PROJECTED:
            assert (claim.attribution.source, claim.basis) == ("Tech for Palestine", Basis.ESTIMATED)


def test_a_period_is_the_window_of_what_is_new_unless_it_adds_the_dead_of_other_days() -> None:
    plain = {"report_date": "2024-03-21", "report_source": "mohtel", "report_period": 48, "killed": 60, "killed_cum": 9}
    new, total = claims_of(table([plain], Preset.GAZA))
    assert new.window is not None
    assert (new.window.start, new.window.end) == (date(2024, 3, 20), date(2024, 3, 21))
    assert total.window is None
    assert total.baseline is not None
    assert str(total.baseline.day) == "2023-10-07"
    windows = {
        told(claim)[3]: claim.window for claim in claims_of(table([GAZA], Preset.GAZA)) if claim.kind is Kind.NEW
    }
    assert windows["added retroactively by a committee"] is None
    assert windows["newly killed"] is not None


def test_a_day_without_a_reporter_credits_nobody() -> None:
    row = {"report_date": "2024-03-21", "report_source": "missing", "killed_cum": 32000, "ext_killed_cum": 32000}
    (claim,) = claims_of(table([row], Preset.GAZA))
    assert (claim.figure.value, claim.attribution.source, claim.attribution.relays) == (32000, None, ())


def test_the_west_bank_keeps_verified_numbers_apart_and_leaves_filled_ones_out() -> None:
    row = {
        "report_date": "2024-03-21", "flash_source": "fill", "killed_cum": 440, "displaced_persons_cum": 900,
        "verified": {"killed": 2, "killed_cum": 430, "killed_children_cum": 100},
    }  # fmt: skip
    verified = claims_of(table([row], Preset.WEST_BANK))
    assert {(claim.basis, claim.attribution.source) for claim in verified} == {(Basis.VERIFIED, "OCHA")}
    assert [claim.figure.value for claim in verified] == [2, 430, 100]
    flash = claims_of(table([{**row, "flash_source": "un", "displaced_households_cum": 150}], Preset.WEST_BANK))
    assert [claim.figure.unit for claim in flash if claim.figure.value == 150] == [Unit.HOUSEHOLDS]
    assert (900, "displaced", "total", None, "OCHA") in map(told, flash)
    assert Status.PROJECTED in {claim.status for claim in claims_of(table([row], Preset.WEST_BANK, extrapolated=True))}


def test_totals_of_lebanon_are_those_of_their_phase() -> None:
    rows = [
        {"report_date": "2026-03-05", "report_source": "moph_lb", "report_period": 96, "phase": 2, "killed": 123,
         "killed_cum": 4170, "killed_cum_reported": 123},
        {"report_date": "2026-03-06", "report_source": "moph_lb", "report_period": 24, "phase": 2, "killed": 94,
         "killed_cum": 4264, "killed_cum_reported": 217},
    ]  # fmt: skip
    claims = claims_of(table(rows, Preset.LEBANON))
    assert [claim.figure.value for claim in claims] == [123, 123, 94, 217]
    totals = [claim for claim in claims if claim.kind is Kind.TOTAL]
    assert {str(claim.baseline.day) for claim in totals if claim.baseline} == {"2026-03-02"}


def test_displacement_updates_of_idmc() -> None:
    row = {
        "id": 7, "country": "Sudan", "locations_name": "El Fasher", "figure": 337000, "qualifier": "more than",
        "role": "Recommended figure", "displacement_start_date": "2025-04-01", "displacement_end_date": "2025-04-21",
        "sources": "IOM", "source_url": "https://example.org/x", "event_name": "Attack on a camp",
    }  # fmt: skip
    (one,) = table([row], Preset.IDMC)
    (claim,) = one.claims
    assert claim.figure.qualifier is Qualifier.MORE_THAN
    assert (claim.figure.low, claim.figure.high, claim.place) == (337000, None, "El Fasher, Sudan")
    assert (claim.attribution.source, claim.attribution.relays) == ("IOM", ("IDMC",))
    assert claim.window is not None
    assert claim.window.end == date(2025, 4, 21)
    (check,) = claims_of(table([{**row, "role": "Triangulation"}], Preset.IDMC))
    assert check.status is Status.BACKGROUND


HXL = """Date,Province,Deaths,Injured children,Families displaced,Source
#date,#adm1+name,#affected+killed,#affected+injured+children,#affected+displaced+hh,#meta+source
2024-03-21,North,12,3,"1,500",Civil Defence
2024-03-21,South,,0,,Civil Defence
"""


def test_a_table_with_hxl_tags() -> None:
    feed = Feed("x", FeedKind.TABLE, url="https://example.org/x.csv", preset=Preset.HXL)
    tabled = list(read_table(HXL.encode(), feed, origin="x"))
    assert [told(claim) for claim in claims_of(tabled)] == [
        (12, "killed", "total", None, "Civil Defence"),
        (3, "injured", "total", "children", "Civil Defence"),
        (1500, "displaced", "total", None, "Civil Defence"),
        (0, "injured", "total", "children", "Civil Defence"),
    ]
    assert claims_of(tabled)[2].figure.unit is Unit.HOUSEHOLDS
    assert {claim.place for claim in claims_of(tabled)} == {"North", "South"}


def own(columns: dict[str, str], constants: dict[str, str]) -> Feed:
    return Feed("x", FeedKind.TABLE, url="https://example.org/x.csv", columns=Columns.of(columns, constants))


OWN = own({"date": "Day", "value": "Dead", "place": "District"}, {"measure": "killed", "source": "Civil Defence"})


ROWS = (("2024-03-21", "North", 12), ("2024-03-21", "West", 0))


def sheet(*rows: tuple[object, ...]) -> bytes:
    """A small XLSX, by hand: what spreadsheets write, with the strings inline."""

    def cell(value: object) -> str:
        if isinstance(value, int | float):
            return f"<c><v>{value}</v></c>"
        return f'<c t="inlineStr"><is><t>{value}</t></is></c>'

    body = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/sheet.xml" ContentType="{kind}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="a" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="b"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="b" '
        f'Type="{office}/worksheet" Target="sheet.xml"/></Relationships>',
        "xl/sheet.xml": f'<worksheet xmlns="{main}"><sheetData>{body}</sheetData></worksheet>',
    }
    packed = io.BytesIO()
    with ZipFile(packed, "w") as file:
        for name, words in parts.items():
            file.writestr(name, f'<?xml version="1.0"?>{words}')
    return packed.getvalue()


@pytest.mark.parametrize(
    "raw",
    [
        b"Day,District,Dead\n2024-03-21,North,12\n2024-03-21,South,\n2024-03-21,East,n/a\n2024-03-21,West,0\n",
        b"Day;District;Dead\r\n2024-03-21;North;12\r\n2024-03-21;West;0\r\n",
        b"\xef\xbb\xbfDay\tDistrict\tDead\n2024-03-21\tNorth\t12\n2024-03-21\tWest\t0\n",
        json.dumps([dict(zip(("Day", "District", "Dead"), row, strict=True)) for row in ROWS]).encode(),
        json.dumps({"n": [], "rows": [{"Day": day, "District": name, "Dead": n} for day, name, n in ROWS]}).encode(),
        sheet(("Day", "District", "Dead"), *ROWS),
    ],
    ids=["csv", "semicolons", "tabs", "json", "wrapped", "xlsx"],
)  # fmt: skip
def test_a_table_of_ones_own_in_any_form(raw: bytes) -> None:
    tabled = list(read_table(raw, OWN, origin="x"))
    assert [(claim.figure.value, claim.place, claim.attribution.source) for claim in claims_of(tabled)] == [
        (12, "North", "Civil Defence"),
        (0, "West", "Civil Defence"),
    ]
    assert {one.reading.report.published for one in tabled} == {date(2024, 3, 21)}
    assert len({one.reading.report.url for one in tabled}) == 2


def test_every_number_stands_where_it_is_said_to_stand() -> None:
    rows: list[Callable[[], list[Tabled]]] = [
        lambda: table([GAZA], Preset.GAZA, extrapolated=True),
        lambda: list(read_table(b"Day,District,Dead\n2024-03-21, A\n B ,7.5\n,,3\n", OWN, origin="x")),
    ]
    for make in rows:
        for one in make():
            text = one.reading.report.text
            for claim in one.claims:
                assert claim.span.of(text) == claim.number
                assert claim.sentence.covers(claim.span)
                assert float(claim.number) == claim.figure.value
                if claim.attribution.span is not None:
                    assert claim.attribution.span.of(text) == claim.attribution.source


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"Day,Region,Dead\n2024-03-21,North,12\n", "no column 'District' (nearest:"),
        (b"{}", "JSON without a list of rows"),
        (b"[1, 2", "is no JSON"),
        (b"PK\x03\x04 no spreadsheet", "no spreadsheet"),
    ],
)
def test_what_is_no_such_table_is_told(raw: bytes, problem: str) -> None:
    with pytest.raises((ConfigError, ReportError)) as caught:
        list(read_table(raw, OWN, origin="x"))
    assert problem in str(caught.value)


def test_a_measure_that_is_none_of_ours_is_told() -> None:
    with pytest.raises(ConfigError, match="nearest: killed"):
        Columns.of({"value": "Dead"}, {"measure": "kiled"})
    by_column = own({"value": "N", "measure": "What"}, {})
    (claim,) = claims_of(list(read_table(b"N,What\n12,Homes destroyed\n", by_column, origin="x")))
    assert claim.measure is Measure.HOMES_DESTROYED
    with pytest.raises(ConfigError, match="none of ours"):
        list(read_table(b"N,What\n12,Cows\n", by_column, origin="x"))


@pytest.mark.parametrize("value", ["", "n/a", "-5", "1,23", "12 people", "NaN", "inf", None, True, [], -1, 1e300])
def test_what_is_no_count_is_no_zero(value: object) -> None:
    assert read_number(value) is None


@pytest.mark.skipif(not REAL.is_dir(), reason="the published tables are not here")
@pytest.mark.parametrize(
    ("name", "preset", "reported"),
    [
        ("casualties_daily.json", Preset.GAZA, lambda row: {
            key: value for key, value in row.items()
            if isinstance(value, int) and not key.startswith("ext_") and key not in ("report_period", "massacres_cum")
        }),
        ("lebanon_casualties_daily.json", Preset.LEBANON, lambda row: {
            key: row[key] for key in ("killed", "injured", "killed_cum_reported", "injured_cum_reported") if key in row
        }),
        ("west_bank_daily.json", Preset.WEST_BANK, lambda row: {
            **{f"verified {key}": value for key, value in row.get("verified", {}).items()},
            **({key: value for key, value in row.items()
                if isinstance(value, int) and key != "settler_attacks_cum"} if row["flash_source"] == "un" else {}),
        }),
        ("infrastructure-damaged.json", Preset.INFRASTRUCTURE, lambda row: {
            f"residential {key}": value for key, value in row["residential"].items() if not key.startswith("ext_")
        }),
    ],
)  # fmt: skip
def test_every_reported_number_of_the_published_tables_arrives_once(
    name: str, preset: Preset, reported: Callable[[dict[str, Any]], dict[str, int]]
) -> None:
    rows = json.loads((REAL / name).read_bytes())
    feed = Feed("x", FeedKind.TABLE, url=f"https://example.org/{name}", preset=preset)
    wanted = Counter(
        (row["report_date"], label, float(value)) for row in rows for label, value in reported(row).items()
    )
    found = Counter(
        (str(claim.as_of), claim.sentence.of(one.reading.report.text).partition(":")[0], claim.figure.value)
        for one in read_table((REAL / name).read_bytes(), feed, origin=name)
        for claim in one.claims
    )
    assert found == wanted
