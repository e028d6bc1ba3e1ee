"""Kinds of questions and of attempts, and how sure a learner says they are."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from quizzes.marking import KINDS
from support.enums import Jurisdiction

# One member a kind that `quizzes.marking` registers: SINGLE, SHORT_ANSWER, ...
QuestionKind = TextChoices(
    "QuestionKind",
    [
        (name.upper().replace("-", "_"), (name, gettext_lazy(kind.label)))
        for name, kind in KINDS.items()
    ],
)


# Where a question may be for, as laws say where they hold. One for everywhere names no place.
PLACES = [(code, name) for code, name in Jurisdiction.choices if code != Jurisdiction.INTERNATIONAL]


class QuestionState(TextChoices):
    """What becomes of a question in the CMS; one that is ready may have a draft, and wait.

    Ready is what Wagtail calls live. Hidden is what was published once and is not live any more.
    """

    LIVE = "live", _("Ready: learners get it")
    DRAFT = "draft", _("Draft: learners do not see it yet")
    WAITING = "waiting", _("Waiting for approval")
    HIDDEN = "hidden", _("Hidden: new tries do not get it, old ones keep it")


class Confidence(IntegerChoices):
    """Asked with every answer; it chooses the feedback and never costs a point."""

    GUESSING = 1, _("Guessing")
    FAIRLY_SURE = 2, _("Fairly sure")
    VERY_SURE = 3, _("Very sure")


class AttemptMode(TextChoices):
    """Practice: explained after each answer, as often as one likes, and the best try counts.
    Check: explained after each answer, and one try counts; after it comes practice.
    Test: answers may be changed until they are handed in, one try counts, and explanations come
    when the teacher opens them.

    A pre-check is practice before the lessons: it gives no score and says nothing about skills.
    """

    PRECHECK = "precheck", _("Try it first")
    PRACTICE = "practice", pgettext_lazy("kind of quiz", "Practice")
    CHECK = "check", pgettext_lazy("kind of quiz", "Check")
    TEST = "test", pgettext_lazy("kind of quiz", "Test")


# How a teacher may have the quiz of a module taken, from the loosest to the strictest.
PRESETS = (AttemptMode.PRACTICE, AttemptMode.CHECK, AttemptMode.TEST)


class RegradeRule(TextChoices):
    """What becomes of points when answers are marked by a corrected key."""

    RAISE = "raise", _("Nobody loses points: who was right by the old key stays right")
    CORRECTED = (
        "corrected",
        _("Everybody gets what the corrected key gives, even where that is less"),
    )


class FlagKind(TextChoices):
    """What a teacher says of a question that should be looked at again."""

    CONFUSING = "confusing", _("Confusing")
    OUT_OF_DATE = "out-of-date", _("Out of date")
