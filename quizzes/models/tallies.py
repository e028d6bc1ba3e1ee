"""What learners' answers add up to: sums without a person in them, and what editors read off them.

Nothing is counted for fewer than five people at a time (`quizzes.tallies`), so no tally of a quiz
holds fewer, and no two states of one differ by fewer. Those who gave one answer may be fewer.
Deleting an account deletes its attempts and leaves the sums it is part of.
"""

from django.db import models

from core.enums import Sensitivity
from quizzes import statistics
from quizzes.models.bank import Question, QuestionVersion, Quiz


class Counting(models.Model):
    """One row: when everything that waited was last counted. Whoever counts holds its lock."""

    wagtail_reference_index_ignore = True

    counted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="counting_is_one_row")]

    def __str__(self):
        return str(self.counted_at)


# The sheet of attempts whose questions were drawn begins with this, and ends with their number.
DRAWN = "drawn "


class QuizTally(models.Model):
    """The complete first attempts of different people at the same questions of a quiz.

    `sheet` tells which question versions these were, or that they were drawn, each person's own.
    `points` are sums over attempts.
    """

    wagtail_reference_index_ignore = True

    quiz = models.ForeignKey(Quiz, models.CASCADE, related_name="tallies")
    sheet = models.CharField(max_length=64)
    is_scored = models.BooleanField()
    sensitivity = models.CharField(max_length=10, choices=Sensitivity)
    attempts = models.PositiveBigIntegerField(default=0)
    points = models.PositiveBigIntegerField(default=0)
    points_squared = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["quiz", "sheet", "is_scored", "sensitivity"], name="one_tally_a_sheet"
            )
        ]

    def __str__(self):
        return f"{self.quiz_id} {self.sheet[:8]}"

    def as_tally(self) -> statistics.Tally:
        """Return it as the statistics take it. One query, none where `answers` are prefetched."""
        tally = statistics.Tally(self.attempts, self.points, self.points_squared)
        for row in self.answers.all():
            tally.answers[row.answer] = list(row.sums)
        return tally


class AnswerTally(models.Model):
    """Everybody of a quiz tally who gave one answer to one question: see `statistics.Answer`, and
    `statistics.Sums` for `rest` and its square.
    """

    wagtail_reference_index_ignore = True

    tally = models.ForeignKey(QuizTally, models.CASCADE, related_name="answers")
    version = models.ForeignKey(QuestionVersion, models.CASCADE, related_name="tallies")
    chosen = models.CharField(max_length=255, blank=True)
    confidence = models.PositiveSmallIntegerField()
    points = models.PositiveSmallIntegerField()
    count = models.PositiveBigIntegerField(default=0)
    rest = models.PositiveBigIntegerField(default=0)
    rest_squared = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tally", "version", "chosen", "confidence", "points"],
                name="one_row_an_answer",
            )
        ]

    def __str__(self):
        return f"{self.version_id} {self.chosen} {self.confidence}: {self.count}"

    @property
    def answer(self) -> statistics.Answer:
        return statistics.Answer(self.version_id, self.chosen, self.confidence, self.points)

    @property
    def sums(self) -> statistics.Sums:
        return statistics.Sums(self.count, self.rest, self.rest_squared)


class QuestionFigures(models.Model):
    """What the list of questions shows of the newest version of each, and why to look at it again.

    In thousandths; None where nothing may be shown. Of a careful or private question the shares
    stand for a band (`statistics.Band`), and there is no discrimination.
    """

    wagtail_reference_index_ignore = True

    question = models.OneToOneField(Question, models.CASCADE, related_name="figures")
    version = models.ForeignKey(QuestionVersion, models.CASCADE, related_name="+")
    facility = models.SmallIntegerField(null=True)
    discrimination = models.SmallIntegerField(null=True)
    sure_and_wrong = models.SmallIntegerField(null=True)
    in_bands = models.BooleanField(default=False)
    flags = models.JSONField(default=list)

    def __str__(self):
        return f"{self.question_id}: {self.facility}"
