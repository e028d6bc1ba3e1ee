"""One module of a class, opened: each lesson and the quiz, states only."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from progress.enums import LessonState
from quizzes.actions import start_attempt
from quizzes.policies import AttemptPolicy
from teaching.lesson_grid import lesson_grid
from tests import factories


@pytest.fixture
def module(classroom):
    module = factories.make_module(lessons=2)
    classroom.assignments.create(module=module)
    return module


@pytest.fixture
def read(classroom, module, teacher_client):
    """Return the table as rows of (name, states in words)."""
    url = reverse("teaching:class_lessons", args=[classroom.uuid, module.uuid])

    def rows() -> list[list[str]]:
        html = BeautifulSoup(teacher_client.get(url).content, "html.parser")
        for sign in html.select('[aria-hidden="true"]'):
            sign.decompose()
        lines = html.select(".heat-table tr")
        return [[cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in lines]

    return rows


def test_each_lesson_and_the_quiz_has_a_column_with_a_state(student, module, read):
    first, second = module.get_children().specific()
    factories.make_lesson_progress(student, first)
    factories.make_lesson_progress(student, second, state=LessonState.STARTED)
    head, row, foot = read()
    assert head[1:] == [f"1 {first.title}", f"2 {second.title}", "3 Quiz"]
    assert row[1:] == ["Done", "Started", "Not started"]
    assert foot == ["Done", "1 of 1", "0 of 1", "0 of 1"]


def test_quiz_is_started_then_done_and_stays_done(student, module, read):
    start_attempt(by=student, quiz=module.quiz, policy=AttemptPolicy())
    assert read()[1][-1] == "Started"
    factories.make_attempt(student, module.quiz, percent=25)
    assert read()[1][-1] == "Done"
    start_attempt(by=student, quiz=module.quiz, policy=AttemptPolicy())
    assert read()[1][-1] == "Done"


def test_no_score_stands_here(student, module, read):
    factories.make_attempt(student, module.quiz, percent=25)
    after_a_low_score = read()
    factories.make_attempt(student, module.quiz, percent=100)
    assert read() == after_a_low_score


def test_module_without_a_quiz_has_lessons_alone(student, module, read):
    module.quiz.unpublish()
    head, row, _foot = read()
    assert (len(head), len(row)) == (3, 3)


def test_work_of_another_class_is_not_shown(student, other_student, module, read):
    factories.make_attempt(other_student, module.quiz)
    assert [row[-1] for row in read()[1:-1]] == ["Not started"]


@pytest.mark.parametrize("students", [1, 3, 30])
def test_page_costs_the_same_for_any_number_of_students(
    classroom, module, students, read, django_assert_num_queries
):
    for _ in range(students):
        factories.make_attempt(factories.make_student(classroom), module.quiz)
    read()
    with django_assert_num_queries(8):
        read()


def test_quiz_column_of_a_test_knows_of_the_test_alone(classroom, student, module):
    factories.make_attempt(student, module.quiz)
    assert lesson_grid([student.memberships.get()], module, "practice").rows[0].states[-1] == 2
    assert lesson_grid([student.memberships.get()], module, "test").rows[0].states[-1] == 0
