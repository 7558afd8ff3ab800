"""Numbers as they are written: digits, words, scales, vague numbers, shares and none.

A number that plainly counts nobody (a year, an age, a distance …) is found as well and carries the
reason, so that a reader can be told why it is no claim. All patterns are built from the tables of
:class:`~tracker.lexicon.NumeralWords`, once per language.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from tracker.extract.phrases import either
from tracker.lexicon import NumeralWords, phrases_of, words_of
from tracker.model import Span
from tracker.text import Token

MOST_PEOPLE = 1e10
"""No number of people is larger; one that is, is an identifier."""

_FARTHEST_LOOK = 48


class Shape(StrEnum):
    """What a numeral looks like."""

    CARDINAL = "cardinal"
    ARTICLE = "article"
    """One, or a scale, said with an article: "a woman", "a million"."""
    VAGUE = "vague"
    SHARE = "share"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written: ``value`` is what it says, for vague ones the least that it can mean.

    ``refused`` is the reason for which it can't be a count of people or homes, ``None`` where it can.
    """

    span: Span
    value: float
    shape: Shape
    refused: str | None = None


@dataclass(frozen=True, slots=True)
class _Grammar:
    """The patterns of one language."""

    starts: frozenset[str]
    number: re.Pattern[str]
    before: Mapping[str, re.Pattern[str]]
    """What can stand before a number and makes it no count, under its last word; under "" what ends in a sign."""
    after: re.Pattern[str]
    one_of: dict[str, re.Pattern[str]]
    words: NumeralWords


def may_hold_numeral(words: NumeralWords) -> re.Pattern[str]:
    """A pattern that a sentence in small letters must contain to hold a numeral at all."""
    return _scan_for(words)


def find_numerals(text: str, tokens: Iterable[Token], words: NumeralWords) -> Iterator[Numeral]:
    """The numerals that start at one of the tokens of a sentence, in order, those that count nobody too."""
    grammar = _grammar_of(words)
    floor, done = None, 0
    for token in tokens:
        floor = token.start if floor is None else floor
        if token.start < done or not (token.lower in grammar.starts or token.text[0].isdigit()):
            continue
        found = grammar.number.match(text, token.start)
        if found is None or (numeral := _read_numeral(text, found, grammar, floor)) is None:
            continue
        yield numeral
        done = numeral.span.end


def _read_numeral(text: str, found: re.Match[str], grammar: _Grammar, floor: int) -> Numeral | None:
    form = found.lastgroup
    if form is None:
        return None
    value, shape = _READERS[form](found.group(), grammar.words)
    span = _with_digits_again(text, Span(*found.span()), form, value)
    if value > MOST_PEOPLE:
        return Numeral(span, value, shape, "identifier")
    return Numeral(span, value, shape, _why_refused(text, span, form, value, grammar, floor=floor))


_DIGITS_AGAIN = re.compile(r"\s?\((\d[\d,]*)\)")


def _with_digits_again(text: str, span: Span, form: str, value: float) -> Span:
    """A number in words with the same number in brackets behind it, as reports write it: "sixty (60)"."""
    again = _DIGITS_AGAIN.match(text, span.end) if form == "words" else None
    same = again is not None and float(again.group(1).replace(",", "")) == value
    return Span(span.start, again.end()) if again is not None and same else span


def _why_refused(text: str, span: Span, form: str, value: float, grammar: _Grammar, *, floor: int) -> str | None:
    if form in ("digits", "words", "dozen", "half"):
        reason = _why_by_shape(text, span, value) or _why_before(text, span, grammar, floor)
        if reason:
            return reason
    return _reason_in(grammar.after.match(text, span.end)) or _why_one(text, span, grammar)


def _why_one(text: str, span: Span, grammar: _Grammar) -> str | None:
    picks = grammar.one_of.get(span.of(text).lower())
    return "one of" if picks is not None and picks.match(text, span.end) else None


def _why_before(text: str, span: Span, grammar: _Grammar, floor: int) -> str | None:
    """The reason that the words before a number give, from the ``floor`` of its sentence on; the last of them tells
    at once whether there can be one.
    """
    left = text[max(floor, span.start - _FARTHEST_LOOK) : span.start]
    last = _LAST_WORD_LEFT.search(left)
    pattern = grammar.before.get(last.group(1).lower() if last else "")
    return _reason_in(pattern.search(left)) if pattern else None


_LAST_WORD_LEFT = re.compile(r"([^\W\d_]+)\.?[\s-]*$")


def _reason_in(found: re.Match[str] | None) -> str | None:
    return found.lastgroup if found else None


