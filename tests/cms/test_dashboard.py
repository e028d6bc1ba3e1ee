"""The first page of the CMS: what to read again, what the content lacks, at a fixed cost."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from home.dashboard import GapsPanel, ReviewByPanel
from tests import factories
from tests.support.samples import make_helpline, make_law


@pytest.fixture
def desk(client, cast):
    client.force_login(cast.editor)
    return client


def panel(desk, name: str) -> str:
    page = BeautifulSoup(desk.get("/cms/").content, "html.parser")
    found = page.find(id=f"{name}-section")
    return " ".join(found.get_text(" ").split()) if found else ""


def seen(fact, days_ago: int):
    type(fact).objects.filter(pk=fact.pk).update(
        live=True, seen_on=timezone.localdate() - timedelta(days=days_ago), checked_on=None
    )


def test_facts_to_read_again_are_counted_by_risk_and_by_how_soon(desk):
    for days in (91, 200, 61, 1):
        seen(make_helpline(), days)
    seen(make_law(), 100)
    said = panel(desk, "review-by")
    # Lines are read again after 90 days, laws after 180.
    assert "A: phone numbers, emergency, portals (90 days) 2 1 1" in said
    assert "B: law (180 days) 0 0 1" in said


def test_live_questions_to_read_again_are_counted_by_how_soon(desk):
    for days in (-1, 0, 30, 31, 90, 91):
        factories.make_question(review_by=timezone.localdate() + timedelta(days=days))
    factories.make_question(review_by=timezone.localdate()).unpublish()
    assert "Questions of the bank 1 2 2" in panel(desk, "review-by")


def test_question_that_was_hidden_is_no_draft_to_finish(desk):
    factories.make_question().unpublish()
    assert "has a draft that learners do not see" not in panel(desk, "gaps")


def test_what_a_module_lacks_is_named_with_the_way_to_it(desk):
    whole, bare = factories.make_module(title="Whole"), factories.make_module(title="Bare")
    whole.precheck, whole.scenario = factories.make_quiz(), factories.make_scenario()
    whole.save_revision().publish()
    said = panel(desk, "gaps")
    assert f"“{bare.title}” has no: Try it first, a scenario" in said
    assert f"“{whole.title}”" not in said
    assert f"/cms/pages/{bare.pk}/edit/" in desk.get("/cms/").content.decode()


def test_ages_and_languages_without_content_are_named(desk, module):
    spanish, _made = type(module.locale).objects.get_or_create(language_code="es")
    said = panel(desk, "gaps")
    assert "No module is written for Adults" in said
    assert "No module is written for 11 to 13" not in said
    course = module.get_parent().specific
    assert f"Not in Spanish yet: {course.title}" in said
    translation = course.copy_for_translation(spanish, copy_parents=True)
    assert f"Not in Spanish yet: {course.title}" in panel(desk, "gaps")
    translation.save_revision().publish()
    assert "Not in Spanish yet" not in panel(desk, "gaps")


def test_drafts_of_questions_are_counted(desk, db):
    factories.make_question()
    question = factories.make_question()
    question.stem = "Another one. What helps?"
    question.save_revision()
    assert "1 question has a draft that learners do not see" in panel(desk, "gaps")


def test_drafts_that_leave_an_answer_unexplained_are_counted(desk, db):
    question = factories.make_question()
    question.stem = "Another one. What helps?"
    question.save_revision()
    assert "without an explanation" not in panel(desk, "gaps")
    question.options[1].value["explanation"].source = "<p> </p>"
    question.save_revision()
    said = panel(desk, "gaps")
    assert "1 draft of a question has an answer without an explanation" in said


def test_dashboard_costs_the_same_queries_for_one_three_and_thirty(desk):
    costs = []
    for more in (1, 2, 27):
        for _ in range(more):
            factories.make_module(lessons=0, questions=0)
            seen(make_helpline(), 91)
            factories.make_question(review_by=timezone.localdate())
        desk.get("/cms/")
        with CaptureQueriesContext(connection) as asked:
            desk.get("/cms/")
        costs.append(len(asked))
    assert len(set(costs)) == 1, costs


def test_dashboard_costs_no_more_than_wagtails_own_and_a_third(desk, module, monkeypatch):
    desk.get("/cms/")
    with CaptureQueriesContext(connection) as ours:
        desk.get("/cms/")
    monkeypatch.setattr(ReviewByPanel, "render_html", lambda *_: "")
    monkeypatch.setattr(GapsPanel, "render_html", lambda *_: "")
    with CaptureQueriesContext(connection) as stock:
        desk.get("/cms/")
    assert len(ours) <= 1.3 * len(stock), (len(ours), len(stock))
