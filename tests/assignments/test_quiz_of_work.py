"""A teacher says how a quiz is taken, opens a test, and sees what came late."""

from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assignments.models import Assignment
from core.models import AuditEntry
from organizations.models import Membership
from quizzes.models import Attempt
from tests import factories
from tests.quizzes.sitting import Sitting

pytestmark = pytest.mark.django_db


@pytest.fixture
def work(classroom, module) -> Assignment:
    return classroom.assignments.create(module=module)


@pytest.fixture
def teacher_client(teacher) -> Client:
    client = Client()
    client.force_login(teacher)
    return client


@pytest.fixture
def save(teacher_client, classroom, work):
    url = reverse("teaching:work", args=[classroom.uuid, work.uuid])

    def post(**posted):
        return teacher_client.post(url, {"quiz_mode": "practice"} | posted, follow=True)

    return post


def words(response) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").main.get_text(" ").split())


def module_page(client, classroom, module) -> str:
    return words(client.get(reverse("teaching:class_lessons", args=[classroom.uuid, module.uuid])))


def sit_test(client, student, quiz) -> Sitting:
    client.force_login(student)
    sitting = Sitting(client, quiz)
    sitting.answer(1)
    sitting.answer(2)
    client.post(sitting.end_url)
    return sitting


def test_teacher_makes_a_test_of_a_quiz(save, work):
    page = save(quiz_mode="test", minutes=20, due_on="2099-01-31")
    work.refresh_from_db()
    assert (work.quiz_mode, work.quiz_minutes, str(work.due_on)) == ("test", 20, "2099-01-31")
    assert "Nobody sees the explanations yet." in words(page)
    assert AuditEntry.objects.filter(verb="assignment-changed").exists()


def test_minutes_are_for_a_test_alone(save, work):
    save(quiz_mode="check", minutes=20)
    work.refresh_from_db()
    assert (work.quiz_mode, work.quiz_minutes) == ("check", None)


@pytest.mark.parametrize(
    ("posted", "said"),
    [
        ({"quiz_mode": "exam"}, "exam"),
        ({"quiz_mode": "precheck"}, "precheck"),
        ({"minutes": 0}, "greater than or equal to 1"),
        ({"minutes": 241}, "less than or equal to 240"),
        ({"due_on": "2001-01-01"}, "This day is over."),
    ],
)
def test_nonsense_is_refused_with_a_reason(save, work, posted, said):
    page = save(**posted)
    assert page.status_code == 422
    assert said in words(page)
    work.refresh_from_db()
    assert (work.quiz_mode, work.due_on) == ("practice", None)


def test_a_due_day_that_is_over_may_stand_when_something_else_changes(save, work):
    Assignment.objects.filter(pk=work.pk).update(due_on="2001-01-01")
    assert save(quiz_mode="test", due_on="2001-01-01").status_code == 200
    work.refresh_from_db()
    assert work.quiz_mode == "test"


@pytest.mark.parametrize("level", ["careful", "private"])
def test_no_preset_is_offered_where_a_teacher_sees_no_scores(save, work, module, level):
    module.sensitivity = level
    module.save_revision().publish()
    assert save(quiz_mode="test").status_code == 200
    work.refresh_from_db()
    assert work.quiz_mode == "practice"


def test_strangers_find_neither_the_page_nor_the_button(work, classroom, other_teacher, student):
    for person in (other_teacher, student):
        client = Client()
        client.force_login(person)
        for name in ("teaching:work", "teaching:open_answers"):
            url = reverse(name, args=[classroom.uuid, work.uuid])
            assert client.post(url, {"quiz_mode": "test"}).status_code in (403, 404)
    work.refresh_from_db()
    assert (work.quiz_mode, work.answers_opened_at) == ("practice", None)


def test_work_of_another_class_is_not_found_by_its_teacher(
    teacher_client, classroom, other_teacher, organization, module
):
    elsewhere = factories.make_classroom(organization)
    other = elsewhere.assignments.create(module=module)
    url = reverse("teaching:open_answers", args=[classroom.uuid, other.uuid])
    assert teacher_client.post(url).status_code == 404


