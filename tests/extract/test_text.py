"""Where sentences and paragraphs end."""

import pytest

from tracker.lexicon.en import ENGLISH
from tracker.model import Span
from tracker.text import LONGEST_SENTENCE, find_paragraphs, find_sentences, find_tokens


def sentences_of(text: str) -> list[str]:
    found = find_sentences(text, abbreviations=ENGLISH.abbreviations, starters=ENGLISH.starters)
    return [sentence.span.of(text) for sentence in found]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two.", ["One.", "Two."]),
        ("Gen. Abed spoke. He left.", ["Gen. Abed spoke.", "He left."]),
        ("The U.S. Secretary spoke.", ["The U.S. Secretary spoke."]),
        ("He lives in the U.S. The army left.", ["He lives in the U.S.", "The army left."]),
        ("It cost 1.5 million. No more.", ["It cost 1.5 million.", "No more."]),
        ("“Go.” They went.", ["“Go.”", "They went."]),
        ("Is it? Yes! Good.", ["Is it?", "Yes!", "Good."]),
        ("At 10 a.m. on Monday it fell.", ["At 10 a.m. on Monday it fell."]),
        ("On Jan. 5 it fell.", ["On Jan. 5 it fell."]),
        ("John F. Kerry spoke.", ["John F. Kerry spoke."]),
        ("authorities said.The mudslides came.", ["authorities said.", "The mudslides came."]),
        ("A heading\n\nA sentence.", ["A heading", "A sentence."]),
        ("- one\n- two\n- three", ["- one", "- two", "- three"]),
        ("", []),
        (" \n\n \t", []),
        ("...", ["..."]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert sentences_of(text) == sentences


def test_a_text_wrapped_at_a_margin_is_one_paragraph() -> None:
    text = (
        "The storm came over the coast at dawn and took the roofs of all the\n"
        "houses along the shore, and 12 people were killed before anybody had\n"
        "heard of it in the capital."
    )
    assert [span.of(text) for span in find_paragraphs(text)] == [text]


def test_short_lines_are_paragraphs_of_their_own() -> None:
    text = "Killed: 12\nInjured: 30"
    assert [span.of(text) for span in find_paragraphs(text)] == ["Killed: 12", "Injured: 30"]


def test_a_sentence_without_end_is_cut() -> None:
    text = "word " * 10_000
    found = list(find_sentences(text))
    assert all(one.span.end - one.span.start <= LONGEST_SENTENCE for one in found)
    assert "".join(one.span.of(text) for one in found).replace(" ", "") == text.replace(" ", "")


def test_a_word_without_end_is_cut_too() -> None:
    assert len(sentences_of("x" * 10_000)) == 4


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Gaza's 32,000 dead", ["Gaza", "'s", "32,000", "dead"]),
        ("Hamas-run", ["Hamas", "-", "run"]),
        ("U.S. troops", ["U.S.", "troops"]),
        ("37people", ["37", "people"]),
        ("O’Brien’s", ["O’Brien", "’s"]),
        ("12%", ["12", "%"]),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert [token.text for token in find_tokens(text, Span(0, len(text)))] == tokens
