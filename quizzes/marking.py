"""Marking an answer. Pure: it knows a question's pinned content and nothing of the framework.

Every kind of question is worth 2 points, so that each counts the same in a score: a graded
judgement gives 2, 1 or 0 by the value of the chosen option; the others give 2 for exactly the right
options and 0 for anything else. Only the full 2 points meet a critical question.
"""

from dataclasses import dataclass

MAX_POINTS = 2
JUDGEMENT, MULTIPLE = "judgement", "multiple"


class InvalidAnswer(ValueError):
    """The answer does not belong to the question: no option, a strange one, or too many."""


@dataclass(frozen=True)
class Mark:
    """What an answer is worth: `points` of 2, and whether nothing was better."""

    points: int

    @property
    def max_points(self) -> int:
        return MAX_POINTS

    @property
    def is_best(self) -> bool:
        return self.points == MAX_POINTS


def mark(content: dict, chosen: list[str]) -> Mark:
    """Mark `chosen` (option ids in any order) against a question version's `content`.

    Raise InvalidAnswer where the choice cannot be an answer to this question.
    """
    values = {option["id"]: option["value"] for option in content["options"]}
    check_choice(content["kind"], set(values), chosen)
    if content["kind"] == JUDGEMENT:
        return Mark(points=values[chosen[0]])
    right = {option_id for option_id, value in values.items() if value > 0}
    return Mark(points=MAX_POINTS if set(chosen) == right else 0)


def check_choice(kind: str, known: set[str], chosen: list[str]) -> None:
    if not chosen:
        raise InvalidAnswer("no option was chosen")
    if not set(chosen) <= known or len(set(chosen)) < len(chosen):
        raise InvalidAnswer("an option is not of this question")
    if kind != MULTIPLE and len(chosen) > 1:
        raise InvalidAnswer("only one option may be chosen")


def is_best_option(content: dict, option: dict) -> bool:
    """Whether `option` belongs to the best answer of the question."""
    return option["value"] == (MAX_POINTS if content["kind"] == JUDGEMENT else 1)


def is_reasonable_option(content: dict, option: dict) -> bool:
    """Whether choosing `option` alone is worth half: fine, and something is better."""
    return content["kind"] == JUDGEMENT and option["value"] == 1


def whole_percent(points: int, max_points: int) -> int:
    """Return points as a percentage, rounded down so that 79.9 is never called 80; 0 of 0 is 0."""
    return 100 * points // max_points if max_points else 0
