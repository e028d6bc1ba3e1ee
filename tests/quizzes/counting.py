"""Classes that take a quiz, for tests of what their answers add up to."""

import uuid

from quizzes import actions
from quizzes.enums import AttemptMode
from quizzes.models import AnswerTally, Attempt, Quiz, QuizTally
from quizzes.policies import AttemptPolicy
from tests import factories
from tests.factories.work import answer_worth

OPEN_PRACTICE = AttemptPolicy()
PRECHECK = AttemptPolicy(mode=AttemptMode.PRECHECK)
TEST = AttemptPolicy(mode=AttemptMode.TEST)


def take(quiz: Quiz, points: list[int], *, by=None, confidence=2, policy=OPEN_PRACTICE) -> Attempt:
    """Let a new student, or `by`, take a quiz; `points` are those of each answer, in order."""
    student = by or factories.make_student(factories.make_classroom())
    attempt = actions.start_attempt(by=student, quiz=quiz, policy=policy)
    slots = attempt.slots.scored().select_related("version")
    for slot, worth in zip(slots, points, strict=False):
        answer(slot, worth, confidence)
    return actions.finish_attempt(attempt=attempt)


def answer(slot, points: int, confidence: int | None = 2) -> None:
    chosen = answer_worth(slot.version.content, points)
    actions.answer_question(slot=slot, chosen=chosen, confidence=confidence, key=uuid.uuid4())


def take_by(many: int, quiz: Quiz, points: list[int] = (2, 0), **how) -> list[Attempt]:
    return [take(quiz, points, **how) for _ in range(many)]


def stored() -> dict:
    """Return everything that was counted, by what it is of."""
    tallies = {
        (row.quiz_id, row.sheet, row.is_scored, row.sensitivity): (
            row.attempts,
            row.points,
            row.points_squared,
        )
        for row in QuizTally.objects.all()
    }
    answers = {(row.tally.sheet, row.answer): row.sums for row in answer_rows()}
    return tallies | answers


def answer_rows():
    return AnswerTally.objects.select_related("tally")


def counted_people() -> int:
    return sum(QuizTally.objects.values_list("attempts", flat=True))
