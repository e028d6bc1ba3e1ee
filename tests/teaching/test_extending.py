"""The page that gives more time in bulk: who, until when, why; listed, taken back, undone."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from assignments.actions import give_extension
from assignments.models import Assignment, Extension
from tests import factories

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
DAY = "2026-12-11"
GIVEN = {"due_on": DAY, "reason": "Away with the choir"}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def people(classroom):
    names = ["Amara", "Ben", "Chen"]
    return [factories.make_student(classroom, nickname=n).memberships.get() for n in names]


@pytest.fixture
def work(classroom, module) -> Assignment:
    return classroom.assignments.create(module=module, due_on=date(2026, 12, 4))


@pytest.fixture
def url(classroom, work) -> str:
    return reverse("teaching:extend", args=[classroom.uuid, work.uuid])


def words(response) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").main.get_text(" ").split())


def undo_of(response) -> str | None:
    form = BeautifulSoup(response.content, "html.parser").select_one("form[data-undo]")
    return form and form["action"]


def names(extension) -> list[str]:
    return [one.nickname for one in extension.students.all()]


def test_students_ticked_get_another_day_with_a_reason(teacher_client, teacher, url, people):
    data = GIVEN | {"who": "ticked", "students": [people[0].uuid, people[2].uuid]}
    page = teacher_client.post(url, data, follow=True)
    extension = Extension.objects.get()
    assert (extension.due_on, extension.reason, extension.given_by, names(extension)) == (
        date(2026, 12, 11),
        "Away with the choir",
        teacher,
        ["Amara", "Chen"],
    )
    assert "2 students have until Friday 11 December now." in words(page)
    assert "Until Friday 11 December Away with the choir given on Tue 1 Dec" in words(page)


def test_everybody_who_has_not_finished_gets_it(teacher_client, url, people, module):
    factories.make_attempt(people[1].user, module.quiz)
    for lesson in module.get_children().specific():
        factories.make_lesson_progress(people[2].user, lesson)
    teacher_client.post(url, GIVEN | {"who": "unfinished"})
    assert names(Extension.objects.get()) == ["Amara", "Chen"]


def test_nobody_it_is_not_for_gets_more_time(teacher_client, url, people, work):
    work.is_for_all = False
    work.save()
    work.students.set(people[:2])
    teacher_client.post(url, GIVEN | {"who": "unfinished"})
    assert names(Extension.objects.get()) == ["Amara", "Ben"]
    data = GIVEN | {"who": "ticked", "students": people[2].uuid}
    assert teacher_client.post(url, data).status_code == 422


def test_page_says_how_far_each_student_is(teacher_client, url, people, module):
    factories.make_attempt(people[1].user, module.quiz, percent=100)
    page = words(teacher_client.get(url))
    assert "Amara · not started" in page
    assert "Ben · best score 100 of 100" in page


@pytest.mark.parametrize("level", ["careful", "private"])
def test_page_of_a_careful_module_says_finished_and_no_score(
    teacher_client, url, people, module, level
):
    module.sensitivity = level
    module.save_revision().publish()
    factories.make_attempt(people[1].user, module.quiz, percent=100)
    page = words(teacher_client.get(url))
    assert "Ben · finished" in page
    assert "100" not in page


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"who": ""}, "Choose everybody, or tick at least one student."),
        ({"who": "ticked"}, "Choose everybody, or tick at least one student."),
        ({"who": "x"}, "x is not one of the available choices."),
        ({"due_on": ""}, "Say until when they have time."),
        ({"due_on": "Friday"}, "Use the form year-month-day"),
        ({"due_on": "2026-11-30"}, "This day is over."),
        ({"due_on": "2026-12-04"}, "Choose a day after the one the class has."),
        ({"reason": " "}, "Say in a few words why."),
        ({"reason": "x" * 81}, "at most 80 characters"),
    ],
)
def test_what_does_not_do_is_refused_in_words(teacher_client, url, people, changed, said):
    page = teacher_client.post(url, GIVEN | {"who": "unfinished"} | changed)
    assert page.status_code == 422
    assert said in words(page)
    assert not Extension.objects.exists()


def test_everybody_has_finished_is_said(teacher_client, url, people, module):
    for one in people:
        factories.make_attempt(one.user, module.quiz)
    page = teacher_client.post(url, GIVEN | {"who": "unfinished"})
    assert page.status_code == 422
    assert "Everybody has finished." in words(page)


def test_work_without_a_due_day_needs_no_extension(teacher_client, url, work, people):
    Assignment.objects.update(due_on=None)
    page = teacher_client.post(url, GIVEN | {"who": "unfinished"})
    assert "This work has no due day" in words(page)
    assert not Extension.objects.exists()


def test_extension_is_undone_from_where_it_was_given(teacher_client, url, people):
    page = teacher_client.post(url, GIVEN | {"who": "unfinished"}, follow=True)
    page = teacher_client.post(undo_of(page), follow=True)
    assert "Their earlier day counts again." in words(page)
    assert not Extension.objects.exists()
    assert undo_of(page) is None


def test_undo_is_refused_clearly_once_a_student_answered(
    teacher_client, url, people, module, clock
):
    page = teacher_client.post(url, GIVEN | {"who": "unfinished"}, follow=True)
    clock.shift(3)
    factories.make_attempt(people[0].user, module.quiz)
    page = teacher_client.post(undo_of(page), follow=True)
    assert "students have answered since" in words(page)
    assert Extension.objects.exists()


def test_extension_is_taken_back_from_one_and_from_all(teacher_client, classroom, url, people):
    teacher_client.post(url, GIVEN | {"who": "unfinished"})
    extension = Extension.objects.get()
    back = reverse(
        "teaching:take_back_extension",
        args=[classroom.uuid, extension.assignment.uuid, extension.uuid],
    )
    teacher_client.post(back, {"student": people[0].uuid})
    assert names(extension) == ["Ben", "Chen"]
    for nobody in (people[0].uuid, "no uuid"):
        assert teacher_client.post(back, {"student": nobody}).status_code == 404
    teacher_client.post(back)
    assert not Extension.objects.exists()


def test_extension_of_another_class_is_not_found(
    teacher_client, teacher, classroom, work, other_classroom, other_student, other_teacher, module
):
    theirs = other_classroom.assignments.create(module=module, due_on=date(2026, 12, 4))
    extension = give_extension(
        by=other_teacher,
        assignment=theirs,
        students=[other_student.memberships.get()],
        due_on=date(2026, 12, 11),
        reason="Canary",
    )
    for name in ("take_back_extension", "undo_extension"):
        for address in [
            (classroom.uuid, work.uuid, extension.uuid),
            (classroom.uuid, theirs.uuid, extension.uuid),
            (other_classroom.uuid, theirs.uuid, extension.uuid),
        ]:
            assert teacher_client.post(reverse(f"teaching:{name}", args=address)).status_code == 404
    stranger = Client()
    stranger.force_login(other_teacher)
    address = reverse("teaching:extend", args=[classroom.uuid, work.uuid])
    assert stranger.get(address).status_code == 404
    assert Extension.objects.get() == extension


@pytest.mark.parametrize("count", [1, 3, 30])
def test_page_costs_the_same_queries(
    count, teacher, teacher_client, classroom, url, work, django_assert_num_queries
):
    for n in range(count):
        student = factories.make_student(classroom).memberships.get()
        give_extension(
            by=teacher,
            assignment=work,
            students=[student],
            due_on=date(2026, 12, 11),
            reason=f"Choir {n}",
        )
    # Session, user, class, work, students, columns, lesson states, quizzes, students to tick,
    # extensions, their students.
    with django_assert_num_queries(11):
        teacher_client.get(url)
