"""An option keeps its letter: what was B before the answer is B after it."""

import re

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests import factories
from tests.security.world import CHECK_ID, check_block

SAME_ORIGIN = {"HTTP_SEC_FETCH_SITE": "same-origin"}


@pytest.fixture
def quiz(db):
    questions = [factories.make_question(kind=kind) for kind in ("judgement", "multiple")]
    module = factories.make_module(questions=0)
    module.quiz = factories.make_quiz(questions=questions)
    module.save_revision().publish()
    return module.quiz


def offered(response) -> dict[str, str]:
    """Return letter by letter the words of the options of a question."""
    cards = BeautifulSoup(response.content, "html.parser").select(".option-card")
    return {card.b.get_text(): card.find("span").get_text(strip=True) for card in cards}


def answered(response) -> dict[str, str]:
    """Return the same of the list after the answer, without what is said about each option."""
    rows = BeautifulSoup(response.content, "html.parser").select(".answer-list > li")
    for part in (part for row in rows for part in row.select(".answer-list__tag, .prose")):
        part.decompose()
    return {row.b.get_text(): row.div.get_text(strip=True) for row in rows}


def fields(response) -> dict[str, str]:
    """Return the hidden fields and the last option of the first form, as a browser sends them."""
    form = BeautifulSoup(response.content, "html.parser").select_one("main form")
    hidden = {field["name"]: field["value"] for field in form.select("input[type=hidden]")}
    return hidden | {"choice": form.select("input[name=choice]")[-1]["value"]}


def letters_of_a_student(quiz, student, number: int) -> tuple[dict, dict]:
    client = Client()
    client.force_login(student)
    url = client.post(f"/quizzes/{quiz.uuid}/start/")["Location"]
    url = re.sub(r"\d+/$", f"{number}/", url)
    question = client.get(url)
    return offered(question), answered(client.post(url, fields(question), follow=True))


def letters_of_a_guest(quiz, student, number: int) -> tuple[dict, dict]:
    client, url = Client(), f"/quizzes/{quiz.uuid}/guest/"
    state = fields(client.post(url, **SAME_ORIGIN))["state"]
    question = client.post(url, {"state": state, "number": number}, **SAME_ORIGIN)
    return offered(question), answered(client.post(url, fields(question), **SAME_ORIGIN))


@pytest.mark.parametrize("letters", [letters_of_a_student, letters_of_a_guest])
@pytest.mark.parametrize("number", [1, 2])
def test_options_of_a_quiz_keep_their_letters(quiz, student, letters, number):
    before, after = letters(quiz, student, number)
    assert list(before) == ["A", "B", "C"]
    assert after == before


@pytest.mark.parametrize("chosen", [0, 1, 2, None])
def test_options_of_a_check_keep_their_letters(client, module, chosen):
    block = check_block()
    lesson = factories.make_lesson(module, steps=[factories.make_step([block])])
    before = offered(client.get(lesson.step_url(1)))
    options = block["value"]["options"]
    body = {"show": "1"} if chosen is None else {"choice": options[chosen]["id"]}
    address = f"{lesson.step_url(1)}check/{CHECK_ID}/"
    assert before == {"A": "Way 2", "B": "Way 1", "C": "Way 0"}
    assert answered(client.post(address, body, **SAME_ORIGIN)) == before
