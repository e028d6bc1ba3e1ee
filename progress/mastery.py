"""When a skill counts as got or secure. Pure; the rules are ux.md section 2, "Mastery".

Got it: at least 80 % of the points, and every critical question met, in the latest answers. A
question that was left open in a finished try, and never answered, is not met and has no points.
Secure: best answers to two different questions, at least a day apart, neither of them a guess.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

NOT_STARTED, GETTING_THERE, GOT_IT, SECURE = range(4)
GOT_IT_PERCENT = 80
GUESSING = 1
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Evidence:
    """One answer to a question of the skill, or one left open: which question, when, how it went.

    `on` is None where the question was left open.
    """

    question: int
    on: date | None
    points: int
    max_points: int
    is_best: bool
    is_critical: bool
    confidence: int | None


def skill_state(evidence: list[Evidence]) -> int:
    """Return the state that `evidence` (oldest first) shows for one skill."""
    if all(answer.on is None for answer in evidence):
        return NOT_STARTED
    if not is_got(evidence):
        return GETTING_THERE
    return SECURE if is_secure(evidence) else GOT_IT


def is_got(evidence: list[Evidence]) -> bool:
    latest = latest_answers(evidence)
    points = sum(answer.points for answer in latest)
    max_points = sum(answer.max_points for answer in latest)
    has_met_critical = all(answer.is_best for answer in latest if answer.is_critical)
    return has_met_critical and 100 * points >= GOT_IT_PERCENT * max_points


def latest_answers(evidence: list[Evidence]) -> list[Evidence]:
    """Return what counts of each question: its latest answer, or that it was left open."""
    left_open = {one.question: one for one in evidence if one.on is None}
    answered = {one.question: one for one in evidence if one.on is not None}
    return list((left_open | answered).values())


def is_secure(evidence: list[Evidence]) -> bool:
    solid = [a for a in evidence if a.is_best and a.confidence != GUESSING]
    return any(
        one.question != other.question and abs(one.on - other.on) >= A_DAY
        for one, other in combinations(solid, 2)
    )
