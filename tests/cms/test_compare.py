"""Comparing two states of a lesson, a question or a scenario: what was changed can be read."""

import pytest
from bs4 import BeautifulSoup, Tag
from django.urls import reverse
from wagtail.models import Page
from wagtail.rich_text import RichText

from courses.blocks import LessonStepsBlock
from tests import factories
from tests.cms.editing import with_first_words
from tests.support.samples import make_term

LESSON_BLOCKS = LessonStepsBlock().child_blocks["step"].child_blocks["blocks"].child_blocks


@pytest.fixture
def desk(client, cast):
    client.force_login(cast.moderator)
    return client


def compare(desk, thing) -> Tag:
    """Save `thing` as a draft and return how the CMS compares it with the state before."""
    before, after = thing.latest_revision_id, thing.save_revision().pk
    if isinstance(thing, Page):
        name = "wagtailadmin_pages:revisions_compare"
    else:
        name = thing.snippet_viewset.get_url_name("revisions_compare")
    response = desk.get(reverse(name, args=[thing.pk, before, after]))
    assert response.status_code == 200
    return BeautifulSoup(response.text, "html.parser").select_one("main table")


def taken_out(table: Tag) -> str:
    return words(table.select(".deletion"))


def put_in(table: Tag) -> str:
    return words(table.select(".addition"))


def words(elements) -> str:
    return " ".join(" ".join(element.get_text(" ") for element in elements).split())


def with_steps(lesson, *steps: tuple[str, list]):
    """Return a lesson with these steps, each a title and its blocks."""
    lesson.steps = [
        ("step", {"title": title, "skill": None, "blocks": blocks}) for title, blocks in steps
    ]
    return lesson


def test_changed_words_of_a_lesson_are_seen(desk, lesson):
    with_first_words(lesson, "Words before").save_revision()
    table = compare(desk, with_first_words(lesson, "Words after"))
    assert (taken_out(table), put_in(table)) == ("before", "after")


def test_changed_title_of_a_step_is_seen(desk, lesson):
    lesson.save_revision()
    lesson.steps[0].value["title"] = "By another name"
    assert put_in(compare(desk, lesson)) == "By another name"


@pytest.mark.parametrize("name", LESSON_BLOCKS)
def test_block_that_came_and_block_that_went_are_seen(desk, lesson, name):
    make_term(term="A word of the glossary")
    example = (name, LESSON_BLOCKS[name].get_preview_value())
    with_steps(lesson, ("One", [])).save_revision()
    came = compare(desk, with_steps(lesson, ("One", [example])))
    went = compare(desk, with_steps(lesson, ("One", [])))
    label = str(LESSON_BLOCKS[name].label)
    assert (label in put_in(came), label in taken_out(went)) == (True, True)


def test_changed_answer_inside_a_check_is_seen(desk, lesson):
    example = LESSON_BLOCKS["check"].get_preview_value()
    with_steps(lesson, ("One", [("check", example)])).save_revision()
    lesson = type(lesson).objects.get(pk=lesson.pk).get_latest_revision_as_object()
    lesson.steps[0].value["blocks"][0].value["options"][0]["text"] = "An answer nobody gave"
    assert "An answer nobody gave" in put_in(compare(desk, lesson))


def test_changed_stem_answer_and_explanation_of_a_question_are_seen(desk, db):
    question = factories.make_question()
    question.save_revision()
    question.stem = "Another stem"
    question.options[0].value["text"] = "Another answer"
    question.options[1].value["explanation"] = RichText("<p>Another reason</p>")
    assert put_in(compare(desk, question)) == "Another stem Another answer Another reason"


def test_changed_choice_and_ending_of_a_scenario_are_seen(desk, db):
    scenario = factories.make_scenario()
    scenario.save_revision()
    scenario.nodes[0].value["choices"][0]["text"] = "Another choice"
    scenario.nodes[-1].value["cue"] = "Another plan"
    assert put_in(compare(desk, scenario)) == "Another choice Another plan"
