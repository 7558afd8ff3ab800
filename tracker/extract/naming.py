"""Credits across sentences: the claimant's full name, and credits that stand in another sentence.

A pronoun, a short form, a list below a credit, a bracket that closes a paragraph, a quotation that goes
on: each is given back the fullest name that the text itself has given. Nothing is guessed.
"""

import re

from tracker.extract.attribution import Credit, Naming, credit_of
from tracker.extract.reading import Reading
from tracker.lexicon import phrases_of
from tracker.model import Attribution, Span


def attribution_of(reading: Reading, index: int, figure: Span) -> Attribution:
    """Who is credited with a number of a sentence."""
    credit, at = _credit_for(reading, index, figure)
    if credit is None:
        return Attribution()
    text = reading.report.text
    source = _full_name(reading, at, credit)
    return Attribution(source, tuple(relay.of(text) for relay in credit.relays) if source else (), credit.span)


def _credit_for(reading: Reading, index: int, figure: Span) -> tuple[Credit | None, int]:
    """The credit of a number and the sentence it stands in: its own sentence's; else that of a bracket
    that closes its paragraph, of the line that opens or closes its list, or of the quotation's speaker.
    """
    line = reading.line(index)
    credit = credit_of(figure, [one for one in line.credits if not reading.is_of_place(one)], line.breaks)
    if credit is not None:
        return credit, index
    for find in (_closing_bracket, _list_heading, _line_below):
        if (found := find(reading, index)) is not None:
            return found
    return _quoted_speaker(reading, index, figure)


def _paragraph_around(reading: Reading, index: int) -> tuple[range, range]:
    """The sentences of the same paragraph before and after one."""
    paragraph = reading.paragraphs[reading.sentences[index].paragraph]
    return range(paragraph.start, index), range(index + 1, paragraph.stop)


def _closing_bracket(reading: Reading, index: int) -> tuple[Credit, int] | None:
    for later in _paragraph_around(reading, index)[1][:12]:
        if not _BRACKET.search(reading.sentences[later].span.of(reading.report.text)):
            continue
        bracketed = [credit for credit in reading.line(later).credits if credit.bracketed]
        starts_line = bracketed and bracketed[0].span.start - reading.sentences[later].span.start < 3
        if bracketed and (starts_line or _names_year(reading.report.text, bracketed[0].span)):
            return bracketed[0], later
    return None


_BRACKET = re.compile(r"[(\[]")
_LONGEST_LIST = 30
_ITEM = re.compile(r"\s*(?:[-–—*•·▪]|\(?\d{1,2}[.)]|[a-z][.)])\s")
_LABELLED = re.compile(r"[^.:\n]{2,60}: *\d[\d., ]*$")


def _list_heading(reading: Reading, index: int) -> tuple[Credit, int] | None:
    """The credit of the line that opens the list which a sentence is an item of: "UNRWA reports:"."""
    if not _is_item(reading, index):
        return None
    for at in range(index - 1, max(-1, index - _LONGEST_LIST), -1):
        if not _is_item(reading, at):
            opens = reading.sentences[at].span.of(reading.report.text)[-1] not in ".!?"
            heading = reading.line(at).credits if opens else ()
            return (heading[-1], at) if heading else None
    return None


def _is_item(reading: Reading, index: int) -> bool:
    """Whether a sentence is, or belongs to, an item of a list."""
    first = reading.sentences[_paragraph_around(reading, index)[0].start].span.of(reading.report.text)
    return _ITEM.match(first) is not None or _LABELLED.fullmatch(first) is not None


def _names_year(text: str, span: Span) -> bool:
    return re.search(r"\b(?:19|20)\d\d\b", span.of(text)) is not None


_LINES_BELOW = 6


def _line_below(reading: Reading, index: int) -> tuple[Credit, int] | None:
    """The credit of a line of its own below a list without sentences: "UN data from 18 November"."""
    for at in range(index, min(len(reading.sentences), index + _LINES_BELOW)):
        if reading.sentences[at].span.of(reading.report.text)[-1] in ".!?":
            return None
        line = reading.line(at)
        if at > index and line.credits and line.credits[0].line:
            return line.credits[0], at
    return None


def _quoted_speaker(reading: Reading, index: int, figure: Span) -> tuple[Credit | None, int]:
    before, after = _paragraph_around(reading, index)
    start = max(reading.sentences[before[0] if before else index].span.start, figure.start - _LONGEST_QUOTATION)
    quoted = _inside_quotation(reading.report.text[start : figure.start])
    if not quoted and not reading.line(index).says_we:
        return None, index
    for near in (*reversed(before[-3:]), *after[:2], index - 1, index + 1, index - 2):
        if 0 <= near < len(reading.sentences) and reading.line(near).credits:
            return reading.line(near).credits[-1], near
    return None, index


_LONGEST_QUOTATION = 3_000


_SINGLE_QUOTE = re.compile(r"(?:^|\s)['‘](?=\w)|(?<=[.,!?])['’](?=\s|$)")


def _inside_quotation(text: str) -> bool:
    opened = text.count("“") - text.count("”")
    return opened > 0 or text.count('"') % 2 == 1 or len(_SINGLE_QUOTE.findall(text)) % 2 == 1


def _full_name(reading: Reading, index: int, credit: Credit) -> str | None:
    """The fullest wording of the claimant that the text has given by then."""
    text = reading.report.text
    words = credit.source.of(text)
    if credit.naming is Naming.NAME:
        return _longer_form(reading, index, credit.source) or words
    earlier = _last_name_before(reading, index, credit.span)
    return earlier if earlier or credit.naming is Naming.SPEAKER else words


def _last_name_before(reading: Reading, index: int, cue: Span) -> str | None:
    for at in range(index, max(-1, index - 6), -1):
        for other in reversed(reading.line(at).credits):
            if other.naming is Naming.NAME and other.span.end <= cue.start:
                return _full_name(reading, at, other)
    return None


_SHORT = re.compile(r"(?:the |Mr\.? |Mrs\.? |Ms\.? |Dr\.? )?([\w’'.-]+)$", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\(([\w.-]{2,12})\)")
_NAME_ENDS = re.compile(r",| (?:of|in|for|at|from|to) ")


def _longer_form(reading: Reading, index: int, source: Span) -> str | None:
    """The longer name for which a single word stands: "the ministry", "Rahimi", "Mr Vy", "the agency"."""
    text = reading.report.text
    words = source.of(text)
    short = _SHORT.fullmatch(words)
    if not short or len(words.split()) > 2:
        return None
    key = short.group(1).casefold()
    for at in range(index, max(-1, index - 40), -1):
        if key not in reading.sentences[at].span.of(text).casefold():
            continue
        for other in reversed(reading.line(at).credits):
            for name in other.source.of(text).split(" and "):
                if other.source.end <= source.start and key in _heads_of(name) and len(name) > len(words):
                    return _longer_form(reading, at, other.source) or name
    if words.casefold().startswith("the ") and key in phrases_of(reading.lexicon.attribution.generic_body):
        return _last_name_before(reading, index, source)
    return None


def _heads_of(name: str) -> set[str]:
    """The words that a name can be shortened to: its head, its surname, the short form that it brings with it.

    "Interior Ministry spokesman Nasrat Rahimi" is Rahimi, "the Ministry of Civil Affairs" the ministry, "the
    Fire and Rescue Service (FRS)" FRS.
    """
    first = _NAME_ENDS.split(name.casefold())[0].split()
    return {*first[-1:], *_IN_BRACKETS.findall(name.casefold())}
