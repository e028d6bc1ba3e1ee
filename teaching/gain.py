"""What a class gained between trying first and the quiz, as a whole and never of one student.

The pre-check is for the student alone, so its score must not be read off the class either: the mean
moves in steps of five students, in the order in which they had done both, and is shown from ten.
"""

from collections.abc import Collection
from dataclasses import dataclass
from statistics import fmean

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.enums import Sensitivity
from courses.models import ModulePage
from courses.queries import live_precheck, live_quiz
from quizzes.enums import AttemptMode
from quizzes.models import Attempt
from quizzes.statistics import GAIN_FROM, HIGH_GAIN, LOW_GAIN, SHOWN_FROM, normalized_gain

GAIN_WORDS = {
    "low": gettext_lazy("A small part of what was left to learn. Another go together may help."),
    "medium": gettext_lazy("A good part of what was left to learn."),
    "high": gettext_lazy("Most of what was left to learn."),
}


@dataclass(frozen=True)
class ClassGain:
    """Means in percent of those who did both, and how many these are; none below ten (`people` 0).

    `gain` is None where the class knew nearly all of it before.
    """

    people: int = 0
    before: int = 0
    after: int = 0
    gain: float | None = None

    @property
    def words(self) -> str:
        """What it comes to, in one plain sentence."""
        if self.gain is None:
            return _("The class knew nearly all of this before.")
        if self.gain <= 0:
            return _("The quiz went no better than the try before it. Talk it over together.")
        if self.gain < LOW_GAIN:
            return str(GAIN_WORDS["low"])
        return str(GAIN_WORDS["high" if self.gain > HIGH_GAIN else "medium"])

    @property
    def hundredths(self) -> int:
        return round(100 * self.gain)


def class_gain(users: Collection[int], module: ModulePage) -> ClassGain | None:
    """Return what these students gained in a module, which has both its quizzes selected.

    None where it does not begin with a pre-check, or teachers see no scores of it. One query.
    """
    precheck, quiz = live_precheck(module), live_quiz(module)
    if not (precheck and quiz) or module.sensitivity != Sensitivity.OPEN:
        return None
    matched = matched_scores(users, precheck.pk, quiz.pk)
    counted = matched[: len(matched) // SHOWN_FROM * SHOWN_FROM]
    if len(counted) < GAIN_FROM:
        return ClassGain()
    before, after = (fmean(scores) for scores in zip(*counted, strict=True))
    return ClassGain(len(counted), round(before), round(after), normalized_gain(before, after))


def matched_scores(users, precheck: int, quiz: int) -> list[tuple[float, float]]:
    """Return, of those who did both, the percent of the first pre-check and of the first try at the
    quiz after it, in the order in which they had done both. One query.
    """
    attempts = Attempt.objects.finished().filter(
        user__in=users, quiz__in=[precheck, quiz], sensitivity=Sensitivity.OPEN
    )
    before, matched = {}, {}
    rows = attempts.order_by("finished_at", "pk").values_list(
        "user", "mode", "points", "max_points"
    )
    for user, mode, points, max_points in rows:
        percent = 100 * points / max_points
        if mode == AttemptMode.PRECHECK:
            before.setdefault(user, percent)
        elif user in before and user not in matched:
            matched[user] = (before[user], percent)
    return list(matched.values())
