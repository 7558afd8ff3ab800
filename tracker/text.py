"""Paragraphs, sentences and tokens of a text, every one with its offsets into it.

Nothing is changed and nothing is copied: a sentence is a span, and the characters between two sentences
are white space only. All patterns are bounded, so the cost grows linearly with the text.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from tracker.model import Span

LONGEST_SENTENCE = 3_000
"""Characters after which a sentence is cut at the next white space: a hostile text must not cost more
than its length."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its span, and the number of its paragraph, from 0."""

    span: Span
    paragraph: int


class Token(NamedTuple):
    """A word, a number or a single sign: half-open offsets into the text, and its folded form."""

    start: int
    end: int
    text: str
    lower: str

    @property
    def capital(self) -> bool:
        """Whether it starts with a capital letter."""
        return self.text[:1].isupper()


_make = tuple.__new__
"""Makes a named tuple three times as fast as its class does: there is one for every word."""

_BLANK_LINES = re.compile(r"\n[ \t\r\f\v]*(?:\n[ \t\r\f\v]*)+")
_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"\s*(?:[-*•·▪–—]|\(?\d{1,2}[.)])\s")
_SENTENCE_END = re.compile(
    r"""(?<![.!?…])
        (?: [.!?…]++ ["'”’)\]]{0,4}+ (?=\s)
          | [.!?] ["”]? (?=["“]?[A-Z][a-z])     # "authorities said.The mudslides": the space was lost
          | (?<=[\w)%])[ ]{2,4}+(?=[A-Z][a-z]) )   # "Situation  The storm": a line break was lost""",
    re.VERBOSE,
)
_LAST_WORD = re.compile(r"[^\s(\[\"“‘']{0,24}$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+")
_NEXT_WORD = re.compile(r"""\s*["'“‘(\[]*(\w*)""")
_TOKEN = re.compile(
    r"""(?:[^\W\d_]\.){2,}            # U.S., a.m.
      | \d+(?:[.,]\d+)*               # 32,000 · 1.5
      | ['’\ufffd]s\b                 # the possessive stands alone: Gaza|'s, also where its sign was lost
      | [^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)* (?:(?<=[A-Z])\d{1,3}(?!\w|[.,]\d))?  # TF1, MH370
      | [^\w\s]                       # every sign by itself
      | _+""",
    re.VERBOSE,
)


def find_paragraphs(text: str, *, unfinished: Collection[str] = ()) -> Iterator[Span]:
    """The paragraphs of a text in order. A single line break ends one as well, unless the line plainly
    goes on: text that was wrapped at a margin, a line that ends in one of the ``unfinished`` words.
    """
    start = 0
    for gap in _BLANK_LINES.finditer(text):
        yield from _paragraphs_of_block(text, start, gap.start(), unfinished)
        start = gap.end()
    yield from _paragraphs_of_block(text, start, len(text), unfinished)


def find_sentences(
    text: str,
    *,
    abbreviations: Collection[str] = (),
    starters: Collection[str] = (),
    unfinished: Collection[str] = (),
) -> Iterator[Sentence]:
    """The sentences of a text in order.

    ``abbreviations`` are folded words that end in a full stop without ending a sentence ("gen.");
    ``starters`` are folded words that begin one even after an abbreviation ("in the U.S. The army …");
    ``unfinished`` are folded words that can't be the last of a sentence ("the").

    >>> text = "Gen. Abed spoke. He said 12 died."
    >>> [s.span.of(text) for s in find_sentences(text, abbreviations={"gen."})]
    ['Gen. Abed spoke.', 'He said 12 died.']
    """
    for number, paragraph in enumerate(find_paragraphs(text, unfinished=unfinished)):
        start = paragraph.start
        for end in _sentence_ends(text, paragraph, abbreviations, starters):
            for span in _trimmed_pieces(text, start, end):
                yield Sentence(span, number)
            start = end


