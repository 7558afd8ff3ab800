"""The gallery: every kind of picture, hedge, note, size, language and theme, from two ledgers that are always the same.

One holds the sample reports; the other an invented country, Velmora, whose figures a seeded generator makes up:
nobody's losses are invented for a place that exists. ``make gallery`` draws them into ``charts/gallery``; the tests
hold them.
"""

import datetime as dt
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tracker.charts.chart import Drawn, draw_chart
from tracker.charts.files import save_chart
from tracker.charts.orders import Annotation, By, ChartKind, ChartOrder, Period, Size, Theme
from tracker.ingest.filing import Desk
from tracker.ingest.readers import read_file
from tracker.languages import Tongue
from tracker.model import (
    Attribution,
    Baseline,
    Basis,
    Claim,
    Day,
    Figure,
    Kind,
    Measure,
    Qualifier,
    Report,
    Span,
    Status,
    Window,
)
from tracker.places import load_gazetteer
from tracker.query import Question
from tracker.store.claims import Filing, save_report
from tracker.store.database import Ledger, create_ledger
from tracker.store.figures import PlacedClaim

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "charts" / "gallery"
NOW = dt.datetime(2025, 7, 1, 9, 30, tzinfo=dt.UTC)

MINISTRY, GUARD = "Velmora Health Ministry", "Velmora Civil Guard"
OBSERVATORY, RELIEF = "Lantern Observatory", "Joint Relief Office"
PLACES = ("Velmora", "Ostrava Bay", "Kestrel Valley", "Upper Mirren")


@dataclass(frozen=True, slots=True)
class Said:
    """One invented claim: who said what of which day."""

    source: str | None
    day: dt.date
    number: float
    qualifier: Qualifier = Qualifier.EXACTLY
    measure: Measure = Measure.KILLED
    place: str = PLACES[0]
    kind: Kind = Kind.TOTAL
    status: Status = Status.ASSERTED
    basis: Basis | None = None
    window: int = 0
    published: dt.date | None = None
    high: float | None = None
    extra: str = ""
    parts: tuple[tuple[str, float], ...] = ()
    baseline: dt.date | None = None


# --- the invented country ---------------------------------------------------------------------------


def story() -> Iterator[Said]:
    """All that is said of Velmora, from the first of January 2025 on."""
    chance = random.Random(7)
    yield from _totals(chance)
    yield from _new(chance)
    yield from _elsewhere(chance)
    yield from _told_again()
    whole = (("women", 1_480), ("children", 1_912), ("older people", 655))
    yield Said(MINISTRY, _day(175), 5_320, parts=whole)


def _day(number: int) -> dt.date:
    return dt.date(2025, 1, 1) + dt.timedelta(days=number)


_HEDGES = {3: Qualifier.AT_LEAST, 7: Qualifier.ABOUT, 11: Qualifier.NEARLY, 15: Qualifier.MORE_THAN}


def _totals(chance: random.Random) -> Iterator[Said]:
    toll = 120.0
    for step, day in enumerate(range(2, 170, 7)):
        if 72 <= day < 128:
            continue
        toll += chance.randint(60, 190) if day < 128 else chance.randint(150, 320)
        if step == 20:
            toll += 640
            yield Said(MINISTRY, _day(day), toll, extra=" The ministry retroactively added 640 deaths.")
            continue
        yield Said(MINISTRY, _day(day), toll - (90 if step == 9 else 0), _HEDGES.get(step, Qualifier.EXACTLY))
    for step, day in enumerate(range(6, 172, 15)):
        low = 260.0 + step * 395
        yield Said(OBSERVATORY, _day(day), low, Qualifier.BETWEEN if step % 3 == 1 else Qualifier.EXACTLY,
                   high=low * 1.16)  # fmt: skip
    for step, day in enumerate(range(9, 70, 10)):
        yield Said(GUARD, _day(day), 90.0 + step * 130, Qualifier.ABOUT if step % 2 else Qualifier.EXACTLY)
    for step, day in enumerate(range(120, 172, 12)):
        yield Said(GUARD, _day(day), 700.0 + step * 210, basis=Basis.IDENTIFIED)
    yield Said(OBSERVATORY, _day(36), 900, published=_day(34))
    yield Said(RELIEF, _day(30), 300, Qualifier.VAGUE)
    yield Said(RELIEF, _day(160), 9_000, status=Status.PROJECTED)
    yield Said(GUARD, _day(61), 4_000, status=Status.DENIED)


