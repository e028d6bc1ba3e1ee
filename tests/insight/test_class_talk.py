"""What a class is asked to talk about: open questions alone, and five people at a time."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories
from tests.insight.reading import answer_all
from tests.quizzes.counting import take
from tests.support.samples import words_of

NOTHING = "Nothing yet that several students share."
# Session, user, class, assignments; of each module tries, answers, order, versions, flags. Where
# an option names a misconception its words are one more; here none does.
QUERIES = {1: 9, 3: 19, 30: 19}


@pytest.fixture
def talk(classroom, teacher_client):
    """Return the words of the part that the class page asks for."""

    def read() -> str:
        address = reverse("teaching:talk", args=[classroom.uuid])
        response = teacher_client.get(address, headers={"HX-Request": "true"})
        return words_of(BeautifulSoup(response.content, "html.parser"))

    return read


@pytest.mark.parametrize("people", [0, 1, 4])
def test_talk_about_fewer_than_five_is_the_talk_about_nobody(people, classroom, module, talk):
    nobody = talk()
    answer_all(classroom, module.quiz, [([0, 2], 3)] * people)
    assert NOTHING in nobody
    assert talk() == nobody


def test_talk_names_what_most_were_very_sure_of_with_bars_and_a_prompt(
    classroom, module, question, talk
):
    answer_all(classroom, module.quiz, [([0, 2], 3)] * 3 + [([2, 2], 2)] * 2)
    said = talk()
    worthless = question.content()["options"][-1]["text"]
    assert f"3 of 5 were very sure: “{worthless}”" in said
    assert f"{module.title}: A friend writes. What helps?" in said
    assert "2 of 5" in said
    assert "Open the talking prompt" in said
    assert "Ask nobody what they chose." in said


def test_talk_chooses_the_largest_share_of_the_three_modules_opened_last(classroom, module, talk):
    answer_all(classroom, module.quiz, [([0, 2], 3)] * 5)
    later = [factories.make_module() for _ in range(3)]
    classroom.assignments.create(module=later[0])
    answer_all(classroom, later[0].quiz, [([0, 2], 3)] * 2 + [([2, 2], 2)] * 3)
    assert "5 of 5 were very sure" in talk()
    for one in later[1:]:
        classroom.assignments.create(module=one)
    assert "2 of 5 were very sure" in talk()


@pytest.mark.parametrize("level", ["careful", "private"])
def test_talk_is_never_about_careful_or_private_things(level, classroom, module, talk):
    answer_all(classroom, module.quiz, [([0, 2], 3)] * 5)
    assert "5 of 5 were very sure" in talk()
    module.quiz.sensitivity = level
    module.quiz.save()
    assert NOTHING in talk()
    module.quiz.sensitivity = "open"
    module.quiz.save()
    module.sensitivity = level
    module.save_revision().publish()
    assert NOTHING in talk()


def test_talk_is_about_this_class_alone(classroom, other_classroom, module, talk):
    other_classroom.assignments.create(module=module)
    answer_all(other_classroom, module.quiz, [([0, 2], 3)] * 5)
    assert NOTHING in talk()


@pytest.mark.parametrize("modules", [1, 3, 30])
def test_talk_asks_about_three_modules_at_most(modules, classroom, talk):
    for _ in range(modules):
        module = factories.make_module()
        classroom.assignments.create(module=module)
    student = factories.make_student(classroom)
    for assignment in classroom.assignments.order_by("-opened_at", "-pk")[:3]:
        take(assignment.module.quiz, [0, 0], by=student, confidence=3)
    talk()
    with CaptureQueriesContext(connection) as queries:
        talk()
    assert len(queries) == QUERIES[modules]


def test_talk_is_a_page_of_its_own_without_javascript(classroom, module, question, teacher_client):
    answer_all(classroom, module.quiz, [([0, 2], 3)] * 5)
    page = teacher_client.get(reverse("teaching:talk", args=[classroom.uuid]))
    html = BeautifulSoup(page.content, "html.parser")
    assert html.h1.get_text() == "Talk about it for two minutes"
    assert "5 of 5 were very sure" in words_of(html.main)
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize(("query", "asks_again"), [("", True), ("?live=off", False)])
def test_talk_of_a_page_that_rests_does_not_ask_again(
    classroom, module, teacher_client, query, asks_again
):
    answer_all(classroom, module.quiz, [([0, 2], 3)] * 5)
    class_url = reverse("teaching:class", args=[classroom.uuid])
    page = BeautifulSoup(teacher_client.get(f"{class_url}{query}").content, "html.parser")
    address = page.find(id="talk")["hx-get"]
    answer = teacher_client.get(address, headers={"HX-Request": "true"})
    part = BeautifulSoup(answer.content, "html.parser").find(id="talk")
    assert "5 of 5 were very sure" in words_of(part)
    assert part.has_attr("hx-get") == asks_again
