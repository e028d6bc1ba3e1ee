"""What becomes of an answer to a question that was left out before its attempt came to an end."""

import uuid
from datetime import datetime, time

import pytest

from quizzes import actions
from quizzes.enums import AttemptMode
from quizzes.models import Response
from quizzes.policies import AttemptPolicy
from quizzes.regrading import begin_regrade, carry_on
from tests.factories.work import answer_worth
from tests.quizzes.sitting import Sitting
from tests.quizzes.test_questions_on_facts import (
    LAST_DAY,
    LONDON,
    pass_midnight,
    quiz_of,
    text_of,
)
from tests.support.samples import make_law

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiz(time_machine):
    """Three questions; the second rests on a law that is live for one more minute."""
    time_machine.move_to(datetime.combine(LAST_DAY, time(23, 59), LONDON), tick=False)
    return quiz_of(None, make_law(key="gb-law"), None)


def test_results_name_a_corrected_question_by_its_place(client, student, quiz, time_machine):
    client.force_login(student)
    sitting = Sitting(client, quiz)
    sitting.answer(1)
    pass_midnight(time_machine)
    sitting.answer(3)
    assert sitting.stored().left_out == [2]
    for place in quiz.quiz_questions.exclude(sort_order=0):
        swap_best_and_worst(place.question)
        regrade = begin_regrade(by=None, question=place.question, rule="corrected", reason="Why")
        carry_on(regrade)
    results = text_of(sitting.see_end())
    assert "Question 2 was corrected" in results
    assert results.count("was corrected") == 1


def swap_best_and_worst(question) -> None:
    values = [option.value["value"] for option in question.options]
    for option, value in zip(question.options, reversed(values), strict=True):
        option.value["value"] = value
    question.save_revision().publish()


def test_answer_that_does_not_count_today_stays_when_a_test_begins(student, quiz, time_machine):
    practice = actions.start_attempt(by=student, quiz=quiz, policy=AttemptPolicy())
    on_the_law = practice.slots.get(number=2)
    chosen = answer_worth(on_the_law.version.content, 2)
    actions.answer_question(slot=on_the_law, chosen=chosen, confidence=None, key=uuid.uuid4())
    pass_midnight(time_machine)
    policy = AttemptPolicy(mode=AttemptMode.TEST)
    test = actions.start_attempt(by=student, quiz=quiz, policy=policy)
    assert test.mode == AttemptMode.TEST
    assert Response.objects.get().slot == on_the_law
    practice.refresh_from_db()
    assert (practice.is_finished, practice.points, practice.left_out) == (True, 0, [2])
