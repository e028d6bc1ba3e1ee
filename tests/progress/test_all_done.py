"""My learning once everything is done: what is done, nothing due, and where to go from there."""

import re

import pytest

from courses.models import ModulePage
from quizzes.models import Quiz
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client, student):
    client.force_login(student)
    return client


def html_of(client) -> str:
    return " ".join(client.get("/me/").content.decode().split())


def finish(student, module) -> list:
    lessons = list(module.get_children().specific())
    for lesson in lessons:
        factories.make_lesson_progress(student, lesson)
    if module.quiz:
        factories.make_attempt(student, module.quiz)
    return lessons


@pytest.mark.parametrize(
    ("lessons", "questions", "words"),
    [
        (1, 0, "You finished 1 lesson. That stays yours."),
        (4, 2, "You finished 4 lessons and 1 quiz. That stays yours."),
    ],
)
def test_what_is_done_is_counted_in_words(client, student, lessons, questions, words):
    finish(student, factories.make_module(lessons=lessons, questions=questions))
    html = html_of(client)
    assert words in html
    assert "empty-state" not in html


def test_class_work_that_is_done_leaves_nothing_due(client, student, classroom, module):
    classroom.assignments.create(module=module)
    other = factories.make_module()
    finish(student, module)
    html = html_of(client)
    assert "Nothing is due. You can look at a lesson again or pick another one." in html
    offered = html.split("<h2>Pick another one</h2>")[1].split("</section>")[0]
    titles = [lesson.title for lesson in other.get_children().specific()]
    assert re.findall(r'<a href="[^"]+">([^<]+)</a>', offered) == titles


def test_nothing_else_is_offered_where_no_lesson_is_left(client, student, module):
    finish(student, module)
    html = html_of(client)
    assert "Nothing is due. You can look at a lesson again.</p>" in html
    assert "Pick another one" not in html
    assert '<a class="btn btn--go" href="/learn/">See all lessons</a>' in html


def test_half_done_is_not_done(client, student, module):
    lesson = module.get_children().specific().first()
    factories.make_lesson_progress(student, lesson)
    html = html_of(client)
    assert "All done for now" not in html
    assert "All lessons done. The quiz is left." in html


def test_site_without_lessons_says_what_will_be_here(client):
    html = html_of(client)
    assert "Your lessons will be here" in html
    assert "All done for now" not in html


def test_work_of_others_is_not_counted(client, student, other_student, module):
    finish(other_student, module)
    assert "You finished" not in html_of(client)


# --- A quiz that went less well ---


def tried(student, module, *, percent: int) -> None:
    for lesson in module.get_children().specific():
        factories.make_lesson_progress(student, lesson)
    factories.make_attempt(student, module.quiz, percent=percent)


def second_look(html: str) -> list[tuple[str, str]]:
    part = html.split("<h2>Worth another look</h2>")[1].split("</section>")[0]
    return re.findall(r'<a href="([^"]+)">([^<]+)</a>', part)


def make_taught_module(**kwargs):
    """A module whose one lesson has a step for the skill of its questions."""
    module = factories.make_module(lessons=0, **kwargs)
    step = factories.make_step(title="Ask first", skill="sk-ask-clear")
    factories.make_lesson(module, steps=[factories.make_step(), step])
    return ModulePage.objects.get(pk=module.pk)


def test_somebody_whose_quiz_went_badly_is_offered_the_step_and_another_try(
    client, student, other_student
):
    module = make_taught_module()
    lesson = module.get_children().specific().get()
    tried(other_student, module, percent=100)
    tried(student, module, percent=25)
    html = html_of(client)
    assert "All done for now" not in html
    again = f"/quizzes/{module.quiz.uuid}/start/"
    assert second_look(html) == [
        (lesson.step_url(2), "Ask first"),
        (again, "Try the quiz again"),
    ]
    factories.make_attempt(student, module.quiz)
    html = html_of(client)
    assert "All done for now" in html
    assert "Worth another look" not in html


def test_worst_of_several_quizzes_is_the_one_to_try_again(client, student):
    course = factories.make_course()
    modules = [make_taught_module(course=course) for _ in range(3)]
    for module, percent in zip(modules, (50, 25, 100), strict=True):
        tried(student, module, percent=percent)
    assert second_look(html_of(client))[-1][0] == f"/quizzes/{modules[1].quiz.uuid}/start/"


@pytest.mark.parametrize("sensitivity", ["careful", "private"])
def test_quiz_that_is_not_open_is_not_brought_up_again(client, student, sensitivity):
    module = make_taught_module(sensitivity=sensitivity)
    Quiz.objects.filter(pk=module.quiz_id).update(sensitivity=sensitivity)
    tried(student, ModulePage.objects.get(pk=module.pk), percent=25)
    html = html_of(client)
    assert "All done for now" in html
    assert "Worth another look" not in html


@pytest.mark.parametrize("modules", [1, 3, 30])
def test_second_look_costs_the_same_for_any_number_of_modules(
    client, student, modules, django_assert_num_queries
):
    course = factories.make_course()
    for _ in range(modules):
        tried(student, make_taught_module(course=course), percent=25)
    html_of(client)
    # Session, user, eight for the page, classes, and two for the second look.
    with django_assert_num_queries(13):
        html_of(client)
