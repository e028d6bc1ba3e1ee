"""Where a learner is: places in lessons, states of skills. Days, never times of day."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from courses.models import LessonPage
from progress.enums import LessonState, SkillState
from quizzes.models import Skill


class LessonProgress(models.Model):
    """How far one person is in one lesson."""

    wagtail_reference_index_ignore = True

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="lesson_progress"
    )
    lesson = models.ForeignKey(LessonPage, models.CASCADE, related_name="progress")
    step = models.PositiveSmallIntegerField(default=1)
    state = models.PositiveSmallIntegerField(choices=LessonState, default=LessonState.STARTED)
    # Only to offer the latest lesson on "Carry on"; no page shows it.
    touched_at = models.DateTimeField(default=timezone.now)
    # When it was done first. Only counted by the week, of five people or more (`insight`).
    done_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "lesson"], name="one_place_a_lesson")
        ]
        # The mark of a class reads states by the thousand, from the index alone.
        indexes = [models.Index(fields=["user", "lesson", "state"], name="state_of_a_place")]

    def __str__(self):
        return f"{self.user_id} {self.lesson_id} {self.state}"

    @property
    def is_done(self) -> bool:
        return self.state == LessonState.DONE

    def is_further_than(self, other: "LessonProgress | None") -> bool:
        """Whether this is further on than `other`, a place in the same lesson, or None."""
        if other is None:
            return True
        return not other.is_done and (self.is_done or self.step > other.step)


class SkillProgress(models.Model):
    """What state one person has reached in one skill; it never goes down, unless an answer it came
    from was marked anew by a corrected key.
    """

    wagtail_reference_index_ignore = True

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="skill_progress"
    )
    skill = models.ForeignKey(Skill, models.CASCADE, related_name="progress")
    state = models.PositiveSmallIntegerField(choices=SkillState)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "skill"], name="one_state_a_skill")]

    def __str__(self):
        return f"{self.user_id} {self.skill_id} {self.state}"
