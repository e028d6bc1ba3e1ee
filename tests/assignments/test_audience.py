"""Who work is for: the class, its groups, single students; and nobody else."""

import pytest

from assignments.actions import (
    assign_module,
    change_group,
    delete_group,
    make_group,
    undo_assigning,
    withdraw_assignment,
)
from assignments.errors import WholeClassOnly
from assignments.models import Assignment, ClassGroup
from assignments.policies import module_policy
from assignments.queries import Audience, recipients
from core.models import AuditEntry
from organizations.enums import MembershipState
from quizzes.enums import AttemptMode
from tests import factories


@pytest.fixture
def people(classroom, other_student):
    """Four students of the class, and one of another school."""
    return [factories.make_student(classroom, nickname=name).memberships.get() for name in "ABCD"]


@pytest.fixture
def group(teacher, classroom, people) -> ClassGroup:
    return make_group(by=teacher, classroom=classroom, name="Tuesday", members=people[:2])


@pytest.fixture
def give(teacher, classroom, module):
    def assign(*, groups=(), students=()) -> Assignment:
        audience = Audience(False, tuple(groups), tuple(students))
        return assign_module(
            by=teacher, classroom=classroom, module=module, due_on=None, audience=audience
        )

    return assign


def who_has(assignment, people) -> str:
    """Return the names of those who have work to do, told by their own list."""
    return "".join(
        one.nickname for one in people if assignment in Assignment.objects.for_student(one.user)
    )


def names(assignment) -> str:
    return "".join(one.nickname for one in recipients(assignment))


def test_work_is_for_the_whole_class_unless_said_otherwise(teacher, classroom, module, people):
    work = assign_module(by=teacher, classroom=classroom, module=module, due_on=None)
    assert who_has(work, people) == names(work) == "ABCD"


def test_work_is_for_a_group_and_single_students_and_comes_once(give, group, people):
    work = give(groups=[group], students=[people[1], people[3]])
    assert who_has(work, people) == names(work) == "ABD"
    assert [len(Assignment.objects.for_student(one.user)) for one in people] == [1, 1, 0, 1]


def test_who_comes_into_a_group_gets_its_work_and_who_leaves_has_it_no_more(
    give, group, people, teacher
):
    work = give(groups=[group])
    change_group(by=teacher, group=group, name="Wednesday", members=people[1:3])
    assert who_has(work, people) == names(work) == "BC"


def test_work_of_a_deleted_group_stays_with_its_students(give, group, people, teacher):
    work = give(groups=[group], students=[people[3]])
    delete_group(by=teacher, group=group)
    assert not ClassGroup.objects.exists()
    assert who_has(work, people) == names(work) == "ABD"


def test_waiting_student_in_a_group_has_nothing_to_do_yet(give, group, people):
    people[0].state = MembershipState.WAITING
    people[0].save()
    work = give(groups=[group])
    assert who_has(work, people) == names(work) == "B"


def test_student_who_moved_to_another_class_has_no_work_of_the_old_one(
    give, group, people, organization
):
    work = give(groups=[group], students=[people[1]])
    people[1].classroom = factories.make_classroom(organization)
    people[1].save()
    assert who_has(work, people) == names(work) == "A"


@pytest.mark.parametrize("level", ["careful", "private"])
def test_careful_module_is_refused_to_some_of_a_class(give, group, people, module, level):
    module.sensitivity = level
    module.save()
    for some in ({"groups": [group]}, {"students": people[:1]}, {"students": people}, {}):
        with pytest.raises(WholeClassOnly):
            give(**some)
    assert not Assignment.everything.exists()


def test_module_with_a_careful_quiz_is_refused_to_some_of_a_class(give, people, module):
    module.quiz.sensitivity = "careful"
    module.quiz.save()
    with pytest.raises(WholeClassOnly):
        give(students=people[:1])


def test_test_is_a_test_only_for_whom_it_is(give, people, module):
    work = give(students=people[:1])
    Assignment.objects.update(quiz_mode=AttemptMode.TEST)
    modes = [module_policy(quiz=module.quiz, user=one.user).mode for one in people[:2]]
    assert modes == [AttemptMode.TEST, AttemptMode.PRACTICE]
    assert names(work) == "A"


def test_withdrawn_work_is_nobodys_and_is_no_test(give, people, module, teacher, classroom):
    work = give(students=people[:1])
    Assignment.objects.update(quiz_mode=AttemptMode.TEST)
    withdraw_assignment(by=teacher, assignment=work)
    assert who_has(work, people) == ""
    assert list(classroom.assignments.all()) == []
    assert module_policy(quiz=module.quiz, user=people[0].user).mode == AttemptMode.PRACTICE


def test_what_happens_to_groups_and_work_is_written_down(give, group, teacher, people):
    change_group(by=teacher, group=group, name="Friday", members=people)
    undo_assigning(by=teacher, assignment=give(groups=[group]))
    delete_group(by=teacher, group=group)
    verbs = AuditEntry.objects.filter(actor=teacher.uuid).order_by("pk")
    assert [entry.verb for entry in verbs] == [
        "group-made",
        "group-changed",
        "module-assigned",
        "assigning-undone",
        "group-deleted",
    ]
