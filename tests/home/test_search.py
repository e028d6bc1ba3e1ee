"""Searching the lessons: what is public is found, and what was asked is kept nowhere."""

import pytest
from django.contrib.sessions.models import Session

from tests import factories
from tests.support.samples import make_helpline

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("searchable")]
SAME_ORIGIN = {"HTTP_SEC_FETCH_SITE": "same-origin"}


@pytest.fixture
def lesson(searchable):
    return lesson_about("A lighthouse in the fog.")


def lesson_about(words: str, module=None, **fields):
    text = {"type": "text", "value": {"text": f"<p>{words}</p>"}}
    module = module or factories.make_module(**fields)
    return factories.make_lesson(module, steps=[factories.make_step([text])])


def search(client, words: str):
    return client.post("/search/", {"words": words}, **SAME_ORIGIN)


def labels(response) -> list[str]:
    return [one.label for one in response.context["found"]]


def test_page_asks_and_shows_nothing_yet(client):
    html = client.get("/search/").content.decode()
    assert "What are you looking for?" in html
    assert "Nothing found" not in html


def test_lesson_is_found_by_a_word_of_its_steps_under_its_neutral_title(client, lesson):
    response = search(client, "lighthouse")
    assert labels(response) == [lesson.title]
    assert f'href="{lesson.step_url(1)}"' in response.content.decode()


def test_story_module_and_course_are_found_too(client):
    scenario = factories.make_scenario()
    course = factories.make_course()
    course.summary = "Sandpipers and other birds."
    course.save_revision().publish()
    module = factories.make_module(course=course, title="Sandpipers module")
    assert labels(search(client, "van")) == [scenario.title]
    assert labels(search(client, "sandpipers")) == [module.title, course.title]


def test_who_can_help_is_found_by_name_while_learners_see_them(client, searchable):
    line = make_helpline(name="Lantern line", country="IE")
    everywhere = make_helpline(name="Lantern everywhere", country="INT")
    urls = {one.label: one.url for one in search(client, "lantern").context["found"]}
    assert urls == {"Lantern line": "/help/ie/", "Lantern everywhere": "/help/"}
    type(line).objects.filter(pk=line.pk).update(live=False)
    type(line).objects.filter(pk=everywhere.pk).update(mark="remembered")
    assert labels(search(client, "lantern")) == []


@pytest.mark.parametrize("hidden", ["draft", "closed", "other language"])
def test_what_is_not_public_is_not_found(client, lesson, hidden):
    if hidden == "draft":
        lesson.unpublish()
    elif hidden == "closed":
        lesson.get_parent().view_restrictions.create(restriction_type="login")
    else:
        french = type(lesson.locale).objects.create(language_code="fr")
        type(lesson).objects.filter(pk=lesson.pk).update(locale=french)
    assert labels(search(client, "lighthouse")) == []


def test_nothing_found_points_to_the_courses_and_help_stands_there(client):
    html = search(client, "zzz").content.decode()
    assert "Nothing found" in html
    assert "See who can help now" in html


@pytest.mark.parametrize("words", ["", "   ", "x" * 101])
def test_words_that_cannot_be_searched_are_said_so(client, words):
    response = search(client, words)
    assert response.status_code == 422
    assert "There is a problem" in response.content.decode()


@pytest.mark.parametrize("words", ["' OR 1=1 --", '"', "*", "a:b", "(", "NOT", "<script>", "كلمة"])
def test_odd_words_find_nothing_and_break_nothing(client, lesson, words):
    response = search(client, words)
    assert labels(response) == []
    assert "<script>alert" not in response.content.decode()


def test_nothing_is_kept_of_what_was_asked(client, lesson):
    response = search(client, "lighthouse")
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies
    assert not Session.objects.exists()
    assert response.wsgi_request.sensitive_post_parameters == "__ALL__"


def test_other_sites_cannot_send_words(client):
    response = client.post("/search/", {"words": "x"}, HTTP_SEC_FETCH_SITE="cross-site")
    assert response.status_code == 403


@pytest.mark.parametrize("lessons", [1, 3, 30])
def test_search_costs_the_same_queries(client, django_assert_max_num_queries, lessons):
    module = factories.make_module(lessons=0)
    for _ in range(lessons):
        lesson_about("A lighthouse.", module)
    search(client, "lighthouse")
    with django_assert_max_num_queries(12):
        response = search(client, "lighthouse")
    assert len(labels(response)) == min(lessons, 10)
