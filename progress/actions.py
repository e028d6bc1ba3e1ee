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
from quizzes.marking import MAX_POINTS
from quizzes.models import Attempt, AttemptSlot


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
    themselves stays where it is further, so twice is once. Six queries, whatever the number.
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
    """Write places, one a lesson; a lesson that was done stays done, since when it was done first.

    Two queries at most, one more where a lesson is done.
    """
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
    done = [place for place in places if place.is_done]
    if done:
        LessonProgress.objects.filter(
            user__in={place.user_id for place in done},
            lesson__in=[place.lesson_id for place in done],
            state=LessonState.DONE,
            done_at=None,
        ).update(done_at=timezone.now())


def update_skills(attempt: Attempt) -> None:
    """Raise the states of the skills an attempt was about; a state never goes down.

    Runs in the transaction that finished the attempt. Two queries, whatever the quiz.
    """
    SkillProgress.objects.bulk_create(
        [
            SkillProgress(user_id=attempt.user_id, skill_id=skill, state=state)
            for skill, rows in slots_by_skill(attempt.user_id, skills_of(attempt)).items()
            if (state := raised_state(rows))
        ],
        update_conflicts=True,
        unique_fields=["user", "skill"],
        update_fields=["state"],
    )


def raised_state(rows: list[dict]) -> int:
    """Return the state these slots show, never below the one that stands."""
    return max(skill_state([evidence_of(row) for row in rows]), rows[0]["standing"] or 0)


def replay_skill(user_id: int, skill: int) -> None:
    """Give one skill of a learner the state it would have, had every answer been marked as it is
    now: the highest that it reached with any attempt they finished. Two queries.
    """
    rows = slots_by_skill(user_id, [skill]).get(skill, [])
    ends = sorted({row["finished_at"] for row in rows})
    states = [
        skill_state([evidence_of(row) for row in rows if row["finished_at"] <= end]) for end in ends
    ]
    SkillProgress.objects.filter(user=user_id, skill=skill).update(state=max(states, default=0))


def skills_of(attempt: Attempt):
    return attempt.slots.order_by().values("version__question__skill")


def slots_by_skill(user_id: int, skills) -> dict[int, list[dict]]:
    """Map these skills to all that a learner ever finished of them, oldest first.

    One row for each answer, and one for each question left open. A question that was left out of
    its attempt's score says nothing about a skill, and neither does an attempt that is a pre-check
    or private. `standing` is the state so far. One query.
    """
    standing = SkillProgress.objects.filter(user=user_id, skill=OuterRef("skill"))
    attempts = Attempt.objects.finished().telling_of_skills().filter(user=user_id)
    slots = (
        AttemptSlot.objects.scored()
        .filter(attempt__in=attempts)
        .annotate(
            skill=F("version__question__skill"),
            question=F("version__question"),
            is_critical=F("version__content__is_critical"),
            left_out=F("attempt__left_out"),
            finished_at=F("attempt__finished_at"),
            answered_at=F("responses__answered_at"),
            points=F("responses__points"),
            is_best=F("responses__is_best"),
            confidence=F("responses__confidence"),
        )
        .filter(skill__in=skills)
        .annotate(standing=Subquery(standing.values("state")))
        .order_by("responses__answered_at", "responses__pk")
        .values()
    )
    by_skill = defaultdict(list)
    for slot in slots:
        if slot["number"] not in slot["left_out"]:
            by_skill[slot["skill"]].append(slot)
    return by_skill


def evidence_of(slot: dict) -> Evidence:
    answered_at = slot["answered_at"]
    return Evidence(
        question=slot["question"],
        on=timezone.localdate(answered_at) if answered_at else None,
        points=slot["points"] or 0,
        max_points=MAX_POINTS,
        is_best=bool(slot["is_best"]),
        is_critical=slot["is_critical"],
        confidence=slot["confidence"],
    )
