"""Laws that hold for any text whatever."""

import pickle
from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tracker.extract import extract_claims
from tracker.model import Qualifier, Report
from tracker.text import find_sentences

WORDS = st.sampled_from(
    "at least more than up to between and from 12 32,000 1.5 million dozens of hundreds people soldiers houses were "
    "killed wounded injured missing displaced fled died , . ; : ( ) - – “ ” \n \n\n the a in Gaza Kabul said according "
    "officials ministry it of them including who has have been left dead 7 October 2023 on Saturday half "
    "per cent no one "
    "no toll rose to revised down denied could 100-to-300 bodies lives claimed OCHA citing".split(" ")
)
PROSE = st.lists(WORDS, max_size=60).map(" ".join)
ANY_TEXT = st.one_of(st.text(max_size=400), PROSE)
DAYS = st.one_of(st.none(), st.dates())


@given(ANY_TEXT, DAYS)
@example("\ud800 12 people were killed", None)
@example("12 people were killed in \x00", date.min)
@example("(" * 500 + "12 killed", date.max)
@settings(max_examples=400, deadline=None)
def test_no_text_raises_and_every_claim_has_its_proof(text: str, published: date | None) -> None:
    claims = extract_claims(Report(text, published=published))
    for claim in claims:
        assert claim.span.of(text) == claim.number != ""
        assert claim.sentence.covers(claim.span)
        assert claim.rule
        assert claim.attribution.source is None or claim.attribution.source in text
        assert claim.place is None or claim.place in text
        assert claim.part_of is None or claim.part_of != claim.span
    assert [claim.span for claim in claims] == sorted(claim.span for claim in claims)


@given(ANY_TEXT)
@settings(max_examples=200, deadline=None)
def test_bounds_are_what_the_hedge_says(text: str) -> None:
    for claim in extract_claims(text):
        figure = claim.figure
        match figure.qualifier:
            case Qualifier.EXACTLY:
                assert figure.value == figure.low == figure.high
            case Qualifier.ABOUT:
                assert figure.value is not None
                assert figure.low is figure.high is None
            case Qualifier.AT_LEAST | Qualifier.MORE_THAN:
                assert (figure.low, figure.high) == (figure.value, None)
            case Qualifier.NEARLY | Qualifier.AT_MOST:
                assert (figure.low, figure.high) == (None, figure.value)
            case Qualifier.BETWEEN:
                assert figure.value is None
                assert figure.low is not None
                assert figure.high is not None
            case Qualifier.VAGUE:
                assert figure.value is figure.high is None
                assert figure.low is not None


@given(PROSE)
@settings(max_examples=100, deadline=None)
def test_reading_again_gives_the_same_and_travels(text: str) -> None:
    claims = extract_claims(text)
    assert extract_claims(text) == claims
    assert pickle.loads(pickle.dumps(claims)) == claims


@given(ANY_TEXT)
@settings(max_examples=200, deadline=None)
def test_sentences_cover_the_text_but_for_white_space(text: str) -> None:
    at = 0
    for sentence in find_sentences(text):
        assert text[at : sentence.span.start].strip() == ""
        assert sentence.span.of(text).strip() == sentence.span.of(text) != ""
        at = sentence.span.end
    assert text[at:].strip() == ""
