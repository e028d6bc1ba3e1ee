"""Kinds of questions and of attempts, and how sure a learner says they are."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class QuestionKind(TextChoices):
    SINGLE = "single", _("One answer is right")
    MULTIPLE = "multiple", _("Several answers are right")
    TRUE_FALSE = "true-false", _("True or false")
    JUDGEMENT = "judgement", _("Graded judgement: best 2, reasonable 1, risky 0")


class Confidence(IntegerChoices):
    """Asked with every answer; it chooses the feedback and never costs a point."""

    GUESSING = 1, _("Guessing")
    FAIRLY_SURE = 2, _("Fairly sure")
    VERY_SURE = 3, _("Very sure")


class AttemptMode(TextChoices):
    """Practice and check close a question at its first answer; test only at the end."""

    PRACTICE = "practice", _("Practice")
    CHECK = "check", _("Check")
    TEST = "test", _("Test")
