"""Commands that follow figures through time and over sources: ``series``, ``voices`` and ``crises``."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker.cli import narrowing
from tracker.cli.opening import ledger_of, workspace_of
from tracker.cli.printing import help_of, note, print_rows, print_table, to_a_pipe
from tracker.errors import QueryError
from tracker.export import Format, hedged_number, plain_number

if TYPE_CHECKING:
    from tracker.places import Gazetteer
    from tracker.query import FoundFigure, Statement, Voices
    from tracker.series import Derived, Flag, Point, Series

FormatOption = Annotated[Format, typer.Option("--format", "-f", help="How to print.")]


def add_commands(app: typer.Typer) -> None:
    """Put the commands of this file into the program."""
    app.command(help=help_of(series))(series)
    app.command(help=help_of(voices))(voices)
    app.command(help=help_of(crises))(crises)


# --- series -----------------------------------------------------------------------------------------


def series(
    context: typer.Context,
    measure: narrowing.Measure = None,
    source: narrowing.Source = None,
    place: narrowing.Place = None,
    crisis: narrowing.CrisisName = None,
    group: narrowing.Group = None,
    kind: narrowing.Kind = None,
    unit: narrowing.Unit = None,
    since: narrowing.Since = None,
    until: narrowing.Until = None,
    known_by: narrowing.KnownBy = None,
    recorded_by: narrowing.RecordedBy = None,
    raw: narrowing.Raw = False,
    derive: Annotated[
        str | None, typer.Option(metavar="VIEW", help="Reckon instead: difference, rate (a day) or people.")
    ] = None,
    household_size: Annotated[
        float | None, typer.Option(metavar="N", help="People in a household, for --derive people.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="The most series to give; the longest come first.")] = 20,
    form: FormatOption = Format.TABLE,
) -> None:
    """Print series: what each source gave for the same thing, day by day, with what a reader must know.

    Totals are meant where no kind is asked for; only asserted figures enter. Each point tells how many
    reports hold it and how many independent voices give that number. What is reckoned is labelled
    "derived", and is never stored.

    Examples:
        tracker series --measure killed --crisis gaza-war --source "Gaza health ministry"

        tracker series --measure killed --place Lebanon --derive rate

        tracker series --measure displaced --unit households --derive people --household-size 5
    """
    from tracker.places import load_gazetteer
    from tracker.query import find_voices
    from tracker.series import find_series

    if household_size is not None and derive is None:
        raise QueryError("--household-size", "reckons nothing by itself; --derive people uses it")
    workspace, gazetteer = workspace_of(context), load_gazetteer()
    question = narrowing.question_of(
        workspace, gazetteer, source=source, measure=measure, place=place, crisis=crisis, group=group, kind=kind,
        unit=unit, since=since, until=until, known_by=known_by, recorded_by=recorded_by, raw=raw,
    )  # fmt: skip
    with ledger_of(workspace) as ledger, ledger.reading() as session:
        found = find_series(session, question, gazetteer)
        shown = found[:limit]
        heard = find_voices(session, [point.best for one in shown for point in one.points], question)
    if derive is not None:
        _print_derived(shown, derive, household_size, form)
    elif form is Format.TABLE:
        _print_series(shown, heard)
    else:
        rows = [row for one in shown for row in _rows_of_series(one, heard)]
        print_rows(rows, form, columns=(), table=())
    if len(found) > limit and form is Format.TABLE:
        note(f"the {limit} longest of {len(found)} series; --limit gives more")


def describe(one: "Series") -> str:
    """A series as a person names it: "killed in Gaza Strip, total since 2023-10-07: Gaza health ministry"."""
    from tracker.places import load_gazetteer

    identity = one.identity
    known = load_gazetteer().get(identity.place_id) if identity.place_id else None
    where = known.name if known else identity.place_id or identity.place
    told = [f"{identity.group} {identity.measure.value}" if identity.group else identity.measure.value]
    told[0] = told[0].replace("_", " ") + (f" in {where}" if where else "")
    kind = identity.kind.value + (f" since {identity.baseline}" if identity.baseline else "")
    told.append(kind)
    told += [words for words in (identity.basis, identity.unit.value) if words and words != "people"]
    crisis = f" [{identity.crisis}]" if identity.crisis else ""
    return ", ".join(told) + f": {identity.source or 'no source named'}{crisis}"


SERIES_COLUMNS = ("day", "low", "figure", "high", "as of", "reports", "voices", "flags")


def _print_series(found: Sequence["Series"], heard: Mapping[int, "Voices"]) -> None:
    from tracker.series import flags_of

    with to_a_pipe():
        for one in found:
            print(describe(one))
            cells = [
                _cells_of_point(point, flags, heard) for point, flags in zip(one.points, flags_of(one), strict=True)
            ]
            print_table(SERIES_COLUMNS, cells)


def _cells_of_point(point: "Point", flags: Sequence["Flag"], heard: Mapping[int, "Voices"]) -> Sequence[object]:
    from tracker.series import stated_bounds

    low, high = stated_bounds(point.best)
    return (
        point.day, _written(low), hedged_number(point.best), _written(high), point.best.as_of,
        len({figure.report_id for figure in point.figures}), heard[point.best.id].count, ", ".join(flags),
    )  # fmt: skip


def _written(number: float | None) -> str:
    return "" if number is None else f"{number:,.0f}" if number == int(number) else f"{number:,.2f}"


def _rows_of_series(one: "Series", heard: Mapping[int, "Voices"]) -> Iterator[dict[str, Any]]:
    from tracker.series import flags_of, stated_bounds

    for point, flags in zip(one.points, flags_of(one), strict=True):
        best, (low, high) = point.best, stated_bounds(point.best)
        yield {
            **_row_of_identity(one),
            "derived": None,
            "day": point.day.isoformat(),
            "low": plain_number(low),
            "value": plain_number(best.value),
            "high": plain_number(high),
            "qualifier": best.qualifier.value,
            "as_of": str(best.as_of) if best.as_of else None,
            "as_of_accuracy": best.as_of.accuracy.value if best.as_of else None,
            "reports": len({figure.report_id for figure in point.figures}),
            "voices": heard[best.id].count,
            "witnesses": heard[best.id].witnesses,
            "flags": "; ".join(flags),
            "figures": "; ".join(str(figure.id) for figure in point.figures),
        }


def _row_of_identity(one: "Series") -> dict[str, Any]:
    identity = one.identity
    return {
        "source": identity.source,
        "source_slug": identity.source_slug,
        "measure": identity.measure.value,
        "unit": identity.unit.value,
        "group": identity.group,
        "place": identity.place_id or identity.place,
        "crisis": identity.crisis,
        "kind": identity.kind.value,
        "baseline": identity.baseline,
        "basis": identity.basis,
    }


DERIVED_COLUMNS = ("after", "day", "low", "value", "high", "from figures")


def _print_derived(found: Sequence["Series"], derive: str, size: float | None, form: Format) -> None:
    from tracker.query import choice_of
    from tracker.series import View, can_derive
    from tracker.series import derive as reckon

    view = choice_of(derive, View, "view")
    fit = [one for one in found if can_derive(one, view)]
    if not fit:
        wanted = "counts households" if view is View.PEOPLE else "is of totals"
        raise QueryError(view.value, f"can't be reckoned: no series that was asked for {wanted}")
    reckoned = [reckon(one, view, household_size=size) for one in fit]
    if form is not Format.TABLE:
        print_rows([row for one in reckoned for row in _rows_of_derived(one)], form, columns=(), table=())
        return
    with to_a_pipe():
        for one in reckoned:
            print(f"{describe(one.series)}\n  {one.label}")
            rows = [list(row.values()) for row in _rows_of_derived(one, written=True)]
            print_table(DERIVED_COLUMNS, [row[-len(DERIVED_COLUMNS) :] for row in rows])


def _rows_of_derived(one: "Derived", *, written: bool = False) -> Iterator[dict[str, Any]]:
    tell = _written if written else plain_number
    for point in one.points:
        yield {
            **_row_of_identity(one.series),
            "derived": one.label,
            "since": point.since.isoformat() if point.since else None,
            "day": point.day.isoformat(),
            "low": tell(point.low),
            "value": tell(point.value),
            "high": tell(point.high),
            "figures": "; ".join(str(source.best.id) for source in point.points),
        }


# --- voices -----------------------------------------------------------------------------------------

VOICES_COLUMNS = ("day", "number", "measure", "group", "place", "kind", "voices", "claimants", "relayed by",
                  "witnesses", "reports")  # fmt: skip


def voices(
    context: typer.Context,
    measure: narrowing.Measure = None,
    source: narrowing.Source = None,
    place: narrowing.Place = None,
    crisis: narrowing.CrisisName = None,
    group: narrowing.Group = None,
    kind: narrowing.Kind = None,
    unit: narrowing.Unit = None,
    since: narrowing.Since = None,
    until: narrowing.Until = None,
    known_by: narrowing.KnownBy = None,
    recorded_by: narrowing.RecordedBy = None,
    raw: narrowing.Raw = False,
    limit: Annotated[int, typer.Option(min=1, help="The most figures to look at; the newest come first.")] = 200,
    form: FormatOption = Format.TABLE,
) -> None:
    """Tell how many stand behind a number: independent claimants, not articles that repeat them.

    The same number of the same claimant for the same day is one statement, however many outlets carry it:
    they are its witnesses, and copies of one text are one witness. One that only passes a number on is no
    voice, nor is a body beside its own spokesperson. 0 voices: no outlet says who counted.

    Examples:
        tracker voices --measure killed --place Gaza --since 2024-03-01

        tracker voices --crisis gaza-war --source OCHA --format json
    """
    from tracker.places import load_gazetteer
    from tracker.query import find_statements

    workspace, gazetteer = workspace_of(context), load_gazetteer()
    question = narrowing.question_of(
        workspace, gazetteer, source=source, measure=measure, place=place, crisis=crisis, group=group, kind=kind,
        unit=unit, since=since, until=until, known_by=known_by, recorded_by=recorded_by, raw=raw, limit=limit,
    )  # fmt: skip
    with ledger_of(workspace) as ledger, ledger.reading() as session:
        found = find_statements(session, question, gazetteer)
    rows = [_row_of_statement(*one) for one in found]
    columns = ("day", "written", *VOICES_COLUMNS[2:])
    table = [[_in_words(row[name.replace(" ", "_")], name, gazetteer) for name in columns] for row in rows]
    shown = [{name: value for name, value in row.items() if name != "written"} for row in rows]
    print_rows(shown, form, columns=VOICES_COLUMNS, table=table)


def _in_words(value: Any, column: str, gazetteer: "Gazetteer") -> Any:
    """A cell as other tables write it: a place by its name, a measure without underscores."""
    if column == "place" and value is not None:
        known = gazetteer.get(value)
        return known.name if known else value
    return value.replace("_", " ") if column == "measure" else value


def _row_of_statement(statement: "Statement", heard: "Voices", figures: Sequence["FoundFigure"]) -> dict[str, Any]:
    low, high = statement.number
    return {
        "day": statement.day.isoformat() if statement.day else None,
        "written": hedged_number(figures[0]),
        "low": plain_number(low),
        "high": plain_number(high),
        "measure": statement.measure.value,
        "unit": statement.unit.value,
        "group": statement.group,
        "place": statement.place,
        "kind": statement.kind.value,
        "voices": heard.count,
        "claimants": "; ".join(heard.independent),
        "dependent": "; ".join(heard.dependent),
        "relayed_by": "; ".join(heard.relays),
        "witnesses": heard.witnesses,
        "reports": heard.reports,
        "figures": "; ".join(str(figure.id) for figure in figures),
    }


# --- crises -----------------------------------------------------------------------------------------

CRISIS_COLUMNS = ("crisis", "title", "places", "start", "end")


def crises(context: typer.Context, form: FormatOption = Format.TABLE) -> None:
    """List the crises that figures can be asked for by: those the program knows, and those of
    `data/crises.toml`.

    A figure is of a crisis by its place and its day; never what a text tells as background, nor what is
    counted from a day before the crisis began.

    Examples:
        tracker crises

        tracker figures --crisis gaza-war --measure displaced
    """
    from tracker.crises import load_crises
    from tracker.places import load_gazetteer

    rows = [
        {
            "crisis": crisis.name,
            "title": crisis.title,
            "places": "; ".join(crisis.places),
            "start": crisis.start.isoformat(),
            "end": crisis.end.isoformat() if crisis.end else None,
        }
        for crisis in load_crises(workspace_of(context).crises, load_gazetteer())
    ]
    print_rows(rows, form, columns=CRISIS_COLUMNS, table=[list(row.values()) for row in rows])
