"""A guest takes a quiz: every page answers a post with one signed field, and nothing is kept."""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from quizzes import guests
from quizzes.models import Attempt, QuestionVersion, Response
from tests import factories
from tests.factories.work import answer_worth

SAME_ORIGIN = {"HTTP_SEC_FETCH_SITE": "same-origin"}


def post(client, quiz, **body):
    return client.post(f"/quizzes/{quiz.uuid}/guest/", body, **SAME_ORIGIN)


def state_of(response) -> str:
    return re.search(r'name="state" value="([^"]+)"', response.content.decode())[1]


def answer(client, quiz, response, number: int, points: int = 2, confidence="2"):
    """Answer the question that `response` shows."""
    taken = guests.read(quiz, state_of(response), on=timezone.localdate())
    choice = answer_worth(taken.slots[number - 1].version.content, points)
    return post(
        client,
        quiz,
        state=state_of(response),
        number=number,
        answer="1",
        choice=choice,
        confidence=confidence,
    )


def go_on(client, quiz, response):
    """Press the filled button of a feedback page."""
    number = re.search(r'name="number" value="(\d+)"', response.content.decode())[1]
    return post(client, quiz, state=state_of(response), number=number)


def test_guest_takes_a_whole_quiz_and_leaves_nothing_behind(client, quiz):
    start = client.get(f"/quizzes/{quiz.uuid}/start/").content.decode()
    assert f'action="/quizzes/{quiz.uuid}/guest/"' in start
    assert "Nothing you answer here is kept" in start
    first = post(client, quiz)
    assert "Question 1 of 2" in first.content.decode()
    feedback = answer(client, quiz, first, 1)
    assert "Right." in feedback.content.decode()
    second = go_on(client, quiz, feedback)
    assert "Question 2 of 2" in second.content.decode()
    results = go_on(client, quiz, answer(client, quiz, second, 2, points=0)).content.decode()
    assert "You handled 1 of 2 situations well" in results
    assert "Nothing of this was kept" in results
    assert "1 of 2 handled well" in results
    assert not client.cookies
    assert [m.objects.count() for m in (Attempt, Response, Session)] == [0, 0, 0]


def test_forms_of_a_guest_carry_no_token(client, quiz):
    pages = [post(client, quiz), answer(client, quiz, post(client, quiz), 1)]
    assert ["csrfmiddlewaretoken" in page.content.decode() for page in pages] == [False, False]


def test_first_answer_stands(client, quiz):
    feedback = answer(client, quiz, post(client, quiz), 1, points=0)
    again = answer(client, quiz, feedback, 1, points=2)
    assert "Close. One thing to change." in again.content.decode()


def test_nothing_chosen_asks_again(client, quiz):
    first = post(client, quiz)
    response = post(client, quiz, state=state_of(first), number="1", answer="1", confidence="3")
    html = response.content.decode()
    assert response.status_code == 422
    assert '<a href="#id_choice">Choose an answer first.</a>' in html
    assert 'name="confidence" value="3" checked' in html


def test_two_answers_where_one_is_asked_are_refused(client, quiz):
    first = post(client, quiz)
    ids = re.findall(r'name="choice" value="([^"]+)"', first.content.decode())
    response = post(client, quiz, state=state_of(first), number="1", answer="1", choice=ids[:2])
    assert response.status_code == 422


def test_skipped_questions_are_offered_before_the_end(client, quiz):
    skipped = post(client, quiz, state=state_of(post(client, quiz)), number="2")
    feedback = answer(client, quiz, skipped, 2)
    assert "See how it went" in feedback.content.decode()
    unfinished = go_on(client, quiz, feedback)
    assert "Some questions are still open" in unfinished.content.decode()
    back = post(client, quiz, state=state_of(unfinished), number="1")
    assert "Question 1 of 2" in back.content.decode()
    results = go_on(client, quiz, answer(client, quiz, back, 1))
    assert "You handled 2 of 2 situations well" in results.content.decode()


def test_guest_may_finish_with_questions_open(client, quiz):
    answered = answer(client, quiz, post(client, quiz), 1, points=0)
    html = post(client, quiz, state=state_of(answered), number="3", finish="1").content.decode()
    assert "You worked through 1 situation" in html
    assert "You left 1 question open." in html


def test_guest_without_an_answer_is_led_back_to_the_questions(client, quiz):
    first = post(client, quiz)
    html = post(client, quiz, state=state_of(first), number="3", finish="1").content.decode()
    assert "You have not answered any yet." in html
    assert "Finish now" not in html


@pytest.mark.parametrize("number", ["0", "-1", "x", "", "٣", "9" * 5000])
def test_nonsense_for_a_number_shows_the_first_question(client, quiz, number):
    first = post(client, quiz)
    response = post(client, quiz, state=state_of(first), number=number)
    assert "Question 1 of 2" in response.content.decode()


def stale(response) -> bool:
    return response.status_code == 409 and "has to start again" in response.content.decode()


def test_changed_field_starts_again(client, quiz):
    state = state_of(post(client, quiz))
    changed = state[:-1] + ("B" if state.endswith("A") else "A")
    assert stale(post(client, quiz, state=changed))


def test_field_of_another_quiz_starts_again(client, quiz):
    other = factories.make_module().quiz
    assert stale(post(client, quiz, state=state_of(post(client, other))))


def test_field_is_good_for_a_day(client, quiz, time_machine):
    time_machine.move_to("2026-11-20 10:00:00+00:00", tick=False)
    state = state_of(post(client, quiz))
    time_machine.shift(timedelta(hours=24, seconds=1))
    assert stale(post(client, quiz, state=state))


def test_guest_keeps_the_questions_the_quiz_began_with(client, quiz):
    first = post(client, quiz)
    question = QuestionVersion.objects.first().question
    question.stem = "Edited in between?"
    question.save_revision().publish()
    pages = [post(client, quiz, state=state_of(first), number=n) for n in (1, 2)]
    assert ["Edited in between?" in page.content.decode() for page in pages] == [False, False]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"HTTP_SEC_FETCH_SITE": "cross-site"}, 403),
        ({"HTTP_ORIGIN": "https://elsewhere.example"}, 403),
        ({}, 403),
        ({"HTTP_ORIGIN": "http://testserver"}, 200),
    ],
)
def test_only_our_own_pages_may_send_a_guests_quiz(client, quiz, headers, status):
    assert client.post(f"/quizzes/{quiz.uuid}/guest/", **headers).status_code == status


def test_quiz_without_questions_is_not_there(client, db):
    module = factories.make_module(questions=0)
    module.quiz = factories.make_quiz(questions=[])
    module.save_revision().publish()
    assert post(client, module.quiz).status_code == 404
