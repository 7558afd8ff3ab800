"""The whole of a text put together: sentences in, claims out.

What one sentence leaves open another may close: a pronoun's name, a place that a paragraph is about, a
credit that stands at the end of a list. A sentence without a number costs one scan and no more.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from tracker.extract.attribution import Credit, Naming, credit_of, find_credits
from tracker.extract.chunks import Chunk
from tracker.extract.context import (
    NamedPlace,
    Times,
    as_of,
    basis_of,
    day_of_heading,
    find_places,
    in_windows,
    is_in_crisis,
    joined_kind,
    kind_of,
    place_of,
    place_of_source,
    read_times,
    speaks_of_settlement,
    status_of,
)
from tracker.extract.dates import find_days
from tracker.extract.figures import find_figures
from tracker.extract.grammar import Grammar, find_chunks, grammar_of
from tracker.extract.measures import Suffered
from tracker.extract.numerals import Numeral, find_numerals, may_hold_numeral
from tracker.extract.sharing import find_suffered
from tracker.lexicon import Lexicon, phrases_of
from tracker.model import Attribution, Claim, Day, Kind, Report, Span
from tracker.places import Gazetteer, load_gazetteer
from tracker.text import Sentence, Token, find_sentences, find_tokens

EXTRACTOR = "en-1"
"""The version of the extractor: it changes when the same text may give other claims."""

_LEAD = 8
"""Sentences at the head of a text that say what it is about."""


def find_claims(report: Report, lexicon: Lexicon, gazetteer: Gazetteer | None = None) -> tuple[Claim, ...]:
    """Every claim of a report, in the order of its text; the shipped gazetteer is read when a first claim
    asks for it, unless another is given.

    Never raises on text: what can't be read as a claim is left out, and unsure is a value.
    """
    reading = _Reading(report, lexicon, gazetteer)
    return tuple(claim for index in range(len(reading.sentences)) for claim in _claims_of(reading, index))


class _Line:
    """A sentence while it is read: each stage is run when it is first asked for."""

    def __init__(self, reading: "_Reading", index: int) -> None:
        self._reading = reading
        self.index = index
        self.sentence = reading.sentences[index]

    @cached_property
    def tokens(self) -> list[Token]:
        return list(find_tokens(self._reading.report.text, self.sentence.span))

    @cached_property
    def numerals(self) -> list[Numeral]:
        return list(find_numerals(self._reading.report.text, self.tokens, self._reading.lexicon.numerals))

    @cached_property
    def may_claim(self) -> bool:
        """Whether a number stands here that may count somebody; a year may, where a noun follows it."""
        return any(numeral.refused in (None, "year") for numeral in self.numerals)

    @cached_property
    def chunks(self) -> Sequence[Chunk]:
        grammar = self._reading.grammar
        return find_figures(self._reading.report.text, find_chunks(self.tokens, self.numerals, grammar), grammar)

    @cached_property
    def suffered(self) -> tuple[Suffered, ...]:
        if not self.may_claim:
            return ()
        return find_suffered(self.chunks, self._reading.grammar, carried=self._reading.carried_into(self.index))

    @cached_property
    def credits(self) -> tuple[Credit, ...]:
        return find_credits(self._reading.report.text, self.chunks, self._reading.grammar)

    @cached_property
    def breaks(self) -> list[int]:
        """Where the sentence breaks off and says something else: "while", a semicolon."""
        return [chunk.start for chunk in self.chunks if chunk.roles.keys() & {"subordinator", "semicolon"}]

    @cached_property
    def places(self) -> tuple[NamedPlace, ...]:
        reading, credited = self._reading, [credit.source for credit in self.credits]
        return find_places(reading.report.text, self.chunks, credited, reading.grammar, reading.gazetteer)


@dataclass
class _Reading:
    """A report while it is read: each sentence is made ready when it is first asked for."""

    report: Report
    lexicon: Lexicon
    given_gazetteer: Gazetteer | None
    last_place: tuple[int, str] | None = None
    """The place of the last claim that had one of its own, and its paragraph."""
    _lines: dict[int, _Line] = field(default_factory=dict)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        lexicon = self.lexicon
        return tuple(
            find_sentences(
                self.report.text,
                abbreviations=lexicon.abbreviations,
                starters=lexicon.starters,
                unfinished=lexicon.unfinished,
            )
        )

    @cached_property
    def grammar(self) -> Grammar:
        return grammar_of(self.lexicon)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        return self.given_gazetteer or load_gazetteer()

    @cached_property
    def in_crisis(self) -> bool:
        return is_in_crisis(self.report.text, self.lexicon)

    @cached_property
    def heading(self) -> tuple[int, Day | None]:
        """The day that one of the first sentences sets for what follows, and the sentence it stands in."""
        for index in range(min(_LEAD, len(self.sentences))):
            span = self.sentences[index].span
            day = day_of_heading(self.report.text, span, self.report.published, self.lexicon)
            if day is not None and not self.line(index).suffered:
                return index, day
        return 0, None

    @cached_property
    def topic_place(self) -> str | None:
        """The first known place that the text names: what it is about, where a sentence names none."""
        for index in range(min(_LEAD, len(self.sentences))):
            for place in self.line(index).places:
                if place.known:
                    return place.span.of(self.report.text)
        return None

    def line(self, index: int) -> _Line:
        if index not in self._lines:
            self._lines[index] = _Line(self, index)
        return self._lines[index]

    def carried_into(self, index: int) -> Suffered | None:
        """What the sentence before spoke of, where it made claims."""
        if index == 0 or not self.has_numeral(index - 1):
            return None
        before = self.line(index - 1).suffered
        return before[-1] if before else None

    def has_numeral(self, index: int) -> bool:
        span = self.sentences[index].span
        return may_hold_numeral(self.lexicon.numerals).search(self.report.text, span.start, span.end) is not None


def _claims_of(reading: _Reading, index: int) -> Iterator[Claim]:
    if not reading.has_numeral(index):
        return
    line = reading.line(index)
    if not line.suffered:
        return
    text, report = reading.report.text, reading.report
    times = read_times(text, line.sentence.span, report.published, reading.lexicon)
    places = line.places
    windowed = in_windows(text, line.suffered, times)
    before: tuple[Suffered, Kind] | None = None
    for suffered in line.suffered:
        attribution = _attribution_of(reading, index, suffered)
        place = _place_of(reading, line, suffered, places, attribution.source)
        in_window = suffered.counted.span in windowed
        kind = kind_of(
            text, line.sentence.span, suffered, reading.lexicon, in_window=in_window, in_crisis=reading.in_crisis
        )
        kind = joined_kind(text, suffered, kind, before)
        before = suffered, kind
        day = as_of(suffered, times, in_window=in_window, published=report.published)
        day = day or _day_from_afar(reading, index, attribution)
        yield _claim(reading, line, suffered, times, _Outside(attribution, place, kind, day))


@dataclass(frozen=True, slots=True)
class _Outside:
    """What a claim owes to more than its own words."""

    attribution: Attribution
    place: str | None
    kind: Kind
    day: Day | None


def _day_from_afar(reading: _Reading, index: int, attribution: Attribution) -> Day | None:
    """The day that a credit in another sentence holds ("(OCHA, 6 March)"), else the one that a heading
    sets for the whole text.
    """
    sentence = reading.sentences[index].span
    credit = attribution.span
    if credit is not None and not sentence.covers(credit):
        days = find_days(reading.report.text, credit, reading.report.published, reading.lexicon)
        return next((found.day for found in days), None)
    heading, day = reading.heading
    return day if index > heading else None


def _place_of(
    reading: _Reading, line: _Line, suffered: Suffered, places: Sequence[NamedPlace], source: str | None
) -> str | None:
    """The place of a number: its sentence's own, or the city that this one speaks of; else the one in its
    claimant's name; else that of the claim before in the paragraph; else the one that the text is about.
    """
    own = place_of(suffered, line.suffered, places)
    if own is not None:
        words = own.of(reading.report.text)
        reading.last_place = (line.sentence.paragraph, words)
        return words
    if (named_before := _settlement_before(reading, line)) is not None:
        return named_before
    if source and (words_of_source := place_of_source(source, reading.gazetteer, reading.lexicon)):
        return words_of_source
    if reading.last_place and reading.last_place[0] == line.sentence.paragraph:
        return reading.last_place[1]
    return reading.topic_place


def _settlement_before(reading: _Reading, line: _Line) -> str | None:
    """The place named last before a sentence that says "this city"."""
    text, span = reading.report.text, line.sentence.span
    if not speaks_of_settlement(text, span, reading.lexicon):
        return None
    for at in range(line.index - 1, max(-1, line.index - 4), -1):
        known = [place.span.of(text) for place in reading.line(at).places if place.known]
        if known:
            return known[-1]
    return None


def _claim(reading: _Reading, line: _Line, suffered: Suffered, times: Times, outside: _Outside) -> Claim:
    text, lexicon, sentence = reading.report.text, reading.lexicon, line.sentence.span
    return Claim(
        span=suffered.counted.span,
        number=suffered.counted.span.of(text),
        figure=suffered.counted.figure,
        measure=suffered.measure,
        kind=outside.kind,
        status=status_of(text, sentence, suffered, times, published=reading.report.published, lexicon=lexicon),
        attribution=outside.attribution,
        sentence=sentence,
        rule=suffered.rule,
        place=outside.place,
        as_of=outside.day,
        window=times.window if outside.kind is Kind.NEW else None,
        baseline=times.baseline if outside.kind is Kind.TOTAL else None,
        basis=basis_of(text, suffered, lexicon),
        part_of=suffered.part_of,
    )


# --- names ------------------------------------------------------------------------------------------


def _attribution_of(reading: _Reading, index: int, suffered: Suffered) -> Attribution:
    credit, at = _credit_for(reading, index, suffered.counted.span)
    if credit is None:
        return Attribution()
    text = reading.report.text
    source = _full_name(reading, at, credit)
    return Attribution(source, tuple(relay.of(text) for relay in credit.relays) if source else (), credit.span)


def _credit_for(reading: _Reading, index: int, figure: Span) -> tuple[Credit | None, int]:
    """The credit of a number and the sentence it stands in: its own sentence's; else that of a bracket
    that closes its paragraph, of the line that opens or closes its list, or of the quotation's speaker.
    """
    line = reading.line(index)
    credit = credit_of(figure, [one for one in line.credits if not _is_of_place(reading, one)], line.breaks)
    if credit is not None:
        return credit, index
    for find in (_closing_bracket, _list_heading, _line_below):
        if (found := find(reading, index)) is not None:
            return found
    return _quoted_speaker(reading, index, figure)


def _is_of_place(reading: _Reading, credit: Credit) -> bool:
    """Whether a place stands where a claimant would: "the province reported 27 deaths" claims nothing."""
    return credit.plain and reading.gazetteer.find(credit.source.of(reading.report.text)) is not None


def _paragraph_around(reading: _Reading, index: int) -> tuple[range, range]:
    """The sentences of the same paragraph before and after one."""
    number = reading.sentences[index].paragraph
    first = last = index
    while first > 0 and reading.sentences[first - 1].paragraph == number:
        first -= 1
    while last + 1 < len(reading.sentences) and reading.sentences[last + 1].paragraph == number:
        last += 1
    return range(first, index), range(index + 1, last + 1)


def _closing_bracket(reading: _Reading, index: int) -> tuple[Credit, int] | None:
    for later in _paragraph_around(reading, index)[1][:12]:
        bracketed = [credit for credit in reading.line(later).credits if credit.bracketed]
        starts_line = bracketed and bracketed[0].span.start - reading.sentences[later].span.start < 3
        if bracketed and (starts_line or _names_year(reading.report.text, bracketed[0].span)):
            return bracketed[0], later
    return None


_LONGEST_LIST = 30
_ITEM = re.compile(r"\s*(?:[-–—*•·▪]|\(?\d{1,2}[.)]|[a-z][.)])\s")
_LABELLED = re.compile(r"[^.:\n]{2,60}: *\d[\d., ]*$")


def _list_heading(reading: _Reading, index: int) -> tuple[Credit, int] | None:
    """The credit of the line that opens the list which a sentence is an item of: "UNRWA reports:"."""
    if not _is_item(reading, index):
        return None
    for at in range(index - 1, max(-1, index - _LONGEST_LIST), -1):
        if not _is_item(reading, at):
            opens = reading.sentences[at].span.of(reading.report.text)[-1] not in ".!?"
            heading = reading.line(at).credits if opens else ()
            return (heading[-1], at) if heading else None
    return None


def _is_item(reading: _Reading, index: int) -> bool:
    """Whether a sentence is, or belongs to, an item of a list."""
    first = reading.sentences[_paragraph_around(reading, index)[0].start].span.of(reading.report.text)
    return _ITEM.match(first) is not None or _LABELLED.fullmatch(first) is not None


def _names_year(text: str, span: Span) -> bool:
    return re.search(r"\b(?:19|20)\d\d\b", span.of(text)) is not None


_LINES_BELOW = 6


def _line_below(reading: _Reading, index: int) -> tuple[Credit, int] | None:
    """The credit of a line of its own below a list without sentences: "UN data from 18 November"."""
    for at in range(index, min(len(reading.sentences), index + _LINES_BELOW)):
        line = reading.line(at)
        if at > index and line.credits and line.credits[0].line:
            return line.credits[0], at
        if line.sentence.span.of(reading.report.text)[-1] in ".!?":
            return None
    return None


def _quoted_speaker(reading: _Reading, index: int, figure: Span) -> tuple[Credit | None, int]:
    before, after = _paragraph_around(reading, index)
    start = reading.sentences[before[0] if before else index].span.start
    quoted = _inside_quotation(reading.report.text[start : figure.start])
    if not quoted and not _says_we(reading, index):
        return None, index
    for near in (*reversed(before[-3:]), *after[:2], index - 1, index + 1, index - 2):
        if 0 <= near < len(reading.sentences) and reading.line(near).credits:
            return reading.line(near).credits[-1], near
    return None, index


def _says_we(reading: _Reading, index: int) -> bool:
    """Whether a sentence is in the first person, and so somebody's words."""
    words = frozenset(phrases_of(reading.lexicon.attribution.first_person))
    return any(
        token.lower in words and (token.text.islower() or token.text == "I") for token in reading.line(index).tokens
    )


