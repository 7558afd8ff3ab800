"""Commands that hold figures against each other: ``compare`` and ``check``."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker.cli import narrowing
from tracker.cli.opening import day_of, ledger_of, workspace_of
from tracker.cli.printing import counting, help_of, plain, print_rows, print_table, to_a_pipe
from tracker.errors import QueryError
from tracker.export import Format, hedged_number, plain_number

if TYPE_CHECKING:
    from tracker.checks import Doubt
    from tracker.compare import Comparison, Dispute, Said

FormatOption = Annotated[Format, typer.Option("--format", "-f", help="How to print.")]


def add_commands(app: typer.Typer) -> None:
    """Put the commands of this file into the program."""
    app.command(help=help_of(compare))(compare)
    app.command(help=help_of(check))(check)


COMPARE_COLUMNS = ("source", "day", "low", "figure", "high", "since", "basis", "reports", "cannot hold with")


def compare(
    context: typer.Context,
    measure: Annotated[str, typer.Option(help="killed, injured, displaced, homes_destroyed …")],
    place: Annotated[str | None, typer.Option(help="Where; only figures for this very place.")] = None,
    crisis: narrowing.CrisisName = None,
    on: Annotated[
        datetime | None,
        typer.Option(
            "--on", "--day", formats=["%Y-%m-%d"], metavar="DATE", help="The day; else the last on which most speak."
        ),
    ] = None,
    group: narrowing.Group = None,
    kind: narrowing.Kind = None,
    unit: narrowing.Unit = None,
    within: Annotated[int, typer.Option(min=0, metavar="DAYS", help="How much older a total may be.")] = 3,
    known_by: narrowing.KnownBy = None,
    recorded_by: narrowing.RecordedBy = None,
    raw: narrowing.Raw = False,
    form: FormatOption = Format.TABLE,
) -> None:
    """Compare what sources say for the same thing and day: the spread, what cannot both hold, who disputes
    whom.

    Hedges are taken at their word ("at least 12" allows 15), and "about" as within a tenth. Totals counted
    from different days are listed, and never said to contradict each other.

    Examples:
        tracker compare --measure killed --place Gaza --on 2024-03-01

        tracker compare --measure displaced --crisis sudan-war --format json
    """
    from tracker.compare import compare_sources
    from tracker.places import load_gazetteer

    workspace, gazetteer = workspace_of(context), load_gazetteer()
    question = narrowing.question_of(
        workspace, gazetteer, measure=measure, place=place, crisis=crisis, group=group, kind=kind, unit=unit,
        known_by=known_by, recorded_by=recorded_by, raw=raw,
    )  # fmt: skip
    with ledger_of(workspace) as ledger, ledger.reading() as session:
        found = compare_sources(session, question, gazetteer, on=day_of(on), within_days=within)
    if found is None:
        raise QueryError("", f"nobody gives a figure of {measure} there")
    if form is Format.TABLE:
        _print_comparison(found)
    else:
        print_rows([_row_of_said(one, found) for one in found.said], form, columns=(), table=())


def _print_comparison(found: "Comparison") -> None:
    from tracker.series import stated_bounds

    table = []
    for one in found.said:
        low, high = stated_bounds(one.point.best)
        identity = one.series.identity
        table.append((
            one.source, one.point.day, _written(low), hedged_number(one.point.best), _written(high), identity.baseline,
            identity.basis, one.reports, "; ".join(other.source for other in _against(one, found)),
        ))  # fmt: skip
    with to_a_pipe():
        print_table(COMPARE_COLUMNS, table)
        for line in _told_of(found):
            print(plain(line))


def _told_of(found: "Comparison") -> Sequence[str]:
    """The comparison in sentences."""
    told = []
    if found.spread is not None:
        (low, high), sources = found.spread, len({one.source for one in found.said})
        times = f" (×{high / low:.2f})" if low else ""
        who = "1 source" if sources == 1 else f"{sources} sources"
        told.append(f"{found.day}: {who}, from {_written(low)} to {_written(high)}{times}")
    else:
        told.append(f"{found.day}: nobody gives a figure")
    for one, other in found.contradictions:
        told.append(
            f"cannot both hold: {hedged_number(one.point.best)} ({one.source}, {one.point.day}) and "
            f"{hedged_number(other.point.best)} ({other.source}, {other.point.day})"
        )
    told += [_told_of_dispute(dispute) for dispute in found.disputes]
    return told


_LONGEST_SENTENCE = 200


def _told_of_dispute(dispute: "Dispute") -> str:
    """A dispute with its sentence: the text may say who disputes in words that credit nobody."""
    figure = dispute.figure
    givers = ", ".join(one.source for one in dispute.given_by)
    who = f" by {figure.source}" if figure.source else ""
    sentence = " ".join(figure.evidence.split())
    short = sentence if len(sentence) <= _LONGEST_SENTENCE else sentence[:_LONGEST_SENTENCE] + "…"
    given = f", given by {givers}" if givers else ""
    return f"{figure.status.value}{who}: {hedged_number(figure)}{given} (figure {figure.id}: {short})"


def _against(one: "Said", found: "Comparison") -> Sequence["Said"]:
    return [
        second if one is first else first for first, second in found.contradictions if one is first or one is second
    ]


def _row_of_said(one: "Said", found: "Comparison") -> dict[str, Any]:
    from tracker.series import stated_bounds

    low, high = stated_bounds(one.point.best)
    identity = one.series.identity
    return {
        "on": found.day.isoformat(),
        "source": identity.source,
        "source_slug": identity.source_slug,
        "day": one.point.day.isoformat(),
        "low": plain_number(low),
        "value": plain_number(one.point.best.value),
        "high": plain_number(high),
        "qualifier": one.point.best.qualifier.value,
        "baseline": identity.baseline,
        "basis": identity.basis,
        "reports": one.reports,
        "cannot_hold_with": "; ".join(other.source for other in _against(one, found)),
        "disputed_by": "; ".join(
            dispute.figure.source_slug or "somebody" for dispute in found.disputes if one in dispute.given_by
        ),
        "figure": one.point.best.id,
    }


def _written(number: float | None) -> str:
    return "" if number is None else f"{number:,.0f}" if number == int(number) else f"{number:,.2f}"


# --- check ------------------------------------------------------------------------------------------

PROOF_COLUMNS: tuple[str, ...] = ("check", "report_id", "figure_id", "problem")
DOUBT_COLUMNS: tuple[str, ...] = ("check", "figure", "other", "source", "day", "problem")


def check(
    context: typer.Context,
    measure: narrowing.Measure = None,
    source: narrowing.Source = None,
    place: narrowing.Place = None,
    crisis: narrowing.CrisisName = None,
    only: Annotated[
        list[str] | None,
        typer.Option(metavar="CHECK", help="fall, jump, tenfold, sum, part, future or new_source; several times."),
    ] = None,
    since: Annotated[
        str | None, typer.Option("--recorded-since", metavar="DATE|TIME", help="Only what was recorded from then on.")
    ] = None,
    deviations: Annotated[
        float, typer.Option(min=1, help="How many robust deviations above the median rate make a jump.")
    ] = 5,
    integrity: Annotated[
        bool, typer.Option("--integrity", help="Prove instead that the ledger is what was written.")
    ] = False,
    form: FormatOption = Format.TABLE,
) -> None:
    """Warn of figures that should be looked at: totals that fall or leap, new figures that don't add up to
    them, parts greater than their whole, a digit more or less, days to come, sources that nobody knows.

    `--integrity` proves instead every text against its hash and every number against its text. Nothing is
    changed or left out in either case. The exit code is 1 when something is found.

    Examples:
        tracker check

        tracker check --recorded-since 2024-03-21 --only tenfold --only fall --format json

        tracker check --integrity
    """
    from dataclasses import asdict

    from tracker.checks import Check, check_integrity, find_doubts
    from tracker.places import load_gazetteer
    from tracker.query import choice_of, moment_of
    from tracker.store.snapshots import prove_snapshots

    if integrity and (any((measure, source, place, crisis, since)) or only):
        raise QueryError("--integrity", "proves the whole ledger; what narrows a check can't be given with it")
    workspace, gazetteer = workspace_of(context), load_gazetteer()
    question = narrowing.question_of(workspace, gazetteer, measure=measure, source=source, place=place, crisis=crisis)
    checks = [choice_of(words, Check, "check") for words in only or ()]
    start = moment_of(since, of_day=time.min) if since else None
    with ledger_of(workspace) as ledger, ledger.reading() as session:
        if integrity:
            with counting("reports") as on_report:
                rows = [asdict(finding) for finding in check_integrity(session, on_report=on_report)]
            rows += [asdict(finding) for finding in prove_snapshots(session, workspace.snapshots)]
            columns, fine = PROOF_COLUMNS, "every text has its hash, and every number stands in its text"
        else:
            with counting("series") as on_topic:
                doubts = find_doubts(
                    session, question, gazetteer, deviations=deviations, only=checks, since=start, on_topic=on_topic
                )
                rows = [_row_of_doubt(doubt) for doubt in doubts]
            columns, fine = DOUBT_COLUMNS, "nothing looks wrong"
    if rows or form is not Format.TABLE:
        print_rows(rows, form, columns=columns, table=[[row[name] for name in columns] for row in rows])
    else:
        print(fine)
    if rows:
        raise typer.Exit(1)


def _row_of_doubt(doubt: "Doubt") -> dict[str, Any]:
    return {
        "check": doubt.check.value,
        "figure": doubt.figure_id,
        "other": doubt.other_id,
        "report": doubt.report_id,
        "source": doubt.source,
        "day": doubt.day.isoformat() if doubt.day else None,
        "recorded_at": doubt.recorded_at.isoformat(),
        "problem": doubt.problem,
    }
