"""A guest's place: what a lesson's page tells the device, and My learning without an account."""

import pytest
from bs4 import BeautifulSoup
from wagtail.models import PageViewRestriction

from tests import factories

pytestmark = pytest.mark.django_db

ME = "/me/"


def page_of(client, url: str) -> BeautifulSoup:
    response = client.get(url)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def line_of(client, url: str) -> dict | None:
    """Return what a lesson's page tells the device, or None."""
    line = page_of(client, url).select_one("[data-progress-place]")
    return line and {name: value for name, value in line.attrs.items() if name.startswith("data-")}


def test_step_names_the_place_by_its_neutral_title(client, lesson):
    assert line_of(client, lesson.step_url(2)) == {
        "data-progress-place": str(lesson.uuid),
        "data-title": lesson.title,
        "data-url": lesson.step_url(2),
        "data-first-url": lesson.step_url(1),
        "data-step": "2",
        "data-steps": "3",
    }


def test_page_of_all_steps_is_no_place_but_has_an_end(client, lesson):
    line = line_of(client, lesson.whole_url)
    assert (line["data-step"], line["data-url"]) == ("0", lesson.step_url(1))


def test_only_the_last_continue_finishes(client, lesson):
    pages = [page_of(client, url) for url in (lesson.step_url(2), lesson.step_url(3))]
    finishes = [[a.get_text() for a in page.select("a[data-progress-finish]")] for page in pages]
    assert finishes == [[], ["Finish this lesson"]]


@pytest.mark.parametrize(
    ("of_module", "of_lesson"),
    [("careful", "open"), ("open", "careful"), ("private", "open"), ("open", "private")],
)
def test_careful_and_private_lessons_are_never_named_to_the_device(client, of_module, of_lesson):
    module = factories.make_module(lessons=0, sensitivity=of_module)
    lesson = factories.make_lesson(module, sensitivity=of_lesson)
    for url in (lesson.step_url(1), lesson.step_url(3), lesson.whole_url):
        assert line_of(client, url) is None


def test_lesson_closed_to_the_public_is_not_named_to_the_device(client, module, lesson):
    restriction = PageViewRestriction.objects.create(
        page=module, restriction_type="password", password="dune"
    )
    session = client.session
    session["passed_page_view_restrictions"] = [restriction.pk]
    session.save()
    assert line_of(client, lesson.step_url(1)) is None
    restriction.delete()
    assert line_of(client, lesson.step_url(1)) is not None


def test_whoever_is_signed_in_leaves_nothing_on_the_device(client, student, lesson):
    for user in (student, factories.make_staff()):
        client.force_login(user)
        assert line_of(client, lesson.step_url(3)) is None
        assert line_of(client, lesson.whole_url) is None


def test_telling_the_device_costs_a_guest_no_query(client, lesson, django_assert_num_queries):
    client.get(lesson.step_url(1))
    with django_assert_num_queries(3):
        client.get(lesson.step_url(1))


def test_my_learning_of_a_guest_is_the_same_for_everybody(
    client, module, django_assert_num_queries
):
    with django_assert_num_queries(0):
        response = client.get(ME)
    assert response.status_code == 200
    assert response.cookies == {}
    assert "Cookie" in response["Vary"].split(", ")
    assert not response.has_header("Cache-Control")


def test_my_learning_of_a_guest_says_what_it_needs_and_where_to_go(client):
    page = page_of(client, ME)
    words = "Keeping your place on this device needs JavaScript. Without it, nothing is kept."
    assert page.noscript.get_text(strip=True) == words
    main = page.main
    for template in main.select("template, [hidden]"):
        template.decompose()
    links = {a.get_text(): a["href"] for a in main.select("a")}
    assert links == {
        "See all lessons": "/learn/",
        "Join your class": "/join/",
        "Come back to your class": "/join/back/",
    }


def test_guest_finds_my_learning_and_the_help_pages_look_at_nobody(client, student):
    def entries(url):
        nav = page_of(client, url).select_one("nav[aria-label=Main]")
        return [a.get_text() for a in nav.select("a")]

    assert entries("/learn/") == ["Learn", "My learning"]
    client.force_login(student)
    assert [entries("/learn/"), entries("/help/")] == [["Learn", "My learning"], ["Learn"]]
