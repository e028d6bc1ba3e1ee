"""Undoing what was done a moment ago, as long as nobody has answered since."""

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from assignments.actions import (
    assign_module,
    change_assignment,
    give_extension,
    restore_assignment,
    undo_assigning,
    undo_extension,
    withdraw_assignment,
)
from assignments.errors import StudentsHaveAnswered, TooLate
from assignments.models import Assignment, Extension
from assignments.queries import Audience
from tests import factories
from tests.quizzes.sitting import Sitting

DUE, LATER = date(2099, 1, 31), date(2099, 2, 28)


@pytest.fixture
def mate(classroom):
    return factories.make_student(classroom, nickname="Ben")


@pytest.fixture
def give(teacher, classroom, module, student, mate):
    """Give the module to one student of the class, as a test of twenty minutes."""

    def assign() -> Assignment:
        audience = Audience(False, (), (student.memberships.get(),))
        work = assign_module(
            by=teacher, classroom=classroom, module=module, due_on=DUE, audience=audience
        )
        change_assignment(by=teacher, assignment=work, due_on=DUE, quiz_mode="test", minutes=20)
        return work

    return assign


def terms(work) -> tuple:
    work.refresh_from_db()
    students = [one.nickname for one in work.students.all()]
    return work.uuid, work.due_on, work.quiz_mode, work.quiz_minutes, work.is_for_all, students


def test_assigning_is_undone_without_a_trace(give, teacher):
    undo_assigning(by=teacher, assignment=give())
    assert not Assignment.everything.exists()


def test_assigning_is_not_undone_once_a_student_answered(give, teacher, student, module, client):
    work = give()
    client.force_login(student)
    Sitting(client, module.quiz).answer(1)
    with pytest.raises(StudentsHaveAnswered):
        undo_assigning(by=teacher, assignment=work)
    assert Assignment.objects.get() == work


def test_answers_from_before_and_of_others_stop_no_undoing(
    give, teacher, student, mate, module, other_student
):
    with time_machine.travel(timezone.now() - timedelta(minutes=5)):
        factories.make_attempt(student, module.quiz)
    work = give()
    factories.make_attempt(mate, module.quiz)
    factories.make_attempt(other_student, module.quiz)
    undo_assigning(by=teacher, assignment=work)
    assert not Assignment.objects.exists()


def test_work_taken_back_comes_back_as_it_stood(give, teacher):
    work = give()
    membership = work.students.get()
    give_extension(by=teacher, assignment=work, students=[membership], due_on=LATER, reason="Choir")
    before = terms(work)
    withdraw_assignment(by=teacher, assignment=work)
    assert not Assignment.objects.exists()
    restore_assignment(by=teacher, assignment=work)
    assert terms(Assignment.objects.get()) == before
    assert list(work.extensions.get().students.all()) == [membership]
    assert work.answers_opened_at is None


def test_test_that_was_opened_by_taking_it_back_comes_back_opened(
    give, teacher, student, module, client
):
    work = give()
    client.force_login(student)
    sitting = Sitting(client, module.quiz)
    sitting.answer(1)
    sitting.answer(2)
    client.post(sitting.end_url)
    withdraw_assignment(by=teacher, assignment=work)
    restore_assignment(by=teacher, assignment=work)
    work.refresh_from_db()
    assert not work.waits_to_be_opened
    assert not sitting.stored().is_sealed


def test_work_does_not_come_back_once_a_student_answered_since(give, teacher, student, module):
    work = give()
    withdraw_assignment(by=teacher, assignment=work)
    factories.make_attempt(student, module.quiz)
    with pytest.raises(StudentsHaveAnswered):
        restore_assignment(by=teacher, assignment=work)
    assert not Assignment.objects.exists()


def test_work_does_not_come_back_beside_the_same_work(give, teacher, classroom, module):
    work = give()
    withdraw_assignment(by=teacher, assignment=work)
    later = classroom.assignments.create(module=module)
    with pytest.raises(TooLate):
        restore_assignment(by=teacher, assignment=work)
    assert Assignment.objects.get() == later


def test_assigning_anew_forgets_what_was_taken_back(give, teacher, classroom, module):
    withdraw_assignment(by=teacher, assignment=give())
    anew = assign_module(by=teacher, classroom=classroom, module=module, due_on=None)
    assert Assignment.everything.get() == anew
    assert terms(anew)[1:] == (None, "practice", None, True, [])


def test_work_comes_back_for_an_hour_and_is_then_forgotten(give, teacher, classroom):
    work = give()
    other = classroom.assignments.create(module=factories.make_module())
    with time_machine.travel(timezone.now(), tick=False) as clock:
        withdraw_assignment(by=teacher, assignment=work)
        clock.shift(timedelta(minutes=61))
        with pytest.raises(TooLate):
            restore_assignment(by=teacher, assignment=work)
        withdraw_assignment(by=teacher, assignment=other)
    assert list(Assignment.everything.all()) == [other]


def test_extension_is_undone_and_not_once_its_student_answered(give, teacher, student, module):
    work, membership = give(), student.memberships.get()

    def extend():
        return give_extension(
            by=teacher, assignment=work, students=[membership], due_on=LATER, reason="Choir"
        )

    undo_extension(by=teacher, extension=extend())
    assert not Extension.objects.exists()
    extension = extend()
    factories.make_attempt(student, module.quiz)
    with pytest.raises(StudentsHaveAnswered):
        undo_extension(by=teacher, extension=extension)
    assert Extension.objects.get() == extension
