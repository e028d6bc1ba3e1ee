"""Marking anew in the CMS: who may, what it says before, and that it is done once."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from core.models import AuditEntry
from quizzes import regrade_desk
from quizzes.models import Attempt, Question, Regrade
from tests import factories
from tests.quizzes.counting import take_by

REASON = "Asking again is right as well."


@pytest.fixture
def desk(client, cast):
    client.force_login(cast.moderator)
    return client


@pytest.fixture
def question(db) -> Question:
    return factories.make_question(kind="single", values=[1, 0, 0])


@pytest.fixture
def answered(question):
    """Let six people choose the first option and five another; then the second becomes right."""
    quiz = factories.make_quiz(questions=[question])
    take_by(6, quiz, [2])
    take_by(5, quiz, [0])
    for place, option in enumerate(question.options):
        option.value["value"] = str(int(place == 1))
    question.save_revision().publish()
    return quiz


def address(question: Question) -> str:
    return reverse(Question.snippet_viewset.get_url_name("regrade"), args=[question.pk])


def words(response) -> str:
    main = BeautifulSoup(response.content, "html.parser").select_one("main")
    return " ".join(main.get_text(" ").split())


def apply(desk, question, **changes):
    given = {"rule": "corrected", "reason": REASON} | changes
    return desk.post(address(question), given, follow=True)


def test_page_says_before_what_each_rule_would_do(desk, question, answered):
    page = words(desk.get(address(question)))
    assert "Nobody loses points" in page
    assert "no change: 6 tries" in page
    assert "2 points less: 6 tries" in page
    assert "2 points more: 5 tries" in page
    assert not Regrade.objects.exists()


def test_small_numbers_are_not_told(desk, question, answered):
    Attempt.objects.order_by("-pk").first().delete()
    page = words(desk.get(address(question)))
    assert "2 points more: fewer than 5 tries" in page
    assert "4 tries" not in page


def test_button_marks_anew_once_and_says_how_many(desk, question, answered):
    assert "11 tries are marked anew." in words(apply(desk, question))
    assert sorted(Attempt.objects.values_list("points", flat=True)) == [0] * 6 + [2] * 5
    assert "There is nothing to mark anew." in words(apply(desk, question))
    assert AuditEntry.objects.filter(verb="question-regraded").count() == 1
    assert REASON in words(desk.get(address(question)))


@pytest.mark.parametrize(
    ("changes", "field"), [({"reason": " "}, "reason"), ({"rule": "lottery"}, "rule")]
)
def test_a_reason_and_a_rule_are_asked_for(desk, question, answered, changes, field):
    page = apply(desk, question, **changes)
    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]
    assert not Regrade.objects.exists()


def test_what_is_too_much_at_once_is_carried_on(desk, question, answered, monkeypatch):
    monkeypatch.setattr(regrade_desk, "WHILE_WAITING", 4)
    assert "There are more: press Carry on" in words(apply(desk, question))
    assert "not yet through" in words(desk.get(address(question)))
    for _ in range(2):
        desk.post(address(question))
    assert Regrade.objects.get().finished_at is not None
    assert sorted(Attempt.objects.values_list("points", flat=True)) == [0] * 6 + [2] * 5


def test_question_that_was_never_corrected_says_so(desk, question):
    assert "There is nothing to mark anew" in words(desk.get(address(question)))


def test_editors_who_may_not_publish_find_neither_button_nor_page(client, cast, question, answered):
    client.force_login(cast.editor)
    edit = reverse(Question.snippet_viewset.get_url_name("edit"), args=[question.pk])
    assert address(question) not in client.get(edit).content.decode()
    assert client.post(address(question), {"rule": "raise", "reason": REASON}).status_code == 302
    assert not Regrade.objects.exists()
    client.force_login(cast.moderator)
    assert address(question) in client.get(edit).content.decode()


@pytest.mark.parametrize("many", [1, 3, 30])
def test_preview_costs_the_same_for_any_number_of_answers(
    desk, question, many, django_assert_num_queries
):
    quiz = factories.make_quiz(questions=[question])
    take_by(many, quiz, [2])
    for place, option in enumerate(question.options):
        option.value["value"] = str(int(place == 1))
    question.save_revision().publish()
    desk.get(address(question))
    with django_assert_num_queries(16):
        desk.get(address(question))
