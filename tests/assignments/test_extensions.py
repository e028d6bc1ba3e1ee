"""More time for some students: whose day counts, and taking it back."""

from datetime import date

import pytest

from assignments.actions import give_extension, take_back_extension
from assignments.models import Assignment, Extension
from assignments.queries import extensions_of, student_assignments
from core.models import AuditEntry
from tests import factories

DUE, SOONER, LATER = date(2026, 12, 4), date(2026, 12, 7), date(2026, 12, 11)


@pytest.fixture
def work(classroom, module, other_student, other_classroom) -> Assignment:
    other_classroom.assignments.create(module=module, due_on=DUE)
    return classroom.assignments.create(module=module, due_on=DUE)


@pytest.fixture
def people(classroom):
    return [factories.make_student(classroom, nickname=name).memberships.get() for name in "AB"]


@pytest.fixture
def extend(teacher, work):
    def give(students, due_on) -> Extension:
        return give_extension(
            by=teacher, assignment=work, students=students, due_on=due_on, reason="Choir"
        )

    return give


def days(people) -> list:
    return [student_assignments(one.user)[0].own_due_on for one in people]


def test_day_of_an_extension_counts_for_its_students_alone(extend, people, other_student):
    extend(people[:1], LATER)
    assert days(people) == [LATER, DUE]
    assert student_assignments(other_student)[0].own_due_on == DUE


def test_newest_of_several_extensions_counts(extend, people):
    extend(people, LATER)
    extend(people[1:], SOONER)
    assert days(people) == [LATER, SOONER]


def test_nobody_has_less_time_than_the_class(extend, people, work):
    extend(people[:1], SOONER)
    Assignment.objects.filter(pk=work.pk).update(due_on=LATER)
    assert days(people) == [LATER, LATER]
    Assignment.objects.filter(pk=work.pk).update(due_on=None)
    assert days(people) == [None, None]


def test_extension_taken_back_from_one_stays_with_the_other(extend, people, teacher):
    extension = extend(people, LATER)
    take_back_extension(by=teacher, extension=extension, student=people[0])
    assert days(people) == [DUE, LATER]
    take_back_extension(by=teacher, extension=extension, student=people[1])
    assert days(people) == [DUE, DUE]
    assert not Extension.objects.exists()


def test_extension_taken_back_leaves_an_earlier_one(extend, people, teacher):
    extend(people, SOONER)
    take_back_extension(by=teacher, extension=extend(people, LATER))
    assert days(people) == [SOONER, SOONER]


def test_list_leaves_out_what_nobody_has_any_more(extend, people, work):
    extend(people[:1], LATER)
    kept = extend(people, SOONER)
    people[0].delete()
    assert [(one, list(one.students.all())) for one in extensions_of(work)] == [(kept, people[1:])]


def test_work_is_sorted_by_the_students_own_day(extend, people, classroom):
    between = classroom.assignments.create(module=factories.make_module(), due_on=SOONER)
    extend(people[:1], LATER)
    first = [student_assignments(one.user)[0] for one in people]
    assert [one == between for one in first] == [True, False]


def test_extensions_are_written_down_without_the_reason(extend, people, teacher):
    take_back_extension(by=teacher, extension=extend(people, LATER))
    entries = AuditEntry.objects.filter(actor=teacher.uuid).order_by("pk")
    assert [(one.verb, one.target_kind) for one in entries] == [
        ("extension-given", "extension"),
        ("extension-taken-back", "extension"),
    ]
    assert all("Choir" not in str(vars(one)) for one in entries)
