"""What learners did: an attempt, its slots, and every answer once.

Plain rows, never pages or snippets, never in the CMS: an editor's account cannot reach a learner.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils.functional import cached_property

from core.enums import Sensitivity
from core.models import new_uuid
from quizzes.enums import AttemptMode, Confidence
from quizzes.marking import KINDS, whole_percent
from quizzes.models.bank import QuestionVersion, Quiz

TALLY_REST = timedelta(days=1)


class AttemptQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Only a learner's own attempts; a teacher sees work through the class grid."""
        return self.filter(user=user) if user.is_authenticated else self.none()

    def open(self):
        return self.filter(finished_at=None)

    def finished(self):
        return self.exclude(finished_at=None)

    def to_be_tallied(self, *, at: datetime):
        """Those that may be counted at a moment, the latest first: careful ones rest for a day."""
        has_rested = models.Q(finished_at__lte=at - TALLY_REST)
        waiting = self.filter(finished_at__isnull=False, is_tallied=False)
        return waiting.filter(has_rested | models.Q(sensitivity=Sensitivity.OPEN)).order_by("-pk")

    def sealed(self):
        """Those whose answers wait for a teacher to open them."""
        return self.filter(is_sealed=True)

    def first_tries(self):
        """Those before which their person finished none at the same quiz."""
        earlier = Attempt.objects.finished().filter(
            user=models.OuterRef("user"), quiz=models.OuterRef("quiz"), pk__lt=models.OuterRef("pk")
        )
        return self.filter(~models.Exists(earlier))

    def telling_of_skills(self):
        """Those of which `tells_of_skills` is true."""
        scored = self.exclude(mode=AttemptMode.PRECHECK).exclude(is_sealed=True)
        return scored.exclude(sensitivity=Sensitivity.PRIVATE)


class Attempt(models.Model):
    """One go of one person at a quiz, pinned to the question versions live at its start.

    `left_out` has the numbers of the questions that did not count when it was finished, because a
    fact they rest on was not live then. While an attempt runs the clock says which these are
    (`queries.attempt_state`); finishing writes them down, so that score, results and skills go on
    saying the same. `is_tallied` says that the statistics are through with it (`quizzes.tallies`).

    `seed` says which questions were drawn, where the quiz draws some (`quizzes.drawing`). A test
    `is_sealed` until its teacher opens the answers. `minutes` is what a test is meant to take,
    without anybody's extra time: nothing ends then, later answers are only known as such.
    """

    wagtail_reference_index_ignore = True

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="attempts")
    quiz = models.ForeignKey(Quiz, models.PROTECT, related_name="attempts")
    mode = models.CharField(max_length=10, choices=AttemptMode)
    sensitivity = models.CharField(max_length=10, choices=Sensitivity)
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    points = models.PositiveSmallIntegerField(null=True)
    max_points = models.PositiveSmallIntegerField(null=True)
    left_out = models.JSONField(default=list)
    is_tallied = models.BooleanField(default=False)
    seed = models.PositiveBigIntegerField(null=True)
    is_sealed = models.BooleanField(default=False)
    minutes = models.PositiveSmallIntegerField(null=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            # Finding what waits to be counted costs as much as waits, whatever was counted before.
            models.Index(
                fields=["id"],
                condition=models.Q(finished_at__isnull=False, is_tallied=False),
                name="attempt_to_be_tallied",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "quiz"],
                condition=models.Q(finished_at=None),
                name="one_open_attempt_at_a_quiz",
            ),
            models.CheckConstraint(
                name="finished_attempt_has_points",
                condition=models.Q(finished_at=None, points=None, max_points=None)
                | models.Q(
                    finished_at__isnull=False, points__isnull=False, max_points__isnull=False
                ),
            ),
        ]

    def __str__(self):
        return str(self.uuid)

    @property
    def is_scored(self) -> bool:
        """Whether points are shown to anybody and count; those of a pre-check are not."""
        return self.mode != AttemptMode.PRECHECK

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None

    @property
    def percent(self) -> int | None:
        """The score in whole percent, rounded down, or None while the attempt is open."""
        return None if self.max_points is None else whole_percent(self.points, self.max_points)

    @property
    def tells_of_skills(self) -> bool:
        """Whether it may change a skill: off one, answers to a private quiz could be read."""
        return self.is_scored and not self.is_sealed and self.sensitivity != Sensitivity.PRIVATE

    @property
    def answers_stay_hidden(self) -> bool:
        """Private answers are shown to nobody once the attempt is finished (decision 2)."""
        return self.is_finished and self.sensitivity == Sensitivity.PRIVATE

    @property
    def is_handed_in(self) -> bool:
        """Whether it is a finished test whose answers its teacher has not opened yet."""
        return self.is_finished and self.is_sealed

    @property
    def counts_once(self) -> bool:
        return self.mode in (AttemptMode.CHECK, AttemptMode.TEST)

    @property
    def takes_changes(self) -> bool:
        """Whether an answer may be given again: in a test, until it is handed in."""
        return self.mode == AttemptMode.TEST and not self.is_finished


class AttemptSlotQuerySet(models.QuerySet):
    def scored(self):
        """Those whose question is scored, which one to think about is not."""
        kinds = [name for name, kind in KINDS.items() if kind.is_scored]
        return self.filter(version__content__kind__in=kinds)


class AttemptSlot(models.Model):
    """One question of an attempt: which version, and in which order its options stand."""

    wagtail_reference_index_ignore = True

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="slots")
    number = models.PositiveSmallIntegerField()
    version = models.ForeignKey(QuestionVersion, models.PROTECT, related_name="slots")
    option_order = models.JSONField()

    objects = AttemptSlotQuerySet.as_manager()

    class Meta:
        ordering = ["attempt", "number"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "number"], name="one_slot_a_number")
        ]

    def __str__(self):
        return f"{self.attempt_id} {self.number}"

    @cached_property
    def ordered_options(self) -> list[dict]:
        """The version's options in the order this attempt shows them."""
        by_id = {option["id"]: option for option in self.version.content["options"]}
        return [by_id[option_id] for option_id in self.option_order]


class Response(models.Model):
    """One answer, stored exactly once (decision 31).

    `key` comes from the page the answer was typed on: the same key with the same body returns this
    row again. `sequence` counts the answers of a slot from 1.
    """

    wagtail_reference_index_ignore = True

    slot = models.ForeignKey(AttemptSlot, models.CASCADE, related_name="responses")
    sequence = models.PositiveSmallIntegerField()
    key = models.UUIDField()
    chosen = models.JSONField()
    confidence = models.PositiveSmallIntegerField(choices=Confidence, null=True, blank=True)
    points = models.PositiveSmallIntegerField()
    max_points = models.PositiveSmallIntegerField()
    is_best = models.BooleanField()
    answered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["slot", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["slot", "sequence"], name="one_answer_a_sequence"),
            models.UniqueConstraint(fields=["slot", "key"], name="one_answer_a_key"),
        ]

    def __str__(self):
        return f"{self.slot_id} #{self.sequence}"
