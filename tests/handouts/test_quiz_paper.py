"""The quiz of a module on paper: what learners get today, and a key on a page of its own."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from tests import factories
from tests.support.samples import make_law, words_of

KINDS = [
    *("single", "multiple", "true-false", "judgement", "ordering"),
    *("matching", "short-answer", "number", "gaps", "reflect"),
]


def paper_url(module) -> str:
    return reverse("handouts:quiz_paper", args=[module.uuid])


def page(client, module) -> BeautifulSoup:
    response = client.get(paper_url(module))
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").main


def parts(client, module) -> tuple[str, str]:
    """Return the words of the sheet and those of the key."""
    html = page(client, module)
    key = html.select_one(".sheet__key").extract()
    return words_of(html), words_of(key)


def test_sheet_asks_everything_and_says_where_help_is(module, teacher_client):
    sheet, _key = parts(teacher_client, module)
    for place in module.quiz.quiz_questions.all():
        assert place.question.stem in sheet
        for option in place.question.content()["options"]:
            assert option["text"] in sheet
    assert "Nickname or number" in sheet
    assert "http://testserver/help/" in sheet
    assert "Explanation of answer" not in sheet


def test_key_stands_apart_and_gives_the_best_answer_and_why(module, teacher_client):
    _sheet, key = parts(teacher_client, module)
    question = module.quiz.quiz_questions.first().question
    best, reasonable, risky = question.content()["options"]
    assert f"{best['text']} Explanation of answer" in key
    assert [one["text"] in key for one in (reasonable, risky)] == [False, False]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_sheet_and_a_key(teacher_client, kind):
    module = factories.make_module(questions=[factories.make_question(kind=kind)])
    sheet, key = parts(teacher_client, module)
    content = module.quiz.quiz_questions.first().question.content()
    assert content["stem"] in sheet
    assert content["stem"] in key
    assert all(option.get("right", "") in key for option in content["options"])
    if kind == "ordering":
        places = [key.index(option["text"]) for option in content["options"]]
        assert places == sorted(places)


def test_order_of_the_options_says_nothing_of_the_key_and_stays(teacher_client):
    questions = [factories.make_question(kind="single") for _ in range(12)]
    module = factories.make_module(questions=questions)
    html = page(teacher_client, module)
    assert html == page(teacher_client, module)
    places = set()
    for sheet, question in zip(html.select(".sheet"), questions, strict=True):
        shown = [words_of(li) for li in sheet.select("li")]
        written = [option["text"] for option in question.content()["options"]]
        assert sorted(shown) == sorted(written)
        places.add(shown.index(written[0]))
    assert places == {0, 1, 2}


def test_quiz_that_draws_has_one_draw_on_paper(teacher_client):
    module = factories.make_module(questions=9)
    module.quiz.draw = 4
    module.quiz.save()
    html = page(teacher_client, module)
    assert len(html.select(".sheet")) == len(html.select(".sheet__key ol > li")) == 4
    assert html == page(teacher_client, module)


@pytest.mark.parametrize("level", ["careful", "private"])
@pytest.mark.parametrize("what", ["module", "quiz", "question"])
def test_careful_sheets_have_no_line_for_a_name(teacher_client, level, what):
    levels = {"module": "open", "quiz": "open", "question": "open"} | {what: level}
    module = factories.make_module(questions=0, sensitivity=levels["module"])
    question = factories.make_question(sensitivity=levels["question"])
    module.quiz = factories.make_quiz(questions=[question], sensitivity=levels["quiz"])
    module.save_revision().publish()
    sheet, key = parts(teacher_client, module)
    assert "Nickname or number" not in sheet
    assert "Put no name on this sheet." in sheet
    assert "Do not collect these with names" in sheet
    assert "Do not collect the sheets with names" in key
    assert module.heading not in sheet


def test_question_that_rests_on_a_fact_not_shown_is_not_on_the_sheet(teacher_client):
    law = make_law()
    resting = factories.make_question(stem="What does the law say?", facts=[("law", law)])
    module = factories.make_module(questions=[factories.make_question(), resting])
    type(law).objects.update(seen_on=timezone.localdate(), live=True)
    assert resting.stem in parts(teacher_client, module)[0]
    law.unpublish()
    assert resting.stem not in parts(teacher_client, module)[0]


def test_no_student_stands_on_it(classroom, student, module, teacher_client):
    classroom.assignments.create(module=module)
    factories.make_attempt(student, module.quiz)
    assert "Amara" not in teacher_client.get(paper_url(module)).content.decode()


def test_module_without_a_public_quiz_has_no_paper(module, teacher_client):
    ready = reverse("handouts:ready_in_ten", args=[module.uuid])
    library = reverse("teaching:library")
    for address in (ready, library):
        assert paper_url(module) in teacher_client.get(address).content.decode()
    module.quiz.unpublish()
    assert teacher_client.get(paper_url(module)).status_code == 404
    for address in (ready, library):
        assert paper_url(module) not in teacher_client.get(address).content.decode()
    assert teacher_client.get(paper_url(factories.make_module(questions=0))).status_code == 404


@pytest.mark.parametrize("questions", [1, 3, 30])
def test_paper_costs_the_same_queries(questions, teacher_client, django_assert_num_queries):
    module = factories.make_module(questions=questions)
    # Session, user, module, questions.
    with django_assert_num_queries(4):
        teacher_client.get(paper_url(module))
