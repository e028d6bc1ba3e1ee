"""What publishing and hiding a question touch, said before and after; what was published stays."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from quizzes.actions import make_parallel, start_attempt
from quizzes.models import Attempt, Question, Quiz
from quizzes.policies import AttemptPolicy
from quizzes.publishing import tries_under_way
from tests import factories
from tests.cms.editing import PUBLISH, edit_url, question_data
from tests.cms.test_finding_questions import LIST, used_in
from tests.cms.test_kept_from_readers import APPROVE, decide, submitted
from tests.support.samples import words_of

FEW = "Fewer than 5 tries that are under way keep the version they began with."
BULK_DELETE = "/cms/bulk/quizzes/question/delete/"


@pytest.fixture
def question(db) -> Question:
    return factories.make_question()


@pytest.fixture
def quiz(question) -> Quiz:
    return factories.make_quiz(questions=[question, factories.make_question()])


@pytest.fixture
def desk(client, cast):
    client.force_login(cast.moderator)
    return client


def begin(quiz: Quiz, number: int) -> list[Attempt]:
    people = (factories.make_staff() for _ in range(number))
    return [start_attempt(by=one, quiz=quiz, policy=AttemptPolicy()) for one in people]


def said(response) -> str:
    """Return the words of the messages on a page."""
    page = BeautifulSoup(response.content, "html.parser")
    return words_of(page.select_one(".messages"))


def publish(desk, question) -> str:
    data = question_data(question, stem="Another lake. What helps?")
    return said(desk.post(edit_url(question), data | PUBLISH, follow=True))


def url(name: str, question) -> str:
    return reverse(Question.snippet_viewset.get_url_name(name), args=[question.pk])


# --- What it touches ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "No try is under way."),
        (1, FEW),
        (4, FEW),
        (5, "5 tries that are under way keep the version they began with."),
    ],
)
def test_tries_under_way_are_counted_and_small_numbers_are_not_told(desk, quiz, number, words):
    question = quiz.quiz_questions.first().question
    begin(quiz, number)
    assert words_of(used_in(desk, question)).endswith(words)
    assert f"Asked in: {quiz.title}. {words}" in publish(desk, question)


def test_finished_tries_and_those_of_other_questions_do_not_count(desk, cast, quiz, question):
    factories.make_attempt(cast.student, quiz)
    begin(factories.make_quiz(), 5)
    assert "No try is under way." in publish(desk, question)


def test_tries_that_kept_an_older_version_count_too(desk, quiz, question):
    begin(quiz, 5)
    publish(desk, question)
    assert "5 tries that are under way" in words_of(used_in(desk, question))


def test_only_quizzes_that_learners_can_take_are_named(desk, quiz, question):
    factories.make_quiz(questions=[question]).unpublish()
    assert f"Asked in: {quiz.title}. " in publish(desk, question)


def test_question_in_no_quiz_says_so(desk, question):
    assert "No quiz asks it yet." in publish(desk, question)


def test_many_quizzes_are_cut_short(desk, question):
    for _ in range(9):
        factories.make_quiz(questions=[question])
    assert ", and more. No try is under way." in publish(desk, question)


def test_name_of_a_quiz_is_words_in_the_message(desk, quiz, question):
    Quiz.objects.filter(pk=quiz.pk).update(title="<b>Bold</b>")
    assert "Asked in: <b>Bold</b>." in publish(desk, question)


def test_draft_that_is_saved_touches_nothing(desk, quiz, question):
    data = question_data(question, stem="Another lake. What helps?")
    assert "Asked in" not in said(desk.post(edit_url(question), data, follow=True))


def test_approving_says_what_it_touched_in_the_form_and_outside(desk, cast, quiz, question):
    for approve in (approve_in_form, approve_outside):
        question.stem = f"{question.stem} And then?"
        question.save_revision()
        assert f"Asked in: {quiz.title}." in approve(desk, submitted(question, cast.editor))
        question = Question.objects.get(pk=question.pk)


def approve_in_form(desk, waiting) -> str:
    draft = waiting.get_latest_revision_as_object()
    return said(desk.post(edit_url(waiting), question_data(draft) | APPROVE, follow=True))


def approve_outside(desk, waiting) -> str:
    decide(desk, waiting, "approve")
    return said(desk.get("/cms/"))


def test_sending_back_touches_nothing(desk, cast, quiz, question):
    question.stem = f"{question.stem} And then?"
    question.save_revision()
    decide(desk, submitted(question, cast.editor), "reject")
    assert "Asked in" not in said(desk.get("/cms/"))


@pytest.mark.parametrize("many", [1, 3, 30])
def test_counting_tries_takes_one_query(quiz, question, many, django_assert_num_queries):
    begin(quiz, many)
    with django_assert_num_queries(1):
        assert tries_under_way(question) == many


# --- Hiding ---------------------------------------------------------------------------------------


def test_form_offers_to_hide_and_not_to_unpublish(desk, question):
    html = desk.get(edit_url(question)).text
    assert "Hide from new tries" in html
    assert "Unpublish" not in html


def test_page_before_hiding_says_what_becomes_of_it(desk, quiz, question):
    begin(quiz, 5)
    words = desk.get(url("unpublish", question)).text
    assert "New tries do not get a hidden question." in words
    assert f"Asked in: {quiz.title}. 5 tries" in words
    assert Question.objects.get(pk=question.pk).live


def test_hidden_question_is_kept_by_old_tries_and_not_asked_in_new_ones(desk, quiz, question):
    (old,) = begin(quiz, 1)
    message = said(desk.post(url("unpublish", question), follow=True))
    assert f"“{question}” is hidden: new tries do not get it, old ones keep it." in message
    (new,) = begin(quiz, 1)
    asked = [[slot.version.question for slot in one.slots.all()] for one in (old, new)]
    assert [question in questions for questions in asked] == [True, False]


def test_hidden_question_is_made_ready_again_by_publishing(desk, question):
    desk.post(url("unpublish", question))
    assert "hidden" in desk.get(LIST).text
    publish(desk, question)
    again = Question.objects.get(pk=question.pk)
    assert (again.live, again.versions.count()) == (True, 2)


# --- Deleting -------------------------------------------------------------------------------------


@pytest.fixture
def owner(client, cast):
    client.force_login(cast.superuser)
    return client


@pytest.mark.parametrize("ask", ["get", "post"])
def test_question_that_was_published_is_not_deleted_and_the_reason_is_said(owner, question, ask):
    question.unpublish()
    response = getattr(owner, ask)(url("delete", question), follow=True)
    assert response.redirect_chain == [(edit_url(question), 302)]
    assert f"“{question}” was published before" in said(response)
    assert Question.objects.filter(pk=question.pk).exists()


@pytest.mark.parametrize("ask", ["get", "post"])
def test_nor_is_it_among_others(owner, question, ask):
    draft = make_parallel(by=None, question=question)
    address = f"{BULK_DELETE}?id={draft.pk}&id={question.pk}"
    response = getattr(owner, ask)(address, follow=True)
    assert f"“{question}” was published before" in said(response)
    assert Question.objects.count() == 2


def test_draft_that_was_never_published_may_be_deleted(owner, question):
    draft = make_parallel(by=None, question=question)
    owner.post(url("delete", draft))
    assert list(Question.objects.all()) == [question]
