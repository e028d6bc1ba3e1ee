"""The migration that forgets what private quizzes said about skills."""

from importlib import import_module

import pytest
from django.apps import apps

from progress.models import SkillProgress
from quizzes.models import Attempt
from tests import factories

pytestmark = pytest.mark.django_db
migration = import_module("progress.migrations.0003_forget_private_skills")


def tried(student, *, skill: str, sensitivity: str) -> None:
    """Finish a quiz on a skill, and note the skill as it was noted before, whatever the level."""
    quiz = factories.make_quiz(questions=[factories.make_question(skill=skill)])
    attempt = factories.make_attempt(student, quiz)
    Attempt.objects.filter(pk=attempt.pk).update(sensitivity=sensitivity)
    row = {"user": student, "skill": factories.make_skill(skill)}
    SkillProgress.objects.get_or_create(**row, defaults={"state": 2})


def test_skill_of_a_private_quiz_alone_is_forgotten(student, other_student):
    tried(student, skill="sk-private", sensitivity="private")
    tried(student, skill="sk-both", sensitivity="private")
    tried(student, skill="sk-both", sensitivity="careful")
    tried(other_student, skill="sk-private", sensitivity="open")
    migration.forget(apps, None)
    left = SkillProgress.objects.values_list("user", "skill__key")
    assert set(left) == {(student.pk, "sk-both"), (other_student.pk, "sk-private")}