_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_JOINED_LEFT = re.compile(r"(?:[^\W\d_][-–.]|[\d./:#]|[^\W\d_])\Z")
_RANGE_LEFT = re.compile(r"\d[-–][^\W\d_]{1,3}[-–]\Z")  # "100-to-300"
_JOINED_RIGHT = re.compile(r"[:/]\d|\.\d|°|[-–]\d+[-–]\d|′|-[A-Z]\b")
_AGE_LEFT = re.compile(r"(?:[A-Z][\w’'-]+(?:,|,? \()|\b(?:he|she|man|woman|boy|girl), )\s?$")
_AGE_RIGHT = re.compile(r"[,)]")


def _why_by_shape(text: str, span: Span, value: float) -> str | None:
    """The reasons that no word gives: the way in which the digits stand."""
    left, number = text[max(0, span.start - 24) : span.start], span.of(text)
    if number[0].isdigit():
        if (_JOINED_LEFT.search(left) and not _RANGE_LEFT.search(left)) or _JOINED_RIGHT.match(text, span.end):
            return "name"
        if _YEAR.fullmatch(number):
            return "year"
        if value < 110 and _AGE_RIGHT.match(text, span.end) and _AGE_LEFT.search(left):
            return "age"
    return None


# --- the value of each form -----------------------------------------------------------------------


def _read_digits(written: str, words: NumeralWords) -> tuple[float, Shape]:
    digits = re.match(r"[\d.,\s]*\d", written)
    assert digits is not None
    value = float(re.sub(r"[,\s]", "", digits.group()))
    scale = written[digits.end() :].strip(" -").lower()
    return value * (words.scales.get(scale) or words.glued_scales.get(scale) or 1), Shape.CARDINAL


def _read_words(written: str, words: NumeralWords) -> tuple[float, Shape]:
    total, current = 0.0, 0.0
    for word in re.split(r"[\s,-]+", written.lower()):
        if word in words.cardinals:
            current += words.cardinals[word]
        elif word == words.half:
            current += 0.5
        elif (scale := words.scales.get(word)) is not None:
            if scale == 100:
                current = (current or 1) * scale
            else:
                total, current = total + (current or 1) * scale, 0.0
    return total + current, Shape.CARDINAL


def _read_article_scale(written: str, words: NumeralWords) -> tuple[float, Shape]:
    value, _ = _read_words(written, words)
    return value, Shape.ARTICLE


def _read_dozen(written: str, words: NumeralWords) -> tuple[float, Shape]:
    parts = re.split(r"[\s-]+", written.lower())
    dozen = words.dozen[parts[-1]]
    if words.half in parts:
        return dozen / 2, Shape.CARDINAL
    if parts[0] in words.cardinals:
        return words.cardinals[parts[0]] * dozen, Shape.CARDINAL
    return (int(parts[0]) * dozen, Shape.CARDINAL) if parts[0].isdigit() else (dozen, Shape.ARTICLE)


def _read_half_scale(written: str, words: NumeralWords) -> tuple[float, Shape]:
    scale = re.split(r"[\s-]+", written.lower())[-1]
    return words.scales[scale] / 2, Shape.CARDINAL


def _read_vague(written: str, words: NumeralWords) -> tuple[float, Shape]:
    parts = written.lower().split()
    if words.partitive in parts:
        return float(words.vague_factors[parts[0]] * words.vague_scales[parts[-1]]), Shape.VAGUE
    return float(words.vague[parts[-1]]), Shape.VAGUE


def _read_several(written: str, words: NumeralWords) -> tuple[float, Shape]:
    value = 2.0
    for word in written.lower().split():
        value *= words.scales.get(word) or words.dozen.get(word) or 1
    return value, Shape.VAGUE


def _read_percent(written: str, words: NumeralWords) -> tuple[float, Shape]:
    digits = re.match(r"[\d.,]*\d", written)
    if digits:
        return float(digits.group().replace(",", "")) / 100, Shape.SHARE
    return _read_words(written, words)[0] / 100, Shape.SHARE


def _read_fraction(written: str, words: NumeralWords) -> tuple[float, Shape]:
    parts = re.split(r"[\s-]+", written.lower())
    if len(parts) == 1:
        return words.fractions[parts[0]], Shape.SHARE
    return _share(words.cardinals.get(parts[0], 1) * words.fractions[parts[-1]]), Shape.SHARE


def _read_share_of_percent(written: str, words: NumeralWords) -> tuple[float, Shape]:
    parts = written.lower().split()
    return words.fractions[parts[0]] / 100, Shape.SHARE


