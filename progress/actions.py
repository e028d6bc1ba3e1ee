"""Saving a learner's place, and what a finished quiz says about skills."""

from collections import defaultdict

from django.db import transaction
from django.db.models import F, OuterRef, Subquery
from django.utils import timezone

from courses.models import LessonPage
from progress.enums import LessonState
from progress.mastery import Evidence, skill_state
from progress.models import LessonProgress, SkillProgress
from quizzes.models import Attempt, Response


@transaction.atomic
def save_place(*, by, lesson: LessonPage, step: int) -> LessonProgress:
    """Remember that a learner goes on to `step`; a lesson that was done stays done."""
    progress, _created = LessonProgress.objects.update_or_create(
        user=by, lesson=lesson, defaults={"step": step, "touched_at": timezone.now()}
    )
    return progress


@transaction.atomic
def complete_lesson(*, by, lesson: LessonPage) -> LessonProgress:
    """Mark a lesson as done; clicked twice, it is done once."""
    progress, _created = LessonProgress.objects.update_or_create(
        user=by,
        lesson=lesson,
        defaults={"step": 1, "state": LessonState.DONE, "touched_at": timezone.now()},
    )
    return progress


def update_skills(attempt: Attempt) -> None:
    """Raise the states of the skills an attempt was about; a state never goes down.

    Runs in the transaction that finished the attempt. Two queries, whatever the quiz.
    """
    answers = answers_by_skill(attempt)
    SkillProgress.objects.bulk_create(
        [
            SkillProgress(user_id=attempt.user_id, skill_id=skill, state=raised_state(found))
            for skill, found in answers.items()
        ],
        update_conflicts=True,
        unique_fields=["user", "skill"],
        update_fields=["state"],
    )


def raised_state(answers: list[Response]) -> int:
    """Return the state these answers show, never below the one that stands."""
    return max(skill_state([evidence_of(answer) for answer in answers]), answers[0].standing or 0)


def answers_by_skill(attempt: Attempt) -> dict[int, list[Response]]:
    """Map the skills of an attempt to every answer its learner ever finished, oldest first.

    Each answer carries `skill`, `question`, `content` and `standing`, the state so far. One query.
    """
    skills = attempt.slots.order_by().values("version__question__skill")
    standing = SkillProgress.objects.filter(user=attempt.user_id, skill=OuterRef("skill"))
    answers = (
        Response.objects.filter(
            slot__attempt__user=attempt.user_id, slot__attempt__finished_at__isnull=False
        )
        .annotate(
            skill=F("slot__version__question__skill"),
            question=F("slot__version__question"),
            content=F("slot__version__content"),
        )
        .filter(skill__in=skills)
        .annotate(standing=Subquery(standing.values("state")))
        .order_by("answered_at", "pk")
    )
    by_skill = defaultdict(list)
    for answer in answers:
        by_skill[answer.skill].append(answer)
    return by_skill


def evidence_of(response: Response) -> Evidence:
    return Evidence(
        question=response.question,
        on=timezone.localdate(response.answered_at),
        points=response.points,
        max_points=response.max_points,
        is_best=response.is_best,
        is_critical=response.content["is_critical"],
        confidence=response.confidence,
    )
