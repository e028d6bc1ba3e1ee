"""Saving a learner's place, and what a finished quiz says about skills."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import F, OuterRef, Subquery
from django.utils import timezone

from courses.models import LessonPage
from progress.enums import LessonState
from progress.mastery import Evidence, skill_state
from progress.models import LessonProgress, SkillProgress
from progress.queries import open_lessons
from quizzes.models import Attempt, Response


@dataclass(frozen=True)
class DevicePlace:
    """What a guest's device remembers of one lesson: the step they were on (from 1), or its end."""

    lesson: uuid.UUID
    step: int
    is_done: bool


@transaction.atomic
def save_place(*, by, lesson: LessonPage, step: int) -> None:
    """Remember that a learner goes on to `step`; a lesson that was done stays done."""
    write_places([LessonProgress(user=by, lesson=lesson, step=step)])


@transaction.atomic
def complete_lesson(*, by, lesson: LessonPage) -> None:
    """Mark a lesson as done; clicked twice, it is done once."""
    write_places([done_place(by, lesson)])


@transaction.atomic
def keep_from_device(*, by, places: list[DevicePlace]) -> int:
    """Take over what a guest's device kept, the latest last; return of how many lessons.

    Only lessons that are live, open and public count. A place only moves on: what the student did
    themselves stays where it is further, so twice is once. Five queries, whatever the number.
    """
    found = {place.lesson: place for place in places}
    lessons = open_lessons(found)
    known = [(lessons[key], place) for key, place in found.items() if key in lessons]
    offered = [place_of(by, lesson, place) for lesson, place in known]
    rows = LessonProgress.objects.filter(user=by, lesson__in=[lesson for lesson, _place in known])
    standing = {row.lesson_id: row for row in rows}
    moved = [row for row in offered if row.is_further_than(standing.get(row.lesson_id))]
    for order, row in enumerate(moved):
        # The lesson touched last on the device is the one to carry on with.
        row.touched_at += timedelta(microseconds=order)
    write_places(moved)
    return len(known)


def place_of(user, lesson: LessonPage, place: DevicePlace) -> LessonProgress:
    if place.is_done:
        return done_place(user, lesson)
    return LessonProgress(user=user, lesson=lesson, step=min(place.step, len(lesson.steps)))


def done_place(user, lesson: LessonPage) -> LessonProgress:
    return LessonProgress(user=user, lesson=lesson, state=LessonState.DONE)


def write_places(places: list[LessonProgress]) -> None:
    """Write places, one a lesson; a lesson that was done stays done. Two queries at most."""
    written = {
        LessonState.STARTED: ["step", "touched_at"],
        LessonState.DONE: ["step", "touched_at", "state"],
    }
    for state, fields in written.items():
        LessonProgress.objects.bulk_create(
            [place for place in places if place.state == state],
            update_conflicts=True,
            unique_fields=["user", "lesson"],
            update_fields=fields,
        )


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

    An answer that was left out of its attempt's score says nothing about a skill.
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
            number=F("slot__number"),
            left_out=F("slot__attempt__left_out"),
        )
        .filter(skill__in=skills)
        .annotate(standing=Subquery(standing.values("state")))
        .order_by("answered_at", "pk")
    )
    by_skill = defaultdict(list)
    for answer in answers:
        if answer.number not in answer.left_out:
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
