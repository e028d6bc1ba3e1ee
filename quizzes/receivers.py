"""Publishing a question pins a version of it, in the publishing transaction.

The figures of an older version are no longer those of the question.
"""

from django.dispatch import receiver
from wagtail.signals import published

from quizzes.actions import pin_version
from quizzes.models import Question, QuestionFigures


@receiver(published, sender=Question)
def pin_published_question(sender, instance, **kwargs):
    pinned = pin_version(instance)
    QuestionFigures.objects.filter(question=instance).exclude(version=pinned).delete()
