"""People who sign in: staff by name, students by a random username nobody ever reads."""

import secrets

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import new_uuid

STUDENT_USERNAME_PREFIX = "s-"


class UserKind(models.TextChoices):
    STUDENT = "student", _("Student")
    STAFF = "staff", _("Staff")


class PeopleManager(UserManager):
    """Django's manager, with the way a student is made."""

    def create_student(self, *, phrase: str) -> "User":
        """Make a student who signs in with `phrase`; nothing else is known about them."""
        username = f"{STUDENT_USERNAME_PREFIX}{secrets.token_hex(8)}"
        return self.create_user(username, password=phrase, kind=UserKind.STUDENT)


class User(AbstractUser):
    """A person. What a class calls a student (a nickname) lives on the membership."""

    wagtail_reference_index_ignore = True

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    kind = models.CharField(max_length=10, choices=UserKind, default=UserKind.STAFF)

    objects = PeopleManager()

    class Meta(AbstractUser.Meta):
        constraints = [
            # Data minimisation as a rule of the database: no e-mail and no real name of a student.
            models.CheckConstraint(
                name="student_has_no_name_or_email",
                condition=~models.Q(kind=UserKind.STUDENT)
                | models.Q(
                    email="", first_name="", last_name="", is_staff=False, is_superuser=False
                ),
            ),
        ]

    @property
    def is_student(self) -> bool:
        return self.kind == UserKind.STUDENT
