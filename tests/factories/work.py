"""What learners did."""

import uuid

from django.utils import timezone

from progress.enums import LessonState
from progress.models import LessonProgress
from quizzes import actions
from quizzes.marking import kind_of
from quizzes.models import Attempt
from quizzes.policies import AttemptPolicy


def make_attempt(student, quiz, *, percent: int = 100, confidence: int | None = 2) -> Attempt:
    """Make a finished attempt that comes as near to `percent` as the quiz's options allow."""
    attempt = actions.start_attempt(by=student, quiz=quiz, policy=AttemptPolicy())
    slots = list(attempt.slots.select_related("version"))
    goal = percent * 2 * len(slots) // 100
    for slot in slots:
        points = min(goal, 2)
        chosen = answer_worth(slot.version.content, points)
        actions.answer_question(slot=slot, chosen=chosen, confidence=confidence, key=uuid.uuid4())
        goal -= points
    return Attempt.objects.get(pk=attempt.pk)


def answer_worth(content: dict, points: int) -> list[str]:
    """Return the option ids of an answer worth `points` of 2, or the nearest the kind allows."""
    options = content["options"]
    if kind_of(content).form != "choice":
        return answer_of_parts(content, points)
    if content["kind"] == "judgement":
        nearest = min(options, key=lambda option: abs(option["value"] - points))
        return [nearest["id"]]
    is_right = points == 2
    if content["kind"] == "multiple" and is_right:
        return [option["id"] for option in options if option["value"]]
    return [next(o["id"] for o in options if bool(o["value"]) == is_right)]


def answer_of_parts(content: dict, points: int) -> list[str]:
    """Return the best answer, or one worth nothing, of a kind that is not only chosen from."""
    kind = kind_of(content)
    best = kind.best(content)
    if points == 2:
        return best
    if kind.form == "text":
        return ["1234567"]
    if kind.form == "order":
        return best[::-1]
    values = [list(kind.values(content, part)) for part in content["options"]]
    return [next(v for v in of_part if v not in best) for of_part in values]


def make_lesson_progress(student, lesson, *, state=LessonState.DONE, step: int = 1, at=None):
    at = at or timezone.now()
    return LessonProgress.objects.create(
        user=student,
        lesson=lesson,
        state=state,
        step=step,
        touched_at=at,
        done_at=at if state == LessonState.DONE else None,
    )
