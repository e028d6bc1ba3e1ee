"""How far a learner is, in words (ux.md 2.3); a state never goes down on screen."""

from django.db.models import IntegerChoices
from django.utils.translation import gettext_lazy as _


class LessonState(IntegerChoices):
    NOT_STARTED = 0, _("Not started")
    STARTED = 1, _("Started")
    DONE = 2, _("Done")


class SkillState(IntegerChoices):
    NOT_STARTED = 0, _("Not started")
    GETTING_THERE = 1, _("Getting there")
    GOT_IT = 2, _("Got it")
    SECURE = 3, _("Secure")
