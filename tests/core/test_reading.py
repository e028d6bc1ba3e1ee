"""Readability scores, checked against texts counted by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.reading import NOTHING_TO_READ, measure, sentences, words


def test_measure_matches_a_text_counted_by_hand():
    # 5 + 3 words in 2 sentences. Letters: 4 7 4 3 9 and 3 4 4, so 38; two words are long.
    reading = measure("Tobi borrows Mei’s red headphone. She says fine.")
    assert (reading.words, reading.sentences) == (8, 2)
    assert (reading.mean_sentence, reading.longest_sentence) == (4.0, 5)
    assert reading.lix == pytest.approx(4 + 100 * 2 / 8)
    assert reading.ari == pytest.approx(4.71 * 38 / 8 + 0.5 * 4 - 21.43)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three? Four… five", 5),
        ("“No thanks.” Sam nods.", 2),
        ("It costs 3.5 units. Fine.", 2),
        ("A heading\n\nA line of text\nanother", 3),
        ("Three moves: ask, add, wait.", 1),
        ("No end mark", 1),
        (" \n ... \n", 0),
    ],
)
def test_sentences_end_at_marks_and_line_breaks(text, expected):
    assert len(sentences(text)) == expected


def test_words_keep_apostrophes_and_hyphens_together():
    expected = ["an", "if-then", "plan", "isn’t", "Mei's", "4th", "é"]
    assert words("an if-then plan — isn’t Mei's 4th é?") == expected


def test_long_words_are_counted_by_letters_only():
    # "if-then" has six letters beside its hyphen, "someone" seven.
    assert measure("if-then").lix == 1
    assert measure("someone").lix == 101


@pytest.mark.parametrize("text", ["", "  \n", "?!"])
def test_a_text_without_words_scores_nothing(text):
    assert measure(text) == NOTHING_TO_READ


@given(st.text())
def test_counts_agree_for_any_text(text):
    reading = measure(text)
    assert reading.words == len(words(text))
    assert reading.sentences == len(sentences(text))
    assert reading.mean_sentence <= reading.longest_sentence <= reading.words
