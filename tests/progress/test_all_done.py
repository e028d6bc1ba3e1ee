"""My learning once everything is done: what is done, nothing due, and where to go from there."""

import re

import pytest

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
