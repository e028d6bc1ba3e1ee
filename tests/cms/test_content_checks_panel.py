"""What an editor sees of the content checks beside a lesson and a question."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from courses.models import LessonPage
from home.curriculum import load
from quizzes.models import Question
from tests import factories
from tests.cms.editing import add_url, edit_url
from tests.home.short_curriculum import make_short_curriculum

NOTHING = "The content checks find nothing in the draft that was saved last."


@pytest.fixture
def desk(client, cast, tmp_path):
    load(make_short_curriculum(tmp_path / "en"))
    client.force_login(cast.editor)
    return client


@pytest.fixture
def lesson(desk) -> LessonPage:
    return LessonPage.objects.get(slug="what-a-yes-is")


def panel(response) -> str:
    page = BeautifulSoup(response.content, "html.parser")
    [heading] = [h2 for h2 in page.select("section.w-panel h2") if "Content checks" in h2.text]
    section = heading.find_parent("section")
    return " ".join(section.select_one(".w-panel__content").get_text(" ").split())


def test_good_lesson_and_question_have_nothing_to_mend(desk, lesson):
    assert panel(desk.get(edit_url(lesson))) == NOTHING
    assert panel(desk.get(edit_url(Question.objects.first()))) == NOTHING


def test_lesson_shows_what_stops_it_before_what_is_worth_another_look(desk, lesson):
    lesson.steps[1].value["blocks"][0].value["text"].source = "<p>Hurry up and ask her.</p>"
    lesson.save_revision()
    found = panel(desk.get(edit_url(lesson)))
    stops, look_again = found.split("Worth another look")
    assert stops.startswith("Nobody should read this yet What a yes is : “Hurry up and ask her.”")
    assert "8 words, 20 to 150 are best" in look_again


def test_question_shows_what_its_draft_lacks(desk):
    question = Question.objects.first()
    question.stem = "This is not a question."
    question.options[0].value["explanation"].source = ""
    question.save_revision()
    found = panel(desk.get(edit_url(question)))
    assert "has no explanation" in found.split("Worth another look")[0]
    assert "the last sentence asks something" in found.split("Worth another look")[1]


def test_unfinished_draft_is_checked_all_the_same(desk, lesson):
    blocks = [("picture", {}), ("check", {}), ("if_then_plan", {})]
    lesson.steps = [("step", {"title": "", "blocks": blocks})]
    lesson.save_revision()
    assert "says nothing to those who cannot see it" in panel(desk.get(edit_url(lesson)))
    question = factories.make_question()
    question.options = []
    question.save_revision()
    assert "exactly one option is best" in panel(desk.get(edit_url(question)))


def test_what_was_never_saved_says_when_it_is_checked(desk, lesson):
    place = ["courses", "lessonpage", lesson.get_parent().pk]
    for address in (reverse("wagtailadmin_pages:add", args=place), add_url(Question)):
        assert panel(desk.get(address)).startswith("Save a draft")
