"""Questions that somebody should look at: each rule by a table, and all of them in a simulation."""

import pytest

from benchmarks.item_flags import outcome
from quizzes.flags import Flag, flags, item_of
from quizzes.statistics import Answer, Tally

CONTENT = {
    "kind": "single",
    "options": [{"id": name, "value": int(name == "a")} for name in "abcd"],
}


def flags_of(rows: list[tuple[str, int, int, int]]) -> set[Flag]:
    """Return the flags of an item answered so: option, points elsewhere, confidence, how many."""
    tally = Tally()
    for chosen, rest, confidence, count in rows:
        points = 2 if chosen == "a" else 0
        for _ in range(count):
            tally.add([Answer("item", chosen, confidence, points), Answer("other", "", 0, rest)])
    return set(flags(item_of(CONTENT), [tally.of_items()["item"]]))


# Those who know the rest know this as well, and every wrong answer tempts somebody.
GOOD = [("a", 10, 3, 500), ("a", 2, 2, 150), ("b", 2, 2, 150), ("c", 2, 1, 100), ("d", 2, 1, 100)]


def test_good_item_has_no_flag():
    assert flags_of(GOOD) == set()


def test_fewer_than_thirty_answers_tell_nothing():
    wrong_key = [("a", 0, 3, 14), ("b", 10, 3, 15)]
    assert flags_of(wrong_key) == set()
    assert Flag.KEY in flags_of([*wrong_key, ("b", 10, 3, 1)])


def test_best_answer_that_the_able_avoid_is_a_wrong_key():
    found = flags_of([("a", 2, 2, 100), ("b", 10, 3, 600), ("c", 2, 1, 150), ("d", 2, 1, 150)])
    assert {Flag.KEY, Flag.SECOND, Flag.CHANCE} <= found


def test_answer_as_good_among_the_able_is_a_second_right_one():
    rows = [("a", 10, 2, 300), ("b", 10, 2, 300), ("c", 2, 1, 200), ("d", 2, 1, 200)]
    assert flags_of(rows) == {Flag.SECOND}


def test_hard_item_that_the_able_get_right_is_only_hard():
    rows = [("a", 10, 3, 150), ("b", 5, 2, 300), ("c", 5, 2, 250), ("d", 5, 2, 300)]
    assert flags_of(rows) == set()


def test_item_that_tells_nothing_is_weak():
    counts = {"a": 250, "b": 100, "c": 75, "d": 75}
    rows = [(chosen, rest, 2, count) for chosen, count in counts.items() for rest in (2, 10)]
    assert flags_of(rows) == {Flag.WEAK}


def test_item_that_nearly_all_get_right_is_too_easy():
    rows = [("a", 10, 2, 500), ("a", 2, 2, 460), ("b", 2, 2, 20), ("c", 2, 2, 10), ("d", 2, 2, 10)]
    assert Flag.EASY in flags_of(rows)
    assert Flag.EASY not in flags_of(GOOD)


def test_answer_that_nobody_chooses_is_noted_once_chance_would_have():
    without_d = [row for row in GOOD if row[0] != "d"]
    assert flags_of(without_d) == {Flag.UNUSED}
    few = [(chosen, rest, sure, count // 10) for chosen, rest, sure, count in without_d]
    assert flags_of(few) == set()


def test_question_without_options_to_tell_apart_has_no_unused_one():
    rows = [("", rest, sure, count) for _chosen, rest, sure, count in GOOD]
    assert Flag.UNUSED not in flags_of(rows)


def test_belief_shows_where_the_very_sure_are_wrong_more_often():
    rows = [
        ("a", 10, 2, 500),
        ("a", 2, 3, 50),
        ("b", 2, 3, 250),
        ("c", 2, 1, 100),
        ("d", 2, 1, 100),
    ]
    assert flags_of(rows) == {Flag.SURE}


@pytest.mark.parametrize("seed", [11, 12])
def test_planted_items_are_found_and_others_left_alone(seed):
    """A small one of benchmarks/item_flags.py; a wrong key or two right answers need few people."""
    found = outcome(seed, learners=4000)
    assert [name for name in found.missed if name != "guessable"] == []
    assert len(found.false_alarms) <= 2
