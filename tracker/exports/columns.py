"""What the columns of an export mean, once for all formats: their names, types, descriptions and HXL tags."""

from dataclasses import dataclass
from enum import StrEnum

from tracker.query.flat import FIELDS


class Type(StrEnum):
    """The types of columns, by the names that Frictionless Table Schema gives them."""

    INTEGER = "integer"
    NUMBER = "number"
    TEXT = "string"
    DAY = "date"
    MOMENT = "datetime"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``outside`` tells that its text comes from reports: it may hold anything."""

    name: str
    type: Type
    meaning: str
    hxl: str = ""
    outside: bool = False


def _text(name: str, meaning: str, hxl: str = "", *, outside: bool = False) -> Column:
    return Column(name, Type.TEXT, meaning, hxl, outside)


COLUMNS = (
    Column("id", Type.INTEGER, "number of the figure in the ledger: tracker show ID", "#meta+id"),
    _text("key", "content hash of the claim: the same claim has the same key in every ledger", "#meta+key"),
    Column("value", Type.NUMBER, "the number as stated; empty where it is vague or a range"),
    Column("low", Type.NUMBER, "the least that the text allows; empty where it does not say"),
    Column("high", Type.NUMBER, "the most that the text allows; empty where it does not say"),
    _text("qualifier", "hedge: exactly, about, at_least, more_than, nearly, at_most, between, vague", "#meta+hedge"),
    _text("measure", "what was suffered: killed, injured, missing, displaced …", "#cause+measure"),
    _text("unit", "what is counted: people, households, homes; share is a fraction", "#meta+unit"),
    _text("group", "who was counted, in the words of the text", "#population+group", outside=True),
    _text("place", "where, in the words of the text", "#loc+name", outside=True),
    _text("place_id", "the place resolved, as a path such as ps/gaza-strip", "#loc+code"),
    _text("kind", "total (the toll so far), new (what a window added), part (a subset)", "#meta+kind"),
    _text("status", "asserted, projected, denied, disputed or background: only asserted ones are facts", "#status"),
    Column("day", Type.DAY, "the day that the figure is for: as_of, else the day of publication", "#date"),
    Column("as_of", Type.DAY, "the day up to which the text says that it counts", "#date+asof"),
    _text("as_of_accuracy", "how exactly that day is known: day, week, month, year", "#meta+accuracy"),
    Column("window_start", Type.DAY, "first day of the window in which it was counted", "#date+start"),
    Column("window_end", Type.DAY, "last day of that window", "#date+end"),
    _text("baseline", "known since: the first day counted, or its words", "#date+baseline", outside=True),
    _text("basis", "how the number was made, where the text says so: identified, verified, estimated", "#meta+basis"),
    _text("source", "who is credited with the number", "#org+source", outside=True),
    _text("source_slug", "who that is in the registry", "#org+source+code"),
    _text("source_words", "the source in the words of the text", "#org+words", outside=True),
    _text("relays", "who passed it on, the nearest to the source first", "#org+relay", outside=True),
    _text("outlet", "who published the report", "#org+outlet", outside=True),
    Column("published", Type.DAY, "the outlet's own calendar day", "#date+published"),
    Column("published_at", Type.MOMENT, "the moment of publication in UTC, where it is known", "#date+published+time"),
    _text("title", "the title of the report", "#description+title", outside=True),
    _text("url", "the address of the report", "#meta+url", outside=True),
    Column("report_id", Type.INTEGER, "number of the report in the ledger", "#meta+report"),
    Column("revision", Type.INTEGER, "which text of the page it was: 1 for the first", "#meta+revision"),
    _text("number", "the number as printed", "#meta+printed", outside=True),
    Column("start", Type.INTEGER, "where the number begins in the text, in code points", "#meta+start"),
    Column("end", Type.INTEGER, "where it ends", "#meta+end"),
    Column("sentence_start", Type.INTEGER, "where its sentence begins in the text", "#meta+sentence+start"),
    Column("sentence_end", Type.INTEGER, "where its sentence ends", "#meta+sentence+end"),
    _text("evidence", "the sentence", "#description+evidence", outside=True),
    _text("rule", "the rule of the grammar that read it", "#meta+rule"),
    _text("extractor", "the version of the program that read it", "#meta+extractor"),
    Column("part_of", Type.INTEGER, "the figure that it is a part of", "#meta+part"),
    Column("recorded_at", Type.MOMENT, "when this ledger took it in, in UTC", "#date+recorded"),
    _text("verdict", "the last judgement on it that stands: accept, correct", "#meta+verdict"),
    Column("reviews", Type.INTEGER, "how many judgements on it stand", "#meta+reviews"),
)  # fmt: skip

if tuple(column.name for column in COLUMNS) != FIELDS:
    raise AssertionError("a column without a meaning")

HXL_MEASURES = {
    "killed": "#affected+killed", "injured": "#affected+injured", "missing": "#affected+missing",
    "casualties": "#affected+killed+injured", "detained": "#affected+detained", "abducted": "#affected+abducted",
    "displaced": "#affected+displaced", "evacuated": "#affected+evacuated", "refugees": "#affected+refugees",
    "returned": "#affected+returned", "homeless": "#affected+homeless", "sheltered": "#affected+sheltered",
    "affected": "#affected", "in_need": "#inneed", "trapped": "#affected+trapped",
    "homes_destroyed": "#impact+homes+destroyed", "homes_damaged": "#impact+homes+damaged",
}  # fmt: skip
"""The HXL tag of the number of each measure: HXL tells what a number counts by its column."""
