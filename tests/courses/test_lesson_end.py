"""The end of a lesson: which one it was, what comes next, and nothing saved by looking."""

import re

import pytest
from django.test import Client

from progress.models import LessonProgress
from tests import factories

pytestmark = pytest.mark.django_db


def html_of(client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def lesson_of(module):
    return module.get_children().specific().first()


def way_on(html: str) -> tuple[str, str]:
    """Return (address, words) of the one filled button."""
    (button,) = re.findall(r'<a class="btn btn--go" href="([^"]+)">([^<]+)</a>', html)
    return button


def test_last_step_and_the_whole_lesson_lead_a_guest_here(client, lesson):
    for page in (lesson.step_url(3), lesson.whole_url):
        (finish,) = re.findall(r"<a [^>]*>Finish this lesson</a>", html_of(client, page))
        assert f'href="{lesson.done_url}"' in finish
    assert lesson.done_url not in html_of(client, lesson.step_url(2))


def test_student_who_finishes_lands_here(student_client, lesson):
    response = student_client.post(f"/me/lessons/{lesson.uuid}/3/")
    assert (response.status_code, response["Location"]) == (303, lesson.done_url)


def test_end_says_which_lesson_is_done_and_offers_the_next(client, module, lesson):
    following = factories.make_lesson(module)
    factories.make_lesson(module)
    html = html_of(client, lesson.done_url)
    assert '<h1 tabindex="-1">Lesson done</h1>' in html
    assert lesson.heading in html
    assert "<span>Lesson 1 of 3</span>" in html
    assert f"<h2>{following.heading}</h2> <p>5 minutes." in html
    assert way_on(html) == (following.step_url(1), "Start the next lesson")


def test_last_lesson_leads_to_the_quiz(client, module):
    last = factories.make_lesson(module)
    html = html_of(client, last.done_url)
    assert way_on(html) == (f"/quizzes/{module.quiz.uuid}/start/", "Open the quiz")


def test_last_lesson_says_when_the_quiz_is_done_too(student, other_student, student_client, module):
    last = factories.make_lesson(module)
    factories.make_attempt(other_student, module.quiz)
    assert "The quiz is left" in html_of(student_client, last.done_url)
    factories.make_attempt(student, module.quiz)
    html = html_of(student_client, last.done_url)
    assert "You have done the quiz too" in html
    assert way_on(html) == (f"/learn/{'/'.join(last.slugs[:2])}/", "Back to the lessons")
    assert "The quiz is left" in html_of(Client(), last.done_url)


def test_last_lesson_without_a_quiz_to_take_leads_to_the_module(client, module, lesson):
    module.quiz.unpublish()
    without = factories.make_module(questions=0)
    for page in (lesson, lesson_of(without)):
        address = f"/learn/{'/'.join(page.slugs[:2])}/"
        assert way_on(html_of(client, page.done_url)) == (address, "Back to the lessons")


def test_lesson_that_is_not_public_is_not_the_next(client, module, lesson):
    factories.make_lesson(module).unpublish()
    assert way_on(html_of(client, lesson.done_url))[1] == "Open the quiz"


def test_all_the_grass_of_the_lesson_is_grown(client, lesson):
    blades = re.search(r'<svg class="hero__blades".*?</svg>', html_of(client, lesson.done_url))[0]
    assert blades.count("#9be6c6") == len(lesson.steps)


def test_title_is_neutral_and_nobody_finds_the_page_by_searching(client, lesson):
    html = html_of(client, lesson.done_url)
    assert f"<title>{lesson.title}, done - Marram</title>" in html
    assert '<meta name="robots" content="noindex">' in html


@pytest.mark.parametrize(("level", "cache"), [("open", None), ("careful", "no-store")])
def test_end_of_a_careful_lesson_is_kept_nowhere_and_offers_help(client, level, cache):
    lesson = lesson_of(factories.make_module(sensitivity=level))
    response = client.get(lesson.done_url)
    assert response.get("Cache-Control") == cache
    assert ("See who can help now" in response.content.decode()) == (cache is not None)


def test_looking_saves_nothing_and_sets_no_cookie(client, student_client, lesson):
    html_of(student_client, lesson.done_url)
    student_client.logout()
    assert not client.get(lesson.done_url).cookies
    assert not LessonProgress.objects.exists()


def test_student_finds_the_way_to_their_own_page_and_a_guest_does_not(
    client, student_client, lesson
):
    assert 'href="/me/">Go to my learning</a>' in html_of(student_client, lesson.done_url)
    student_client.logout()
    assert "Go to my learning" not in html_of(client, lesson.done_url)


def test_lesson_closed_to_the_public_has_no_end_either(client, lesson):
    lesson.unpublish()
    assert client.get(lesson.done_url).status_code == 404


@pytest.mark.parametrize("lessons", [1, 3, 30])
def test_end_costs_the_same_queries_for_any_number_of_lessons(
    student_client, lessons, django_assert_num_queries
):
    last = factories.make_module(lessons=lessons).get_children().specific().last()
    address = last.done_url
    # Site, session, user, lesson, module with its quiz, siblings, whether the quiz is done.
    with django_assert_num_queries(7):
        html_of(student_client, address)
