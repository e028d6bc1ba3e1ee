"""How a quiz may be taken; a room above knows, and registers the function that says so."""

from collections.abc import Callable
from dataclasses import dataclass

from core.enums import Sensitivity
from quizzes.enums import AttemptMode


@dataclass(frozen=True)
class AttemptPolicy:
    """How one attempt runs; `sensitivity` is that of whatever the quiz belongs to."""

    mode: AttemptMode = AttemptMode.PRACTICE
    sensitivity: Sensitivity = Sensitivity.OPEN


PolicyProvider = Callable[..., AttemptPolicy]


def practice_for_everybody(*, quiz) -> AttemptPolicy:
    return AttemptPolicy()


class Policies:
    """Holds the one provider; `assignments` registers it when the site starts (decision 27)."""

    provider: PolicyProvider = staticmethod(practice_for_everybody)

    @classmethod
    def register(cls, provider: PolicyProvider) -> None:
        cls.provider = staticmethod(provider)


def policy_for(quiz) -> AttemptPolicy:
    """Return how `quiz` may be taken now; raise QuizNotAvailable where it may not."""
    return Policies.provider(quiz=quiz)