def _read_ratio(written: str, words: NumeralWords) -> tuple[float, Shape]:
    parts = written.lower().split()
    few, many = (_read_small(parts[0], words), _read_small(parts[-1], words))
    return _share(few / many if many else 0.0), Shape.SHARE


def _share(value: float) -> float:
    """A share that is told in words, no more exact than it was told: a third is 0.333."""
    return round(value, 3)


def _read_small(word: str, words: NumeralWords) -> float:
    return float(word) if word.isdigit() else float(words.cardinals[word])


def _read_none(_written: str, _words: NumeralWords) -> tuple[float, Shape]:
    return 0.0, Shape.NONE


_READERS = {
    "sharepercent": _read_share_of_percent,
    "ratio": _read_ratio,
    "percent": _read_percent,
    "wordpercent": _read_percent,
    "half": _read_half_scale,
    "dozen": _read_dozen,
    "several": _read_several,
    "vague": _read_vague,
    "fraction": _read_fraction,
    "digits": _read_digits,
    "articlescale": _read_article_scale,
    "words": _read_words,
    "none": _read_none,
}


# --- building the patterns ------------------------------------------------------------------------


@cache
def _scan_for(words: NumeralWords) -> re.Pattern[str]:
    spelled = _starting_words(words) - {*words_of(words.article), *(zero.split()[0] for zero in _zeros(words))}
    return re.compile(rf"\d|\b(?:{either([*spelled, *words.fractions, *_zeros(words)])})\b")


def _zeros(words: NumeralWords) -> tuple[str, ...]:
    return (*phrases_of(words.zero), *phrases_of(words.zero_before_noun))


def _starting_words(words: NumeralWords) -> set[str]:
    zero = {phrase.split()[0] for phrase in _zeros(words)}
    several = {phrase.split()[0] for phrase in phrases_of(words.several)}
    singular = {word for word in words.fractions if word == words.half}
    return {
        *words.cardinals, *words.scales, *words.dozen, *words.vague, *words.vague_factors,
        words.half, *words_of(words.article), *zero, *several, *singular,
    }  # fmt: skip


@cache
def _grammar_of(words: NumeralWords) -> _Grammar:
    return _Grammar(
        starts=frozenset(_starting_words(words)),
        number=re.compile(_number_pattern(words), re.IGNORECASE),
        before=_before_patterns(words),
        after=re.compile(_after_pattern(words), re.IGNORECASE),
        one_of={
            number: re.compile(rf"\s+(?:{either(phrases_of(row))})\b", re.IGNORECASE)
            for number, row in words.one_of.items()
        },
        words=words,
    )


def _number_pattern(words: NumeralWords) -> str:
    """One alternation, a named group a form; the first that fits wins, so longer forms come first."""
    groups = (
        r"\d{1,3}(?:,\d{3})+(?!\d)",
        r"\d{1,2}(?:,\d\d)+,\d{3}(?![\d,])",  # lakhs and crores: 3,90,660
        r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d,])",
        r"\d{1,3}, 000\b",
        r"\d+",
    )
    digits = rf"(?:{'|'.join(groups)})(?:\.\d+)?"
    scale = either(words.scales)
    glued = either(words.glued_scales)
    small = r"(?:\d{1,3}|" + either(words.cardinals) + ")"
    article = either(words_of(words.article))
    spelled = _spelled_pattern(words)
    parts = either(word for word in words.fractions if word != words.half)
    small_dozen = rf"(?:{small}|{article}|(?:{article})[\s-]{words.half}|{words.half}\s(?:{article}))"
    units = either(phrases_of(words.not_after["duration"]))
    zero_guard = rf"(?!\s(?:{either(words_of(words.not_zero_before))})\b)"
    vague = rf"(?:{either(words.vague_factors)})\s{words.partitive}\s(?:{either(words.vague_scales)})"
    halves = rf"{words.half}|(?:{article}) (?:{parts})"
    forms = {
        "sharepercent": rf"(?:{halves})\s+{words.partitive}\s+(?:1|one)\s+(?:{_percent(words)})",
        "ratio": (
            rf"{small}\s+(?:{either(phrases_of(words.ratio_links))})\s+{small}\b"
            rf"(?![-,.]?\d|\s+(?:{units}))"
        ),
        "percent": rf"\d+(?:[.,]\d+)?(?:\s?%|[\s-](?:{_percent(words)})\b)",
        "wordpercent": rf"(?:{spelled})[\s-](?:{_percent(words)})\b",
        "half": rf"(?:{article})?\s?\b{words.half}(?:\s(?:{article})\s|[\s-])(?:{scale})\b",
        "dozen": rf"(?:{small_dozen}[\s-])(?:{either(words.dozen)})\b",
        "several": (
            rf"(?:{either(phrases_of(words.several))})\s"
            rf"(?:{either(words.dozen)}|(?:{scale})(?:\s(?:{scale}))?)\b"
        ),
        "vague": rf"(?:{vague}|{either(words.vague)})\b",
        "fraction": (
            rf"(?:(?:{either(words.cardinals)})[\s-](?:{parts})"
            rf"|(?:{article})\s(?:{parts})(?=\s(?:{words.partitive}|{either(words_of(words.plural_verbs))})\b)"
            rf"|{words.half})\b(?!-)"
        ),
        "digits": rf"{digits}(?:[\s-](?:{scale})\b|\s?(?:{glued})\b(?!['’.]))?",
        "articlescale": rf"(?:{article})\s(?:{scale})(?:\s(?:{words.joiner}\s)?(?:{spelled}))?\b",
        "words": rf"(?:{spelled})\b",
        "none": rf"(?:{either(_zeros(words))})\b{zero_guard}",
    }
    return "|".join(f"(?P<{name}>{pattern})" for name, pattern in forms.items())


