"""What somebody types is read as people read it: by its words or its number, not by its signs."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.marking import InvalidAnswer, kind_of, mark
from tests.quizzes.written import written

ASKED = "Ask her first"


def points_of(typed: str, *texts: str, kind: str = "short-answer", **changes) -> int:
    content = written(kind, [2, 1, 0][: len(texts)], text=list(texts), **changes)
    return mark(content, [typed]).points


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "ask her first",
            "ASK HER FIRST",
            "  Ask  her\tfirst ",
            "Ask her first.",
            "“Ask her first”",
        ),
        *("Ask her first!?", "\u00a0Ask\u00a0her first", "Ａｓｋ her first", "'ask her first'"),
    ],
)
def test_capitals_spaces_quotes_and_the_end_do_not_matter(typed):
    assert points_of(typed, ASKED) == 2


@pytest.mark.parametrize("typed", ["ask him first", "first ask her", "askherfirst", "."])
def test_other_words_are_another_answer(typed):
    assert points_of(typed, ASKED) == 0


def test_answer_with_a_value_of_its_own_gets_it():
    assert points_of("Wait", ASKED, "wait", "Send it") == 1
    assert points_of("send it", ASKED, "wait", "Send it") == 0


@pytest.mark.parametrize(
    ("typed", "points"), [("Sí", 2), ("si", 2), ("SI\u0301", 2), ("mañana", 1), ("manana", 1)]
)
def test_accents_may_be_left_out(typed, points):
    assert points_of(typed, "sí", "mañana") == points


def test_where_accents_tell_two_answers_apart_they_count():
    assert [points_of(typed, "año", "ano") for typed in ("año", "ano", "ANO.")] == [2, 1, 1]


@pytest.mark.parametrize(("one", "other"), [("हिंदी", "हद"), ("が", "か")])
def test_marks_that_are_letters_to_their_readers_count(one, other):
    assert points_of(one, one) == 2
    assert points_of(other, one) == 0


@pytest.mark.parametrize("texts", [("Wait.", "wait"), ("sí", "sí")])
def test_two_answers_that_read_the_same_are_refused(texts):
    content = written("short-answer", [2, 0], text=list(texts))
    assert "the same" in kind_of(content).why_unfit(content["options"])


@given(st.text(min_size=1, max_size=120))
def test_any_text_is_marked_or_refused(typed):
    content = written("short-answer", [2], text=[ASKED])
    with suppress(InvalidAnswer):
        assert mark(content, [typed]).points in {0, 2}


@pytest.mark.parametrize("typed", ["", "   ", "\x00", "a" * 81])
def test_nothing_and_too_much_are_refused(typed):
    with pytest.raises(InvalidAnswer):
        points_of(typed, ASKED)


def test_unreadable_signs_are_not_kept():
    content = written("short-answer")
    assert kind_of(content).canonical(["Ask\x00 her\n first "]) == ["Ask her first"]


def number_points(typed: str, *, within: str = "0", number: str = "12.5") -> int:
    return points_of(typed, number, kind="number", within=[within])


@pytest.mark.parametrize("typed", ["12.5", "12,5", " 12.50 ", "+12.5", "١٢٫٥", "１２.５", "012.5"])
def test_number_is_read_in_anybodys_writing(typed):
    assert number_points(typed) == 2


@pytest.mark.parametrize(
    ("typed", "points"), [("12", 2), ("13", 2), ("11.99", 0), ("13.01", 0), ("-12.5", 0)]
)
def test_near_enough_counts_to_the_very_edge(typed, points):
    assert number_points(typed, within="0.5") == points


@pytest.mark.parametrize(
    "typed", ["1500", "1,500", "1.500", "1 500", "1'500", "1,500.0", "1.500,0"]
)
def test_signs_between_thousands_may_stand_or_not(typed):
    assert number_points(typed, number="1500") == 2


@pytest.mark.parametrize("typed", ["1,500", "1.500"])
def test_sign_that_may_be_either_is_read_as_what_fits(typed):
    assert number_points(typed, number="1.5") == 2


@pytest.mark.parametrize(
    "typed",
    [
        *("1e9", "1e999999999", "9" * 13, "1.1234567", "twelve", "NaN", "inf", "0x10", "--1"),
        *("1,2,3", "12 km", "1/2"),
    ],
)
def test_what_is_no_plain_number_is_refused(typed):
    with pytest.raises(InvalidAnswer):
        number_points(typed)


@given(st.text(max_size=80))
def test_any_text_is_a_number_or_refused(typed):
    content = written("number", [2], text=["12.5"], within=["0"])
    with suppress(InvalidAnswer):
        assert mark(content, [typed]).points in {0, 2}
