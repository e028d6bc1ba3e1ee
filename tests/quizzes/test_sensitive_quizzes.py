"""Careful and private quizzes: in no cache, help beside every answer, private ones shown once."""

import uuid

import pytest

from progress.enums import SkillState
from progress.models import SkillProgress
from quizzes.models import Attempt, Response
from tests import factories
from tests.factories.work import answer_worth

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client, student):
    client.force_login(student)
    return client


def quiz_of(*, module="open", quiz="open", question="open"):
    page = factories.make_module(questions=0, sensitivity=module)
    questions = [factories.make_question(sensitivity=question), factories.make_question()]
    page.quiz = factories.make_quiz(questions=questions, sensitivity=quiz)
    page.save_revision().publish()
    return page.quiz


def start(client, quiz) -> Attempt:
    client.post(f"/quizzes/{quiz.uuid}/start/")
    return Attempt.objects.open().get(quiz=quiz)


def answer(client, attempt, number: int):
    content = attempt.slots.get(number=number).version.content
    body = {"choice": answer_worth(content, 2), "key": uuid.uuid4()}
    return client.post(f"/quizzes/{attempt.uuid}/{number}/", body)


def guards(response) -> tuple:
    return response.get("Cache-Control"), response.get("X-Robots-Tag")


STRICTEST = [
    ({}, False),
    ({"module": "careful"}, True),
    ({"quiz": "careful"}, True),
    ({"question": "careful"}, True),
    ({"question": "private"}, True),
]


@pytest.mark.parametrize(("levels", "is_guarded"), STRICTEST)
def test_strictest_of_module_quiz_and_question_guards_every_page(client, levels, is_guarded):
    """Whoever is signed in has pages that nothing stores; what is open may still be found."""
    quiz = quiz_of(**levels)
    begun = client.get(f"/quizzes/{quiz.uuid}/start/")
    assert guards(begun) == ("no-store", "noindex" if is_guarded else None)
    attempt = start(client, quiz)
    pages = [client.get(f"/quizzes/{attempt.uuid}/1/")]
    pages.append(client.post(f"/quizzes/{attempt.uuid}/1/", {"key": uuid.uuid4()}))
    answer(client, attempt, 1)
    pages.append(client.get(f"/quizzes/{attempt.uuid}/1/"))
    pages.append(answer(client, attempt, 1))
    pages.append(client.get(f"/quizzes/{attempt.uuid}/end/"))
    answer(client, attempt, 2)
    pages.append(client.get(f"/quizzes/{attempt.uuid}/end/"))
    assert [guards(page) for page in pages] == [("no-store", "noindex" if is_guarded else None)] * 6


@pytest.mark.parametrize(("levels", "is_guarded"), STRICTEST)
def test_strictest_level_guards_a_guests_pages_too(client, levels, is_guarded):
    client.logout()
    quiz = quiz_of(**levels)
    address = f"/quizzes/{quiz.uuid}/guest/"
    question = client.post(address, HTTP_SEC_FETCH_SITE="same-origin")
    body = {"state": question.context["state"], "number": "3", "finish": "1"}
    results = client.post(address, body, HTTP_SEC_FETCH_SITE="same-origin")
    expected = ("no-store", "noindex") if is_guarded else (None, None)
    assert [guards(question), guards(results)] == [expected] * 2


def test_help_stands_beside_the_feedback_on_careful_questions(client):
    def offers(quiz):
        attempt = start(client, quiz)
        answer(client, attempt, 1)
        html = client.get(f"/quizzes/{attempt.uuid}/1/").content.decode()
        return "See who can help now" in html

    assert [offers(quiz_of(module=level)) for level in ("open", "careful")] == [False, True]


def test_careful_quiz_says_that_a_teacher_sees_no_answers(client):
    attempt = start(client, quiz_of(module="careful"))
    html = client.get(f"/quizzes/{attempt.uuid}/1/").content.decode()
    assert "Your teacher sees: finished or not." in html


def test_private_answer_is_explained_at_once_the_last_one_too(client):
    attempt = start(client, quiz_of(module="private"))
    responses = [answer(client, attempt, number) for number in (1, 2)]
    assert [r.status_code for r in responses] == [200, 200]
    assert ["Why this works" in r.content.decode() for r in responses] == [True, True]


def test_private_answers_are_shown_to_nobody_once_finished(client):
    attempt = start(client, quiz_of(module="private"))
    for number in (1, 2):
        answer(client, attempt, number)
    end = f"/quizzes/{attempt.uuid}/end/"
    for number in (1, 2):
        assert client.get(f"/quizzes/{attempt.uuid}/{number}/")["Location"] == end
        assert answer(client, attempt, number)["Location"] == end
    html = client.get(end).content.decode()
    assert "You finished this quiz" in html
    for telling in ("handled", "Your skills", "another look", "very sure"):
        assert telling not in html
    assert Response.objects.count() == 2


def test_unfinished_private_quiz_still_shows_its_answers_to_its_learner(client):
    attempt = start(client, quiz_of(module="private"))
    answer(client, attempt, 1)
    assert "You chose" in client.get(f"/quizzes/{attempt.uuid}/1/").content.decode()


def finish(client, quiz) -> Attempt:
    attempt = start(client, quiz)
    for number in (1, 2):
        answer(client, attempt, number)
    return Attempt.objects.get(pk=attempt.pk)


@pytest.mark.parametrize("levels", [{"module": "private"}, {"question": "private"}])
def test_private_quiz_leaves_no_skill_to_read_its_answers_from(client, levels):
    assert finish(client, quiz_of(**levels)).is_finished
    assert not SkillProgress.objects.exists()


def test_private_answers_do_not_raise_what_an_open_quiz_shows(client, student):
    open_quiz, private_quiz = quiz_of(), quiz_of(module="private")
    finish(client, private_quiz)
    attempt = start(client, open_quiz)
    for number in (1, 2):
        content = attempt.slots.get(number=number).version.content
        body = {"choice": answer_worth(content, 0), "key": uuid.uuid4()}
        client.post(f"/quizzes/{attempt.uuid}/{number}/", body)
    assert SkillProgress.objects.get(user=student).state == SkillState.GETTING_THERE


def test_careful_quiz_still_counts_for_skills(client, student):
    finish(client, quiz_of(module="careful"))
    assert SkillProgress.objects.get(user=student).state >= SkillState.GOT_IT
