"""The front page with no, one and a few courses: it promises what is there."""

import pytest
from bs4 import BeautifulSoup

from tests import factories

pytestmark = pytest.mark.django_db


def page(client) -> BeautifulSoup:
    response = client.get("/")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def courses_part(client):
    return page(client).find("section", {"aria-labelledby": "courses-title"})


def test_hero_names_no_topic_that_a_course_has_to_keep(client):
    """The words of the hero stand on the cover, too, and before any course is written."""
    words = " ".join(page(client).select_one(".home-hero .lead").get_text().split())
    assert words == "Short lessons of a few minutes each. Free, and you do not need an email."


def test_without_a_course_the_page_says_what_will_be_here(client):
    part = courses_part(client)
    assert "The first course is being written" in part.get_text()
    assert part.select(".course-card") == []


def test_only_course_shows_the_lessons_it_begins_with(client):
    course = factories.make_course()
    modules = [factories.make_module(course=course, lessons=n) for n in (2, 3)]
    lessons = [lesson for m in modules for lesson in m.get_children().specific()]
    part = courses_part(client)
    assert part.h2.get_text() == "A short course"
    assert [card["href"] for card in part.select(".course-card")] == [f"/learn/{course.slug}/"]
    links = [(a["href"], a.get_text()) for a in part.select(".task-list a")]
    assert links == [(lesson.step_url(1), lesson.heading) for lesson in lessons[:4]]


def test_only_course_without_lessons_is_a_card_alone(client):
    factories.make_course()
    part = courses_part(client)
    assert len(part.select(".course-card")) == 1
    assert part.select(".task-list") == []


@pytest.mark.parametrize("courses", [2, 3, 4])
def test_a_few_courses_are_cards_in_a_grid(client, courses):
    made = [factories.make_module().get_parent() for _ in range(courses)]
    part = courses_part(client)
    assert part.h2.get_text() == "Short courses"
    addresses = [card["href"] for card in part.select(".course-grid .course-card")]
    assert addresses == [f"/learn/{course.slug}/" for course in made]
    assert part.select(".task-list") == []


def test_student_reads_the_state_of_the_lessons(client, student, module):
    factories.make_lesson_progress(student, module.get_children().specific().first())
    client.force_login(student)
    states = [word.get_text() for word in courses_part(client).select(".status-word")]
    assert states == ["Done"]


@pytest.mark.parametrize("lessons", [1, 3, 30])
def test_page_costs_a_student_the_same_queries(client, student, lessons, django_assert_num_queries):
    factories.make_module(lessons=lessons)
    client.force_login(student)
    client.get("/")
    # Wagtail finds and opens the page (5), session, user, courses, modules, lessons, what to carry
    # on with (a lesson, a quiz), work that is due, the states of the first lessons.
    with django_assert_num_queries(14):
        client.get("/")


def ways_on(client) -> list[str]:
    return [link.get_text() for link in page(client).select(".home-hero a.btn")]


def test_each_reader_is_led_to_what_is_theirs(client, student, teacher):
    assert ways_on(client) == ["Start a lesson", "I teach a class"]
    assert "Teacher sign-in" in page(client).get_text()
    client.force_login(student)
    assert ways_on(client) == ["Start a lesson"]
    assert "Teacher sign-in" not in page(client).get_text()
    client.force_login(teacher)
    assert ways_on(client) == ["Go to your work"]
    way = page(client).select_one(".home-hero a.btn")["href"]
    assert client.get(way)["Location"] == "/teach/"


def test_menu_on_help_pages_does_not_pretend_that_nobody_is_signed_in(client, student):
    client.force_login(student)
    menu = BeautifulSoup(client.get("/help/").content, "html.parser").select_one(".menu")
    ours = menu.select("a:not([hreflang])")
    assert [link["href"] for link in ours] == ["/learn/", "/me/", "/teach/"]
