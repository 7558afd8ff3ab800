"""The commands ``review list|accept|reject|correct|undo``: judging figures."""

import getpass
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker.cli.opening import ledger_of, now, workspace_of
from tracker.cli.printing import help_of, note, plain, print_rows
from tracker.errors import nearest_names
from tracker.export import Format

if TYPE_CHECKING:
    from sqlmodel import Session

    from tracker.store.judging import Judged
    from tracker.store.reviews import Judge, Review

Figure = Annotated[str, typer.Argument(metavar="ID", help="The number of a figure, or the start of its key.")]
Figures = Annotated[list[str], typer.Argument(metavar="ID...", help="Numbers of figures, or starts of their keys.")]
Why = Annotated[str, typer.Option("--why", "-m", metavar="TEXT", help="The reason; it is kept for ever.")]
By = Annotated[
    str | None,
    typer.Option("--by", envvar="TRACKER_REVIEWER", metavar="NAME", help="Who judges; else who is logged in."),
]


def add_commands(app: typer.Typer) -> None:
    """Put the commands of this file into the program."""
    review = typer.Typer(
        help="Judge figures: every judgement is kept with who, when and why, and can be undone.", no_args_is_help=True
    )
    review.command("list", help=help_of(list_reviews))(list_reviews)
    for command in (accept, reject, correct, undo):
        review.command(help=help_of(command))(command)
    app.add_typer(review, name="review")


COLUMNS = ("review", "when", "who", "verdict", "of", "changes", "why", "stands")


def list_reviews(
    context: typer.Context,
    figure: Annotated[str | None, typer.Option(metavar="ID", help="Only judgements on this figure.")] = None,
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Only judgements by this person.")] = None,
    form: Annotated[Format, typer.Option("--format", "-f", help="How to print.")] = Format.TABLE,
) -> None:
    """List the judgements, those that were undone as well, in the order in which they were given.

    Examples:
        tracker review list

        tracker review list --figure 42 --format json
    """
    from tracker.query import find_figure
    from tracker.review import changes_in_words
    from tracker.store.reviews import find_reviews, subjects_of

    with ledger_of(workspace_of(context)) as ledger, ledger.reading() as session:
        identity = find_figure(session, figure).id if figure is not None else None
        told = find_reviews(session, figure=identity, by=by)
        subjects = subjects_of(session, told)
        rows = [_row_of(one, subjects[one.id], changes_in_words(session, one)) for one in told]
    print_rows(rows, form, columns=COLUMNS, table=(_cells_of(row) for row in rows))


def _row_of(review: "Review", subject: str, changes: Sequence[str]) -> dict[str, Any]:
    return {
        "review": review.id,
        "recorded_at": review.recorded_at.isoformat(),
        "reviewer": review.reviewer,
        "verdict": review.verdict.value,
        "figure": review.figure,
        "source": subject if review.source is not None else None,
        "of": subject,
        "undoes": review.undoes,
        "changes": "; ".join(changes) or None,
        "reason": review.reason,
        "stands": review.stands,
    }


def _cells_of(row: dict[str, Any]) -> Sequence[object]:
    subject = f"figure {row['figure']}: {row['of']}" if row["figure"] else f"source {row['of']}"
    verdict = f"undo of {row['undoes']}" if row["undoes"] else row["verdict"]
    return (
        row["review"], row["recorded_at"][:16].replace("T", " "), row["reviewer"], verdict, subject, row["changes"],
        row["reason"], "yes" if row["stands"] else "no",
    )  # fmt: skip


def accept(context: typer.Context, figures: Figures, why: Why, by: By = None) -> None:
    """Judge that figures are what their sentences say.

    Example:
        tracker review accept 42 43 --why "read against the page"
    """
    from tracker.review import accept as accept_one

    with judging(context, why, by) as (session, judge):
        for name in figures:
            _tell(accept_one(session, name, judge), "accepted")


def reject(context: typer.Context, figures: Figures, why: Why, by: By = None) -> None:
    """Judge that figures are not what their sentences say.

    They leave every answer, series and chart; `--raw` still shows them, and so does `tracker show`.

    Example:
        tracker review reject 42 --why "the number counts houses"
    """
    from tracker.review import reject as reject_one

    with judging(context, why, by) as (session, judge):
        for name in figures:
            _tell(reject_one(session, name, judge), "rejected")


def correct(
    context: typer.Context,
    figure: Figure,
    corrections: Annotated[
        list[str],
        typer.Argument(
            metavar="FIELD=VALUE...",
            help="value, low, high, qualifier, unit, measure, group, place, kind, status, as_of, basis or source.",
        ),
    ],
    why: Why,
    by: By = None,
) -> None:
    """Judge what a sentence says instead. Both values are kept and shown; answers use the corrected one.

    An empty value says that the sentence gives none.

    Examples:
        tracker review correct 42 value=320 qualifier=at_least --why "a digit was dropped on the page"

        tracker review correct 42 group= source=ocha --by "A. Desk" --why "the credit is in the next line"
    """
    from tracker.places import load_gazetteer
    from tracker.review import correct as correct_one

    gazetteer = load_gazetteer()
    with judging(context, why, by) as (session, judge):
        _tell(correct_one(session, figure, judge, corrections, gazetteer), "corrected")
    place = next((told[len("place=") :] for told in corrections if told.startswith("place=")), "")
    if place and gazetteer.locate(place) is None:
        near = ", ".join(nearest_names(place, gazetteer.names()))
        note(f"{place}: no such place is known, it is kept in words" + (f" (nearest: {near})" if near else ""))


def undo(
    context: typer.Context,
    review: Annotated[int, typer.Argument(metavar="REVIEW", help="The number of a judgement; see `review list`.")],
    why: Why,
    by: By = None,
) -> None:
    """Judge that an earlier judgement no longer stands. An undo can be undone.

    Example:
        tracker review undo 7 --why "the page was right after all"
    """
    from tracker.review import undo as undo_one

    with judging(context, why, by) as (session, judge):
        _tell(undo_one(session, review, judge), f"as before review {review}")


@contextmanager
def judging(context: typer.Context, why: str, by: str | None) -> Iterator[tuple["Session", "Judge"]]:
    """A session that writes all judgements of a command or none, and the judge who gives them."""
    from tracker.store.reviews import Judge

    judge = Judge(by if by is not None else _user(), why, now())
    with ledger_of(workspace_of(context)) as ledger, ledger.writing() as session:
        yield session, judge


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container may have no name for its user
        return f"user {os.getuid()}"


def _tell(judged: "Judged", what: str) -> None:
    print(plain(f"review {judged.review}: figure {judged.figure} {what}" + ("" if judged.shown else ", not shown")))