def _new(chance: random.Random) -> Iterator[Said]:
    day = 100
    while day < 160:
        window = chance.choice((1, 1, 1, 2, 3))
        day += window
        yield Said(MINISTRY, _day(day), chance.randint(8, 70) * window, kind=Kind.NEW, window=window)
    for step in range(8):
        yield Said(GUARD, _day(104 + step * 7), chance.randint(20, 120), kind=Kind.NEW, window=7)


def _elsewhere(chance: random.Random) -> Iterator[Said]:
    for index, place in enumerate(PLACES[1:], 1):
        for measure, scale in ((Measure.KILLED, 1), (Measure.DISPLACED, 900), (Measure.INJURED, 3)):
            toll = 0.0
            for day in range(5 + index * 9, 170, 14 + index * 5):
                toll += chance.randint(5, 80) * scale / index
                yield Said(MINISTRY, _day(day), round(toll), measure=measure, place=place)
    for step, day in enumerate(range(4, 172, 12)):
        yield Said(RELIEF, _day(day), 12_000.0 + step * step * 1_150, Qualifier.ABOUT, measure=Measure.DISPLACED)
        yield Said(MINISTRY, _day(day), 300.0 + step * 640, measure=Measure.INJURED)


def _told_again() -> Iterator[Said]:
    """What was said of the first of March, again and again."""
    for source, numbers in ((MINISTRY, (2_010, 2_164, 2_240, 2_251)), (OBSERVATORY, (2_480, 2_390, 2_412))):
        for number, later in zip(numbers, (1, 20, 60, 110), strict=False):
            yield Said(source, _day(59), number, published=_day(59 + later), place="Old Harbour")


def _filed(said: Said) -> Filing:
    """An invented claim as a report with one sentence."""
    published = said.published or said.day
    number = "hundreds" if said.qualifier is Qualifier.VAGUE else f"{said.number:,.0f}"
    text = f"{said.source or 'Reports'} spoke of {number} people in {said.place} ({said.measure}, {said.kind})."
    whole = _claim(said, text, number, said.number)
    parts = []
    for group, amount in said.parts:
        text += f" {amount:,.0f} of them were {group}."
    text += said.extra
    sentence = Span(0, len(text))
    for group, amount in said.parts:
        start = text.index(f" {amount:,.0f} of them") + 1
        span = Span(start, start + len(f"{amount:,.0f}"))
        figure = Figure(amount, None, None, Qualifier.EXACTLY, group=group)
        parts.append(
            Claim(span, span.of(text), figure, said.measure, Kind.PART, Status.ASSERTED, Attribution(said.source),
                  sentence, "gallery", place=said.place, as_of=Day(said.day), part_of=whole.span)
        )  # fmt: skip
    report = Report(text, published, dt.datetime.combine(published, dt.time(14, 5), dt.UTC), outlet="The Velmora Post")
    claims = tuple(PlacedClaim(claim) for claim in (whole, *parts))
    return Filing(report, claims, "gallery", report.sha256, NOW)


def _claim(said: Said, text: str, number: str, value: float) -> Claim:
    start = text.index(number)
    window = Window(said.day - dt.timedelta(days=said.window - 1), said.day) if said.window else None
    return Claim(
        Span(start, start + len(number)), number, _figure(said, value), said.measure, said.kind, said.status,
        Attribution(said.source), Span(0, len(text) + len(said.extra)), "gallery", place=said.place,
        as_of=Day(said.day), window=window, basis=said.basis,
        baseline=Baseline(f"since {said.baseline}", Day(said.baseline)) if said.baseline else None,
    )  # fmt: skip


def _figure(said: Said, value: float) -> Figure:
    if said.qualifier is Qualifier.BETWEEN:
        return Figure(None, value, said.high, said.qualifier)
    if said.qualifier is Qualifier.VAGUE:
        return Figure(None, value, None, said.qualifier)
    low = value if said.qualifier in (Qualifier.AT_LEAST, Qualifier.MORE_THAN) else None
    high = value if said.qualifier is Qualifier.NEARLY else None
    return Figure(value, low, high, said.qualifier)


@contextmanager
def velmora(folder: Path) -> Iterator[Ledger]:
    """The ledger of the invented country."""
    with create_ledger(folder / "velmora.db") as ledger:
        with ledger.writing() as session:
            for said in story():
                save_report(session, _filed(said), now=NOW)
        yield ledger


@contextmanager
def samples(folder: Path) -> Iterator[Ledger]:
    """The ledger of the sample reports."""
    from tracker.store.sources import save_registry, shipped_registry

    with create_ledger(folder / "samples.db") as ledger:
        with ledger.writing() as session:
            save_registry(session, shipped_registry(), now=NOW)
        desk = Desk(ledger, load_gazetteer(), folder / "snapshots", lambda: NOW)
        for path in sorted((ROOT / "data" / "reports").glob("*.txt")):
            for reading in read_file(path):
                desk.file(reading)
        yield ledger


