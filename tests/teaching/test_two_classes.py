"""A student who is in two classes at once."""

from datetime import timedelta

import pytest
from django.urls import reverse

from assignments.models import Assignment
from organizations.actions import open_joining
from organizations.models import Classroom, Membership
from organizations.queries import age_band_of
from quizzes.enums import AttemptMode
from tests import factories
from tests.security.asking import client_of


@pytest.fixture
def membership(student) -> Membership:
    return student.memberships.get()


@pytest.fixture
def second_class(teacher, classroom) -> Classroom:
    """A class of somebody else at the same school, open for joining, of older students."""
    second = factories.make_classroom(classroom.organization, name="Media club", age_band="14-17")
    open_joining(by=teacher, classroom=second)
    return second


@pytest.fixture
def in_both(second_class, student, membership) -> Membership:
    client = client_of(student)
    state = client.post("/join/", {"code": second_class.code}).context["state"]
    assert client.post("/join/done/", {"state": state, "nickname": "Kite"}).status_code == 200
    return second_class.memberships.get(user=student)


def test_student_who_joins_a_second_class_stays_in_both(classroom, student, in_both):
    assert {one.classroom for one in student.memberships.all()} == {classroom, in_both.classroom}
    assert age_band_of(student) == "11-13"


def test_own_page_shows_both_classes_and_whose_work_is_whose(
    classroom, second_class, student, in_both, module
):
    classroom.assignments.create(module=module)
    second_class.assignments.create(module=factories.make_module())
    html = client_of(student).get("/me/").content.decode()
    assert [html.count(f"From {name}<") for name in ("9C Computing", "Media club")] == [1, 1]
    assert "9C Computing, as Amara" in html
    assert "Media club, as Kite" in html


def test_module_that_both_classes_want_stands_on_the_own_page_once(
    classroom, second_class, student, in_both, module, lesson
):
    today = classroom.organization.today()
    classroom.assignments.create(module=module)
    second_class.assignments.create(
        module=module, due_on=today + timedelta(days=1), quiz_mode=AttemptMode.TEST
    )
    factories.make_lesson_progress(student, lesson)
    page = client_of(student).get("/me/")
    (work,) = page.context["due"]
    assert work.class_name == "Media club, 9C Computing"
    assert "tomorrow" in work.due
    assert work.tasks[-1].label == AttemptMode.TEST.label
    assert (len(page.context["finished"]), len(page.context["reminders"])) == (1, 1)
    Assignment.objects.filter(classroom=classroom).update(due_on=today - timedelta(days=60))
    (reminder,) = client_of(student).get("/me/").context["reminders"]
    assert "tomorrow" in reminder.words


def test_own_page_of_one_class_does_not_name_it_at_each_module(classroom, student, module):
    classroom.assignments.create(module=module)
    assert "From 9C Computing" not in client_of(student).get("/me/").content.decode()


def test_each_teacher_sees_the_work_of_their_class_only(
    classroom, teacher_client, second_class, in_both, student, membership
):
    own, others = factories.make_module(), factories.make_module(title="Canary module")
    classroom.assignments.create(module=own)
    second_class.assignments.create(module=others)
    factories.make_attempt(student, others.quiz)
    factories.make_lesson_progress(student, others.get_children().specific().first())
    for view in ("class", "students", "student"):
        args = [classroom.uuid] + [membership.uuid] * (view == "student")
        html = teacher_client.get(reverse(f"teaching:{view}", args=args)).content.decode()
        assert "Canary module" not in html
        assert "Media club" not in html
        assert "Kite" not in html
        assert "Not started" in html or view == "students"
