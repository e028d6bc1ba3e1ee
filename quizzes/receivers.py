"""Publishing a question pins a version of it, in the publishing transaction."""

from django.dispatch import receiver
from wagtail.signals import published

from quizzes.actions import pin_version
from quizzes.models import Question


@receiver(published, sender=Question)
def pin_published_question(sender, instance, **kwargs):
    pin_version(instance)
