"""Figures of questions: by hand for small tables, and as properties of sums."""

from math import isclose, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.flags import item_of, least_discrimination
from quizzes.statistics import (
    Answer,
    Band,
    Tally,
    all_agree,
    alpha,
    band,
    calibration,
    discrimination,
    facility,
    middle_of_band,
    option_discrimination,
    standard_error,
    sure_and_wrong,
)

# Points of five people on three items, worked out by hand below.
FIVE = [(2, 2, 2), (2, 2, 0), (2, 0, 2), (0, 2, 0), (0, 0, 0)]


def answer(item, points: int, confidence: int = 2, chosen: str = "") -> Answer:
    return Answer(item, chosen or {0: "wrong", 1: "fair", 2: "best"}[points], confidence, points)


def tally_of(attempts) -> Tally:
    tally = Tally()
    for points in attempts:
        tally.add([answer(item, one) for item, one in enumerate(points)])
    return tally


def item(number: int, attempts=FIVE) -> list:
    return [tally_of(attempts).of_items()[number]]


def plain_correlation(xs, ys) -> float:
    """The textbook's formula over the people themselves."""
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    products = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True))
    return products / sqrt(sum((x - mean_x) ** 2 for x in xs) * sum((y - mean_y) ** 2 for y in ys))


# --- Figures by hand ------------------------------------------------------------------------------


def test_facility_is_the_mean_share_of_the_points():
    assert facility(item(0)) == 0.6
    assert facility(item(0, [(1,), (2,), (1,), (0,)])) == 0.5


def test_discrimination_is_with_the_points_on_the_other_items():
    # Item 0: 2 2 2 0 0; the others together: 4 2 2 2 0.
    assert isclose(discrimination(item(0)), plain_correlation([2, 2, 2, 0, 0], [4, 2, 2, 2, 0]))


def test_option_is_seen_by_who_chooses_it():
    wrong = option_discrimination(item(0), "wrong")
    assert isclose(wrong, plain_correlation([0, 0, 0, 1, 1], [4, 2, 2, 2, 0]))
    assert option_discrimination(item(0), "nobody's") is None


def test_item_on_which_all_do_the_same_discriminates_nothing():
    assert discrimination(item(0, [(2, 0), (2, 2), (2, 1)])) is None


def test_alpha_and_standard_error_by_hand():
    # Variances of the items 0.96 each, of the totals 4.16 (6 4 4 2 0, mean 3.2).
    tally = tally_of(FIVE)
    assert isclose(alpha(tally), 3 / 2 * (1 - 3 * 0.96 / 4.16))
    assert isclose(standard_error(tally), sqrt(4.16 * 5 / 4 * (1 - alpha(tally))))


@pytest.mark.parametrize("attempts", [[(2,), (0,)], [(2, 0), (0, 2)]])
def test_quiz_of_one_item_or_of_equal_totals_has_no_alpha(attempts):
    assert (alpha(tally_of(attempts)), standard_error(tally_of(attempts))) == (None, None)


def test_harder_quiz_beside_an_easier_one_makes_no_correlation():
    """Of each quiz by itself the item tells nothing; only the quizzes differ."""
    easy = item(0, [(2, 2), (2, 2), (0, 2), (0, 2), (2, 0), (0, 0)])
    hard = item(0, [(0, 0, 0), (0, 0, 0), (0, 2, 0), (0, 2, 2), (2, 0, 0), (2, 2, 2)])
    assert abs(discrimination([*easy, *hard])) < max(
        abs(discrimination(easy)), abs(discrimination(hard))
    )


def test_calibration_counts_the_best_of_each_confidence_that_was_said():
    tally = Tally()
    for confidence, points in [(3, 2), (3, 0), (3, 1), (1, 0), (0, 2)]:
        tally.add([answer("item", points, confidence)])
    strata = [tally.of_items()["item"]]
    assert calibration(strata) == {1: (0, 1), 3: (1, 3)}
    assert sure_and_wrong(strata) == 1


def content(kind: str, *values: int) -> dict:
    return {"kind": kind, "options": [{"id": str(n), "value": v} for n, v in enumerate(values)]}


@pytest.mark.parametrize(
    ("asked", "chance"),
    [
        (content("single", 1, 0, 0, 0), 0.25),
        (content("true-false", 1, 0), 0.5),
        (content("judgement", 2, 1, 0), 0.5),
        (content("multiple", 1, 1, 0), 1 / 7),
        (content("ordering"), 0.0),
    ],
)
def test_chance_is_the_facility_of_blind_choice(asked, chance):
    assert item_of(asked).chance == chance


def test_item_knows_what_is_best_and_what_is_worth_nothing():
    judgement = item_of(content("judgement", 2, 1, 0))
    assert (judgement.best, judgement.worthless) == ({"0"}, {"2"})


def test_least_discrimination_is_lower_where_blind_choice_adds_noise():
    """By hand for items that three of four get right; of two options one of them need not know."""
    most = item(0, [(2,), (2,), (2,), (0,)])
    assert isclose(least_discrimination(item_of(content("short-answer")), most), 0.20)
    by_hand = 0.20 * 0.5 * sqrt(0.5 * 0.5 / (0.75 * 0.25))
    assert isclose(least_discrimination(item_of(content("true-false", 1, 0)), most), by_hand)
    half = item(0, [(2,), (0,)])
    assert least_discrimination(item_of(content("true-false", 1, 0)), half) == 0.0


# --- Bands ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("thousandths", "expected"),
    [
        (0, Band.NONE),
        (1, Band.FEW),
        (400, Band.FEW),
        (401, Band.HALF),
        (600, Band.HALF),
        (601, Band.MOST),
        (900, Band.MOST),
        (901, Band.NEARLY_ALL),
        (1000, Band.NEARLY_ALL),
    ],
)
def test_share_falls_in_one_band(thousandths, expected):
    assert band(thousandths) == expected
    assert band(middle_of_band(thousandths)) == expected


def test_all_agree_where_one_answer_is_everybodys():
    assert all_agree(item(0, [(2,), (2,)]))
    assert not all_agree(item(0, [(2,), (0,)]))


# --- Sums -----------------------------------------------------------------------------------------

points = st.integers(0, 2)
answers = st.builds(
    Answer, st.just(0), st.sampled_from(["a", "b", "a b"]), st.integers(0, 3), points
)
attempts = st.lists(
    st.tuples(answers, points, points).map(
        lambda one: [one[0], answer(1, one[1]), answer(2, one[2])]
    ),
    max_size=30,
)


def added(some) -> Tally:
    tally = Tally()
    for one in some:
        tally.add(one)
    return tally


@given(attempts, st.integers(0, 30), st.randoms())
def test_portions_in_any_order_add_up_to_the_same(some, cut, dice):
    whole, shuffled = added(some), list(some)
    dice.shuffle(shuffled)
    parts = added(shuffled[:cut])
    parts.include(added(shuffled[cut:]))
    assert parts == whole


@given(attempts)
def test_correlation_from_sums_is_the_one_over_people(some):
    strata = list(added(some).of_items().values())[:1]
    own = [one[0].points for one in some]
    rest = [one[1].points + one[2].points for one in some]
    if len(set(own)) > 1 and len(set(rest)) > 1:
        assert isclose(discrimination(strata), plain_correlation(own, rest), abs_tol=1e-9)
    elif some:
        assert discrimination(strata) is None
