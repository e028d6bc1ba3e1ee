"""Reading quizzes and attempts. Each docstring states its number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain
from uuid import UUID

from django.db.models import Count, F, Max, OuterRef, Subquery, Value
from django.utils.translation import get_language

from core.enums import Sensitivity
from core.languages import address_in
from quizzes.enums import AttemptMode, Confidence
from quizzes.marking import KINDS, MAX_POINTS, whole_percent
from quizzes.models import Attempt, AttemptSlot, QuestionVersion, Quiz, Response, Skill
from quizzes.policies import AttemptPolicy
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
    """What a results page says about the answers of one attempt."""

    handled_well: int
    answered: int
    total: int
    points: int
    max_points: int
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
    """One marked answer, whether it came from a row or from a guest's signed field (`number` 0)."""

    content: dict
    chosen: list[str]
    confidence: int | None
    points: int
    is_best: bool
    number: int = 0


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
    """Return the versions that an attempt begun on the day `on` may ask, in order.

    A question that rests on a fact not live is left out. One query, and one more where any question
    rests on facts.
    """
    versions = live_versions(quiz)
    named = chain.from_iterable(version.facts for version in versions)
    hidden = facts_not_live(named, quiz_id=quiz.pk, on=on)
    return [version for version in versions if hidden.isdisjoint(version.facts)]


def next_mode(
    user, quiz: Quiz, policy: AttemptPolicy, sensitivity: Sensitivity
) -> AttemptMode | None:
    """Return which kind of go at `quiz`, of this sensitivity, a person begins next under `policy`.

    What no teacher sees scores of is practised. Else one check counts, and after it comes practice;
    so it is with a test, once its answers are open. None: it is handed in, and they are not. One
    query for a check or a test, none for others.
    """
    if policy.mode not in (AttemptMode.CHECK, AttemptMode.TEST):
        return policy.mode
    if sensitivity != Sensitivity.OPEN:
        return AttemptMode.PRACTICE
    done = Attempt.objects.finished().filter(user=user, quiz=quiz, mode=policy.mode)
    sealed = list(done.values_list("is_sealed", flat=True))
    if any(sealed):
        return None
    return AttemptMode.PRACTICE if sealed else policy.mode


@dataclass(frozen=True)
class Given:
    """An answer as far as deciding about the next one needs it."""

    key: UUID
    sequence: int
    points: int


@dataclass(frozen=True)
class SlotState:
    """One question of an attempt: its number, which version is asked (an id), the answers it has,
    oldest first, and whether it is left out: not asked any more, and not scored. An answer it has
    stays to be read. What is not scored otherwise is to think about, and takes no answer.
    """

    number: int
    version: int
    given: list[Given]
    is_left_out: bool
    is_scored: bool


@dataclass(frozen=True)
class AttemptState:
    """How an attempt stands: its slots by their ids, in order."""

    slots: dict[int, SlotState]

    @property
    def asked(self) -> list[SlotState]:
        return [slot for slot in self.slots.values() if not slot.is_left_out]

    @property
    def counting(self) -> list[SlotState]:
        return [slot for slot in self.asked if slot.is_scored]

    @property
    def left_out(self) -> list[int]:
        """Return the numbers of the questions that are left out."""
        return [slot.number for slot in self.slots.values() if slot.is_left_out]

    @property
    def open_numbers(self) -> list[int]:
        """Return the numbers of the questions that wait for an answer."""
        return [slot.number for slot in self.counting if not slot.given]

    @property
    def stops(self) -> list[int]:
        """Return the numbers to come to: what waits for an answer, and what is to think about."""
        return [slot.number for slot in self.asked if not slot.given]

    @property
    def resume_number(self) -> int | None:
        """Return the first open question, or what is to think about right before it."""
        number = min(self.open_numbers, default=None)
        while number and number - 1 in self.stops:
            number -= 1
        return number

    @property
    def answered(self) -> int:
        """Return how many of the questions that count have an answer."""
        return sum(bool(slot.given) for slot in self.counting)

    def place(self, number: int) -> int:
        """Return the place, from 1, of a question among those that are asked."""
        return place_among([slot.number for slot in self.asked], number)


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
            "version",
            "version__content__facts",
            "version__content__kind",
            "responses__key",
            "responses__sequence",
            "responses__points",
        )
    )
    left_out = attempt.left_out
    if not attempt.is_finished:
        facts = {number: known or [] for _slot, number, _version, known, *_others in rows}
        named = chain.from_iterable(facts.values())
        hidden = facts_not_live(named, quiz_id=attempt.quiz_id, on=on)
        left_out = [number for number in facts if not hidden.isdisjoint(facts[number])]
    slots = {}
    for slot, number, version, _facts, kind, key, sequence, points in rows:
        is_left_out, is_scored = number in left_out, KINDS[kind].is_scored
        state = slots.setdefault(slot, SlotState(number, version, [], is_left_out, is_scored))
        if key:
            state.given.append(Given(key, sequence, points))
    return AttemptState(slots)


