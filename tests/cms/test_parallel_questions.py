"""A parallel item: the same skill, kind, values and beliefs in another story, made as a draft."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Locale

from quizzes.models import Misconception, Question
from tests import factories
from tests.cms.editing import PUBLISH, edit_url, question_data
from tests.cms.test_finding_questions import LIST
from tests.support.samples import make_law, words_of

NAME = "Duplicate as parallel"


@pytest.fixture
def question(db) -> Question:
    """Make a published question with everything a parallel keeps."""
    locale = Locale.get_default()
    Misconception.objects.create(key="mc-once-always", belief="a yes is for ever", locale=locale)
    question = factories.make_question(
        sensitivity="careful", is_critical=True, facts=[("law", make_law(law="A law"))]
    )
    question.options[2].value["tag"] = "mc-once-always"
    question.save_revision().publish()
    return Question.objects.get(pk=question.pk)


@pytest.fixture
def desk(client, cast):
    client.force_login(cast.editor)
    return client


def address(question) -> str:
    return reverse(Question.snippet_viewset.get_url_name("copy"), args=[question.pk])


def make(desk, question) -> Question:
    """Press the button of the page; return what it made."""
    before = set(Question.objects.values_list("pk", flat=True))
    desk.post(address(question))
    return Question.objects.exclude(pk__in=before).get()


def latest(question) -> Question:
    return Question.objects.get(pk=question.pk).get_latest_revision_as_object()


def kept(question) -> dict:
    """Return what a parallel shares with the question it was made of."""
    content = question.content()
    options = [(o["value"], o["tag"], o["text"], o["explanation"]) for o in content["options"]]
    return content | {"options": options}


def ids(question) -> list[str]:
    return [option["id"] for option in question.content()["options"]]


# --- What is made ---------------------------------------------------------------------------------


def test_parallel_keeps_what_is_measured_and_copies_the_texts(desk, question):
    parallel = make(desk, question)
    assert kept(parallel) == kept(question)
    assert parallel.content()["facts"] == question.content()["facts"] != []
    assert parallel.title == f"{question.title} (parallel)"


def test_parallel_is_for_the_same_people_and_has_no_day_to_be_read_again(desk, question):
    about = {"age_band": "14-17", "country": "GB", "review_by": date(2030, 1, 1)}
    desk.post(edit_url(question), question_data(question, **about))
    parallel = make(desk, question)
    assert [getattr(parallel, name) for name in about] == ["14-17", "GB", None]


def test_parallel_is_a_question_of_its_own(desk, question):
    parallel = make(desk, question)
    assert parallel.key == f"{question.key}-parallel"
    assert parallel.translation_key != question.translation_key
    assert set(ids(parallel)) & set(ids(question)) == set()
    assert len(set(ids(parallel))) == 3
    assert ids(latest(parallel)) == ids(parallel)


def test_parallel_is_a_draft_with_a_history(desk, cast, question):
    parallel = make(desk, question)
    assert (parallel.live, parallel.has_unpublished_changes) == (False, True)
    assert (parallel.first_published_at, parallel.versions.count()) == (None, 0)
    assert parallel.latest_revision.user == cast.editor
    assert not parallel.workflow_states.exists()


def test_question_itself_stays_as_it_is(desk, question):
    before = question.content()
    make(desk, question)
    question = Question.objects.get(pk=question.pk)
    assert (question.live, question.content(), question.versions.count()) == (True, before, 2)


def test_parallel_is_made_of_the_last_draft(desk, question):
    desk.post(edit_url(question), question_data(question, stem="Another lake. What helps?"))
    assert make(desk, question).stem == "Another lake. What helps?"


def test_draft_that_is_not_finished_has_a_parallel_too(desk, question):
    question.options[1].value["text"] = ""
    desk.post(edit_url(question), question_data(question))
    assert [o["text"] for o in make(desk, question).content()["options"]][1] == ""


def test_each_parallel_has_another_key(desk, question):
    keys = [make(desk, question).key for _number in range(3)]
    assert keys == [f"{question.key}-parallel{end}" for end in ("", "-2", "-3")]


def test_long_name_and_long_key_leave_room(desk, question):
    Question.objects.filter(pk=question.pk).update(key="k" * 80, title="t" * 120)
    parallel = make(desk, question)
    assert parallel.title == f"{'t' * 108}… (parallel)"
    assert (parallel.key, make(desk, question).key[-11:]) == (f"{'k' * 60}-parallel", "-parallel-2")


def test_parallel_stays_in_its_language(desk, question):
    spanish = question.copy_for_translation(Locale.objects.create(language_code="es"))
    spanish.save()
    parallel = make(desk, spanish)
    assert (parallel.locale, parallel.key) == (spanish.locale, f"{question.key}-parallel")
    assert make(desk, question).key == f"{question.key}-parallel-2"


# --- How it is made -------------------------------------------------------------------------------


def test_looking_makes_nothing_and_says_what_a_parallel_is(desk, question):
    page = desk.get(address(question))
    assert "asks for the same in another story" in page.text
    assert Question.objects.count() == 1


def test_pressing_opens_the_form_of_the_draft_and_says_what_to_do(desk, question):
    response = desk.post(address(question), follow=True)
    parallel = Question.objects.latest("pk")
    assert response.redirect_chain == [(edit_url(parallel), 302)]
    said = words_of(BeautifulSoup(response.content, "html.parser").select_one(".messages"))
    assert "same skill, kind, values and beliefs; another story" in said


@pytest.mark.parametrize("where", ["list", "form"])
def test_button_stands_in_the_list_and_in_the_form(desk, question, where):
    page = desk.get(LIST if where == "list" else edit_url(question))
    links = BeautifulSoup(page.content, "html.parser").select(f'a[href="{address(question)}"]')
    assert [words_of(link) for link in links] == [NAME]


# --- Who may --------------------------------------------------------------------------------------

DESK = {"editor": 302, "moderator": 302, "superuser": 302}
NOBODY_ELSE = {"student": 403, "teacher": 403, "organization_admin": 403}


@pytest.mark.parametrize(("role", "status"), [*DESK.items(), *NOBODY_ELSE.items()])
def test_those_who_may_add_a_question_make_one(client, cast, question, role, status):
    client.force_login(getattr(cast, role))
    assert client.post(address(question)).status_code == status
    assert Question.objects.count() == (2 if role in DESK else 1)


def test_translator_and_guest_make_none(client, cast, question):
    assert client.post(address(question)).status_code == 302
    client.force_login(cast.translator)
    client.post(address(question))
    assert Question.objects.count() == 1
    assert NAME not in client.get(LIST).text


def test_parallel_of_nothing_is_not_found(desk, db):
    path = reverse(Question.snippet_viewset.get_url_name("copy"), args=[4711])
    assert desk.get(path).status_code == 404


def test_editor_cannot_publish_it_and_a_moderator_can(desk, cast, question):
    parallel = make(desk, question)
    desk.post(edit_url(parallel), question_data(parallel) | PUBLISH)
    assert not Question.objects.get(pk=parallel.pk).live
    desk.force_login(cast.moderator)
    desk.post(edit_url(parallel), question_data(parallel) | PUBLISH)
    published = Question.objects.get(pk=parallel.pk)
    assert (published.live, published.versions.count()) == (True, 1)