def test_teacher_sees_who_handed_in_and_opens_the_explanations(
    client, save, work, student, classroom, module, teacher_client
):
    save(quiz_mode="test")
    sitting = sit_test(client, student, module.quiz)
    assert "1 of 1 student has handed it in." in module_page(teacher_client, classroom, module)
    url = reverse("teaching:open_answers", args=[classroom.uuid, work.uuid])
    for _ in range(2):
        page = words(teacher_client.post(url, follow=True))
    assert "You opened the explanations on" in page
    assert not sitting.stored().is_sealed


def test_opened_test_stays_opened_when_only_its_due_day_changes(
    save, work, teacher_client, classroom, module
):
    save(quiz_mode="test")
    teacher_client.post(reverse("teaching:open_answers", args=[classroom.uuid, work.uuid]))
    save(quiz_mode="test", due_on="2099-01-31")
    work.refresh_from_db()
    assert not work.waits_to_be_opened
    assert "Nobody sees the explanations yet." not in module_page(teacher_client, classroom, module)


def test_teacher_reads_what_came_after_the_time_and_after_the_opening(
    client, save, work, student, classroom, module, teacher_client
):
    save(quiz_mode="test", minutes=10)
    Membership.objects.filter(user=student).update(extra_time=100)
    name = student.memberships.get().shown_name
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client.force_login(student)
        sitting = Sitting(client, module.quiz)
        clock.shift(timedelta(minutes=19))
        sitting.answer(1)
        assert "answer after the time" not in module_page(teacher_client, classroom, module)
        clock.shift(timedelta(minutes=2))
        sitting.answer(2)
        url = reverse("teaching:open_answers", args=[classroom.uuid, work.uuid])
        teacher_client.post(url)
        clock.shift(timedelta(minutes=1))
        client.post(sitting.end_url)
    page = module_page(teacher_client, classroom, module)
    assert f"{name}: 1 answer after the time" in page
    assert f"{name}: handed in after you opened them" in page


def test_grid_shows_the_one_try_that_counts(
    client, save, work, student, classroom, module, teacher_client
):
    factories.make_attempt(student, module.quiz, percent=100)
    save(quiz_mode="test")
    grid = reverse("teaching:class", args=[classroom.uuid])
    assert "best score" not in words(teacher_client.get(grid))
    client.force_login(student)
    sitting = Sitting(client, module.quiz)
    sitting.answer(1, points=2)
    sitting.answer(2, points=0)
    client.post(sitting.end_url)
    cells = BeautifulSoup(teacher_client.get(grid).content, "html.parser").select("td.cell")
    assert [cell.get_text().strip() for cell in cells] == ["50"]


def test_extra_time_is_saved_and_shown_again(teacher_client, student, classroom):
    membership = student.memberships.get()
    url = reverse("teaching:extra_time", args=[classroom.uuid, membership.uuid])
    page = teacher_client.post(url, {"extra_time": 50}, follow=True)
    checked = BeautifulSoup(page.content, "html.parser").select_one("input[checked]")
    assert (checked["name"], checked["value"]) == ("extra_time", "50")
    teacher_client.post(url, {"extra_time": 51})
    membership.refresh_from_db()
    assert membership.extra_time == 50


@pytest.mark.parametrize("many", [1, 3, 30])
def test_page_of_a_test_costs_the_same_for_any_class(
    save, work, classroom, module, teacher_client, many, django_assert_num_queries
):
    save(quiz_mode="test", minutes=10)
    for _ in range(many):
        student = factories.make_student(classroom)
        client = Client()
        sit_test(client, student, module.quiz)
    assert Attempt.objects.count() == many
    url = reverse("teaching:class_lessons", args=[classroom.uuid, module.uuid])
    teacher_client.get(url)
    with django_assert_num_queries(11):
        teacher_client.get(url)
