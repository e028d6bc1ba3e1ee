"""Saving a learner's place, and what a finished quiz says about skills."""

from collections import defaultdict

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from courses.models import LessonPage
from progress.enums import LessonState
from progress.mastery import Evidence, skill_state
from progress.models import LessonProgress, SkillProgress
from quizzes.models import Attempt, Response, Skill


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

    Runs in the transaction that finished the attempt. Four queries, whatever the quiz.
    """
    keys = set(attempt.slots.values_list("version__content__skill", flat=True))
    skills = list(Skill.objects.filter(key__in=keys))
    evidence = evidence_by_skill(attempt.user, keys)
    reached = {
        skill.pk: skill_state(evidence[skill.key]) for skill in skills
    }
    standing = dict(
        SkillProgress.objects.filter(user=attempt.user, skill__in=skills).values_list(
            "skill_id", "state"
        )
    )
    SkillProgress.objects.bulk_create(
        [
            SkillProgress(user=attempt.user, skill_id=pk, state=max(state, standing.get(pk, 0)))
            for pk, state in reached.items()
        ],
        update_conflicts=True,
        unique_fields=["user", "skill"],
        update_fields=["state"],
    )


def evidence_by_skill(user, keys: set[str]) -> dict[str, list[Evidence]]:
    """Return every answer of a learner to questions of these skills, oldest first. One query."""
    responses = (
        Response.objects.filter(
            slot__attempt__user=user,
            slot__attempt__finished_at__isnull=False,
            slot__version__content__skill__in=keys,
        )
        .annotate(
            question=F("slot__version__question_id"), content=F("slot__version__content")
        )
        .order_by("answered_at", "pk")
    )
    evidence = defaultdict(list)
    for response in responses:
        evidence[response.content["skill"]].append(evidence_of(response))
    return evidence


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