def _spelled_pattern(words: NumeralWords) -> str:
    """Numbers in words: "nine hundred and twenty-one", "two and a half million"."""
    tens = either(word for word, value in words.cardinals.items() if value >= 20)
    ones = either(word for word, value in words.cardinals.items() if value < 10)
    low = either(word for word, value in words.cardinals.items() if value < 20)
    big = either(word for word, value in words.scales.items() if value > 100)
    joiner, article, half = words.joiner, either(words_of(words.article)), words.half
    below_hundred = rf"(?:(?:{tens})(?:[\s-](?:{ones})\b)?|(?:{low}))"
    hundreds = rf"(?:(?:{low})[\s-]hundred(?:\s(?:{joiner}\s)?{below_hundred}\b)?|{below_hundred})"
    halves = rf"(?:\s{joiner}\s(?:{article})\s{half}(?=\s(?:{big})\b))?"
    further = rf",?\s(?:{joiner}\s)?{hundreds}"
    return rf"{hundreds}{halves}(?:[\s-](?:{big})\b(?:{further}[\s-](?:{big})\b)*(?:{further}\b)?)?"


def _percent(words: NumeralWords) -> str:
    return either(phrase for phrase in phrases_of(words.percent) if phrase[0].isalpha())


def _before_patterns(words: NumeralWords) -> dict[str, re.Pattern[str]]:
    """A pattern for each last word, so that most numbers cost one look into a table."""
    rows: dict[str, dict[str, list[str]]] = {"": {"money": [rf"[{re.escape(words.money_signs)}]\s?"]}}
    for name in words.months:
        rows.setdefault(name, {})["date"] = [rf"(?<!\d\s)\b{as_names([name])}\.?\s"]
    rows[""]["date"] = [rf"\b(?:{as_names(words.weekdays)})\s\("]
    for reason, row in words.not_before.items():
        for phrase in phrases_of(row):
            ends = re.search(r"([^\W\d_]+)[.-]?$", phrase)
            shape = rf"(?<![\w-]){either([phrase])}[\s.#-]{{0,3}}"
            rows.setdefault(ends.group(1).lower() if ends else "", {}).setdefault(reason, []).append(shape)
    return {
        last: re.compile(
            "|".join(rf"(?P<{why}>(?:{'|'.join(shapes)})$)" for why, shapes in whys.items()), re.IGNORECASE
        )
        for last, whys in rows.items()
    }


def _after_pattern(words: NumeralWords) -> str:
    months = as_names(words.months)
    groups = [rf"(?P<date>(?:st|nd|rd|th)?\s(?:{words.partitive}\s)?(?:{months})\b)"]
    for reason, row in words.not_after.items():
        gap = "" if reason == "ordinal" else rf"[\s-]{{0,2}}(?:{words.partitive}\s)?"
        groups.append(rf"(?P<{reason}>{gap}(?:{either(phrases_of(row))})(?!\w))")
    return "|".join(groups)


def as_names(words: Iterable[str]) -> str:
    """An alternation of words that are capitalised or written in capitals, whatever the flags of the
    pattern: "12 may have died" names no day.
    """
    return f"(?-i:{either([form for word in words for form in (word.capitalize(), word.upper())])})"
