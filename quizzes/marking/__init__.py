"""Marking an answer. Pure: it knows a question's pinned content and nothing of the framework.

Every kind of question that is scored is worth 2 points, so that each counts the same in a score.
Only the full 2 points meet a critical question. A new kind is one module here and one line below.
"""

from dataclasses import dataclass

from quizzes.marking.gaps import Gaps
from quizzes.marking.judgement import Judgement
from quizzes.marking.kind import MAX_POINTS, InvalidAnswer, Kind, Line
from quizzes.marking.matching import Matching
from quizzes.marking.multiple import Multiple
from quizzes.marking.number import Number
from quizzes.marking.ordering import Ordering
from quizzes.marking.reflect import Reflect
from quizzes.marking.short_answer import ShortAnswer
from quizzes.marking.single import Single
from quizzes.marking.true_false import TrueFalse

__all__ = [
    "KINDS",
    "MAX_POINTS",
    "InvalidAnswer",
    "Kind",
    "Line",
    "Mark",
    "is_best_option",
    "is_reasonable_option",
    "kind_of",
    "mark",
    "reads_alike",
    "whole_percent",
]

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Single(),
        Multiple(),
        TrueFalse(),
        Judgement(),
        Ordering(),
        Matching(),
        ShortAnswer(),
        Number(),
        Gaps(),
        Reflect(),
    )
}


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


def kind_of(content: dict) -> Kind:
    """Return the kind of a question, by its pinned content."""
    return KINDS[content["kind"]]


def mark(content: dict, chosen: list[str]) -> Mark:
    """Mark `chosen`, in its canonical form, against a question version's `content`.

    Raise InvalidAnswer where it cannot be an answer to this question.
    """
    kind = kind_of(content)
    chosen = kind.canonical(chosen)
    kind.check(content, chosen)
    return Mark(points=kind.points(content, chosen))


def reads_alike(content: dict, other: dict) -> bool:
    """Whether an answer to one version says the same as an answer to the other.

    So it is where the kind is the same and so are the options, whatever they are worth now.
    """
    kind = kind_of(content)
    return content["kind"] == other["kind"] and kind.answers(content) == kind.answers(other)


def is_best_option(content: dict, option: dict) -> bool:
    """Whether `option` belongs to the best answer of the question."""
    return kind_of(content).is_best(option)


def is_reasonable_option(content: dict, option: dict) -> bool:
    """Whether choosing `option` alone is worth half: fine, and something is better."""
    return kind_of(content).is_reasonable(option)


def whole_percent(points: int, max_points: int) -> int:
    """Return points as a percentage, rounded down so that 79.9 is never called 80; 0 of 0 is 0."""
    return 100 * points // max_points if max_points else 0
