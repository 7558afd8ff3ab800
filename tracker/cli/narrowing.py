"""The options that narrow a question, the same for every command that asks one."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli.opening import day_of

if TYPE_CHECKING:
    from tracker.crises import Crisis
    from tracker.places import Gazetteer
    from tracker.query import Question
    from tracker.workspace import Workspace

_DAYS = ["%Y-%m-%d"]

Source = Annotated[str | None, typer.Option(help="Who is credited: a slug, a name, or words of one.")]
Measure = Annotated[str | None, typer.Option(help="killed, injured, displaced, homes_destroyed …")]
Place = Annotated[str | None, typer.Option(help="Where; what lies inside counts as well.")]
CrisisName = Annotated[str | None, typer.Option("--crisis", metavar="NAME", help="Only figures of this crisis.")]
Group = Annotated[str | None, typer.Option(help="Words of the group counted: children, soldiers …")]
Kind = Annotated[str | None, typer.Option(help="total, new or part.")]
Status = Annotated[str | None, typer.Option(help="asserted, projected, denied, disputed or background.")]
Unit = Annotated[str | None, typer.Option(help="people, households, homes or share.")]
Since = Annotated[datetime | None, typer.Option(formats=_DAYS, metavar="DATE", help="First day of the figures.")]
Until = Annotated[datetime | None, typer.Option(formats=_DAYS, metavar="DATE", help="Last day of the figures.")]
KnownBy = Annotated[
    datetime | None, typer.Option(formats=_DAYS, metavar="DATE", help="Only what was published by then.")
]
RecordedBy = Annotated[
    str | None, typer.Option(metavar="DATE|TIME", help="What this ledger held then; a time without a zone is in UTC.")
]
Raw = Annotated[bool, typer.Option("--raw", help="Figures as they were read, whatever was judged since.")]


def question_of(  # one argument for each option
    workspace: "Workspace",
    gazetteer: "Gazetteer",
    *,
    source: str | None = None,
    measure: str | None = None,
    place: str | None = None,
    crisis: str | None = None,
    group: str | None = None,
    kind: str | None = None,
    status: str | None = None,
    unit: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    known_by: datetime | None = None,
    recorded_by: str | None = None,
    raw: bool = False,
    limit: int | None = None,
) -> "Question":
    """The question that some options make."""
    from tracker.errors import QueryError
    from tracker.query import Question, moment_of

    if since and until and until < since:
        raise QueryError("--until", f"{until:%Y-%m-%d} is before --since {since:%Y-%m-%d}")
    return Question(
        source=source, measure=measure, place=place, group=group, kind=kind, status=status, unit=unit,
        crisis=crisis_of(workspace, gazetteer, crisis) if crisis else None,
        since=day_of(since), until=day_of(until), known_by=day_of(known_by),
        recorded_by=moment_of(recorded_by) if recorded_by else None, raw=raw, limit=limit,
    )  # fmt: skip


def crisis_of(workspace: "Workspace", gazetteer: "Gazetteer", words: str) -> "Crisis":
    """The crisis that some words name, of the shipped ones and the workspace's own."""
    from tracker.crises import crisis_named, load_crises

    return crisis_named(words, load_crises(workspace.crises, gazetteer))
