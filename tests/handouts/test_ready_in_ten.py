"""Ready in 10, and the sheet to print: what a teacher needs before a lesson."""

import re

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests import factories

TALK = {"type": "teacher_note", "value": {"kind": "talk", "text": "Canary talk?"}}
WATCH = {"type": "teacher_note", "value": {"kind": "watch_out", "text": "Canary note & more"}}
IDEA = {"type": "key_idea", "value": {"heading": "One thing", "text": "<p>This time.</p>"}}
PLAN = {
    "type": "if_then_plan",
    "value": {
        "heading": "My plan",
        "cues": ["If I want to post one"],
        "responses": ["then I ask"],
    },
}


@pytest.fixture
def lesson_with_notes(module):
    blocks = [factories.make_step([IDEA, PLAN]), factories.make_step([TALK, WATCH])]
    return factories.make_lesson(module, steps=blocks)


def ready_url(module) -> str:
    return reverse("handouts:ready_in_ten", args=[module.uuid])


def sheet_url(module) -> str:
    return reverse("handouts:module_sheet", args=[module.uuid])


def words(client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    text = BeautifulSoup(response.content, "html.parser").select_one("main").get_text(" ")
    return " ".join(text.split())


def test_minutes_add_up_and_the_card_for_what_a_student_tells_is_first(
    module, lesson_with_notes, teacher_client
):
    said = words(teacher_client, ready_url(module))
    minutes = re.findall(r"(\d+) minutes? (?:Why|Ground|Click|Check)", said)
    assert sum(map(int, minutes)) == 10
    assert said.index("If a student tells you something") < said.index("1 minute")


def test_watch_outs_and_prompts_stand_under_their_lesson(module, lesson_with_notes, teacher_client):
    said = words(teacher_client, ready_url(module))
    assert f"{lesson_with_notes.title} Canary note & more" in said
    assert f"{lesson_with_notes.title} Canary talk?" in said


def test_everything_can_be_opened_from_here(module, lesson, teacher_client):
    module.precheck = factories.make_quiz()
    module.scenario = factories.make_scenario()
    module.save_revision().publish()
    html = teacher_client.get(ready_url(module)).content.decode()
    for address in (
        lesson.whole_url,
        f"/quizzes/{module.quiz.uuid}/start/",
        f"/quizzes/{module.precheck.uuid}/start/",
        f"/scenes/{module.scenario.key}/",
        sheet_url(module),
    ):
        assert f'href="{address}"' in html
    module.scenario.unpublish()
    assert "/scenes/" not in teacher_client.get(ready_url(module)).content.decode()


@pytest.mark.parametrize(("sensitivity", "is_told"), [("open", False), ("careful", True)])
def test_careful_module_asks_for_the_safeguarding_lead(teacher_client, sensitivity, is_told):
    module = factories.make_module(sensitivity=sensitivity)
    said = words(teacher_client, ready_url(module))
    assert ("Tell your safeguarding lead the date" in said) == is_told


def test_outcomes_are_those_of_the_course(module, teacher_client):
    assert "ask for one clear thing" in words(teacher_client, ready_url(module))


@pytest.mark.parametrize("lessons", [1, 3, 30])
def test_ready_costs_the_same_queries(lessons, teacher_client, django_assert_num_queries):
    module = factories.make_module(lessons=lessons)
    # Session, user, module, lessons, course.
    with django_assert_num_queries(5):
        teacher_client.get(ready_url(module))


@pytest.mark.parametrize("lessons", [1, 3, 30])
def test_sheet_costs_the_same_queries(lessons, teacher_client, django_assert_num_queries):
    module = factories.make_module(lessons=lessons)
    # Session, user, module, lessons.
    with django_assert_num_queries(4):
        teacher_client.get(sheet_url(module))


def test_sheet_has_ideas_a_plan_and_the_way_to_help_and_no_note(
    module, lesson_with_notes, teacher_client
):
    said = words(teacher_client, sheet_url(module))
    for part in ("One thing This time.", "If I want to post one …", "then I", "/help/"):
        assert part in said
    assert "Canary" not in said


@pytest.mark.parametrize("address", [ready_url, sheet_url])
def test_pages_are_refused_to_students(module, lesson_with_notes, student, client, address):
    client.force_login(student)
    assert client.get(address(module)).status_code == 403


@pytest.mark.parametrize("address", [ready_url, sheet_url])
def test_module_that_is_not_public_is_not_found(module, teacher_client, address):
    module.unpublish()
    assert teacher_client.get(address(module)).status_code == 404
