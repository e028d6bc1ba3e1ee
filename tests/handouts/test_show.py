"""Projector mode: every slide of a module in one page, and nobody in it."""

import uuid

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from tests import factories
from tests.security.world import check_block
from tests.support.samples import make_law, make_term, words_of

NOTE = {"type": "teacher_note", "value": {"kind": "talk", "text": "Canary talk?"}}
TEXT = {"type": "text", "value": {"text": "<p>Words of a text.</p>"}}
HELP = {"type": "help_card", "value": {"heading": "Somebody to talk to", "text": "Listens."}}
REFLECT = {"type": "reflect", "value": {"prompt": "When could you ask?", "help_text": ""}}
PLAN = {
    "type": "if_then_plan",
    "value": {"heading": "Pick one", "cues": ["If I want to"], "responses": ["then I ask"]},
}


def show_url(module) -> str:
    return reverse("handouts:show", args=[module.uuid])


def page(client, module) -> BeautifulSoup:
    response = client.get(show_url(module))
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").main


def anchors(html) -> list[str]:
    return [slide["id"] for slide in html.select("[data-slide]")]


@pytest.fixture
def module(course):
    """A module with a quiz, whose lessons are those of the test."""
    return factories.make_module(lessons=0, course=course)


@pytest.fixture
def checked(module):
    """A lesson whose second step reads, asks, reads on, and has a note."""
    steps = [factories.make_step(), factories.make_step([TEXT, check_block(), HELP, NOTE])]
    return factories.make_lesson(module, steps=steps)


def test_slides_begin_and_end_with_where_help_is(module, checked, teacher_client):
    html = page(teacher_client, module)
    assert anchors(html) == [
        *("start", "lesson-1", "lesson-1-step-1", "lesson-1-step-2", "lesson-1-step-2-2"),
        *("lesson-1-step-2-3", "quiz", "quiz-1", "quiz-2", "end"),
    ]
    slides = html.select("[data-slide]")
    with_help = [one["id"] for one in slides if one.select_one(".handout__help")]
    assert with_help == ["start", "end"]
    assert "http://testserver/help/" in words_of(slides[0])


def test_each_lesson_can_be_the_beginning(module, teacher_client):
    for _ in range(3):
        factories.make_lesson(module)
    html = page(teacher_client, module)
    links = [link["href"].removeprefix("#") for link in html.select(".slide__chapters a")]
    assert links == ["lesson-1", "lesson-2", "lesson-3", "quiz"]
    assert set(links) <= set(anchors(html))


def test_check_is_a_vote_with_a_count_for_each_option_that_no_form_sends(
    module, checked, teacher_client
):
    html = page(teacher_client, module)
    vote = html.select_one("#lesson-1-step-2-2")
    assert [words_of(one) for one in vote.select(".vote__option")] == [
        "A Way 2",
        "B Way 1",
        "C Way 0",
    ]
    counts = vote.select("input")
    assert [one["aria-label"] for one in counts] == ["Hands for A", "Hands for B", "Hands for C"]
    assert [one.get("name") for one in counts] == [None] * 3
    assert html.select("form") == []


def test_best_answer_and_why_are_folded_away(module, checked, teacher_client):
    html = page(teacher_client, module)
    answer = html.select_one("#lesson-1-step-2-2 details.slide__answer").extract()
    assert "open" not in answer.attrs
    assert words_of(answer) == "What fits best, and why A Why."
    assert "Why." not in words_of(html.select_one("#lesson-1-step-2-2"))


def test_quiz_is_a_vote_too_in_the_order_of_the_paper(module, teacher_client):
    question = module.quiz.quiz_questions.first().question
    slide = page(teacher_client, module).select_one("#quiz-1")
    assert question.stem in words_of(slide)
    shown = {words_of(one)[2:] for one in slide.select(".vote__option")}
    assert shown == {option["text"] for option in question.content()["options"]}
    best = question.content()["options"][0]["text"]
    assert [words_of(one)[2:] for one in slide.select(".is-best")] == [best]


@pytest.mark.parametrize(
    "kind", ["ordering", "matching", "short-answer", "number", "gaps", "reflect"]
)
def test_question_without_options_is_asked_as_well(teacher_client, kind):
    module = factories.make_module(questions=[factories.make_question(kind=kind)])
    slide = page(teacher_client, module).select_one("#quiz-1")
    content = module.quiz.quiz_questions.first().question.content()
    assert content["stem"] in words_of(slide)
    assert slide.select(".vote") == []