def find_tokens(text: str, span: Span) -> Iterator[Token]:
    """The tokens of a stretch of a text, white space left out.

    >>> [t.text for t in find_tokens("Gaza's 32,000 dead, 1.5m fled.", Span(0, 30))]
    ['Gaza', "'s", '32,000', 'dead', ',', '1.5', 'm', 'fled', '.']
    """
    for found in _TOKEN.finditer(text, span.start, span.end):
        start, end = found.span()
        word = text[start:end]
        yield _make(Token, (start, end, word, word.lower()))


def _paragraphs_of_block(text: str, start: int, end: int, unfinished: Collection[str]) -> Iterator[Span]:
    lines = [Span(*line.span()) for line in _LINE.finditer(text, start, end)]
    if not lines:
        return
    first, margin = 0, max(line.end - line.start for line in lines)
    for index, (line, following) in enumerate(pairwise(lines), 1):
        cell = index == 1 and _NUMBER_ALONE.fullmatch(text, line.start, line.end) is not None
        if not cell and not _goes_on(text, line, following, margin, unfinished):
            yield Span(lines[first].start, line.end)
            first = index
    yield Span(lines[first].start, lines[-1].end)


_NUMBER_ALONE = re.compile(r"\s*\d[\d., \u00a0]{0,14}\s*")
"""What the first line of a box of key figures is: the number, with what it counts below it."""


_NARROWEST, _WIDEST = 50, 120
"""Characters between which a line that was broken at a margin ends: a line of a wider block is a paragraph."""
_RAGGED = 12
"""Characters by which a line may end before its margin although the next word would still have fitted."""


def _goes_on(text: str, line: Span, following: Span, margin: int, unfinished: Collection[str]) -> bool:
    """Whether a line goes on in the next one: it was broken at the ``margin``, ends in a word that ends nothing,
    or the next one starts in small letters; a bullet starts anew.
    """
    if _BULLET.match(text, following.start, following.end):
        return False
    tail = text[max(line.start, line.end - 24) : line.end].rstrip()
    if tail[-1:] == "," or tail[-1:].isalpha():
        last = tail.rsplit(None, 1)[-1].lower()
        if last in unfinished or text[following.start : following.start + 1].islower():
            return True
    if margin > _WIDEST or text[line.end - 1] in ":;" or text[following.start : following.start + 1] in " \t":
        return False
    length = line.end - line.start
    next_word = len(text[following.start : following.end].split(None, 1)[0])
    return length >= _NARROWEST and length + 1 + next_word > margin - _RAGGED


def _sentence_ends(
    text: str, paragraph: Span, abbreviations: Collection[str], starters: Collection[str]
) -> Iterator[int]:
    for stop in _SENTENCE_END.finditer(text, paragraph.start, paragraph.end):
        if not _is_inside_sentence(text, paragraph.start, stop, abbreviations, starters):
            yield stop.end()
    yield paragraph.end


def _is_inside_sentence(
    text: str, floor: int, stop: re.Match[str], abbreviations: Collection[str], starters: Collection[str]
) -> bool:
    """Whether a full stop belongs to an abbreviation, or the sentence plainly goes on after it."""
    found = _NEXT_WORD.match(text, stop.end())
    following = found.group(1) if found else ""
    if following[:1].islower():
        return True
    last = _LAST_WORD.search(text[max(floor, stop.start() - 24) : stop.start() + 1])
    word = last.group().lower() if last else ""
    if word in abbreviations:
        return True
    return bool(_INITIALS.fullmatch(word)) and following.lower() not in starters


def _trimmed_pieces(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end:
        cut = end if end - start <= LONGEST_SENTENCE else _cut_before(text, start + LONGEST_SENTENCE, start)
        piece = text[start:cut]
        left = start + len(piece) - len(piece.lstrip())
        right = start + len(piece.rstrip())
        if left < right:
            yield Span(left, right)
        start = cut


def _cut_before(text: str, limit: int, floor: int) -> int:
    space = text.rfind(" ", floor, limit)
    return space if space > floor else limit
