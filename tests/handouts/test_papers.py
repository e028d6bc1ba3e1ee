"""Sheets of one page: the summary and the worksheet of a lesson, the role cards of a story."""

import uuid

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests import factories
from tests.factories.scenarios import choice, node
from tests.security.world import check_block
from tests.support.samples import words_of

NOTE = {"type": "teacher_note", "value": {"kind": "watch_out", "text": "Canary note"}}
IDEA = {"type": "key_idea", "value": {"heading": "One thing", "text": "<p>This time.</p>"}}
WORD = {"type": "definition", "value": {"term": "Consent", "meaning": "<p>A clear yes.</p>"}}
STEPS = {
    "type": "steps",
    "value": {"heading": "Ask", "items": [{"title": "Say the one thing", "text": "Only one."}]},
}
PLAN = {
    "type": "if_then_plan",
    "value": {"heading": "My plan", "cues": ["If I want one"], "responses": ["then I ask"]},
}


def paper_url(name: str, module, lesson) -> str:
    return reverse(f"handouts:{name}", args=[module.uuid, lesson.uuid])


def words(client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return words_of(BeautifulSoup(response.content, "html.parser").main)


@pytest.fixture
def module(course):
    """A module with a quiz, whose lessons are those of the test."""
    return factories.make_module(lessons=0, course=course)


@pytest.fixture
def full(module):
    """A lesson with one of everything that goes on paper, and a note that does not."""
    blocks = [IDEA, WORD, STEPS, check_block(), PLAN, NOTE]
    return factories.make_lesson(module, steps=[factories.make_step(blocks)])


def test_summary_says_the_lesson_in_short(module, full, teacher_client):
    said = words(teacher_client, paper_url("lesson_summary", module, full))
    for part in (
        "One thing This time.",
        "Consent A clear yes.",
        "Say the one thing",
        "If I want one …",
    ):
        assert part in said
    assert "http://testserver/help/" in said
    assert "Canary" not in said


def test_worksheet_asks_openly_and_gives_nothing_away(module, full, teacher_client):
    said = words(teacher_client, paper_url("worksheet", module, full))
    assert "What fits best?" in said
    assert "You need not write about yourself." in said
    assert "http://testserver/help/" in said
    for given_away in ("Way 2", "Way 1", "Why.", "Canary"):
        assert given_away not in said


def test_worksheet_of_a_lesson_without_a_question_asks_for_own_words(module, teacher_client):
    lesson = factories.make_lesson(module, steps=[factories.make_step([IDEA])])
    said = words(teacher_client, paper_url("worksheet", module, lesson))
    assert "One thing Say it in your own words" in said


@pytest.mark.parametrize("level", ["open", "careful", "private"])
@pytest.mark.parametrize("what", ["module", "lesson"])
def test_worksheet_has_a_line_for_a_name_on_open_ones_alone(teacher_client, level, what):
    levels = {"module": "open", "lesson": "open"} | {what: level}
    module = factories.make_module(lessons=0, sensitivity=levels["module"])
    lesson = factories.make_lesson(module, sensitivity=levels["lesson"])
    said = words(teacher_client, paper_url("worksheet", module, lesson))
    assert ("Nickname or number" in said) == (level == "open")
    assert ("Put no name on this sheet." in said) == (level != "open")


@pytest.mark.parametrize("name", ["lesson_summary", "worksheet"])
def test_lesson_of_another_module_or_a_draft_is_not_found(module, full, teacher_client, name):
    other = factories.make_module()
    assert teacher_client.get(paper_url(name, other, full)).status_code == 404
    full.unpublish()
    assert teacher_client.get(paper_url(name, module, full)).status_code == 404


@pytest.mark.parametrize("name", ["lesson_summary", "worksheet"])
@pytest.mark.parametrize("lessons", [1, 3, 30])
def test_paper_costs_the_same_queries(name, lessons, teacher_client, django_assert_num_queries):
    module = factories.make_module(lessons=lessons - 1)
    lesson = factories.make_lesson(module)
    # Session, user, module, lesson.
    with django_assert_num_queries(4):
        teacher_client.get(paper_url(name, module, lesson))


# Role cards


def roles_url(module) -> str:
    return reverse("handouts:role_cards", args=[module.uuid])


@pytest.fixture
def story_module(module):
    message = {"sender": "Uncle", "side": "start", "text": "One seat left."}
    start = node("start", choices=[choice("end", text="Ask Ellis alone")], messages=[message])
    module.scenario = factories.make_scenario(nodes=[start, *(last_node(),)])
    perspective = {"who": "Ellis, who was asked last", "text": "Canary view"}
    module.scenario.perspectives = [("perspective", perspective)]
    module.scenario.save_revision().publish()
    module.save_revision().publish()
    return module


def last_node() -> dict:
    secret = {"helped": ["Canary help"], "harder": ["Canary harm"], "cue": "If", "response": "then"}
    return node("end", "ending", **secret)


def test_cards_have_the_situation_the_roles_and_what_to_decide(story_module, teacher_client):
    html = BeautifulSoup(teacher_client.get(roles_url(story_module)).content, "html.parser").main
    said = words_of(html)
    for part in (story_module.scenario.setting, "Uncle: One seat left.", "This is start."):
        assert part in said
    roles = [words_of(card.h2) for card in html.select(".role-cards > li")]
    assert roles == ["The one who decides", "Ellis", "Uncle", "The one who watches"]
    assert "Ask Ellis alone" in words_of(html.select_one(".role-cards > li"))
    # Cut out, each still says which story it is from.
    stories = [words_of(card.p) for card in html.select(".role-cards > li")]
    assert stories == [words_of(html.h1)] * 4
    assert "http://testserver/help/" in said


def test_cards_say_nothing_of_what_comes_of_it(story_module, teacher_client):
    said = words(teacher_client, roles_url(story_module))
    for kept in ("Canary", "Then end happens.", "Why end is a move.", "This is end.", "asked last"):
        assert kept not in said


def test_module_without_a_public_story_has_no_cards(story_module, module, teacher_client):
    ready = reverse("handouts:ready_in_ten", args=[module.uuid])
    assert roles_url(module) in teacher_client.get(ready).content.decode()
    story_module.scenario.unpublish()
    assert teacher_client.get(roles_url(module)).status_code == 404
    assert roles_url(module) not in teacher_client.get(ready).content.decode()
    assert teacher_client.get(roles_url(factories.make_module())).status_code == 404


# All of them


def test_ready_in_10_lists_everything_to_show_and_print(story_module, full, teacher_client):
    ready = reverse("handouts:ready_in_ten", args=[story_module.uuid])
    html = BeautifulSoup(teacher_client.get(ready).content, "html.parser")
    links = [link["href"] for link in html.select(".handout-list a")]
    module = [story_module.uuid]
    show = reverse("handouts:show", args=module)
    assert links == [
        f"{show}#lesson-1",
        paper_url("lesson_summary", story_module, full),
        paper_url("worksheet", story_module, full),
        *(reverse(f"handouts:{name}", args=module) for name in ("module_sheet", "role_cards")),
        *(reverse(f"handouts:{name}", args=module) for name in ("quiz_paper", "parent_letter")),
    ]


def test_no_sheet_names_a_student(classroom, student, story_module, full, teacher_client):
    classroom.assignments.create(module=story_module)
    factories.make_attempt(student, story_module.quiz)
    sheets = [paper_url(name, story_module, full) for name in ("lesson_summary", "worksheet")]
    for address in [*sheets, roles_url(story_module)]:
        html = teacher_client.get(address).content.decode()
        assert ("Amara" in html, classroom.name in html) == (False, False)


def test_unknown_lesson_is_not_found(module, teacher_client):
    for name in ("lesson_summary", "worksheet"):
        address = reverse(f"handouts:{name}", args=[module.uuid, uuid.uuid4()])
        assert teacher_client.get(address).status_code == 404