@pytest.mark.parametrize("level", ["careful", "private"])
@pytest.mark.parametrize("what", ["module", "lesson", "question"])
def test_no_hand_is_asked_for_what_is_careful(teacher_client, level, what):
    levels = {"module": "open", "lesson": "open", "question": "open"} | {what: level}
    questions = [factories.make_question(sensitivity=levels["question"])]
    module = factories.make_module(lessons=0, questions=questions, sensitivity=levels["module"])
    steps = [factories.make_step([check_block()])]
    factories.make_lesson(module, steps=steps, sensitivity=levels["lesson"])
    html = page(teacher_client, module)
    counted = {slide["id"] for slide in html.select(".slide--vote") if slide.select("input")}
    everywhere = {"lesson-1-step-1", "quiz-1"}
    silent = {"module": everywhere, "lesson": {"lesson-1-step-1"}, "question": {"quiz-1"}}[what]
    assert counted == everywhere - silent
    for anchor in silent:
        assert "Nobody shows it, and nobody asks." in words_of(html.select_one(f"#{anchor}"))


def test_notes_lie_folded_with_the_slide_they_follow(module, checked, teacher_client):
    html = page(teacher_client, module)
    notes = html.select_one("#lesson-1-step-2-3 details.slide__notes").extract()
    assert "open" not in notes.attrs
    assert "Canary talk?" in words_of(notes)
    assert "Canary" not in words_of(html)


def test_notes_of_a_step_with_nothing_else_are_not_lost(module, teacher_client):
    factories.make_lesson(module, steps=[factories.make_step([NOTE])])
    html = page(teacher_client, module)
    assert "Canary talk?" in words_of(html.select_one("#lesson-1 details.slide__notes"))


def test_nothing_on_the_wall_is_for_filling_in(module, teacher_client):
    factories.make_lesson(module, steps=[factories.make_step([PLAN, REFLECT])])
    slide = page(teacher_client, module).select_one("#lesson-1-step-1")
    for words in ("If I want to …", "… then I ask", "When could you ask?"):
        assert words in words_of(slide)
    assert slide.select("select, textarea, input, button") == []


def test_leaving_leads_to_where_nobody_is_named(module, teacher_client):
    (leave,) = page(teacher_client, module).select("[data-show-leave]")
    assert (leave["href"], words_of(leave)) == (reverse("teaching:library"), "Leave")


def test_no_student_stands_on_it(classroom, student, module, teacher_client):
    classroom.assignments.create(module=module)
    factories.make_attempt(student, module.quiz)
    html = teacher_client.get(show_url(module)).content.decode()
    assert ("Amara" in html, classroom.name in html) == (False, False)


def test_one_click_from_library_lessons_of_a_class_and_ready_in_10(
    classroom, module, teacher_client, assign_url
):
    classroom.assignments.create(module=module)
    pages = (
        reverse("teaching:library"),
        reverse("teaching:class_lessons", args=[classroom.uuid, module.uuid]),
        reverse("handouts:ready_in_ten", args=[module.uuid]),
        assign_url,
    )
    for address in pages:
        html = teacher_client.get(address).content.decode()
        assert f'href="{show_url(module)}"' in html, address


@pytest.mark.parametrize("lessons", [1, 3, 30])
def test_show_costs_the_same_queries(lessons, teacher_client, django_assert_num_queries):
    law, term = make_law(), make_term()
    type(law).objects.update(seen_on=timezone.localdate())
    module = factories.make_module(lessons=0)
    facts = {
        "heading": "The law",
        "laws": [{"type": "item", "id": str(uuid.uuid4()), "value": law.pk}],
    }
    blocks = [
        {"type": "glossary", "value": {"term": term.pk}},
        {"type": "country_fact", "value": facts},
    ]
    for _ in range(lessons):
        factories.make_lesson(module, steps=[factories.make_step(blocks)])
    # Session, user, module, lessons, their words, their laws (each with its language), questions.
    with django_assert_num_queries(7):
        html = page(teacher_client, module)
    assert str(html).count(law.law) == lessons
