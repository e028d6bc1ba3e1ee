"""What teachers flagged, at the desk: who reads it, and what settling does."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from core.models import AuditEntry
from quizzes.flagging.actions import flag_question
from quizzes.models import TeacherFlag
from tests import factories
from tests.support.samples import words_of

NOTE = "“Snapstreak” is called something else now. <b>"


@pytest.fixture
def desk(client, cast):
    client.force_login(cast.editor)
    return client


@pytest.fixture
def question(db):
    return factories.make_question(stem="A friend writes. What helps?")


def flag(question, kind="confusing", *, by=None, note="") -> TeacherFlag:
    by = by or factories.make_staff()
    return flag_question(by=by, version=question.versions.first(), kind=kind, note=note)


def page(desk) -> str:
    html = BeautifulSoup(desk.get(reverse("flagging:flagged")).content, "html.parser")
    return words_of(html.main)


def panel(desk) -> str:
    found = BeautifulSoup(desk.get("/cms/").content, "html.parser").find(id="questions-section")
    return words_of(found) if found else ""


def settle(desk, question, until: int):
    return desk.post(reverse("flagging:settled", args=[question.pk]), {"until": until})


def test_page_says_what_was_said_by_how_many_and_never_by_whom(desk, cast, question):
    flag(question, by=cast.teacher, note=NOTE)
    flag(question)
    flag(question, "out-of-date")
    said = page(desk)
    assert question.stem in said
    assert "Confusing: 2 teachers" in said
    assert "Out of date: 1 teacher" in said
    assert f"“{NOTE}”" in said
    assert cast.teacher.username not in said
    form = reverse(question.snippet_viewset.get_url_name("edit"), args=[question.pk])
    assert f'href="{form}"' in desk.get(reverse("flagging:flagged")).content.decode()


def test_first_page_of_the_desk_names_what_is_flagged_and_leads_to_it(desk, question):
    assert panel(desk) == ""
    flag(question)
    flag(question, "out-of-date")
    assert f"{question.title} 2 flags of teachers" in panel(desk)
    assert f'href="{reverse("flagging:flagged")}"' in desk.get("/cms/").content.decode()
    settle(desk, question, TeacherFlag.objects.last().pk)
    assert panel(desk) == ""


def test_what_is_flagged_most_stands_first(desk, question):
    twice = factories.make_question()
    for one in (question, twice, twice):
        flag(one)
    said = page(desk)
    assert said.index(twice.title) < said.index(question.title)


def test_settling_ends_what_the_editor_has_read_and_nothing_newer(desk, cast, question):
    read = flag(question)
    other = flag(factories.make_question())
    newer = flag(question, "out-of-date")
    assert settle(desk, question, read.pk)["Location"] == reverse("flagging:flagged")
    is_open = {one.pk: one.settled_at is None for one in TeacherFlag.objects.all()}
    assert is_open == {read.pk: False, other.pk: True, newer.pk: True}
    settle(desk, question, read.pk)
    settle(desk, question, newer.pk)
    assert question.title not in page(desk)
    verbs = AuditEntry.objects.filter(actor=cast.editor.uuid).values_list("verb", "target")
    version = question.versions.get().uuid
    assert list(verbs) == [("question-flags-settled", version)] * 2


@pytest.mark.parametrize("until", ["", "x", "-1"])
def test_settling_without_a_number_settles_nothing(desk, question, until):
    flag(question)
    settle(desk, question, until)
    assert TeacherFlag.objects.open().count() == 1


@pytest.mark.parametrize("who", ["teacher", "student", "organization_admin"])
def test_nobody_without_a_desk_reads_or_settles(client, cast, question, who):
    made = flag(question, note=NOTE)
    client.force_login(getattr(cast, who))
    assert client.get(reverse("flagging:flagged")).status_code == 403
    assert settle(client, question, made.pk).status_code == 403
    assert TeacherFlag.objects.open().count() == 1


def test_desk_without_the_right_to_change_questions_is_refused(client, cast, question):
    made = flag(question)
    cast.editor.groups.get().permissions.filter(codename="change_question").delete()
    client.force_login(cast.editor)
    assert client.get(reverse("flagging:flagged")).status_code != 200
    settle(client, question, made.pk)
    assert TeacherFlag.objects.open().count() == 1
    assert panel(client) == ""


@pytest.mark.parametrize("many", [1, 3, 30])
def test_page_costs_the_same_for_any_number_of_flags(desk, many, django_assert_num_queries):
    question = factories.make_question()
    for _ in range(many):
        flag(factories.make_question())
        flag(question)
    page(desk)
    with django_assert_num_queries(10):
        page(desk)
