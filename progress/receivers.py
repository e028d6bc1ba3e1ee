"""A finished quiz raises skills, in the same transaction, unless it says nothing about them.

A test says it once its answers are open.
"""

from django.dispatch import receiver

from progress.actions import replay_skill, update_skills
from quizzes.signals import answers_opened, attempt_regraded, attempt_submitted


@receiver(attempt_submitted)
@receiver(answers_opened)
def raise_skills(sender, attempt, **kwargs):
    if attempt.tells_of_skills:
        update_skills(attempt)


@receiver(attempt_regraded)
def correct_skill(sender, attempt, skill, **kwargs):
    """A corrected mark is the one thing that may lower a state."""
    if attempt.tells_of_skills:
        replay_skill(attempt.user_id, skill)
