"""Reading quizzes and attempts. Each docstring states its number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain
from uuid import UUID

from django.db.models import Count, F, Max, OuterRef, Subquery, Value

from quizzes.enums import Confidence
from quizzes.marking import MAX_POINTS, whole_percent
from quizzes.models import Attempt, AttemptSlot, QuestionVersion, Quiz, Response, Skill
from support.models import FACTS


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
    """What a results page says about the answers of one attempt.

    `has_halves`: some answers got one of two points, for a choice that was reasonable.
    """

    handled_well: int
    answered: int
    total: int
    points: int
    max_points: int
    has_halves: bool
    skills: list[SkillResult]
    very_sure: Calibration

    @property
    def percent(self) -> int:
        return whole_percent(self.points, self.max_points)

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
    """Return the newest version of each published question of a quiz, in order. One query.

    Which of them may be asked is for `askable_versions` to say.
    """
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


# --- What counts ---------------------------------------------------------------------------------


def facts_not_live(references: Iterable[str], *, quiz_id: int, on: date) -> set[str]:
    """Return those of these references (`law:<key>`) that learners are not shown on the day `on`.

    Records count in the language of the quiz. One query; none where nothing is referred to.
    """
    wanted, keys = set(references), defaultdict(list)
    for reference in wanted:
        kind, _colon, key = reference.partition(":")
        keys[kind].append(key)
    locale = Quiz.objects.filter(pk=quiz_id).values("locale")
    live = [
        FACTS[kind]
        .objects.live(on=on)
        .filter(key__in=of_kind, locale__in=locale)
        .order_by()
        .values_list(Value(kind), "key")
        for kind, of_kind in keys.items()
    ]
    found = live[0].union(*live[1:]) if live else []
    return wanted - {f"{kind}:{key}" for kind, key in found}


def askable_versions(quiz: Quiz, *, on: date) -> list[QuestionVersion]:
    """Return the versions that an attempt begun on the day `on` asks, in order.

    A question that rests on a fact not live is left out. One query, and one more where any question
    rests on facts.
    """
    versions = live_versions(quiz)
    named = chain.from_iterable(version.facts for version in versions)
    hidden = facts_not_live(named, quiz_id=quiz.pk, on=on)
    return [version for version in versions if hidden.isdisjoint(version.facts)]


@dataclass(frozen=True)
class Given:
    """An answer as far as deciding about the next one needs it."""

    key: UUID
    sequence: int
    points: int


@dataclass(frozen=True)
class SlotState:
    """One question of an attempt: its number, the answers it has, oldest first, and whether it is
    left out: not asked any more, and not scored. An answer it has stays to be read.
    """

    number: int
    given: list[Given]
    is_left_out: bool


@dataclass(frozen=True)
class AttemptState:
    """How an attempt stands: its slots by their ids, in order."""

    slots: dict[int, SlotState]

    @property
    def counting(self) -> list[SlotState]:
        return [slot for slot in self.slots.values() if not slot.is_left_out]

    @property
    def left_out(self) -> list[int]:
        """Return the numbers of the questions that are left out."""
        return [slot.number for slot in self.slots.values() if slot.is_left_out]

    @property
    def open_numbers(self) -> list[int]:
        """Return the numbers of the questions that wait for an answer."""
        return [slot.number for slot in self.counting if not slot.given]

    @property
    def answered(self) -> int:
        """Return how many of the questions that count have an answer."""
        return sum(bool(slot.given) for slot in self.counting)

    def place(self, number: int) -> int:
        """Return the place, from 1, of a question among those that count."""
        return place_among([slot.number for slot in self.counting], number)


def place_among(numbers: list[int], number: int) -> int:
    return sum(other <= number for other in numbers)


def attempt_state(attempt: Attempt, *, on: date) -> AttemptState:
    """Return how an attempt stands on the day `on`; what finishing left out stays left out.

    One query, and one more while it runs where any question rests on facts.
    """
    rows = list(
        AttemptSlot.objects.filter(attempt=attempt)
        .order_by("number", "responses__sequence")
        .values_list(
            "pk",
            "number",
            "version__content__facts",
            "responses__key",
            "responses__sequence",
            "responses__points",
        )
    )
    left_out = attempt.left_out
    if not attempt.is_finished:
        facts = {number: known or [] for _slot, number, known, *_answer in rows}
        named = chain.from_iterable(facts.values())
        hidden = facts_not_live(named, quiz_id=attempt.quiz_id, on=on)
        left_out = [number for number in facts if not hidden.isdisjoint(facts[number])]
    slots = {}
    for slot, number, _facts, key, sequence, points in rows:
        state = slots.setdefault(slot, SlotState(number, [], number in left_out))
        if key:
            state.given.append(Given(key, sequence, points))
    return AttemptState(slots)


# --- All tries -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class QuizStanding:
    """How a learner stands at a quiz: the finished try with most of its points, and the open one.

    An open try carries `answered`, the number of its questions with an answer, and `touched_at`,
    when the last of them came (None without any).
    """

    best: Attempt | None = None
    running: Attempt | None = None


def quiz_standings(user, quiz_ids: Iterable[int]) -> dict[int, QuizStanding]:
    """Map those of these quizzes a learner has begun to how they stand. One query."""
    tries = defaultdict(list)
    attempts = Attempt.objects.filter(user=user, quiz__in=quiz_ids).order_by("-pk")
    for attempt in attempts.annotate(
        answered=Count("slots__responses__slot", distinct=True),
        touched_at=Max("slots__responses__answered_at"),
    ):
        tries[attempt.quiz_id].append(attempt)
    return {quiz: standing_of(attempts) for quiz, attempts in tries.items()}


def standing_of(attempts: list[Attempt]) -> QuizStanding:
    """Return how tries at one quiz stand, the latest first; of equals the latest is the best."""
    finished = [attempt for attempt in attempts if attempt.is_finished]
    return QuizStanding(
        best=max(finished, key=lambda attempt: attempt.percent, default=None),
        running=next((attempt for attempt in attempts if not attempt.is_finished), None),
    )


# --- Results -------------------------------------------------------------------------------------


def answered_slots(attempt: Attempt) -> list[Answered]:
    """Return the answers that counted in a finished attempt, in order of the questions.

    Two queries.
    """
    responses = latest_responses(attempt)
    slots = AttemptSlot.objects.filter(attempt=attempt).exclude(number__in=attempt.left_out)
    return [
        Answered(
            content=slot.version.content,
            chosen=response.chosen,
            confidence=response.confidence,
            points=response.points,
            is_best=response.is_best,
        )
        for slot in slots.select_related("version")
        if (response := responses.get(slot.number))
    ]


def results(answers: list[Answered], *, total: int) -> Results:
    """Sum up the answers to a quiz of `total` questions. One query, for the names of the skills."""
    very_sure = [answer for answer in answers if answer.confidence == Confidence.VERY_SURE]
    return Results(
        handled_well=sum(answer.is_best for answer in answers),
        answered=len(answers),
        total=total,
        points=sum(answer.points for answer in answers),
        max_points=MAX_POINTS * total,
        has_halves=any(0 < answer.points < MAX_POINTS for answer in answers),
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
