"""Counting answers: each once, never of fewer than five people, and the same when done again."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F
from django.utils import timezone

from core.enums import Sensitivity
from quizzes import actions, tallies
from quizzes.models import Attempt, QuizTally
from quizzes.policies import AttemptPolicy
from quizzes.tallies import Compared, count_all, count_latest, rebuild
from tests import factories
from tests.quizzes.counting import (
    PRECHECK,
    TEST,
    answer,
    answer_rows,
    counted_people,
    stored,
    take,
    take_by,
)


@pytest.fixture
def quiz(db):
    return factories.make_quiz(questions=2)


# --- Five at a time -------------------------------------------------------------------------------


def test_four_people_leave_nothing_and_the_fifth_lets_all_be_counted(quiz):
    take_by(4, quiz)
    assert (count_all(), stored()) == (0, {})
    take(quiz, [0, 2])
    assert count_all() == 5
    assert counted_people() == 5


def test_nobodys_answer_can_be_told_by_looking_after_each(quiz):
    """Between two states lie five people or none, also where they come one by one."""
    seen = []
    for number in range(17):
        take(quiz, [2, 0] if number % 3 else [0, 1])
        call_command("update_statistics", stdout=StringIO())
        seen.append(counted_people())
    steps = {later - earlier for earlier, later in zip([0, *seen], seen, strict=False)}
    assert (steps, seen[-1]) == ({0, 5}, 15)


def test_people_asked_other_questions_are_counted_by_themselves(quiz):
    take_by(4, quiz)
    question = quiz.quiz_questions.first().question
    question.stem = "Asked in another way. What helps?"
    question.save_revision().publish()
    take_by(4, quiz)
    assert count_all() == 0
    take(quiz, [2, 2])
    assert count_all() == 5
    assert Attempt.objects.filter(is_tallied=False).count() == 4


def test_attempt_is_counted_once_however_often_counting_runs(quiz):
    take_by(6, quiz)
    assert [count_all(), count_all()] == [6, 0]
    assert counted_people() == 6


def test_only_the_wished_quizzes_and_the_latest_attempts_are_counted(quiz):
    other = factories.make_quiz(questions=1)
    take_by(5, other, [2])
    take_by(8, quiz)
    assert count_latest([quiz.pk], at_most=6) == 6
    assert set(QuizTally.objects.values_list("quiz", "attempts")) == {(quiz.pk, 6)}


# --- What counts ----------------------------------------------------------------------------------


def test_sums_are_those_of_the_answers(quiz):
    take_by(3, quiz, [2, 0], confidence=3)
    take_by(2, quiz, [1, 2], confidence=None)
    count_all()
    tally = QuizTally.objects.get()
    assert (tally.attempts, tally.points, tally.points_squared) == (5, 12, 30)
    first, second = (place.question.versions.get().pk for place in quiz.quiz_questions.all())
    found = {(row.version_id, row.points, row.confidence, *row.sums) for row in answer_rows().all()}
    assert found == {
        (first, 2, 3, 3, 0, 0),
        (first, 1, 0, 2, 4, 8),
        (second, 0, 3, 3, 6, 12),
        (second, 2, 0, 2, 2, 2),
    }


def test_second_try_of_the_same_person_does_not_count(quiz):
    first = take_by(5, quiz, [0, 0])
    take_by(5, quiz, [2, 2], by=first[0].user)
    assert count_all() == 5
    assert QuizTally.objects.get().points == 0
    assert not Attempt.objects.filter(is_tallied=False).exists()


def test_attempt_with_a_gap_and_one_that_runs_do_not_count(quiz):
    take_by(4, quiz)
    take(quiz, [2])
    running = actions.start_attempt(
        by=factories.make_student(factories.make_classroom()), quiz=quiz, policy=AttemptPolicy()
    )
    assert count_all() == 0
    waiting = Attempt.objects.filter(is_tallied=False)
    assert (waiting.count(), running in waiting) == (5, True)


def test_first_answer_counts_where_a_test_lets_it_be_changed(quiz):
    for _ in range(5):
        student = factories.make_student(factories.make_classroom())
        attempt = actions.start_attempt(by=student, quiz=quiz, policy=TEST)
        for slot in attempt.slots.select_related("version"):
            answer(slot, 0)
            answer(slot, 2)
        actions.finish_attempt(attempt=attempt)
    count_all()
    assert QuizTally.objects.get().points == 0


def test_question_that_was_left_out_is_not_among_those_asked(quiz):
    take_by(5, quiz, [0, 2])
    Attempt.objects.update(left_out=[2])
    assert count_all() == 5
    first = quiz.quiz_questions.first().question.versions.get()
    assert {row.version for row in answer_rows()} == {first}
    assert QuizTally.objects.get().points == 0


def test_pre_check_is_counted_apart(quiz):
    take_by(5, quiz, [2, 2])
    take_by(5, quiz, [0, 0], policy=PRECHECK)
    count_all()
    found = set(QuizTally.objects.values_list("is_scored", "attempts", "points"))
    assert found == {(True, 5, 20), (False, 5, 0)}


@pytest.mark.parametrize("sensitivity", [Sensitivity.CAREFUL, Sensitivity.PRIVATE])
def test_careful_attempts_are_counted_a_day_later(quiz, sensitivity):
    take_by(5, quiz, policy=AttemptPolicy(sensitivity=sensitivity))
    assert count_all() == 0
    Attempt.objects.update(finished_at=timezone.now() - timedelta(hours=23, minutes=59))
    assert count_all() == 0
    Attempt.objects.update(finished_at=timezone.now() - timedelta(hours=24, minutes=1))
    assert count_all() == 5
    assert QuizTally.objects.get().sensitivity == sensitivity


def test_several_right_answers_are_told_apart_as_a_set(db):
    quiz = factories.make_quiz(questions=[factories.make_question(kind="multiple")])
    take_by(5, quiz, [2])
    count_all()
    options = quiz.quiz_questions.get().question.content()["options"]
    right = sorted(option["id"] for option in options if option["value"])
    assert [row.chosen.split() for row in answer_rows()] == [right]


def test_question_to_think_about_is_no_gap(db):
    questions = [factories.make_question(), factories.make_question(kind="reflect")]
    take_by(5, factories.make_quiz(questions=questions), [2])
    assert count_all() == 5
    assert {row.version.question for row in answer_rows()} == {questions[0]}


@pytest.mark.parametrize("kind", ["ordering", "matching", "short-answer", "number", "gaps"])
def test_what_was_typed_or_put_together_is_not_kept(db, kind):
    quiz = factories.make_quiz(questions=[factories.make_question(kind=kind)])
    take_by(3, quiz, [2])
    take_by(2, quiz, [0])
    count_all()
    assert {(row.chosen, row.points, row.count) for row in answer_rows()} == {
        ("", 2, 3),
        ("", 0, 2),
    }


# --- All over again -------------------------------------------------------------------------------


@pytest.fixture
def counted(quiz, monkeypatch):
    """Twenty-three people, five of them in a pre-check, counted in several goes and portions."""
    monkeypatch.setattr(tallies, "PORTION", 6)
    for points in ([2, 0], [1, 2], [0, 2]):
        take_by(6, quiz, points, confidence=points[0] + 1)
        count_all()
    take_by(5, quiz, [0, 1], policy=PRECHECK)
    monkeypatch.setattr(tallies, "PORTION", 5)
    count_all()
    return quiz


def test_counting_all_again_comes_to_the_same(counted):
    before = stored()
    assert counted_people() == 23
    assert rebuild() == Compared(equal=2)
    assert stored() == before


def test_wrong_tally_is_told_and_made_anew(counted):
    before = stored()
    answer_rows().update(rest=F("rest") + 1)
    output = StringIO()
    with pytest.raises(CommandError, match="They are now"):
        call_command("update_statistics", rebuild=True, stdout=output)
    assert "0 equal, 2 not equal and made anew, 0 kept" in output.getvalue()
    assert stored() == before
    call_command("update_statistics", rebuild=True, stdout=output)
    assert output.getvalue().endswith(
        "Tallies: 2 equal, 0 not equal and made anew, 0 kept, because attempts in them were "
        "deleted since.\n"
    )


def test_lost_tally_is_made_anew(counted):
    before = stored()
    QuizTally.objects.filter(is_scored=True).delete()
    assert rebuild() == Compared(equal=1, mended=1)
    assert stored() == before


def test_sums_stay_when_an_account_is_deleted(counted):
    before = stored()
    Attempt.objects.filter(mode="practice").first().user.delete()
    assert stored() == before
    assert rebuild() == Compared(equal=1, kept=1)
    assert stored() == before
    take_by(5, counted, [2, 2])
    assert count_all() == 5
    assert counted_people() == 28


# --- Cost -----------------------------------------------------------------------------------------


def test_looking_for_what_waits_costs_the_same_whatever_was_counted(
    quiz, django_assert_num_queries
):
    for _ in range(2):
        take_by(5, quiz)
        count_all()
        # What waits 1, noting when 4.
        with django_assert_num_queries(5):
            count_all()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads the plan as SQLite writes it")
def test_what_waits_is_found_by_an_index_of_nothing_else(quiz):
    plan = Attempt.objects.to_be_tallied(at=timezone.now()).explain()
    assert "attempt_to_be_tallied" in plan
