"""A quiz whose key was wrong, and somebody who answered it: for the tests of regrading."""

import uuid

from quizzes.actions import answer_question, start_attempt
from quizzes.models import Attempt, Question, Quiz
from quizzes.policies import AttemptPolicy
from tests import factories
from tests.quizzes.counting import take

REASON = "The answer about asking again is right as well."


def quiz_to_correct() -> Quiz:
    """Return a quiz of one question with one right answer of three, and another question."""
    return factories.make_quiz(
        questions=[
            factories.make_question(kind="single", values=[1, 0, 0]),
            factories.make_question(),
        ]
    )


def set_right(question: Question, place: int) -> None:
    """Publish the question with another option as the right one."""
    for index, option in enumerate(question.options):
        option.value["value"] = str(int(index == place))
    question.save_revision().publish()


def option(question: Question, place: int) -> str:
    return str(question.options[place].id)


def answer(attempt: Attempt, chosen: str) -> None:
    slot = attempt.slots.select_related("version").get(number=1)
    answer_question(slot=slot, chosen=[chosen], confidence=2, key=uuid.uuid4())


def choose(quiz, question, place: int, *, second: int = 2) -> Attempt:
    """Let a new student choose one option of the first question, and finish."""
    student = factories.make_student(factories.make_classroom())
    attempt = start_attempt(by=student, quiz=quiz, policy=AttemptPolicy())
    answer(attempt, option(question, place))
    take(quiz, [], by=student)
    return Attempt.objects.get(pk=attempt.pk)
