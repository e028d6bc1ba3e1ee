"""Kinds of moments in a scenario, and of choices."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class NodeKind(TextChoices):
    MOMENT = "moment", _("Moment")
    STRAINED = "strained", _("Strained: things got harder, a way to put it right is near")
    PAUSE = "pause", _("Pause: a calm note after waiting or asking")
    ENDING = "ending", _("Ending")


class ChoiceKind(TextChoices):
    ACT = "act", _("Do or say something")
    WAIT = "wait", _("Wait and think")
    ASK = "ask", _("Ask someone")
