"""An acknowledged answer is stored exactly once: by two processes at once, and over a kill."""

import pytest

from tests import races

ROUNDS = 50


def test_same_answer_from_two_processes_is_stored_once(database_copy):
    [attempts] = races.in_processes(database_copy, races.make_attempts, [(ROUNDS,)])
    keys = [races.new_key() for _ in attempts]
    statuses = races.in_processes(
        database_copy, races.answer_each, [(attempts, keys), (attempts, keys)]
    )
    [stored] = races.in_processes(database_copy, races.stored, [(attempts,)])
    assert stored == [1] * ROUNDS
    assert statuses == [[303] * ROUNDS] * 2


def test_two_answers_at_once_store_the_first_and_refuse_the_second(database_copy):
    [attempts] = races.in_processes(database_copy, races.make_attempts, [(10,)])
    mine, yours = [races.new_key() for _ in attempts], [races.new_key() for _ in attempts]
    statuses = races.in_processes(
        database_copy, races.answer_each, [(attempts, mine), (attempts, yours)]
    )
    [stored] = races.in_processes(database_copy, races.stored, [(attempts,)])
    assert stored == [1] * 10
    assert [sorted(pair) for pair in zip(*statuses, strict=True)] == [[303, 409]] * 10


def test_answer_killed_between_commit_and_reply_is_stored_once_after_the_retry(database_copy):
    [[attempt]] = races.in_processes(database_copy, races.make_attempts, [(1,)])
    key = races.new_key()
    assert races.answer_and_die(database_copy, attempt, key) == races.DIED_BEFORE_REPLY
    assert races.in_processes(database_copy, races.stored, [([attempt],)]) == [[1]]
    assert races.in_processes(database_copy, races.answer_each, [([attempt], [key])]) == [[303]]
    assert races.in_processes(database_copy, races.stored, [([attempt],)]) == [[1]]


@pytest.mark.parametrize("questions", [1, 2])
def test_answer_is_kept_while_another_window_begins_a_test(database_copy, questions):
    """With one question the answer finishes the attempt, and is the only one of it to do so."""
    [[attempt]] = races.in_processes(database_copy, races.make_attempts, [(1, questions)])
    said = races.in_processes(
        database_copy,
        races.act,
        [(races.answer_slowly, attempt, races.new_key()), (races.begin_test, attempt)],
    )
    assert {303, "test"} == set(said)
    [(answers, _finished_at)] = races.in_processes(database_copy, races.standing, [(attempt,)])
    assert answers == 1


def test_attempt_is_finished_once_while_another_window_begins_a_test(database_copy):
    [[attempt]] = races.in_processes(database_copy, races.make_attempts, [(1, 2)])
    races.in_processes(database_copy, races.answer_each, [([attempt], [races.new_key()])])
    said = races.in_processes(
        database_copy, races.act, [(races.finish_slowly, attempt), (races.begin_test, attempt)]
    )
    [(answers, finished_at)] = races.in_processes(database_copy, races.standing, [(attempt,)])
    assert {finished_at, "test"} == set(said)
    assert answers == 1
