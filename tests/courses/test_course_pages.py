"""The catalogue, a course, a module: what is here, how long it takes, where to start."""

import uuid

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from progress.enums import LessonState
from quizzes.actions import answer_question, start_attempt
from quizzes.models import Attempt
from quizzes.policies import AttemptPolicy
from tests import factories
from tests.factories.work import answer_worth

pytestmark = pytest.mark.django_db


def html_of(client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def url_of(page) -> str:
    return "/learn/" + page.url_path.split("/learn/")[1]


def test_catalogue_lists_courses_with_their_size(client):
    course = factories.make_course()
    factories.make_module(course=course, lessons=2)
    html = " ".join(html_of(client, "/learn/").split())
    assert f'<b class="course-card__title">{course.heading}</b>' in html
    assert "2 lessons · 25 min" in html


def test_empty_catalogue_says_what_will_be_here(client, db):
    html = html_of(client, "/learn/")
    assert "The first course is being written" in html
    assert 'href="/help/">Get help</a>' in html


def test_course_lists_its_modules(client, course):
    modules = [factories.make_module(course=course, lessons=n) for n in (1, 2)]
    html = html_of(client, url_of(course))
    assert "ask for one clear thing" in html
    for module in modules:
        assert f'<a href="{url_of(module)}">{module.heading}</a>' in html
    assert "3 lessons" in html


def test_module_says_what_is_in_it_and_links_everything(client, module, lesson):
    html = html_of(client, url_of(module))
    assert module.what_is_in_this in html
    assert f'<a href="{lesson.step_url(1)}">{lesson.heading}</a>' in html
    assert f'href="/quizzes/{module.quiz.uuid}/start/">Open the quiz</a>' in html
    assert f'<a class="btn btn--go" href="{lesson.step_url(1)}">Start</a>' in html


def test_module_offers_no_quiz_that_cannot_be_taken(client, module):
    module.quiz.unpublish()
    assert "Open the quiz" not in html_of(client, url_of(module))
    assert client.get(f"/quizzes/{module.quiz.uuid}/start/").status_code == 404


def test_student_reads_the_state_of_each_lesson(student_client, student, module, lesson):
    second, third = (factories.make_lesson(module) for _ in range(2))
    factories.make_lesson_progress(student, lesson)
    factories.make_lesson_progress(student, second, state=LessonState.STARTED)
    html = html_of(student_client, url_of(module))
    rows = html.split('<li class="task-list__row">')[1:]
    states = [label for row in rows for label in ("Not started", "Started", "Done") if label in row]
    assert states == ["Done", "Started", "Not started"]
    assert f'<a class="btn btn--go" href="{second.step_url(1)}">Carry on</a>' in html
    assert third.heading in rows[2]


def test_student_reads_the_state_of_each_module(student_client, student, course):
    done = factories.make_module(course=course, questions=0)
    factories.make_module(course=course)
    factories.make_lesson_progress(student, done.get_children().specific().first())
    rows = html_of(student_client, url_of(course)).split('<li class="task-list__row">')[1:]
    assert ["Done" in rows[0], "Not started" in rows[1]] == [True, True]


@pytest.mark.parametrize(
    ("sensitivity", "words"),
    [
        (
            "open",
            "Your teacher sees which lessons you finished, how your quiz went, and which skills "
            "are worth another look.",
        ),
        ("careful", "Your teacher sees finished or not. Never your answers."),
        ("private", "Your teacher sees finished or not. Never your answers."),
    ],
)
def test_module_says_who_sees_what(student_client, sensitivity, words):
    module = factories.make_module(sensitivity=sensitivity)
    assert words in html_of(student_client, url_of(module))


@pytest.mark.parametrize(
    ("sensitivity", "words"),
    [
        ("open", "We keep nothing you do. Your browser can keep your place on this device."),
        ("careful", "Nothing you do is kept, and your place is not saved."),
        ("private", "Nothing you do is kept, and your place is not saved."),
    ],
)
def test_guest_is_told_what_is_kept(client, sensitivity, words):
    html = html_of(client, url_of(factories.make_module(sensitivity=sensitivity)))
    assert f"You are not in a class here. {words}" in html
    assert "Your teacher" not in html


@pytest.mark.parametrize("lessons", [1, 3, 30])
def test_lists_cost_the_same_for_any_number_of_lessons(
    student_client, lessons, django_assert_num_queries
):
    module = factories.make_module(lessons=lessons)
    course = module.get_parent()
    with django_assert_num_queries(7):
        html_of(student_client, "/learn/")
    with django_assert_num_queries(9):
        html_of(student_client, url_of(course))
    with django_assert_num_queries(12):
        html_of(student_client, url_of(module))


def quiz_card(client, module) -> str:
    card = BeautifulSoup(html_of(client, url_of(module)), "html.parser").select("section.card")[0]
    return " ".join(card.get_text(" ").split())


def test_module_says_how_a_students_quiz_stands_and_leads_on_to_it(
    client, student, other_student, student_client
):
    module = factories.make_module(lessons=1, questions=2)
    start = f"/quizzes/{module.quiz.uuid}/start/"
    factories.make_attempt(other_student, module.quiz)
    assert quiz_card(student_client, module).startswith("Quiz Not started 2 questions.")
    factories.make_lesson_progress(student, module.get_children().specific().get())
    assert way_on(student_client, module) == [(start, "Open the quiz")]
    answer_one(student, module.quiz)
    card = quiz_card(student_client, module)
    assert card.startswith("Quiz Started")
    assert card.endswith("1 question answered so far Carry on with the quiz")
    assert way_on(student_client, module) == [(start, "Carry on with the quiz")]
    Attempt.objects.filter(user=student).delete()
    factories.make_attempt(student, module.quiz, percent=50)
    card = quiz_card(student_client, module)
    assert card.startswith("Quiz Done")
    assert card.endswith("Best try: 2 of 4 points Try the quiz again")
    answer_one(student, module.quiz)
    assert quiz_card(student_client, module).endswith("Carry on with the quiz")
    guests = "Quiz 2 questions. You can try as often as you like. Open the quiz"
    assert quiz_card(Client(), module) == guests


def answer_one(student, quiz) -> None:
    attempt = start_attempt(by=student, quiz=quiz, policy=AttemptPolicy())
    slot = attempt.slots.select_related("version").first()
    chosen = answer_worth(slot.version.content, 2)
    answer_question(slot=slot, chosen=chosen, confidence=2, key=uuid.uuid4())


# --- Where a course starts -----------------------------------------------------------------------


def way_on(client, course) -> list[tuple[str, str]]:
    """Return (address, words) of the filled buttons of a course page."""
    page = BeautifulSoup(html_of(client, url_of(course)), "html.parser")
    return [(a["href"], a.get_text()) for a in page.select("main a.btn--go")]


def test_course_leads_a_guest_to_its_first_lesson(client, course):
    factories.make_module(course=course, lessons=0)
    module = factories.make_module(course=course, lessons=2)
    first = module.get_children().specific().first()
    assert way_on(client, course) == [(first.step_url(1), "Start")]


def test_course_without_a_lesson_offers_no_start(client, course):
    assert way_on(client, course) == []


def test_course_leads_a_student_on_and_rests_when_all_is_done(student_client, student, course):
    module = factories.make_module(course=course, lessons=2)
    first, second = module.get_children().specific()
    assert way_on(student_client, course) == [(first.step_url(1), "Start")]
    factories.make_lesson_progress(student, first)
    assert way_on(student_client, course) == [(second.step_url(1), "Carry on")]
    factories.make_lesson_progress(student, second)
    quiz = f"/quizzes/{module.quiz.uuid}/start/"
    assert way_on(student_client, course) == [(quiz, "Carry on")]
    factories.make_attempt(student, module.quiz)
    assert way_on(student_client, course) == []
