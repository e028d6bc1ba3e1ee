"""Roles and states of people in an organization and in its classes."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class StaffRole(TextChoices):
    TEACHER = "teacher", _("Teacher")
    ADMIN = "admin", _("Organization admin")


class MembershipRole(TextChoices):
    STUDENT = "student", _("Student")
    TEACHER = "teacher", _("Teacher")


class MembershipState(TextChoices):
    ACTIVE = "active", _("In the class")
    WAITING = "waiting", _("Waiting for the teacher")


class ExtraTime(IntegerChoices):
    """What a student has on top of the time others have, in percent."""

    NONE = 0, _("No extra time")
    QUARTER = 25, _("A quarter more")
    HALF = 50, _("Half as much again")
    DOUBLE = 100, _("Twice the time")


class KeptFor(IntegerChoices):
    """For how many months after its end a class and the work of its students are kept."""

    MONTH = 1, _("One month")
    TERM = 4, _("Four months")
    YEAR = 12, _("Twelve months")
    TWO_YEARS = 24, _("Two years")
