"""A text while it is read: its sentences, and the stages of each, run when they are first asked for.

A sentence without a number costs one scan and no more, unless a neighbour's claim asks what it says.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property

from tracker.extract.attribution import Credit, find_credits
from tracker.extract.chunks import Chunk
from tracker.extract.dates import find_days, first_mention
from tracker.extract.figures import find_figures
from tracker.extract.grammar import Grammar, find_chunks, grammar_of
from tracker.extract.measures import Suffered
from tracker.extract.numerals import Numeral, find_numerals, may_hold_numeral
from tracker.extract.phrases import either
from tracker.extract.places import Hold, NamedPlace, find_places
from tracker.extract.placing import scene_of
from tracker.extract.sharing import find_suffered
from tracker.extract.standing import event_before, is_at_war, names_incident, names_long_past
from tracker.extract.times import Times, day_of_heading, read_times
from tracker.lexicon import Lexicon, phrases_of
from tracker.model import Accuracy, Day, Report
from tracker.places import Gazetteer, Kind, load_gazetteer
from tracker.places.demonyms import people_of
from tracker.text import Sentence, Token, find_sentences, find_tokens

_YEAR = re.compile(r"(?<![\w,.])(?:19|20)\d\d(?![\w,]|\.\d)")
_OPENING_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_OPENING = 16
"""Characters at the head of a sentence in which a year sets the scene: "In 2006, the two …"."""
_SCENE = 6
"""Sentences back within which a place is remembered."""
_LEAD = 12
"""Sentences at the head of a text that say what it is about."""


class Line:
    """A sentence while it is read: each stage is run when it is first asked for."""

    def __init__(self, reading: "Reading", index: int) -> None:
        self._reading = reading
        self.index = index
        self.sentence = reading.sentences[index]

    @cached_property
    def tokens(self) -> list[Token]:
        """The words and signs of the sentence."""
        return list(find_tokens(self._reading.report.text, self.sentence.span))

    @cached_property
    def numerals(self) -> list[Numeral]:
        """The numbers of the sentence, those that count nobody too."""
        return list(find_numerals(self._reading.report.text, self.tokens, self._reading.lexicon.numerals))

    @cached_property
    def may_claim(self) -> bool:
        """Whether a number stands here that may count somebody; a year may, where a noun follows it."""
        return any(numeral.refused in (None, "year") for numeral in self.numerals)

    @cached_property
    def chunks(self) -> Sequence[Chunk]:
        """The sentence as the sequence that the grammar reads, figures put together."""
        grammar = self._reading.grammar
        chunks = find_chunks(self.tokens, self.numerals, grammar)
        return find_figures(self._reading.report.text, chunks, grammar) if self.may_claim else chunks

    @cached_property
    def suffered(self) -> tuple[Suffered, ...]:
        """What its figures suffer."""
        reading = self._reading
        carried = reading.carried_into(self.index)
        if (carried is None and not reading.says_suffering(self.index)) or not self.may_claim:
            return ()
        return find_suffered(reading.report.text, self.chunks, reading.grammar, carried=carried)

    @cached_property
    def credits(self) -> tuple[Credit, ...]:
        """Whom it credits."""
        return find_credits(self._reading.report.text, self.chunks, self._reading.grammar)

    @cached_property
    def first_day(self) -> str | None:
        """The words of the first day that it names."""
        return first_mention(self._reading.report.text, self.sentence.span, self._reading.lexicon)

    @cached_property
    def anchored(self) -> bool:
        """Whether it tells of one incident: it names a day or a strike, a raid, a blast."""
        reading = self._reading
        return self.first_day is not None or names_incident(reading.report.text, self.sentence.span, reading.lexicon)

    @cached_property
    def times(self) -> Times:
        """The times that it names, read against the day of publication."""
        reading = self._reading
        return read_times(reading.report.text, self.sentence.span, reading.report.published, reading.lexicon)

    @cached_property
    def says_we(self) -> bool:
        """Whether it is in the first person, and so somebody's words."""
        words = phrases_of(self._reading.lexicon.attribution.first_person)
        return any(token.lower in words and (token.text.islower() or token.text == "I") for token in self.tokens)

    @cached_property
    def breaks(self) -> list[int]:
        """Where the sentence breaks off and says something else: "while", a semicolon."""
        return [chunk.start for chunk in self.chunks if chunk.roles.keys() & {"subordinator", "semicolon"}]

    @cached_property
    def contrasts(self) -> list[int]:
        """Where a clause begins that speaks of something else: "while", a semicolon."""
        return [chunk.start for chunk in self.chunks if chunk.roles.keys() & {"contrast", "semicolon"}]

    @cached_property
    def places(self) -> tuple[NamedPlace, ...]:
        """The places that it names."""
        reading = self._reading
        credited = [credit.source for credit in self.credits if not reading.is_of_place(credit)]
        return find_places(reading.report.text, self.chunks, credited, reading.grammar, reading.gazetteer)


