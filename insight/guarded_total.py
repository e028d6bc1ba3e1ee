"""How a careful or private module went, as one band from which nobody's answers can be derived.

A total that is counted again can be compared with the one before: the difference tells of those who
came between. So first tries are counted in fives, a day after they came or once the module is
closed, and a five that agrees ends the count for good: had it been counted, or made up for later,
all of its five answers could be read off the band. What is counted is true of those it is about,
and each of them may have answered anything.
"""

from collections.abc import Iterable
from datetime import datetime
from fractions import Fraction
from typing import NamedTuple

from assignments.models import Assignment
from organizations.enums import MembershipRole, MembershipState
from quizzes.enums import AttemptMode
from quizzes.models import Attempt
from quizzes.models.attempts import TALLY_REST
from quizzes.statistics import SHOWN_FROM, Band, band


class Score(NamedTuple):
    """The points of one person's first try, of how many, and when the class had it."""

    at: datetime
    points: int
    most: int


def guarded_total(assignment: Assignment, *, now: datetime) -> Band | None:
    """Return which share of the points a class got at the quiz of a module, or None. One query."""
    until = now if is_closed(assignment, now) else now - TALLY_REST
    return band_of([one for one in first_scores(assignment) if one.at <= until])


def is_closed(assignment: Assignment, now: datetime) -> bool:
    return assignment.due_at is not None and assignment.due_at <= now


def first_scores(assignment: Assignment) -> list[Score]:
    """Return the scores of each active student's first finished try, as they came. One query."""
    attempts = Attempt.objects.finished().filter(
        quiz=assignment.module.quiz_id,
        user__memberships__classroom=assignment.classroom_id,
        user__memberships__role=MembershipRole.STUDENT,
        user__memberships__state=MembershipState.ACTIVE,
    )
    rows = attempts.exclude(mode=AttemptMode.PRECHECK).values_list(
        *("finished_at", "user__memberships__joined_at", "pk", "user", "points", "max_points")
    )
    first = {}
    for finished, joined, pk, user, points, most in rows:
        came = (max(finished, joined), pk, points, most)
        first[user] = min(first.get(user, came), came)
    return [Score(at, points, most) for at, _pk, points, most in sorted(first.values())]


def band_of(scores: list[Score]) -> Band | None:
    """Return the share of the points in the fives before the first that agrees, as a band."""
    points = most = 0
    for start in range(0, len(scores) - SHOWN_FROM + 1, SHOWN_FROM):
        five = scores[start : start + SHOWN_FROM]
        if agree(five):
            break
        points += sum(one.points for one in five)
        most += sum(one.most for one in five)
    return band(1000 * points // most) if most else None


def agree(five: Iterable[Score]) -> bool:
    """Whether these did equally well, or so near to none or all of the points that it tells."""
    shares = {Fraction(one.points, one.most or 1) for one in five}
    points, most = sum(one.points for one in five), sum(one.most for one in five)
    return len(shares) == 1 or points < 2 or points > most - 2
