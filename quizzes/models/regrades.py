"""A question's key was corrected: which answers were marked anew, by whom, why, and as what."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import new_uuid
from quizzes.enums import RegradeRule
from quizzes.models.attempts import AttemptSlot, Response
from quizzes.models.bank import Question, QuestionVersion


class Regrade(models.Model):
    """One decision to mark by the key of `version` what older versions of a question asked.

    `finished_at` is None as long as some of it is still to be done. `reason` is read by learners.
    """

    wagtail_reference_index_ignore = True

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    question = models.ForeignKey(Question, models.PROTECT, related_name="regrades")
    version = models.ForeignKey(QuestionVersion, models.PROTECT, related_name="+")
    rule = models.CharField(_("points"), max_length=10, choices=RegradeRule)
    reason = models.CharField(_("reason"), max_length=200)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["question"],
                condition=models.Q(finished_at=None),
                name="one_open_regrade_of_a_question",
            )
        ]

    def __str__(self):
        return f"{self.question_id} {self.made_at:%Y-%m-%d}"


class Correction(models.Model):
    """What a regrade did to one question of one attempt: from which version it was marked before,
    and what the answer that counts was worth before and after. Empty where there was no answer.
    """

    wagtail_reference_index_ignore = True

    regrade = models.ForeignKey(Regrade, models.CASCADE, related_name="corrections")
    slot = models.ForeignKey(AttemptSlot, models.CASCADE, related_name="corrections")
    version_before = models.ForeignKey(QuestionVersion, models.PROTECT, related_name="+")
    response = models.ForeignKey(Response, models.CASCADE, null=True, related_name="corrections")
    points_before = models.PositiveSmallIntegerField(null=True)
    points_after = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["regrade", "slot"], name="corrected_once_a_regrade")
        ]

    def __str__(self):
        return f"{self.slot_id}: {self.points_before} to {self.points_after}"

    @property
    def changes_points(self) -> bool:
        return self.points_before != self.points_after
