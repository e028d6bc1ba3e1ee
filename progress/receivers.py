"""A finished quiz raises skills, in the same transaction."""

from django.dispatch import receiver

from progress.actions import update_skills
from quizzes.signals import attempt_submitted


@receiver(attempt_submitted)
def raise_skills(sender, attempt, **kwargs):
    update_skills(attempt)
