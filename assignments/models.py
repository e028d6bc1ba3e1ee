"""What a class has to do."""

from datetime import UTC, date, datetime, time, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import new_uuid
from courses.models import ModulePage
from organizations.enums import MembershipRole, MembershipState
from organizations.models import Classroom
from quizzes.enums import PRESETS, AttemptMode


class AssignmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Assignments of the classrooms this person teaches."""
        return self.filter(classroom__in=Classroom.objects.visible_to(user))

    def for_student(self, user):
        """What this person has to do: assignments of the classes they are in, not only wait for,
        and that are at work.
        """
        return self.filter(
            classroom__memberships__user=user,
            classroom__memberships__role=MembershipRole.STUDENT,
            classroom__memberships__state=MembershipState.ACTIVE,
            classroom__archived_at=None,
            module__live=True,
        )


class Assignment(models.Model):
    """A module for a whole class, open from the moment it is made.

    `quiz_mode` is how its quiz is taken, and of a test `quiz_minutes` what it is meant to take
    without extra time (None: no time), and `answers_opened_at` when its teacher let the class read
    the explanations; who hands in later reads them at once.
    """

    wagtail_reference_index_ignore = True

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    classroom = models.ForeignKey(Classroom, models.CASCADE, related_name="assignments")
    module = models.ForeignKey(ModulePage, models.CASCADE, related_name="assignments")
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    opened_at = models.DateTimeField(default=timezone.now)
    due_on = models.DateField(_("due"), null=True, blank=True)
    quiz_mode = models.CharField(
        max_length=10,
        choices=[(mode.value, mode.label) for mode in PRESETS],
        default=AttemptMode.PRACTICE,
    )
    quiz_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    answers_opened_at = models.DateTimeField(null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["opened_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["classroom", "module"], name="assigned_once_a_class")
        ]

    def __str__(self):
        return f"{self.module} for {self.classroom}"

    @property
    def waits_to_be_opened(self) -> bool:
        return self.quiz_mode == AttemptMode.TEST and self.answers_opened_at is None

    @property
    def due_at(self) -> datetime | None:
        """The moment the work is due, in UTC: the end of the due day in the school's time zone."""
        return end_of_day(self.due_on, self.classroom.organization.zone) if self.due_on else None


def end_of_day(day: date, zone) -> datetime:
    """Return the first moment after the local `day` in `zone`, in UTC.

    Where midnight does not exist (a clock change at 0:00), the day ends when the clock jumps.
    """
    midnight = datetime.combine(day + timedelta(days=1), time(), tzinfo=zone)
    return midnight.astimezone(UTC)