# --- the pictures -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Piece:
    """One picture of the gallery."""

    name: str
    order: ChartOrder
    invented: bool = True


_TRUCE = (Annotation(_day(110), "Truce of Kestrel Bridge"),)


def velmoran(**more: Any) -> ChartOrder:
    """An order for those killed in the invented country."""
    return ChartOrder("killed", place=PLACES[0], **more)


PIECES = (
    Piece("gaza-totals", ChartOrder("killed", place="Gaza Strip", title="People killed in the Gaza Strip, as reported",
          annotations=(Annotation(dt.date(2025, 1, 19), "Ceasefire begins"),)), invented=False),
    Piece("gaza-comparison", ChartOrder("killed", place="Gaza Strip", kind=ChartKind.COMPARISON, size=Size.SLIDE,
          day=dt.date(2024, 4, 30), title="Who says how many were killed in the Gaza Strip by the end of April 2024"),
          invented=False),
    Piece("gaza-arabic", ChartOrder("killed", place="Gaza Strip", language=Tongue.ARABIC,
          title="القتلى في قطاع غزة كما ورد في التقارير"), invented=False),
    Piece("lebanon-thumb", ChartOrder("killed", place="Lebanon", size=Size.THUMB, title="Killed in Lebanon"),
          invented=False),
    Piece("totals-slide", velmoran(size=Size.SLIDE, annotations=_TRUCE)),
    Piece("totals-dark-spanish", velmoran(size=Size.SOCIAL, theme=Theme.DARK, language=Tongue.SPANISH,
          sources=(MINISTRY, OBSERVATORY))),
    Piece("totals-one-source", velmoran(sources=(OBSERVATORY,))),
    Piece("totals-logarithmic", ChartOrder("displaced", place=PLACES[0], log=True, places=())),
    Piece("totals-thumb", velmoran(size=Size.THUMB, title="Killed in Velmora")),
    Piece("added-by-day", velmoran(kind=ChartKind.ADDED, sources=(MINISTRY,))),
    Piece("added-by-week-dark", velmoran(kind=ChartKind.ADDED, period=Period.WEEK, size=Size.SLIDE,
          theme=Theme.DARK)),
    Piece("composition-french", velmoran(kind=ChartKind.COMPOSITION, language=Tongue.FRENCH)),
    Piece("comparison-dark", velmoran(kind=ChartKind.COMPARISON, theme=Theme.DARK)),
    Piece("multiples-by-place", ChartOrder("killed", places=PLACES, kind=ChartKind.MULTIPLES,
          title="People killed in Velmora and its provinces", question=Question(), sources=(MINISTRY,))),
    Piece("multiples-by-measure", ChartOrder("killed", place=PLACES[0], measures=("injured", "displaced"),
          kind=ChartKind.MULTIPLES, by=By.MEASURE, size=Size.SLIDE, title="Velmora: killed, injured, displaced")),
    Piece("disagreement", velmoran(kind=ChartKind.DISAGREEMENT)),
    Piece("disagreement-arabic-dark", velmoran(kind=ChartKind.DISAGREEMENT, theme=Theme.DARK, size=Size.SOCIAL,
          language=Tongue.ARABIC, title="القتلى في فيلمورا: المدى بين أدنى مجموع وأعلاه")),
    Piece("vintages", ChartOrder("killed", place="Old Harbour", kind=ChartKind.VINTAGES, day=_day(59))),
)  # fmt: skip


def draw(piece: Piece, ledger: Ledger) -> Drawn:
    """Draw a piece from the ledger that it is of."""
    with ledger.reading() as session:
        return draw_chart(session, piece.order, load_gazetteer())


def _packed(path: Path) -> Path:
    """A picture in as few bytes as can be, with all that it tells of itself: these are kept for ever."""
    with Image.open(path) as image:
        told = PngInfo()
        for key, words in image.info.items():
            if isinstance(words, str):
                told.add_itxt(str(key), words)
        image.convert("RGB").save(path, optimize=True, pnginfo=told, dpi=(192, 192))
    return path


def main(names: Sequence[str]) -> None:
    """Draw the gallery, or some pieces of it."""
    with tempfile.TemporaryDirectory() as name, velmora(Path(name)) as invented, samples(Path(name)) as real:
        for piece in PIECES:
            if not names or piece.name in names:
                drawn = draw(piece, invented if piece.invented else real)
                sys.stdout.write(f"{_packed(save_chart(drawn, FOLDER / f'{piece.name}.png'))}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
