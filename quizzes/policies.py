"""How a quiz may be taken; a room above knows, and registers the function that says so."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from core.enums import Sensitivity
from quizzes.enums import AttemptMode


@dataclass(frozen=True)
class AttemptPolicy:
    """How one attempt runs; `sensitivity` is that of whatever the quiz belongs to.

    `minutes` is what a test is meant to take, if anybody said so, and `extra_time` what this person
    has on top, in percent. Neither ends anything: later answers count, and are known as late.
    `is_opened` says that whoever hands in a test may read the explanations at once.
    """

    mode: AttemptMode = AttemptMode.PRACTICE
    sensitivity: Sensitivity = Sensitivity.OPEN
    minutes: int | None = None
    extra_time: int = 0
    is_opened: bool = False

    @property
    def is_scored(self) -> bool:
        return self.mode != AttemptMode.PRECHECK

    @property
    def minutes_in_all(self) -> int | None:
        """What a test is meant to take this person, extra time and all; None without a limit."""
        return None if self.minutes is None else with_extra(self.minutes, self.extra_time)


def time_for(minutes: int, extra_time: int) -> timedelta:
    """Return what a test of so many minutes takes somebody with extra time, in percent."""
    return timedelta(minutes=with_extra(minutes, extra_time))


def with_extra(minutes: int, percent: int) -> int:
    """Return minutes with extra time of so many percent, whole minutes rounded up."""
    return -(-minutes * (100 + percent) // 100)


PolicyProvider = Callable[..., AttemptPolicy]


def practice_for_everybody(*, quiz, user) -> AttemptPolicy:
    return AttemptPolicy()


class Policies:
    """Holds the one provider; `assignments` registers it when the site starts (decision 27)."""

    provider: PolicyProvider = staticmethod(practice_for_everybody)

    @classmethod
    def register(cls, provider: PolicyProvider) -> None:
        cls.provider = staticmethod(provider)


def policy_for(quiz, user=None) -> AttemptPolicy:
    """Return how `quiz` may be taken now by a person, or by a guest (None).

    Raise QuizNotAvailable where it may not.
    """
    return Policies.provider(quiz=quiz, user=user)
