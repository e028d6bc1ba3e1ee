"""Reminders inside Marram: what is due soon, today, or was due, in calm words; no mail."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core import mail

from assignments.actions import give_extension
from organizations.models import Organization
from tests import factories

PAGES = ("/me/", "/")
NOW = "2026-12-01 12:00:00+00:00"  # a Tuesday


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOW, tick=False)
    return time_machine


@pytest.fixture
def client(client, student):
    client.force_login(student)
    return client


def due_in(classroom, module, days: int):
    today = classroom.organization.today()
    return classroom.assignments.create(module=module, due_on=today + timedelta(days=days))


def reminded(client, address: str) -> list[str]:
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    return [" ".join(item.get_text().split()) for item in soup.select(".reminders li")]


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(
    ("days", "words"),
    [
        (4, None),
        (3, "By Friday"),
        (1, "By tomorrow"),
        (0, "By the end of today"),
        (-1, "It was for Monday 30 November. Doing it now still counts."),
        (-7, "It was for Tuesday 24 November. Doing it now still counts."),
        (-8, None),
    ],
)
def test_student_is_reminded_near_the_day_and_then_left_in_peace(
    client, classroom, module, address, days, words
):
    due_in(classroom, module, days)
    assert reminded(client, address) == ([f"{module.title}: {words}"] if words else [])


@pytest.mark.parametrize("address", PAGES)
def test_finished_work_reminds_nobody(client, student, classroom, module, lesson, address):
    due_in(classroom, module, 1)
    factories.make_lesson_progress(student, lesson)
    assert len(reminded(client, address)) == 1
    factories.make_attempt(student, module.quiz)
    assert reminded(client, address) == []


@pytest.mark.parametrize("address", PAGES)
def test_own_day_of_an_extension_counts(client, student, teacher, classroom, module, address):
    work = due_in(classroom, module, -1)
    mine, day = [student.memberships.get()], work.due_on + timedelta(days=3)
    give_extension(by=teacher, assignment=work, students=mine, due_on=day, reason="Choir")
    assert reminded(client, address) == [f"{module.title}: By Thursday"]
    assert "Choir" not in client.get(address).content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_work_for_others_reminds_nobody_else(client, classroom, module, address):
    work = due_in(classroom, module, 1)
    work.is_for_all = False
    work.save()
    work.students.set([factories.make_student(classroom).memberships.get()])
    assert reminded(client, address) == []


@pytest.mark.parametrize("address", PAGES)
def test_today_is_the_day_at_the_school(client, classroom, module, address):
    Organization.objects.update(time_zone="Pacific/Kiritimati")
    classroom.organization.refresh_from_db()
    due_in(classroom, module, 0)
    assert classroom.assignments.get().due_on.day == 2
    assert reminded(client, address) == [f"{module.title}: By the end of today"]


def test_staff_and_guests_are_not_reminded(client, classroom, module, teacher):
    due_in(classroom, module, 1)
    client.logout()
    assert [reminded(client, address) for address in PAGES] == [[], []]
    client.force_login(teacher)
    assert reminded(client, "/") == []


def test_reminders_blame_nobody_and_send_no_mail(client, classroom, module):
    due_in(classroom, module, -3)
    words = " ".join(reminded(client, "/me/")).lower()
    for unkind in ("late", "overdue", "missed", "should", "!"):
        assert unkind not in words
    assert mail.outbox == []


@pytest.mark.parametrize("works", [1, 3, 30])
def test_reminders_cost_the_same_queries(
    client, classroom, course, works, django_assert_num_queries
):
    for _ in range(works):
        due_in(classroom, factories.make_module(course=course, questions=1), 1)
    client.get("/")
    with django_assert_num_queries(11):
        client.get("/me/")
    # As without a day that is near (14), and modules, lessons, states, quizzes.
    with django_assert_num_queries(18):
        client.get("/")
