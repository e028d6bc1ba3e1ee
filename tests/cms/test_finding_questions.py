"""The list of questions: where each is used, what becomes of it, and how editors narrow it."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale

from quizzes.actions import make_parallel
from quizzes.models import Question, Quiz
from tests import factories
from tests.cms.editing import PUBLISH, edit_url, question_data
from tests.cms.test_question_bank import listed
from tests.support.samples import words_of

LIST = "/cms/snippets/quizzes/question/"


@pytest.fixture
def desk(client, cast):
    client.force_login(cast.editor)
    return client


@pytest.fixture
def asked(db) -> Question:
    return factories.make_question(stem="Ada lends the canoe. What helps?")


@pytest.fixture
def quiz(asked) -> Quiz:
    return factories.make_quiz(questions=[asked])


@pytest.fixture
def unused(db) -> Question:
    return factories.make_question(stem="Bo lends the canoe. What helps?")


def rows(desk, **query) -> dict[str, list[str]]:
    """Return the words of each cell of the list, by the short name of the question."""
    table = BeautifulSoup(desk.get(LIST, query).content, "html.parser").select_one("table.listing")
    cells = [[words_of(cell) for cell in row.select("td")] for row in table.select("tbody tr")]
    names = [words_of(name) for name in table.select("tbody .title-wrapper")]
    return dict(zip(names, cells, strict=True))


def draft_of(question: Question) -> Question:
    """Return a draft that was never published, as an editor makes one: a parallel of a question."""
    return make_parallel(by=None, question=question)


def submit(desk, question):
    desk.post(edit_url(question), question_data(question) | {"action-submit": "1"})


def used_in(desk, question) -> BeautifulSoup:
    page = BeautifulSoup(desk.get(edit_url(question)).content, "html.parser")
    return page.select_one("#panel-used_in-content")


# --- Where it is used -----------------------------------------------------------------------------


def test_list_says_in_which_quizzes_each_is(desk, asked, unused, quiz):
    other = factories.make_quiz(questions=[asked])
    found = rows(desk)
    assert f"{quiz.title}, {other.title}" in found[asked.title]
    assert "in no quiz" in found[unused.title]


def test_list_is_narrowed_by_quiz(desk, asked, unused, quiz):
    factories.make_quiz(questions=1)
    assert listed(desk, quiz=quiz.pk) == [asked]
    assert listed(desk, quiz="none") == [unused]


def test_search_is_narrowed_by_quiz_and_by_state(searchable, desk, asked, unused):
    assert set(listed(desk, q="canoe", quiz="none")) == {asked, unused}
    quiz = factories.make_quiz(questions=[asked])
    assert listed(desk, q="canoe", quiz=quiz.pk) == [asked]
    assert listed(desk, q="canoe", quiz="none") == [unused]
    submit(desk, unused)
    assert listed(desk, q="canoe", state="waiting") == [unused]
    assert listed(desk, q="canoe", state="draft", quiz=quiz.pk) == []


def test_quiz_that_does_not_exist_narrows_nothing(desk, asked, unused, quiz):
    assert set(listed(desk, quiz="canoe")) == {asked, unused}


def test_form_names_the_quizzes_and_leads_to_them(desk, asked, quiz):
    draft = factories.make_quiz(questions=[asked])
    draft.unpublish()
    panel = used_in(desk, asked)
    assert [words_of(one) for one in panel.select("li")] == [quiz.title, f"{draft.title} draft"]
    assert [one["href"] for one in panel.select("a")] == [edit_url(quiz), edit_url(draft)]


def test_form_says_where_no_quiz_asks_it(desk, unused):
    assert words_of(used_in(desk, unused)).startswith("No quiz asks it yet.")


# --- What becomes of it ---------------------------------------------------------------------------


def test_list_says_and_is_narrowed_by_what_becomes_of_each(desk, asked, unused):
    edited, submitted = factories.make_question(), factories.make_question()
    desk.post(edit_url(edited), question_data(edited, stem="Another lake. What helps?"))
    submit(desk, submitted)
    new = draft_of(asked)
    unused.unpublish()
    found = rows(desk)
    states = {
        asked: "ready",
        unused: "hidden",
        new: "draft",
        edited: "ready + draft",
        submitted: "waiting for approval",
    }
    assert {one: found[one.title][-1] for one in states} == states
    assert set(listed(desk, state="live")) == {asked, edited, submitted}
    assert set(listed(desk, state="draft")) == {new, edited, submitted}
    assert listed(desk, state="waiting") == [submitted]
    assert listed(desk, state="hidden") == [unused]


def test_question_waits_until_somebody_answers(desk, cast, asked):
    submit(desk, asked)
    state = Question.objects.get(pk=asked.pk).current_workflow_task_state
    state.reject(user=cast.moderator, comment="Name no lake.")
    assert listed(desk, state="waiting") == []


def test_list_says_whom_each_is_for_and_where(desk, unused):
    told = {
        ("", ""): "everybody",
        ("14-17", ""): "14 to 17",
        ("", "GB-SCT"): "GB-SCT",
        ("adult", "GB"): "Adults, GB",
    }
    made = {
        factories.make_question(age_band=band, country=country).title: words
        for (band, country), words in told.items()
    }
    found = rows(desk)
    assert {title: found[title][5] for title in made} == made


# --- When to read it again ------------------------------------------------------------------------


def dated(days: int) -> Question:
    return factories.make_question(review_by=timezone.localdate() + timedelta(days=days))


def test_list_is_narrowed_by_when_to_read_again(desk, asked):
    late, today, soon, later, far = map(dated, (-1, 0, 30, 90, 91))
    hidden = dated(-1)
    hidden.unpublish()
    assert listed(desk, due="-1") == [late]
    assert listed(desk, due="30") == [late, today, soon]
    assert listed(desk, due="90") == [late, today, soon, later]
    assert set(listed(desk)) == {asked, late, today, soon, later, far, hidden}


def test_list_marks_what_is_overdue(desk):
    late, today = dated(-1), dated(0)
    found = rows(desk)
    assert found[late.title][-1] == "ready, overdue"
    assert found[today.title][-1] == "ready"


def test_new_day_counts_once_it_is_published(desk, cast):
    late = dated(-1)
    changed = question_data(late, review_by=str(timezone.localdate() + timedelta(days=365)))
    desk.post(edit_url(late), changed)
    assert listed(desk, due="-1") == [late]
    desk.force_login(cast.moderator)
    desk.post(edit_url(late), changed | PUBLISH)
    assert listed(desk, due="-1") == []
    assert Question.objects.get(pk=late.pk).versions.count() == 1


# --- Cost -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("many", [1, 3, 30])
def test_list_costs_as_many_queries_for_thirty_as_for_one(desk, many, django_assert_num_queries):
    factories.make_quiz(questions=many)
    desk.get(LIST)
    # Who it is 5, languages 3, the frame of the CMS 3, filters 2, counting 1, the list itself 3.
    with django_assert_num_queries(17):
        assert len(rows(desk)) == many


def test_what_the_rows_leave_out_stands_in_the_form(desk, asked):
    """Translating is offered for one question at a time: the offer asks the database for each."""
    Locale.objects.create(language_code="es")
    page = BeautifulSoup(desk.get(edit_url(asked)).content, "html.parser")
    translate = reverse(
        "wagtail_localize:submit_snippet_translation", args=["quizzes", "question", asked.pk]
    )
    assert len(page.select(f'a[href="{translate}"]')) == 1
