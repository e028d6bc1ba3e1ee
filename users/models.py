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


def new_username() -> str:
    """Return a username for a student: nobody ever reads it."""
    return f"{STUDENT_USERNAME_PREFIX}{secrets.token_hex(8)}"


class PeopleManager(UserManager):
    """Django's manager, with the way a student is made."""

    def create_student(self, *, phrase: str) -> "User":
        """Make a student who signs in with `phrase`; nothing else is known about them."""
        return self.create_user(new_username(), password=phrase, kind=UserKind.STUDENT)

    def create_students(self, passwords: list[str]) -> "list[User]":
        """Make a student for each hash of a phrase: hashing takes long, so it comes before."""
        return self.bulk_create(
            self.model(username=new_username(), password=password, kind=UserKind.STUDENT)
            for password in passwords
        )


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
    def shown_name(self) -> str:
        """What colleagues read: a member of staff's own name, else what they sign in with."""
        return self.get_full_name() or self.username

    @property
    def is_student(self) -> bool:
        return self.kind == UserKind.STUDENT
