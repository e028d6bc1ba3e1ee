"""Giving work to a class and taking it back."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from assignments.models import Assignment
from core import audit
from organizations.models import Classroom
from organizations.queries import students_ever_in
from quizzes.actions import open_answers
from quizzes.enums import AttemptMode


@transaction.atomic
def assign_module(*, by, classroom, module, due_on: date | None) -> Assignment:
    """Give `module` to the whole class, open now; assigned twice, the new due date counts."""
    assignment, _created = Assignment.objects.update_or_create(
        classroom=classroom,
        module=module,
        defaults={"due_on": due_on},
        create_defaults={"due_on": due_on, "assigned_by": by},
    )
    audit.record(by=by, verb="module-assigned", target=assignment)
    return assignment


@transaction.atomic
def withdraw_assignment(*, by, assignment: Assignment) -> None:
    """Take work back. What students did stays theirs, and a test does not stay closed."""
    open_class_answers(assignment)
    audit.record(by=by, verb="assignment-withdrawn", target=assignment)
    assignment.delete()


@transaction.atomic
def change_assignment(
    *, by, assignment: Assignment, due_on: date | None, quiz_mode: AttemptMode, minutes: int | None
) -> None:
    """Say anew until when work is wanted, and how its quiz is taken.

    Tries go on as they were begun. A test that becomes something else is opened, as nobody would
    open it later.
    """
    if quiz_mode != assignment.quiz_mode:
        open_class_answers(assignment)
        assignment.answers_opened_at = None
    assignment.due_on, assignment.quiz_mode = due_on, quiz_mode
    assignment.quiz_minutes = minutes if quiz_mode == AttemptMode.TEST else None
    assignment.save()
    audit.record(by=by, verb="assignment-changed", target=assignment)


@transaction.atomic
def open_test(*, by, assignment: Assignment) -> None:
    """Let the class read the explanations of a test; clicked twice, it is opened once."""
    assignment = Assignment.objects.select_for_update().get(pk=assignment.pk)
    if not assignment.waits_to_be_opened:
        return
    assignment.answers_opened_at = timezone.now()
    assignment.save(update_fields=["answers_opened_at"])
    open_class_answers(assignment)
    audit.record(by=by, verb="answers-opened", target=assignment)


def open_class_answers(assignment: Assignment) -> None:
    students = students_ever_in(assignment.classroom_id)
    quiz = assignment.module.quiz
    if quiz:
        open_answers(quiz=quiz, users=students.values("user"))


@transaction.atomic
def copy_assignments(*, by, assignments: Iterable[Assignment], classroom: Classroom) -> None:
    """Give another class the same modules, taken the same way, open now and without due days."""
    for assignment in assignments:
        copy = Assignment.objects.create(
            classroom=classroom,
            module=assignment.module,
            assigned_by=by,
            quiz_mode=assignment.quiz_mode,
            quiz_minutes=assignment.quiz_minutes,
        )
        audit.record(by=by, verb="module-assigned", target=copy)
