"""What the students of a class answered at a quiz, never told of fewer than five people at a time.

Students are told that their teacher sees scores and skills, not single answers. So whatever is
counted here is counted as far as five people came together: between any two looks at it lie five
people's answers, or none (as in `quizzes.tallies`). Whoever comes after them is counted with the
next ones.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from core.enums import Sensitivity
from organizations.enums import MembershipRole, MembershipState
from organizations.models import Classroom
from quizzes.enums import AttemptMode
from quizzes.models import Attempt, Quiz, Response
from quizzes.statistics import SHOWN_FROM


class Given(NamedTuple):
    """One person's answer to one question in one try.

    `rest` are the points of the other answers of that try, and `sheet` all versions it answered.
    """

    user: int
    version: int
    chosen: tuple[str, ...]
    confidence: int
    points: int
    rest: int
    sheet: frozenset[int]


class Try(NamedTuple):
    """A finished try of a student; the class has it from `at` on, when both had come."""

    at: datetime
    attempt: int
    quiz: int
    user: int
    mode: str
    left_out: list[int]
    is_open: bool


@dataclass(frozen=True)
class ClassAnswers:
    """The answers of each person's first finished try, and of all later ones, as they came.

    `leaves_out` says that tries were careful or private when they began: none of these is here.
    """

    first: list[Given] = field(default_factory=list)
    later: list[Given] = field(default_factory=list)
    leaves_out: bool = False


def class_answers(classroom: Classroom, quiz: Quiz, *, mode: str) -> ClassAnswers:
    """Return what the active students of a class answered at a quiz, which it takes in a mode.

    Two queries.
    """
    return answers_by_quiz(classroom, {quiz.pk: mode})[quiz.pk]


def answers_by_quiz(classroom: Classroom, modes: dict[int, str]) -> dict[int, ClassAnswers]:
    """Map quizzes, given with the mode in which a class takes each, to what it answered at them.

    Two queries, whatever the number.
    """
    tries = finished_tries(classroom, modes)
    given = answers_of([one.attempt for one in tries if one.is_open], tries)
    of_quiz = defaultdict(list)
    for one in tries:
        of_quiz[one.quiz].append(one)
    return {quiz: in_order(of_quiz[quiz], given, mode) for quiz, mode in modes.items()}


def in_order(tries: list[Try], given: dict[int, list[Given]], mode: str) -> ClassAnswers:
    """Tell first tries from later ones. Of a check or a test the first is the first taken so."""
    first, later, begun = [], [], set()
    for one in tries:
        if one.user in begun:
            later.extend(given[one.attempt])
        elif mode in (AttemptMode.PRACTICE, one.mode):
            first.extend(given[one.attempt])
            begun.add(one.user)
    return ClassAnswers(first, later, any(not one.is_open for one in tries))


def finished_tries(classroom: Classroom, quizzes: Iterable[int]) -> list[Try]:
    """Return the finished tries of the active students of a class, as they came. One query."""
    attempts = Attempt.objects.finished().filter(
        quiz__in=quizzes,
        user__memberships__classroom=classroom,
        user__memberships__role=MembershipRole.STUDENT,
        user__memberships__state=MembershipState.ACTIVE,
    )
    rows = attempts.exclude(mode=AttemptMode.PRECHECK).values_list(
        *("finished_at", "user__memberships__joined_at", "sensitivity"),
        *("pk", "quiz", "user", "mode", "left_out"),
    )
    return sorted(
        Try(max(finished, joined), *about, is_open=sensitivity == Sensitivity.OPEN)
        for finished, joined, sensitivity, *about in rows
    )


def answers_of(attempts: list[int], tries: Iterable[Try]) -> dict[int, list[Given]]:
    """Map attempts to the answers that counted in them: the last of each question. One query."""
    about = {one.attempt: one for one in tries}
    last = defaultdict(dict)
    rows = Response.objects.filter(slot__attempt__in=attempts).order_by("slot__number", "sequence")
    for attempt, number, *answer in rows.values_list(
        "slot__attempt", "slot__number", "slot__version", "chosen", "confidence", "points"
    ):
        if number not in about[attempt].left_out:
            last[attempt][number] = answer
    return defaultdict(
        list,
        {
            attempt: given_in(about[attempt].user, list(answers.values()))
            for attempt, answers in last.items()
        },
    )


def given_in(user: int, answers: list[list]) -> list[Given]:
    total = sum(points for *_others, points in answers)
    sheet = frozenset(version for version, *_others in answers)
    return [
        Given(user, version, tuple(chosen), confidence or 0, points, total - points, sheet)
        for version, chosen, confidence, points in answers
    ]


def in_fives(given: list[Given]) -> list[Given]:
    """Return answers as far as they may be counted: up to where five more people had come."""
    end, fresh = 0, set()
    for place, one in enumerate(given, start=1):
        fresh.add(one.user)
        if len(fresh) == SHOWN_FROM:
            end, fresh = place, set()
    return given[:end]
