"""Marking, whatever the question and the answer: bounded, repeatable, blind to how things stood."""

import random
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.marking import KINDS, InvalidAnswer, kind_of, mark
from tests.quizzes.keys import permuted
from tests.quizzes.written import SCORED, answers, questions, written

any_question = st.sampled_from(SCORED).flatmap(questions)
any_answer = any_question.flatmap(lambda content: st.tuples(st.just(content), answers(content)))
anything = st.lists(st.text(max_size=90), max_size=8)


@given(any_answer)
def test_points_are_nought_one_or_two(drawn):
    content, chosen = drawn
    assert mark(content, chosen).points in {0, 1, 2}


@given(any_question)
def test_best_answer_gets_all_points_and_fits_its_kind(content):
    kind = kind_of(content)
    assert kind.why_unfit(content["options"]) == ""
    assert mark(content, kind.best(content)).is_best


@given(any_answer, st.randoms(use_true_random=False))
def test_order_in_which_things_stood_or_came_changes_no_points(drawn, dice):
    content, chosen = drawn
    points = mark(content, chosen).points
    if content["kind"] == "ordering":
        return
    dice.shuffle(chosen)
    stood = content | {"options": dice.sample(content["options"], len(content["options"]))}
    assert mark(stood, chosen).points == points


@given(any_answer)
def test_answer_has_one_way_to_be_stored(drawn):
    content, chosen = drawn
    kind = kind_of(content)
    once = kind.canonical(chosen)
    assert kind.canonical(once) == once
    kind.check(content, once)


@given(any_question, anything)
def test_whatever_is_sent_is_marked_or_refused(content, chosen):
    with suppress(InvalidAnswer):
        assert mark(content, chosen).points in {0, 1, 2}


@given(st.sampled_from(SCORED).flatmap(questions), st.integers(0, 99))
def test_what_a_page_asks_is_the_same_for_another_key(content, seed):
    other, kind = permuted(content), kind_of(content)
    assert other != content
    assert shown(kind, content, seed) == shown(kind, other, seed)


def shown(kind, content: dict, seed: int):
    """Return all that a page gets of a question before the answer."""
    order = kind.order(content, random.Random(seed))
    by_id = {option["id"]: option for option in content["options"]}
    return order, kind.asked(content, [by_id[option_id] for option_id in order], [], "")


@given(any_answer)
def test_every_line_of_a_solution_is_right_for_the_best_answer_alone(drawn):
    content, chosen = drawn
    kind = kind_of(content)
    chosen = kind.canonical(chosen)
    lines = kind.lines(content, chosen)
    if lines and kind.form != "text":
        assert all(line.is_right for line in lines) == mark(content, chosen).is_best


def test_another_key_makes_another_answer_right():
    for name in SCORED:
        content = written(name)
        best = kind_of(content).best(content)
        assert not mark(permuted(content), best).is_best, name


def test_every_kind_is_registered_by_its_own_name():
    assert {name: kind.name for name, kind in KINDS.items()} == {name: name for name in KINDS}


@pytest.mark.parametrize("chosen", [[], ["anything"], [""]])
def test_question_to_think_about_takes_no_answer(chosen):
    with pytest.raises(InvalidAnswer):
        mark(written("reflect"), chosen)
