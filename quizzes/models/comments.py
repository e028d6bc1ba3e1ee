"""What colleagues say of a question to one another. Learners and outside readers never meet it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from quizzes.models.bank import Question

LONGEST_COMMENT = 2000


class QuestionCommentQuerySet(models.QuerySet):
    def open(self):
        """Those that nobody has settled yet."""
        return self.filter(settled_at=None)


class QuestionComment(models.Model):
    """What somebody of the desk said of a question, until it is settled and after."""

    wagtail_reference_index_ignore = True

    question = models.ForeignKey(Question, models.CASCADE, related_name="comments")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    text = models.TextField(_("comment"), max_length=LONGEST_COMMENT)
    made_at = models.DateTimeField(auto_now_add=True)
    settled_at = models.DateTimeField(null=True)

    objects = QuestionCommentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.text[:60]
