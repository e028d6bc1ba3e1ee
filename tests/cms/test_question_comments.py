"""What colleagues say of a question: on a page of its own, in the form, the list and the tasks."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from quizzes.actions import make_parallel
from quizzes.models import Question, QuestionComment
from tests import factories
from tests.cms.editing import edit_url
from tests.cms.test_dashboard import panel
from tests.cms.test_question_bank import listed
from tests.support.samples import words_of

SAID = "Is the second answer not right as well?"


@pytest.fixture
def question(db) -> Question:
    return factories.make_question()


@pytest.fixture
def desk(client, cast):
    client.force_login(cast.editor)
    return client


def address(question) -> str:
    return reverse(Question.snippet_viewset.get_url_name("comments"), args=[question.pk])


def say(client, question, text: str = SAID):
    return client.post(address(question), {"text": text})


def settle(client, question, number):
    return client.post(address(question), {"settle": number})


def words(client, question) -> str:
    return words_of(BeautifulSoup(client.get(address(question)).content, "html.parser").main)


def in_form(client, question) -> BeautifulSoup:
    page = BeautifulSoup(client.get(edit_url(question)).content, "html.parser")
    return page.select_one("#panel-comments-content")


# --- Saying and settling --------------------------------------------------------------------------


def test_comment_stands_with_who_and_when_the_newest_last(desk, cast, question):
    assert say(desk, question).url == address(question)
    desk.force_login(cast.moderator)
    say(desk, question, "It is. I change it.")
    said = words(desk, question)
    names = [cast.editor.get_username(), SAID, cast.moderator.get_username(), "It is."]
    places = [said.index(name) for name in names]
    assert places == sorted(places)


def test_comment_sent_twice_stands_once_and_may_be_said_again_later(desk, question):
    say(desk, question)
    say(desk, question)
    comment = QuestionComment.objects.get()
    settle(desk, question, comment.pk)
    say(desk, question)
    assert QuestionComment.objects.count() == 2


@pytest.mark.parametrize(("text", "reason"), [(" ", "required"), ("x" * 2001, "at most 2000")])
def test_comment_that_says_nothing_or_too_much_is_refused_and_kept(desk, question, text, reason):
    response = say(desk, question, text)
    assert (response.status_code, QuestionComment.objects.count()) == (422, 0)
    assert reason in response.text
    assert text in response.text


def test_settled_comment_stays_to_be_read_and_leaves_the_form(desk, question):
    say(desk, question)
    assert SAID in words_of(in_form(desk, question))
    settle(desk, question, QuestionComment.objects.get().pk)
    assert words_of(in_form(desk, question)).startswith("There is no open comment.")
    assert "settled on" in words(desk, question)
    assert SAID in words(desk, question)
    assert "Mark as settled" not in words(desk, question)


def test_comment_is_settled_once(desk, question):
    say(desk, question)
    number = QuestionComment.objects.get().pk
    settle(desk, question, number)
    first = QuestionComment.objects.get().settled_at
    settle(desk, question, number)
    assert QuestionComment.objects.get().settled_at == first


@pytest.mark.parametrize("number", ["", "x", "4711", "9" * 30])
def test_comment_that_is_not_there_is_not_found(desk, question, number):
    assert settle(desk, question, number).status_code == 404


def test_comment_of_another_question_is_not_found(desk, question):
    say(desk, question)
    other = factories.make_question()
    assert settle(desk, other, QuestionComment.objects.get().pk).status_code == 404
    assert QuestionComment.objects.open().count() == 1


def test_comment_is_words_and_no_markup(desk, question):
    say(desk, question, "<b>Bold</b>")
    assert in_form(desk, question).find("blockquote").find_all("b")[1:] == []
    assert "<b>Bold</b>" in words(desk, question)


def test_comment_outlives_the_account_of_who_said_it(desk, cast, question):
    say(desk, question)
    cast.editor.delete()
    desk.force_login(cast.moderator)
    assert "somebody who left" in words(desk, question)
    assert "somebody who left" in words_of(in_form(desk, question))


# --- Ways to it -----------------------------------------------------------------------------------


def test_form_leads_there_and_back(desk, question):
    page = BeautifulSoup(desk.get(edit_url(question)).content, "html.parser")
    assert len(page.select(f'a[href="{address(question)}"]')) == 2
    there = BeautifulSoup(desk.get(address(question)).content, "html.parser")
    assert there.main.select(f'a.button[href="{edit_url(question)}"]') != []


def test_list_is_narrowed_to_open_comments(searchable, desk):
    asked, settled, quiet = (factories.make_question(stem="A canoe. Why?") for _ in range(3))
    for one in (asked, settled):
        say(desk, one)
    settle(desk, settled, settled.comments.get().pk)
    assert listed(desk, comments="open") == [asked]
    assert listed(desk, comments="open", q="canoe") == [asked]
    assert set(listed(desk)) == {asked, settled, quiet}


def test_open_comments_are_a_task_on_the_first_page(desk, question):
    assert panel(desk, "questions") == ""
    say(desk, question)
    say(desk, question, "And the third?")
    assert f"{question.title} 2 open comments" in panel(desk, "questions")
    assert address(question) in desk.get("/cms/").text
    for comment in QuestionComment.objects.all():
        settle(desk, question, comment.pk)
    assert panel(desk, "questions") == ""


def cost(client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


@pytest.mark.parametrize("page", [address, edit_url])
def test_pages_cost_the_same_for_one_three_and_thirty_comments(desk, question, page):
    costs = []
    for more in (1, 2, 27):
        people = [factories.make_editor("Editors") for _ in range(more)]
        for number, who in enumerate(people):
            question.comments.create(author=who, text=f"Comment {more} {number}")
        cost(desk, page(question))
        costs.append(cost(desk, page(question)))
    assert len(set(costs)) == 1, costs


# --- Who may --------------------------------------------------------------------------------------

DESK = dict.fromkeys(("editor", "moderator", "translator", "superuser"), 1)
NOBODY_ELSE = dict.fromkeys(("student", "teacher", "organization_admin"), 0)


@pytest.mark.parametrize(("role", "number"), [*DESK.items(), *NOBODY_ELSE.items()])
def test_those_who_may_change_a_question_comment_on_it(client, cast, question, role, number):
    client.force_login(getattr(cast, role))
    say(client, question)
    assert QuestionComment.objects.count() == number


def test_guest_neither_reads_nor_writes_one(client, desk, question):
    say(desk, question)
    client.logout()
    assert client.get(address(question)).status_code == 302
    say(client, question, "Let me in.")
    assert QuestionComment.objects.count() == 1


def test_comments_go_with_a_draft_that_is_deleted(client, cast, question):
    draft = make_parallel(by=None, question=question)
    client.force_login(cast.superuser)
    say(client, draft)
    client.post(reverse(Question.snippet_viewset.get_url_name("delete"), args=[draft.pk]))
    assert QuestionComment.objects.count() == 0
