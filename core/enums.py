"""Words that more than one room uses."""

from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Sensitivity(TextChoices):
    """Who sees a learner's work on something (decision 2), from the most open to the strictest."""

    OPEN = "open", _("Open: the teacher sees scores and skills")
    CAREFUL = "careful", _("Careful: the teacher sees finished or not")
    PRIVATE = "private", _("Private: careful, and answers are never shown again")

    @classmethod
    def strictest(cls, *levels: str) -> "Sensitivity":
        """Return the strictest of `levels` (values or members of this enum, at least one)."""
        order = list(cls)
        return max((cls(level) for level in levels), key=order.index)


class AgeBand(TextChoices):
    """Whom a classroom or a text is for (decision 1), youngest first."""

    YOUNGER = "11-13", _("11 to 13")
    OLDER = "14-17", _("14 to 17")
    ADULT = "adult", _("Adults")

    @classmethod
    def youngest(cls, *bands: str) -> "AgeBand":
        """Return the youngest of `bands`: someone in two classes is read as the younger one."""
        order = list(cls)
        return min((cls(band) for band in bands), key=order.index)


class SourceMark(TextChoices):
    """How the source of a fact was met; decides whether learners may see it (decision 15)."""

    SEEN_OFFICIAL = "seen-official", _("Seen on the service's own page")
    SEEN_SECONDARY = "seen-secondary", _("Seen on somebody else's page")
    PARTLY_SEEN = "partly-seen", _("Partly seen")
    REMEMBERED = "remembered", _("Remembered, not seen")


class Risk(TextChoices):
    """How bad an outdated fact would be; sets the days until it must be read again."""

    A = "A", _("A: phone numbers, emergency, portals (90 days)")
    B = "B", _("B: law (180 days)")
    C = "C", _("C: routes inside apps (120 days)")
    D = "D", _("D: prose (365 days)")

    @property
    def days(self) -> int:
        return {"A": 90, "B": 180, "C": 120, "D": 365}[self.value]

    def review_by(self, *, checked_on: date | None, seen_on: date | None) -> date | None:
        """Return the last day a fact counts as current: from its last check, else its reading."""
        start = checked_on or seen_on
        return start + timedelta(days=self.days) if start else None
