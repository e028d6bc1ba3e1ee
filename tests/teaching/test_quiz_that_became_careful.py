"""What is careful is practised, whatever was said of it, and every page says the same (decision 2).

A module may be open, and its quiz too, and one question of it careful: the strictest counts.
"""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from assignments.actions import open_test
from assignments.models import Assignment
from quizzes.enums import AttemptMode
from quizzes.models import Attempt
from tests import factories
from tests.quizzes.sitting import Sitting

pytestmark = pytest.mark.django_db

WORDS_OF_MODES = ("Test", "Check", "One try counts", "handed it in")


@pytest.fixture(params=["question", "quiz", "module"])
def make_careful(request, module):
    """Make one of the three careful."""
    question = module.quiz.quiz_questions.last().question
    thing = {"question": question, "quiz": module.quiz, "module": module}[request.param]

    def change():
        thing.sensitivity = "careful"
        thing.save_revision().publish()

    return change


@pytest.fixture(params=[AttemptMode.CHECK, AttemptMode.TEST])
def work(request, classroom, module) -> Assignment:
    return classroom.assignments.create(module=module, quiz_mode=request.param, quiz_minutes=None)


@pytest.fixture
def read(teacher_client, classroom, module):
    """Return what stands in the main part of a page about the class, or about its module."""

    def words(name: str, *more) -> str:
        page = teacher_client.get(reverse(name, args=[classroom.uuid, *more]))
        return words_of(page)

    return words


def words_of(page) -> str:
    return " ".join(BeautifulSoup(page.content, "html.parser").main.get_text(" ").split())


def take_all(client, student, quiz) -> Attempt:
    client.force_login(student)
    sitting = Sitting(client, quiz)
    for number in (1, 2):
        sitting.answer(number)
    return sitting.stored()


def test_it_is_practised_and_done_on_every_page(
    client, classroom, student, module, work, make_careful, read, teacher_client
):
    factories.make_student(classroom)
    make_careful()
    attempt = take_all(client, student, module.quiz)
    assert (attempt.mode, attempt.is_finished) == (AttemptMode.PRACTICE, True)
    cells = BeautifulSoup(
        teacher_client.get(reverse("teaching:class", args=[classroom.uuid])).content, "html.parser"
    ).select("td.cell")
    assert sorted(" ".join(cell.get_text().split()) for cell in cells) == [
        "not started",
        "✓finished",
    ]
    lessons = read("teaching:class_lessons", module.uuid)
    assert "Quiz: Practice" in lessons
    assert "1 of 2" in lessons
    assert not any(words in lessons for words in WORDS_OF_MODES)
    assert "How the quiz went is not shown" in read("insight:module_insight", module.uuid)
    file = teacher_client.post(
        reverse("insight:export", args=[classroom.uuid]), {"kind": "csv", "module": ""}
    )
    assert sorted(line.split(",")[-2:] for line in file.content.decode().splitlines()[1:]) == [
        ["finished", ""],
        ["not begun", ""],
    ]


def test_a_student_is_not_told_of_a_test(client, student, module, work, make_careful):
    make_careful()
    client.force_login(student)
    for url in ("/me/", f"/quizzes/{module.quiz.uuid}/start/"):
        page = words_of(client.get(url))
        assert module.quiz.heading in page or module.title in page
        assert not any(words in page for words in WORDS_OF_MODES)


def test_no_check_or_test_is_offered(classroom, work, make_careful, read):
    make_careful()
    page = read("teaching:work", work.uuid)
    assert "How the quiz is taken" not in page
    assert "teachers see no scores of it" in page


def test_test_handed_in_before_can_still_be_opened(
    client, student, classroom, teacher, module, make_careful, read
):
    work = classroom.assignments.create(module=module, quiz_mode=AttemptMode.TEST)
    attempt = take_all(client, student, module.quiz)
    client.post(f"/quizzes/{attempt.uuid}/end/")
    make_careful()
    assert "Open the explanations for the class" in read("teaching:class_lessons", module.uuid)
    open_test(by=teacher, assignment=work)
    attempt.refresh_from_db()
    assert not attempt.is_sealed


@pytest.mark.parametrize("quiz_is_published", [True, False])
def test_another_due_day_changes_nothing_about_the_quiz(
    client, student, classroom, teacher_client, module, quiz_is_published, make_careful
):
    work = classroom.assignments.create(module=module, quiz_mode="test", quiz_minutes=20)
    attempt = take_all(client, student, module.quiz)
    client.post(f"/quizzes/{attempt.uuid}/end/")
    if quiz_is_published:
        make_careful()
    else:
        module.quiz.unpublish()
    url = reverse("teaching:work", args=[classroom.uuid, work.uuid])
    assert teacher_client.post(url, {"due_on": "2099-01-31"}).status_code == 303
    work.refresh_from_db()
    assert (str(work.due_on), work.quiz_mode, work.quiz_minutes) == ("2099-01-31", "test", 20)
    attempt.refresh_from_db()
    assert attempt.is_sealed
