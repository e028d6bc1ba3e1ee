"""What a class has to do."""

from datetime import UTC, date, datetime, time, timedelta

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.enums import Sensitivity
from core.models import new_uuid
from courses.models import ModulePage
from organizations.models import Classroom, Membership
from quizzes.enums import PRESETS, AttemptMode
from quizzes.models import QuizQuestion


class ClassGroup(models.Model):
    """Some students of a class who get work together. Only teachers of the class see its name."""

    wagtail_reference_index_ignore = True

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    classroom = models.ForeignKey(Classroom, models.CASCADE, related_name="groups")
    name = models.CharField(_("group name"), max_length=40)
    members = models.ManyToManyField(Membership, related_name="groups")

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint("classroom", Lower("name"), name="one_group_of_a_name")
        ]

    def __str__(self):
        return self.name


class AssignmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Assignments of the classrooms this person teaches."""
        return self.filter(classroom__in=Classroom.objects.visible_to(user))

    def for_student(self, user):
        """What this person has to do: work of the classes they are in, not only wait for, and that
        are at work, where it is for the whole class or for them.
        """
        own = (
            Membership.objects.students()
            .active()
            .filter(
                user=user,
                classroom=models.OuterRef("classroom"),
                classroom__archived_at=None,
            )
        )
        is_for_them = models.Q(is_for_all=True) | models.Exists(
            own.filter(is_chosen(models.OuterRef("pk")))
        )
        return self.filter(models.Exists(own), is_for_them, module__live=True)

    def with_day_of(self, user):
        """Add `extended_to`: the day of the newest extension a student has, or None."""
        given = Extension.objects.filter(assignment=models.OuterRef("pk"), students__user=user)
        newest = given.order_by("-pk").values("due_on")[:1]
        return self.annotate(extended_to=models.Subquery(newest))

    def with_scores(self):
        """Add `has_scores`: whether a teacher sees any of the quiz, so that it can be a check or a
        test. The strictest of module, quiz and questions says it (decision 2).
        """
        asked = QuizQuestion.objects.filter(quiz=models.OuterRef("module__quiz"))
        careful = asked.filter(question__live=True).exclude(question__sensitivity=Sensitivity.OPEN)
        is_open = models.Q(
            module__sensitivity=Sensitivity.OPEN, module__quiz__sensitivity=Sensitivity.OPEN
        )
        return self.annotate(has_scores=is_open & ~models.Exists(careful))


def is_chosen(assignment) -> models.Q:
    """Return whether a membership is chosen by an assignment, by itself or with a group.

    It joins, so a membership can come several times.
    """
    return models.Q(assignments=assignment) | models.Q(groups__assignments=assignment)


class StandingManager(models.Manager.from_queryset(AssignmentQuerySet)):
    """Work that has not been taken back."""

    def get_queryset(self):
        return super().get_queryset().filter(withdrawn_at=None)


class Assignment(models.Model):
    """A module for a class, or for some of it, open from the moment it is made.

    Where it is not `is_for_all` it is for the `students` named and whoever is in its `groups` when
    a page is read; careful and private modules are for all (`rules.may_be_for_some`).
    Work taken back keeps its row for as long as that can be undone (`withdrawn_at`); `objects`,
    `classroom.assignments` too, holds what stands, and `everything` the rest as well.

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
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    due_on = models.DateField(_("due"), null=True, blank=True)
    is_for_all = models.BooleanField(default=True)
    groups = models.ManyToManyField(ClassGroup, related_name="assignments")
    students = models.ManyToManyField(Membership, related_name="assignments")
    quiz_mode = models.CharField(
        max_length=10,
        choices=[(mode.value, mode.label) for mode in PRESETS],
        default=AttemptMode.PRACTICE,
    )
    quiz_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    answers_opened_at = models.DateTimeField(null=True, blank=True)

    objects = StandingManager()
    everything = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["opened_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["classroom", "module"],
                condition=models.Q(withdrawn_at=None),
                name="assigned_once_a_class",
            )
        ]

    def __str__(self):
        return f"{self.module} for {self.classroom}"

    @property
    def taken_as(self) -> AttemptMode:
        """How its quiz is taken now, of work read `with_scores`: what has none is practised."""
        return AttemptMode(self.quiz_mode) if self.has_scores else AttemptMode.PRACTICE

    @property
    def waits_to_be_opened(self) -> bool:
        return self.quiz_mode == AttemptMode.TEST and self.answers_opened_at is None

    @property
    def due_at(self) -> datetime | None:
        """The moment the work is due, in UTC: the end of the due day in the school's time zone."""
        return end_of_day(self.due_on, self.classroom.organization.zone) if self.due_on else None

    @property
    def own_due_on(self) -> date | None:
        """The due day of the student it was read for (`with_day_of`): theirs, or a later one of the
        class.
        """
        return self.due_on and max(self.due_on, self.extended_to or self.due_on)

    @property
    def days_left(self) -> int | None:
        """The days until `own_due_on`, 0 on the day itself as it is at the school; None without."""
        today = self.classroom.organization.today()
        return (self.own_due_on - today).days if self.due_on else None


class Extension(models.Model):
    """More time for some students, given in one go; of several the newest counts.

    The `reason` is for teachers of the class alone.
    """

    wagtail_reference_index_ignore = True

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="extensions")
    students = models.ManyToManyField(Membership, related_name="extensions")
    due_on = models.DateField(_("new due day"))
    reason = models.CharField(_("reason"), max_length=80)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.assignment}, until {self.due_on}"


def end_of_day(day: date, zone) -> datetime:
    """Return the first moment after the local `day` in `zone`, in UTC.

    Where midnight does not exist (a clock change at 0:00), the day ends when the clock jumps.
    """
    midnight = datetime.combine(day + timedelta(days=1), time(), tzinfo=zone)
    return midnight.astimezone(UTC)
