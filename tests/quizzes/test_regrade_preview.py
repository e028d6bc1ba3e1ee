"""What the desk says before marking anew: results of open quizzes in numbers, nothing of others."""

import re

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from quizzes.actions import start_attempt
from quizzes.enums import RegradeRule
from quizzes.models import Correction, Question, Quiz
from quizzes.policies import AttemptPolicy
from quizzes.regrading import Tries, preview
from tests import factories
from tests.quizzes.correcting import REASON, answer, choose, option, quiz_to_correct, set_right

pytestmark = pytest.mark.django_db

CORRECTED = RegradeRule.CORRECTED


@pytest.fixture
def quiz() -> Quiz:
    return quiz_to_correct()


@pytest.fixture
def question(quiz) -> Question:
    return quiz.quiz_questions.first().question


def test_preview_tells_the_results_of_each_quiz_and_none_of_a_try_under_way(quiz, question):
    other = factories.make_quiz(questions=[question])
    for asked in (quiz, quiz, other):
        choose(asked, question, 0)
    student = factories.make_student(factories.make_classroom())
    answer(start_attempt(by=student, quiz=quiz, policy=AttemptPolicy()), option(question, 0))
    set_right(question, 1)
    found = preview(question)
    assert found.changes[CORRECTED] == {-2: 4}
    assert found.results[CORRECTED] == {quiz.title: 2, other.title: 1}


def make_careful(what: str, quiz, question) -> None:
    """Make the tries careful that are to come, by their quiz, or those that were, by the question
    they ask.
    """
    thing = {"quiz": quiz, "question": question}[what]
    thing.sensitivity = "careful"
    thing.save_revision().publish()


@pytest.mark.parametrize("what", ["quiz", "question"])
def test_desk_reads_the_same_whatever_a_careful_answer_was(client, cast, quiz, question, what):
    """One more answer, or another one, changes no word of the page, of five people or more too."""
    make_careful(what, quiz, question)
    url = reverse(Question.snippet_viewset.get_url_name("regrade"), args=[question.pk])
    client.force_login(cast.moderator)
    for place in (0, 1):
        choose(quiz, question, place)
    set_right(question, 2)
    seen = set()
    for place in (0, 0, 1, 2, 2, 2, 2):
        last = Question.objects.get(pk=question.pk)
        choose_by_an_older_version(quiz, last, place)
        main = BeautifulSoup(client.get(url).content, "html.parser").find(id="main")
        seen.add(" ".join(re.sub("csrf.*?>", "", main.get_text(" ")).split()))
    assert len(seen) == 1
    assert quiz.title in seen.pop()
    done = client.post(url, {"rule": CORRECTED, "reason": REASON}, follow=True)
    assert "The tries are marked anew." in done.content.decode()
    assert Correction.objects.count() == 9


def choose_by_an_older_version(quiz, question, place: int) -> None:
    """As `choose`, in a try that was begun before the question was corrected."""
    attempt = choose(quiz, question, place)
    older = question.versions.order_by("pk").first()
    attempt.slots.filter(number=1).update(version=older)


def test_open_answers_are_counted_beside_careful_ones(quiz, question):
    """Their quiz became careful: what was given before it did is told, what came since is not."""
    for place in (0, 1):
        choose(quiz, question, place)
    make_careful("quiz", quiz, question)
    for place in (0, 0, 1):
        choose(quiz, question, place)
    set_right(question, 1)
    found = preview(question)
    assert found.changes[CORRECTED] == {-2: 1, 2: 1}
    assert found.results[CORRECTED] == {quiz.title: 2}
    assert found.untold == [quiz.title]


def test_nobody_is_told_how_many_careful_questions_are_open(quiz, question):
    make_careful("quiz", quiz, question)
    for _ in range(6):
        student = factories.make_student(factories.make_classroom())
        start_attempt(by=student, quiz=quiz, policy=AttemptPolicy())
    set_right(question, 1)
    assert preview(question).unanswered == Tries(0, has_untold=True)