@dataclass
class Reading:
    """A report while it is read: each sentence is made ready when it is first asked for."""

    report: Report
    lexicon: Lexicon
    given_gazetteer: Gazetteer | None
    scenes: dict[int, str] = field(default_factory=dict)
    """Sentence → the place of its last claim."""
    _lines: dict[int, Line] = field(default_factory=dict)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the text in order."""
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
    def paragraphs(self) -> dict[int, range]:
        """The sentences of each paragraph, under its number."""
        found: dict[int, range] = {}
        for index, sentence in enumerate(self.sentences):
            start = found[sentence.paragraph].start if sentence.paragraph in found else index
            found[sentence.paragraph] = range(start, index + 1)
        return found

    @cached_property
    def grammar(self) -> Grammar:
        """The grammar of its language."""
        return grammar_of(self.lexicon)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The places that are known."""
        return self.given_gazetteer or load_gazetteer()

    @cached_property
    def at_war(self) -> bool:
        """Whether the text is about a longer crisis."""
        return is_at_war(self.folded, self.lexicon)

    @cached_property
    def heading(self) -> tuple[int, Day | None]:
        """The day that one of the first sentences sets for what follows, and the sentence it stands in."""
        for index in range(min(_LEAD, len(self.sentences))):
            span = self.sentences[index].span
            day = day_of_heading(self.report.text, span, self.report.published, self.lexicon)
            if day is not None and not self.line(index).suffered:
                return index, day
        return 0, None

    def topic_place(self, index: int, *, wide: bool = False) -> str | None:
        """What a text is about, as told by a sentence: the first place where it has said by then that something
        happened; for a sum the first country or region. A text about a crisis that goes from country to
        country is about none of them.
        """
        for at in range(min(_LEAD, index + 1)):
            for words in self._topics_of(at):
                if not wide or self._kind_of(words) in _WIDE:
                    return None if self.at_war and self._goes_abroad else words
        return None

    def _topics_of(self, index: int) -> list[str]:
        """The places where a sentence says that something happened, written as names."""
        if self.sentences[index].span.of(self.report.text).isupper():
            return []
        places = (place.span.of(self.report.text) for place in self.line(index).places if _may_be_topic(place))
        return [words for words in places if _is_named(words)]

    def _kind_of(self, words: str) -> Kind | None:
        found = self.gazetteer.find(words)
        return found.kind if found else None

    @cached_property
    def _goes_abroad(self) -> bool:
        lines = [self.line(index) for index in range(min(_LEAD, len(self.sentences)))]
        peoples = {people_of(token.lower) for line in lines for token in line.tokens if token.capital}
        countries = {self._country_of(place) for line in lines for place in line.places}
        return len((peoples | countries) - {None}) > 1

    def _country_of(self, place: NamedPlace) -> str | None:
        found = self.gazetteer.find(place.span.of(self.report.text))
        return found.country if found else None

    def told_at(self, index: int) -> date | None:
        """The day against which a sentence's days are read: that of publication, or where that isn't known,
        the one of the credit that closes its paragraph: "By 7 Aug … (OCHA, 16 Aug 2013)".
        """
        if self.report.published is not None:
            return self.report.published
        for at in range(index, min(len(self.sentences), index + _SCENE)):
            if self.sentences[at].paragraph != self.sentences[index].paragraph:
                break
            if "(" not in self.sentences[at].span.of(self.report.text):
                continue
            for credit in self.line(at).credits:
                if credit.bracketed:
                    days = find_days(self.report.text, credit.span, None, self.lexicon)
                    return next((day.day.date for day in days), None)
        return None

    @cached_property
    def only_year(self) -> int | None:
        """The one year that a text without a day of publication names, where it names one and no other; a year since
        which something is so is not that of what is told.
        """
        if self.report.published is not None:
            return None
        since = _since_before(self.lexicon)
        years = {
            int(found.group())
            for found in _YEAR.finditer(self.report.text)
            if not since.search(self.folded, max(0, found.start() - 24), found.start())
        }
        return years.pop() if len(years) == 1 else None

    def day_of_event(self, index: int) -> Day | None:
        """The day of the sentence before, where this one goes on with the event that it told of."""
        span = self.sentences[index].span
        if not index or self.sentences[index - 1].paragraph != self.sentences[index].paragraph:
            return None
        if not event_before(self.lexicon).search(self.report.text, span.start, span.end):
            return None
        before = self.sentences[index - 1].span
        days = find_days(self.report.text, before, self.told_at(index), self.lexicon, year=self.only_year)
        return next((named.day for named in days if named.day.accuracy is Accuracy.DAY), None)

    def in_past(self, index: int) -> bool:
        """Whether the sentences right before one tell of another time than the report's own; over the end of their
        paragraph only where they set the scene and make no claim ("In 2006 the two fought a war").
        """
        for at in range(index - 1, max(-1, index - 3), -1):
            apart = self.sentences[index].paragraph - self.sentences[at].paragraph
            if apart > 1 or (apart and not self._sets_scene(at)):
                return False
            times = self.line(at).times
            if times.days or times.years:
                return names_long_past(times, self.report.published)
        return False

    def _sets_scene(self, index: int) -> bool:
        """Whether a sentence only says when what follows was: it opens with a year and makes no claim."""
        opening = self.sentences[index].span.of(self.report.text)[:_OPENING]
        return _OPENING_YEAR.search(opening) is not None and not self.line(index).suffered

    def is_of_place(self, credit: Credit) -> bool:
        """Whether a place stands where a claimant would: "the province reported 27 deaths" claims nothing."""
        return credit.plain and self.gazetteer.find(credit.source.of(self.report.text)) is not None

    def scene_before(self, index: int) -> str | None:
        """The place of the sentences before one in its paragraph."""
        for at in range(index - 1, max(-1, index - _SCENE), -1):
            if self.sentences[at].paragraph != self.sentences[index].paragraph:
                return None
            if at in self.scenes:
                return self.scenes[at]
            if self.sentences[at].span.of(self.report.text).isupper():
                continue  # nothing is written as a name where everything is in capitals
            if not self.line(at).suffered and (place := scene_of(self.line(at).places)):
                return self.words_of_place(at, place)
        return None

    def words_of_place(self, index: int, place: NamedPlace) -> str:
        """The words of a place that a sentence names; where it only points back, those of the place meant."""
        text = self.report.text
        if place.hold is Hold.BACK:
            for at in range(index, -1, -1):
                for earlier in reversed(self.line(at).places):
                    if (
                        earlier.span.end <= place.span.start
                        and earlier.hold is not Hold.BACK
                        and self._is_a(earlier, place.kind)
                    ):
                        return earlier.span.of(text)
        return place.span.of(text)

    def _is_a(self, place: NamedPlace, kind: str) -> bool:
        if not kind:
            return True
        words = place.span.of(self.report.text)
        found = self.gazetteer.find(words)
        if found is None:
            return kind != Kind.COUNTRY
        return found.kind == kind or (kind == Kind.CITY and found.kind in (Kind.DISTRICT, Kind.REGION))

    def line(self, index: int) -> Line:
        """A sentence, made ready once."""
        if index not in self._lines:
            self._lines[index] = Line(self, index)
        return self._lines[index]

    def carried_into(self, index: int) -> Suffered | None:
        """What the sentence before spoke of, where it made claims."""
        if index == 0 or not self.has_numeral(index - 1):
            return None
        before = self.line(index - 1).suffered
        return before[-1] if before else None

    def telling(self) -> Iterator[int]:
        """The sentences that make claims. One is looked at only where it says that somebody suffered
        something, or follows one that does.
        """
        goes_on = False
        for index in range(len(self.sentences)):
            may = (goes_on or self.says_suffering(index)) and self.has_numeral(index)
            goes_on = may and bool(self.line(index).suffered)
            if goes_on:
                yield index

    def says_suffering(self, index: int) -> bool:
        """Whether a sentence holds a word that says by itself that somebody suffered something."""
        span = self.sentences[index].span
        return self.grammar.suffers.search(self.folded, span.start, span.end) is not None

    @cached_property
    def folded(self) -> str:
        """The text in small letters, character by character: what is looked for there is found at its offsets."""
        folded = self.report.text.lower()
        return folded if len(folded) == len(self.report.text) else "".join(map(_fold, self.report.text))

    def has_numeral(self, index: int) -> bool:
        """Whether a sentence may hold a number at all."""
        span = self.sentences[index].span
        return may_hold_numeral(self.lexicon.numerals).search(self.folded, span.start, span.end) is not None


@cache
def _since_before(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{either(phrases_of(lexicon.times.since))})\s\Z")


_WIDE = {Kind.COUNTRY, Kind.AREA, Kind.REGION}


def _fold(character: str) -> str:
    folded = character.lower()
    return folded if len(folded) == 1 else character


def _may_be_topic(place: NamedPlace) -> bool:
    return place.known and place.hold in (Hold.AT, Hold.HEAD)


def _is_named(words: str) -> bool:
    return any(word[:1].isupper() for word in words.split())
