"""Roles and states of people in an organization and in its classes."""

from django.db.models import TextChoices
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
