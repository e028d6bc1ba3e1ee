"""Several tries at a quiz: one lies in the middle, the best of the others counts."""

import pytest

from tests import factories
from tests.quizzes.sitting import Sitting


@pytest.fixture
def client(client, student):
    client.force_login(student)
    return client


def start_page(client, quiz) -> str:
    return " ".join(client.get(f"/quizzes/{quiz.uuid}/start/").content.decode().split())


def test_start_page_says_how_far_a_try_is_and_forgets_it_at_the_end(client, quiz):
    assert "Where you are" not in start_page(client, quiz)
    sitting = Sitting(client, quiz)
    assert "Where you are" not in start_page(client, quiz)
    sitting.answer(1)
    html = start_page(client, quiz)
    assert "You left it in the middle: 1 of 2 questions answered." in html
    assert "Carry on with the quiz" in html
    sitting.answer(2)
    assert "You left it in the middle" not in start_page(client, quiz)


def test_start_page_leads_back_to_the_best_try(client, student, quiz):
    best = factories.make_attempt(student, quiz, percent=75)
    factories.make_attempt(student, quiz, percent=25)
    html = start_page(client, quiz)
    assert "Your best try: 3 of 4 points." in html
    assert f'href="/quizzes/{best.uuid}/end/"' in html


def test_start_page_never_says_zero(client, student, quiz):
    factories.make_attempt(student, quiz, percent=0)
    html = start_page(client, quiz)
    assert "You have done it before." in html
    assert " 0 of " not in html


def test_start_page_shows_nothing_of_private_answers(client, student, quiz):
    quiz.sensitivity = "private"
    quiz.save()
    factories.make_attempt(student, quiz)
    html = start_page(client, quiz)
    assert "Your answers are not shown again." in html
    assert "points" not in html


def test_start_page_shows_no_try_of_other_students(client, other_student, quiz):
    factories.make_attempt(other_student, quiz)
    assert "Where you are" not in start_page(client, quiz)


@pytest.mark.parametrize("tries", [1, 3, 30])
def test_start_page_costs_the_same_for_any_number_of_tries(
    client, student, quiz, tries, django_assert_num_queries
):
    for _ in range(tries):
        factories.make_attempt(student, quiz)
    Sitting(client, quiz).answer(1)
    client.get(f"/quizzes/{quiz.uuid}/start/")
    with django_assert_num_queries(9):
        client.get(f"/quizzes/{quiz.uuid}/start/")