def first_open_url(attempt: Attempt, *, on: date) -> str:
    """Return where a learner left off: the first open question, else the end (`attempt_state`)."""
    number = attempt_state(attempt, on=on).resume_number
    return question_url(attempt, number) if number else end_url(attempt)


def question_url(attempt: Attempt, number: int) -> str:
    return attempt_address(attempt, "quizzes:question", number)


def end_url(attempt: Attempt) -> str:
    return attempt_address(attempt, "quizzes:end")


def attempt_address(attempt: Attempt, name: str, *args) -> str:
    return address_in(attempt.quiz.locale.language_code, name, [attempt.uuid, *args])


# --- All tries -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class QuizStanding:
    """How a learner stands at a quiz: the finished try with most of its points, the open one, and
    the test that is handed in and not opened yet.

    An open try carries `answered`, the number of its questions with an answer, and `touched_at`,
    when the last of them came (None without any).
    """

    best: Attempt | None = None
    running: Attempt | None = None
    handed_in: Attempt | None = None

    @property
    def is_done(self) -> bool:
        return self.best is not None or self.handed_in is not None


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
    shown = [attempt for attempt in attempts if attempt.is_finished and not attempt.is_sealed]
    return QuizStanding(
        best=max(shown, key=lambda attempt: attempt.percent, default=None),
        running=next((attempt for attempt in attempts if not attempt.is_finished), None),
        handed_in=next((attempt for attempt in attempts if attempt.is_handed_in), None),
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
            number=slot.number,
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
        skills=skill_results(answers),
        very_sure=Calibration(sum(a.is_best for a in very_sure), len(very_sure)),
    )


def skills_of_latest_tries(user, quiz_ids: Iterable[int]) -> dict[int, list[SkillResult]]:
    """Map quizzes to how each skill went in the latest finished try, where that one is open.

    As on the page of results, a question left open says nothing about its skill. One query.
    """
    finished = Attempt.objects.finished().filter(user=user, quiz__in=quiz_ids)
    latest = finished.filter(quiz=OuterRef("quiz")).order_by("-pk").values("pk")[:1]
    shown = finished.filter(pk=Subquery(latest), sensitivity=Sensitivity.OPEN)
    of_slot = Response.objects.filter(slot=OuterRef("pk")).order_by("-sequence")
    slots = AttemptSlot.objects.filter(attempt__in=shown).order_by("attempt", "number")
    found = defaultdict(lambda: defaultdict(list))
    for quiz, number, left_out, key, name, is_best in slots.values_list(
        "attempt__quiz",
        "number",
        "attempt__left_out",
        "version__question__skill__key",
        "version__question__skill__name",
        Subquery(of_slot.values("is_best")[:1]),
    ):
        if is_best is not None and number not in left_out:
            found[quiz][key, name].append(is_best)
    return {
        quiz: [SkillResult(*skill, sum(bests), len(bests)) for skill, bests in skills.items()]
        for quiz, skills in found.items()
    }


def skill_results(answers: list[Answered]) -> list[SkillResult]:
    by_skill = defaultdict(list)
    for answer in answers:
        by_skill[answer.content["skill"]].append(answer.is_best)
    here = Skill.objects.filter(key__in=by_skill, locale__language_code=get_language())
    names = dict(here.values_list("key", "name"))
    return [
        SkillResult(key, names.get(key, key), sum(bests), len(bests))
        for key, bests in by_skill.items()
    ]
