"""What teachers say of a question to those who write it: it confuses, or it is out of date."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from quizzes.enums import FlagKind
from quizzes.models.bank import QuestionVersion

LONGEST_NOTE = 200


class TeacherFlagQuerySet(models.QuerySet):
    def open(self):
        return self.filter(settled_at=None)


class TeacherFlag(models.Model):
    """One teacher said one thing of one version of a question; an editor settles it.

    It names no class and no student. Without its teacher it stays, and names nobody.
    """

    wagtail_reference_index_ignore = True

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    version = models.ForeignKey(QuestionVersion, models.CASCADE, related_name="teacher_flags")
    kind = models.CharField(max_length=12, choices=FlagKind)
    note = models.CharField(max_length=LONGEST_NOTE, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = TeacherFlagQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["by", "version", "kind"], name="flagged_once_a_teacher")
        ]

    def __str__(self):
        return f"{self.version_id} {self.kind}"
