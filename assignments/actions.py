"""Giving work to a class or some of it, more time for it, and taking both back.

A class in the archive is given nothing: whatever gives it something raises ClassIsOver then.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from assignments.errors import StudentsHaveAnswered, TooLate, WholeClassOnly
from assignments.models import Assignment, ClassGroup, Extension
from assignments.queries import WHOLE_CLASS, Audience, recipients
from assignments.rules import have_answered, may_be_for_some
from core import audit
from organizations.actions import lock_at_work
from organizations.models import Classroom, Membership
from organizations.queries import students_ever_in
from quizzes.actions import open_answers
from quizzes.enums import AttemptMode

UNDO_LASTS = timedelta(hours=1)


@transaction.atomic
def assign_module(
    *, by, classroom, module, due_on: date | None, audience: Audience = WHOLE_CLASS
) -> Assignment:
    """Give `module` to a class or some of it, open now; assigned twice, the new due date counts.

    Raise WholeClassOnly where a careful or private module is not for all.
    """
    lock_at_work(classroom.pk)
    assignment, is_new = Assignment.objects.update_or_create(
        classroom=classroom,
        module=module,
        defaults={"due_on": due_on},
        create_defaults={"due_on": due_on, "assigned_by": by},
    )
    if is_new:
        Assignment.everything.filter(classroom=classroom, module=module).exclude(
            pk=assignment.pk
        ).delete()
        set_audience(assignment, audience)
    audit.record(by=by, verb="module-assigned", target=assignment)
    return assignment


def set_audience(assignment: Assignment, audience: Audience) -> None:
    if not (audience.is_for_all or may_be_for_some(assignment.module)):
        raise WholeClassOnly
    assignment.is_for_all = audience.is_for_all
    assignment.save(update_fields=["is_for_all"])
    assignment.groups.set(audience.groups)
    assignment.students.set(audience.students)


@transaction.atomic
def undo_assigning(*, by, assignment: Assignment) -> None:
    """Take work back as if it had never been given; StudentsHaveAnswered where somebody did."""
    if have_answered(assignment.module, recipients(assignment), since=assignment.opened_at):
        raise StudentsHaveAnswered
    open_class_answers(assignment)
    audit.record(by=by, verb="assigning-undone", target=assignment)
    assignment.delete()


@transaction.atomic
def withdraw_assignment(*, by, assignment: Assignment) -> None:
    """Take work back. What students did stays theirs, and a test does not stay closed.

    It can be restored for an hour; then the next work that is taken back takes it along.
    """
    now = timezone.now()
    were_handed_in = open_class_answers(assignment)
    if were_handed_in and assignment.waits_to_be_opened:
        assignment.answers_opened_at = now
    assignment.withdrawn_at = now
    assignment.save(update_fields=["answers_opened_at", "withdrawn_at"])
    Assignment.everything.filter(
        classroom=assignment.classroom_id, withdrawn_at__lt=now - UNDO_LASTS
    ).delete()
    audit.record(by=by, verb="assignment-withdrawn", target=assignment)


@transaction.atomic
def restore_assignment(*, by, assignment: Assignment) -> None:
    """Give back what was taken back, as it stood; explanations that were opened stay open.

    Raise TooLate, or StudentsHaveAnswered where somebody did since.
    """
    lock_at_work(assignment.classroom_id)
    is_there_anew = Assignment.objects.filter(
        classroom=assignment.classroom_id, module=assignment.module_id
    ).exists()
    if is_there_anew or assignment.withdrawn_at < timezone.now() - UNDO_LASTS:
        raise TooLate
    if have_answered(assignment.module, recipients(assignment), since=assignment.withdrawn_at):
        raise StudentsHaveAnswered
    assignment.withdrawn_at = None
    assignment.save(update_fields=["withdrawn_at"])
    audit.record(by=by, verb="assignment-restored", target=assignment)


@transaction.atomic
def change_assignment(
    *,
    by,
    assignment: Assignment,
    due_on: date | None,
    quiz_mode: AttemptMode,
    minutes: int | None,
    audience: Audience | None = None,
) -> None:
    """Say anew until when work is wanted, how its quiz is taken, and who it is for (None: as it
    was).

    Tries go on as they were begun. A test that becomes something else is opened, as nobody would
    open it later.
    """
    lock_at_work(assignment.classroom_id)
    if quiz_mode != assignment.quiz_mode:
        open_class_answers(assignment)
        assignment.answers_opened_at = None
    assignment.due_on, assignment.quiz_mode = due_on, quiz_mode
    assignment.quiz_minutes = minutes if quiz_mode == AttemptMode.TEST else None
    assignment.save()
    if audience:
        set_audience(assignment, audience)
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


def open_class_answers(assignment: Assignment) -> int:
    """Show the whole class the explanations of its tests; return how many were handed in."""
    students = students_ever_in(assignment.classroom_id)
    quiz = assignment.module.quiz
    return open_answers(quiz=quiz, users=students.values("user")) if quiz else 0


@transaction.atomic
def copy_assignments(*, by, assignments: Iterable[Assignment], classroom: Classroom) -> None:
    """Give another class the modules that all of one have, taken the same way, open now and without
    due days.
    """
    for assignment in assignments:
        if not assignment.is_for_all:
            continue
        copy = Assignment.objects.create(
            classroom=classroom,
            module=assignment.module,
            assigned_by=by,
            quiz_mode=assignment.quiz_mode,
            quiz_minutes=assignment.quiz_minutes,
        )
        audit.record(by=by, verb="module-assigned", target=copy)


@transaction.atomic
def give_extension(
    *, by, assignment: Assignment, students: Iterable[Membership], due_on: date, reason: str
) -> Extension:
    """Give some students until another day; of several extensions their newest counts."""
    lock_at_work(assignment.classroom_id)
    extension = Extension.objects.create(
        assignment=assignment, due_on=due_on, reason=reason, given_by=by
    )
    extension.students.set(students)
    audit.record(by=by, verb="extension-given", target=extension)
    return extension


@transaction.atomic
def undo_extension(*, by, extension: Extension) -> None:
    """Take an extension back; StudentsHaveAnswered where one of its students did since."""
    module, students = extension.assignment.module, extension.students.all()
    if have_answered(module, students.order_by(), since=extension.given_at):
        raise StudentsHaveAnswered
    take_back_extension(by=by, extension=extension)


@transaction.atomic
def take_back_extension(*, by, extension: Extension, student: Membership | None = None) -> None:
    """Take an extension back, from one `student` or all: an earlier one, or the class's day, counts
    again.
    """
    audit.record(by=by, verb="extension-taken-back", target=extension)
    if student:
        extension.students.remove(student)
    if student is None or not extension.students.exists():
        extension.delete()


@transaction.atomic
def make_group(*, by, classroom, name: str, members: Iterable[Membership]) -> ClassGroup:
    lock_at_work(classroom.pk)
    group = ClassGroup.objects.create(classroom=classroom, name=name)
    group.members.set(members)
    audit.record(by=by, verb="group-made", target=group)
    return group


@transaction.atomic
def change_group(*, by, group: ClassGroup, name: str, members: Iterable[Membership]) -> None:
    """Rename a group, or say who is in it; its work is for whoever is in it now."""
    lock_at_work(group.classroom_id)
    group.name = name
    group.save(update_fields=["name"])
    group.members.set(members)
    audit.record(by=by, verb="group-changed", target=group)


@transaction.atomic
def delete_group(*, by, group: ClassGroup) -> None:
    """Delete a group. Its work stays with the students who are in it now."""
    members = list(group.members.all())
    for assignment in Assignment.everything.filter(groups=group):
        assignment.students.add(*members)
    audit.record(by=by, verb="group-deleted", target=group)
    group.delete()


def take_out_of_work(*, membership: Membership, classroom: Classroom) -> None:
    """Take a student who has left a class out of all that its teachers named them in: groups, work
    for some, and extensions. One that was for them alone goes, with its reason.
    """
    for group in membership.groups.filter(classroom=classroom):
        group.members.remove(membership)
    for assignment in Assignment.everything.filter(classroom=classroom, students=membership):
        assignment.students.remove(membership)
    for extension in membership.extensions.filter(assignment__classroom=classroom):
        extension.students.remove(membership)
        if not extension.students.exists():
            extension.delete()
