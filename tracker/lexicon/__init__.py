"""Tables of words, one per stage of the extractor, and the types of their rows.

A language is a value: :data:`tracker.lexicon.en.ENGLISH` is one, and whoever adds Arabic writes the same
tables again. Code in :mod:`tracker.extract` spells no phrase of any language. To teach the tracker a
phrase, add a row here and a case in ``tests/cases``; rows that name a trigger carry the sentence that
forced them, and a test reads each of these sentences.

Words are written in lower case; several words in a row of words are separated by white space, several
phrases by ``|``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from tracker.model import Basis, Measure, Qualifier, Status


class Dress(StrEnum):
    """The clothes in which a trigger comes: how it stands to its number."""

    PARTICIPLE = "participle"
    """Passive, and active in the past: "26 were killed", "the blast killed 26"."""
    PASSIVE = "passive"
    """Passive only: "26 were taken hostage", "26 feared dead"."""
    ACTIVE = "active"
    """Active only, the number is its object: "killing 26", "the strike kills 26"."""
    INTRANSITIVE = "intransitive"
    """The number is its subject, no auxiliary needed: "26 died", "26 fled their homes"."""
    STATE = "state"
    """A predicate or a postposed adjective: "26 dead", "26 are missing"."""
    NOMINAL = "nominal"
    """A noun that is counted, of an event: "26 deaths", "the death of 26 people"."""
    VICTIM = "victim"
    """A noun that is counted, of people who have suffered it: "26 refugees", "26 hostages"."""
    TOLL = "toll"
    """A noun that has a number as its value: "the death toll rose to 26"."""
    TAKING = "taking"
    """A verb whose object is a number of lives: "the storm claimed 26 lives"."""
    PLACE = "place"
    """A place where people are only because they have suffered it: "26 people are in *camps*"."""
    FORCED = "forced"
    """What a verb of forcing makes people do: "forced 26 families *to flee*"."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that name a measure. ``seen`` is a sentence with a number that the row must make a claim of;
    ``homes`` rows need a number of homes, ``people`` rows are said of things as well and need a noun that
    is known to be people.
    """

    measure: Measure
    dress: Dress
    phrases: str
    seen: str
    homes: bool = False
    people: bool = False
    of_homes: Measure | None = None
    """What the same words mean of homes, filled in where another row says so: 12 people, and 12 houses, can
    be *burned*."""


@dataclass(frozen=True, slots=True, eq=False)
class NumeralWords:
    """What numbers look like, and what surrounds numbers that count nobody."""

    cardinals: Mapping[str, int]
    scales: Mapping[str, int]
    glued_scales: Mapping[str, int]
    """Scales that are only read right behind the digits: ``1.5m``."""
    dozen: Mapping[str, int]
    half: str
    article: str
    joiner: str
    vague: Mapping[str, int]
    """Vague numbers with the least that they can mean: ``dozens`` 24."""
    vague_factors: Mapping[str, int]
    """Factors of vague numbers: "*tens* of thousands"."""
    vague_scales: Mapping[str, int]
    partitive: str
    """The word between a vague number and its scale: "tens *of* thousands"."""
    several: str
    """Words that make a scale vague: "several hundred"."""
    fractions: Mapping[str, float]
    plural_verbs: str
    """Verbs behind which a fraction is one of several, and no third in a row: "a third *are* children"."""
    ratio_links: str
    """Words that make two numbers a share: "one *in* five"."""
    percent: str
    zero: str
    """Words for none that stand alone: "*no one* was hurt"."""
    zero_before_noun: str
    """Words for none that need a noun: "*no* casualties"."""
    not_zero_before: str
    """Words behind which a word for none means something else: "no *fewer* than"."""
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    not_before: Mapping[str, str]
    """Reason → words before a number that make it no count: ``name``: "flight 370"."""
    not_after: Mapping[str, str]
    """Reason → words after a number that make it no count: ``duration``: "48 hours"."""
    one_of: Mapping[str, str]
    """A number word → words behind it that make it pick somebody out instead of counting: "*one* of the few"."""
    money_signs: str


@dataclass(frozen=True, slots=True, eq=False)
class FigureWords:
    """What makes a numeral a figure: hedges, ranges and the noun that is counted."""

    hedges_before: Mapping[str, Qualifier]
    hedges_in_verbs: Mapping[str, Qualifier]
    """Verbs that bound the number they lead to: "the toll *topped* 500"."""
    hedges_after: Mapping[str, Qualifier]
    range_openers: Mapping[str, str]
    """Words that open a range → the word that joins its ends: "between" → "and"."""
    range_joints: str
    """Words that make two neighbouring numbers a range by themselves: "19 *to* 20,000"."""
    fillers: str
    """Words that stand between hedge and number, or number and noun, and change nothing."""
    more: str
    """Words that say that the number comes on top of another one: "another 12"."""
    more_nouns: str
    """Nouns that say so: "12 *others*"."""
    everybody: str
    """Nouns that name no profession: a toll of these is the toll."""
    estimates: str
    """Nouns that call a number an estimate: "the *estimate* of 9,000"."""
    fresh: str
    """Words that say that a number adds to what was counted before: "88 *new* deaths"."""
    lives: str
    """Nouns that are counted only where they are taken: "claimed 26 *lives*"."""
    reports_of: str
    """Words between none and what there was none of: "no *reports of* injuries"."""
    lives_of: str
    """Words that make a number of people one of lives: "claimed *the lives of* 26 people"."""
    people: str
    households: str
    homes: str
    things: str
    """Nouns whose number is never a number of people or homes: "24 rockets"."""
    person_endings: str
    """Endings of words that name people: "-ians", "-ers"."""
    adverb_endings: str
    """Endings of words that say how: "spontaneous*ly* returned"."""


@dataclass(frozen=True, slots=True, eq=False)
class MeasureWords:
    """The triggers, and the small words of the grammar around them."""

    triggers: tuple[Trigger, ...]
    classes: Mapping[str, str]
    """Class of the grammar → its phrases: ``aux`` → "was | were | have been …"."""


@dataclass(frozen=True, slots=True, eq=False)
class AttributionWords:
    """Who says it, and how it is said. Each row is a class of the grammar under its own name."""

    saying: str
    """Verbs whose subject is credited with what it says: "said"."""
    counting: str
    """Verbs that credit a body, but not just anybody: "the ministry *put* the toll at"."""
    saying_on: str
    """Participles that go on with what the subject of the sentence says: "…, *adding* that 12 died"."""
    plain_saying: str
    """Verbs that anybody can be the subject of: "a sheikh *said*"."""
    reporting: str
    """Verbs that are said of places as well, which claim nothing: "the province *reported* 27 deaths"."""
    telling: str
    """Verbs whose subject is credited and whose hearer relays: "*told* Reuters"."""
    lead: str
    """Words before a credited name: "according to"."""
    citing: str
    """Words before a credited name whose subject relays: "OCHA, *citing* the ministry"."""
    quoted: str
    """Verbs whose subject relays what their object says: "state media *quoted* officials as saying"."""
    as_saying: str
    evidence: str
    """Nouns for what a body publishes, no part of its name: "ministry *figures*"."""
    document: str
    """Nouns for what was quoted before: "according to *the statement*"."""
    showing: str
    """Verbs of evidence: "figures *show*"."""
    body: str
    """Nouns for those who can say something: "ministry", "officials"."""
    medium: str
    """Nouns and names of those who pass on what others say: "news agency"."""
    hearer: str
    """Hearers who pass nothing on: "told *reporters*"."""
    person: str
    """Nouns for a person by office: "spokesman"."""
    first_person: str
    """Words of somebody who speaks: "*we* are still ordering thousands to stay"."""
    speaker: str
    """Pronouns that stand for the last claimant: "*it* said"."""
    generic_body: str
    """Nouns that may stand for any body named before: "*the agency* said"."""
    unnamed: str
    """Words that stand for somebody who is not named: "according to *reports*"."""
    manner: str
    """Phrases between a claimant and its verb, or after it: "said *in a statement*"."""
    having: str
    """Auxiliaries of the active voice: "the army *has* said"."""


@dataclass(frozen=True, slots=True, eq=False)
class PlaceWords:
    """Where."""

    place_lead: str
    """Prepositions of a place where something happened: "*in* Gaza"."""
    place_origin: str
    """Prepositions that lead to a place only where it is known to be one: "*from* Rafah"."""
    place_moved: str
    """Those of them that people move along: "fled *from* Rafah"."""
    place_noun: str
    """Nouns of kinds of places: "province"."""
    striking: str
    """Verbs whose object is the place of what is told: "a quake *struck* Salta province"."""
    upon: str
    """Prepositions that join an event to its place: "an airstrike *on* the camp"."""
    seeing: str
    """Verbs whose subject is: "Guizhou *has seen* 10 deaths"."""
    events: str
    """Nouns of events that a place stands before: "the Brazil *floods*"."""
    there: str
    """Adverbs that stand for a place named before: "clashes *there*"."""
    standing_for: Mapping[str, str]
    """Nouns that do, with an article → the kind of place that they mean: "the *country*"."""
    area: str
    """Nouns that name a place well enough by themselves: "devastated the *region*"."""
    side: str
    """Nouns that make a place of a people: "on the Israeli *side*"."""
    compass: str
    not_place: str
    """Capitalised words after such prepositions that are no places: "*in* Arabic"."""
    strikes: str
    """Events of these that are called by the country that did them: "US *strikes*"."""
    names: str
    """Names of places that begin with an ordinary word: "*New* Zealand"."""
    counts_abroad: str
    """Nouns of bodies that count what happens elsewhere: the place of "the Israeli *military*" is not
    where its figures are."""


@dataclass(frozen=True, slots=True, eq=False)
class TimeWords:
    """When, and since when."""

    since: str
    """Words before a baseline: "*since* 7 October"."""
    outset: str
    """Words for the beginning of the crisis itself: "since *the war began*"."""
    other_starts: str
    """Words for the beginning of something within it: "since *the ceasefire*"."""
    new: str
    """Words that say that a number was added in a window: "overnight"."""
    not_new_after: str
    """Words after which these name a moment, and no window: "*earlier* this week"."""
    as_of: str
    reached_by: str
    """Words before the day by which a number was reached: "killed *by the end of* July"."""
    ended: str
    """Words before a year that had just ended: "by the *end of* 2023, 1.9 million were displaced"."""
    relative_days: Mapping[str, int]
    """Words for a day → its distance from the day of publication: "yesterday" → -1."""
    past_window: str
    """Words between "in the" and a window: "in the *past* 24 hours"."""
    window_units: Mapping[str, float]
    """Units of a window → their length in days."""


@dataclass(frozen=True, slots=True, eq=False)
class StandingWords:
    """Of what kind, and how sure."""

    statuses: Mapping[Status, str]
    """Status → words that give it to the figures of their clause."""
    statuses_before: Mapping[Status, str]
    """Status → words that give it only to the figures behind them."""
    event_nouns: str
    """Nouns and verbs that stand behind the year of what is told: "the 2008 *quake*"."""
    taken_up: str
    """Nouns that take a number up again to contest it: "*a figure* that the army disputes"."""
    worst: str
    """Words that compare an event with an earlier one: "the *deadliest* attack since"."""
    worst_told: str
    """Words that tell of the earlier event: "since March, *when* 43 people died"."""
    year_leads: str
    """Words before such a year: "*in* 2008", not "the 1973 building"."""
    crisis: str
    """Words of a text that is about a longer crisis, in which an incident only adds to the toll."""
    hostile: str
    """More words of such a text."""
    goes_on: str
    """Words before another verb of the same subject: "denied this *and* said"."""
    quarrel: str
    """Those of them that say by themselves that single incidents add to a greater toll: "*truce*"."""
    inside: str
    """Prepositions of a number that is the toll of a crisis: "died *in* the conflict"."""
    incident: str
    """Nouns of what happens once: "an *airstrike*"."""
    cumulative: str
    """Words that say that a number is the toll so far: "*so far*"."""
    summing: str
    """Words that say that a number is the sum of what was told before: "*in all*"."""
    perfect: str
    """Auxiliaries of what is still so: "26 people *have been* killed"."""
    bases: Mapping[Basis, str]


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All the words that one language needs."""

    language: str
    abbreviations: frozenset[str]
    acronyms: frozenset[str]
    starters: frozenset[str]
    unfinished: frozenset[str]
    numerals: NumeralWords
    figures: FigureWords
    measures: MeasureWords
    attribution: AttributionWords
    places: PlaceWords
    times: TimeWords
    standing: StandingWords


@cache
def words_of(row: str) -> tuple[str, ...]:
    """The words of a row.

    >>> words_of("man  men")
    ('man', 'men')
    """
    return tuple(row.split())


@cache
def phrases_of(row: str) -> tuple[str, ...]:
    """The phrases of a row, white space folded.

    >>> phrases_of("no fewer  than | at least")
    ('no fewer than', 'at least')
    """
    return tuple(" ".join(phrase.split()) for phrase in row.split("|") if phrase.strip())
