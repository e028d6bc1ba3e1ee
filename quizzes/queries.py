"""Reading quizzes and attempts. Each docstring states its number of queries."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, OuterRef, Subquery

from quizzes.enums import Confidence
from quizzes.models import Attempt, AttemptSlot, QuestionVersion, Quiz, Response, Skill


@dataclass(frozen=True)
class SkillResult:
    """How one skill went in one attempt: `best` of `total` questions answered best."""

    key: str
    name: str
    best: int
    total: int

    @property
    def is_worth_another_look(self) -> bool:
        return self.best < self.total


@dataclass(frozen=True)
class Calibration:
    """Of the answers given "very sure", how many were best."""

    best: int
    total: int


@dataclass(frozen=True)
class Results:
    """What a results page says about the answers of one attempt."""

    handled_well: int
    answered: int
    total: int
    skills: list[SkillResult]
    very_sure: Calibration

    @property
    def left_open(self) -> int:
        return self.total - self.answered


@dataclass(frozen=True)
class Answered:
    """One marked answer, whether it came from a row or from a guest's signed field."""

    content: dict
    chosen: list[str]
    confidence: int | None
    points: int
    is_best: bool


def live_versions(quiz: Quiz) -> list[QuestionVersion]:
    """Return the newest version of each live question of a quiz, in order. One query."""
    newest = QuestionVersion.objects.filter(question=OuterRef("question")).order_by("-pk")
    return list(
        QuestionVersion.objects.filter(
            question__quiz_places__quiz=quiz,
            question__live=True,
            pk=Subquery(newest.values("pk")[:1]),
        ).order_by("question__quiz_places__sort_order", "question__quiz_places__pk")
    )


def latest_responses(attempt: Attempt) -> dict[int, Response]:
    """Map slot numbers to the response that counts (the last of its slot). One query."""
    responses = Response.objects.filter(slot__attempt=attempt).annotate(number=F("slot__number"))
    return {response.number: response for response in responses.order_by("sequence")}


@dataclass(frozen=True)
class Given:
    """An answer as far as deciding about the next one needs it."""

    key: UUID
    sequence: int
    points: int


def given_answers(attempt: Attempt) -> dict[int, list[Given]]:
    """Map every slot's id to the answers it has, oldest first; empty where none. One query."""
    given = defaultdict(list)
    rows = AttemptSlot.objects.filter(attempt=attempt).values_list(
        "pk", "responses__key", "responses__sequence", "responses__points"
    )
    for slot, key, sequence, points in rows.order_by("number", "responses__sequence"):
        given[slot] += [Given(key, sequence, points)] if key else []
    return dict(given)


def answered_slots(attempt: Attempt) -> list[Answered]:
    """Return the answers that count, in order of the questions. Two queries."""
    responses = latest_responses(attempt)
    slots = AttemptSlot.objects.filter(attempt=attempt).select_related("version")
    return [
        Answered(
            content=slot.version.content,
            chosen=response.chosen,
            confidence=response.confidence,
            points=response.points,
            is_best=response.is_best,
        )
        for slot in slots
        if (response := responses.get(slot.number))
    ]


def results(answers: list[Answered], *, total: int) -> Results:
    """Sum up the answers to a quiz of `total` questions. One query, for the names of the skills."""
    very_sure = [answer for answer in answers if answer.confidence == Confidence.VERY_SURE]
    return Results(
        handled_well=sum(answer.is_best for answer in answers),
        answered=len(answers),
        total=total,
        skills=skill_results(answers),
        very_sure=Calibration(sum(a.is_best for a in very_sure), len(very_sure)),
    )


def skill_results(answers: list[Answered]) -> list[SkillResult]:
    by_skill = defaultdict(list)
    for answer in answers:
        by_skill[answer.content["skill"]].append(answer.is_best)
    names = dict(Skill.objects.filter(key__in=by_skill).values_list("key", "name"))
    return [
        SkillResult(key, names.get(key, key), sum(bests), len(bests))
        for key, bests in by_skill.items()
    ]
