"""Makers of test data: plain functions that return saved, published objects."""

from tests.factories.content import (
    make_course,
    make_lesson,
    make_module,
    make_question,
    make_quiz,
    make_skill,
    make_step,
)
from tests.factories.people import (
    make_classroom,
    make_editor,
    make_organization,
    make_staff,
    make_student,
    make_teacher,
)
from tests.factories.scenarios import make_scenario
from tests.factories.work import make_attempt, make_lesson_progress

__all__ = [
    "make_attempt",
    "make_classroom",
    "make_course",
    "make_editor",
    "make_lesson",
    "make_lesson_progress",
    "make_module",
    "make_organization",
    "make_question",
    "make_quiz",
    "make_scenario",
    "make_skill",
    "make_staff",
    "make_step",
    "make_student",
    "make_teacher",
]