_SINGLE_QUOTE = re.compile(r"(?:^|\s)['‘](?=\w)|(?<=[.,!?])['’](?=\s|$)")


def _inside_quotation(text: str) -> bool:
    opened = text.count("“") - text.count("”")
    return opened > 0 or text.count('"') % 2 == 1 or len(_SINGLE_QUOTE.findall(text)) % 2 == 1


def _full_name(reading: _Reading, index: int, credit: Credit) -> str | None:
    """The fullest wording of the claimant that the text has given by then."""
    text = reading.report.text
    words = credit.source.of(text)
    if credit.naming is Naming.NAME:
        return _longer_form(reading, index, credit.source) or words
    earlier = _last_name_before(reading, index, credit.span)
    return earlier if earlier or credit.naming is Naming.SPEAKER else None


def _last_name_before(reading: _Reading, index: int, cue: Span) -> str | None:
    for at in range(index, max(-1, index - 6), -1):
        for other in reversed(reading.line(at).credits):
            if other.naming is Naming.NAME and other.span.end <= cue.start:
                return _full_name(reading, at, other)
    return None


_SHORT = re.compile(r"(?:the |Mr\.? |Mrs\.? |Ms\.? |Dr\.? )?([\w’'.-]+)$", re.IGNORECASE)
_NAME_ENDS = re.compile(r",| (?:of|in|for|at|from|to) ")


def _longer_form(reading: _Reading, index: int, source: Span) -> str | None:
    """The longer name for which a single word stands: "the ministry", "Rahimi", "Mr Vy", "the agency"."""
    text = reading.report.text
    words = source.of(text)
    short = _SHORT.fullmatch(words)
    if not short or len(words.split()) > 2:
        return None
    key = short.group(1).casefold()
    for at in range(index, max(-1, index - 40), -1):
        for other in reversed(reading.line(at).credits):
            for name in other.source.of(text).split(" and "):
                if other.source.end <= source.start and key in _heads_of(name) and len(name) > len(words):
                    return _longer_form(reading, at, other.source) or name
    if words.casefold().startswith("the ") and key in phrases_of(reading.lexicon.attribution.generic_body):
        return _last_name_before(reading, index, source)
    return None


def _heads_of(name: str) -> set[str]:
    """The words that a name can be shortened to: its head, its surname, the head of what follows "of".

    "Interior Ministry spokesman Nasrat Rahimi" is Rahimi, "the Ministry of Civil Affairs" the ministry.
    """
    first = _NAME_ENDS.split(name.casefold())[0].split()
    return {first[-1]} if first else set()
