"""Part of the points cannot be won by guessing: every blind way to answer is tried."""

from fractions import Fraction
from itertools import combinations, permutations, product

import pytest

from quizzes.marking import MAX_POINTS, kind_of, mark
from tests.quizzes.written import written

COUNTS = [(right, size - right) for size in range(2, 7) for right in range(1, size)]


def mean_points(content: dict, ways: list) -> Fraction:
    return Fraction(sum(mark(content, list(way)).points for way in ways), len(ways))


@pytest.mark.parametrize(("right", "others"), COUNTS)
def test_no_number_of_blind_ticks_wins_more_than_one_pick_among_as_many(right, others):
    content = written("multiple", [1] * right + [0] * others)
    ids, size = [option["id"] for option in content["options"]], right + others
    one_pick = Fraction(MAX_POINTS, size)
    for ticks in range(1, size + 1):
        assert mean_points(content, list(combinations(ids, ticks))) <= one_pick


@pytest.mark.parametrize(("right", "others"), COUNTS)
def test_choosing_everything_wins_nothing(right, others):
    content = written("multiple", [1] * right + [0] * others)
    assert mark(content, [option["id"] for option in content["options"]]).points == 0


@pytest.mark.parametrize(("right", "others"), COUNTS)
def test_all_points_are_for_the_very_set(right, others):
    content = written("multiple", [1] * right + [0] * others)
    ids = [option["id"] for option in content["options"]]
    sets = [list(way) for n in range(1, len(ids) + 1) for way in combinations(ids, n)]
    assert [way for way in sets if mark(content, way).is_best] == [ids[:right]]


@pytest.mark.parametrize("size", [3, 4, 5, 6])
def test_an_order_made_by_chance_wins_no_more_than_one_pick_among_as_many(size):
    content = written("ordering", [0] * size)
    ways = list(permutations(kind_of(content).best(content)))
    assert mean_points(content, ways) <= Fraction(MAX_POINTS, size)


@pytest.mark.parametrize("size", [2, 3, 4])
@pytest.mark.parametrize("kind", ["matching", "gaps"])
def test_blind_matches_win_no_more_than_one_pick_for_a_single_part(kind, size):
    content = written(kind, [0] * size)
    of_kind = kind_of(content)
    values = [list(of_kind.values(content, part)) for part in content["options"]]
    assert mean_points(content, list(product(*values))) <= Fraction(MAX_POINTS, len(values[0]))


@pytest.mark.parametrize(("n_left", "n_right"), [(4, 2), (6, 2), (6, 3)])
def test_one_group_for_everything_wins_nothing(n_left, n_right):
    content = written("matching", [0] * n_left, right=[f"G{n % n_right}" for n in range(n_left)])
    of_kind = kind_of(content)
    for group in range(n_right):
        chosen = [list(of_kind.values(content, part))[group] for part in content["options"]]
        assert mark(content, chosen).points == 0


@pytest.mark.parametrize(
    ("order", "points"),
    [("abcd", 2), ("abdc", 1), ("bacd", 1), ("badc", 0), ("dcba", 0), ("bcda", 0)],
)
def test_two_neighbours_changed_are_nearly_the_order(order, points):
    content = written("ordering")
    named = dict(zip("abcd", kind_of(content).best(content), strict=True))
    assert mark(content, [named[letter] for letter in order]).points == points
