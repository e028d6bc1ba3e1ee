"""A teacher says that a question confuses or is out of date: once, with a way back."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from core.models import AuditEntry
from quizzes.models import TeacherFlag
from tests import factories
from tests.support.samples import words_of

NOTE = "Two of the answers mean the same."


@pytest.fixture
def version(module):
    return module.quiz.quiz_questions.first().question.versions.get()


def said(version, kind="confusing", **more) -> dict:
    return {"version": version.uuid, "kind": kind, **more}


def flags() -> list[tuple]:
    return list(TeacherFlag.objects.values_list("by", "version", "kind", "note", "settled_at"))


def own_part(client, url) -> str:
    """Return what the page says of flags of the first question."""
    html = BeautifulSoup(client.get(url).content, "html.parser")
    return words_of(html.select_one(".question-flags"))


def test_one_click_says_it_and_leads_back_to_the_question(teacher_client, teacher, url, version):
    response = teacher_client.post(url, said(version))
    assert response.status_code == 303
    assert response["Location"] == f"{url}#question-{version.uuid}"
    assert flags() == [(teacher.pk, version.pk, "confusing", "", None)]
    assert "You said: Confusing. The editors see it. Undo" in own_part(teacher_client, url)
    html = teacher_client.get(url).content.decode()
    assert f'id="question-{version.uuid}"' in html


def test_sorting_stays_as_it_was(teacher_client, url, version):
    response = teacher_client.post(f"{url}?sort=sure", said(version))
    assert response["Location"] == f"{url}?sort=sure#question-{version.uuid}"


def test_clicking_twice_is_once_and_the_first_note_stays(teacher_client, url, version):
    teacher_client.post(url, said(version, note=f"  {NOTE}  "))
    teacher_client.post(url, said(version, note="Another"))
    assert [flag[3] for flag in flags()] == [NOTE]


def test_both_kinds_can_be_said_and_another_teacher_says_it_too(
    classroom, teacher_client, client, url, version
):
    teacher_client.post(url, said(version))
    teacher_client.post(url, said(version, "out-of-date"))
    assert "Something wrong" not in own_part(teacher_client, url)
    client.force_login(factories.make_teacher(classroom))
    assert "You said" not in own_part(client, url)
    client.post(url, said(version))
    assert len(flags()) == 3


def test_undo_takes_back_what_is_not_settled(teacher_client, url, version):
    teacher_client.post(url, said(version))
    teacher_client.post(url, said(version, undo="1"))
    teacher_client.post(url, said(version, undo="1"))
    assert flags() == []
    assert "Something wrong with this question?" in own_part(teacher_client, url)
    teacher_client.post(url, said(version))
    TeacherFlag.objects.update(settled_at="2030-01-01T00:00Z")
    teacher_client.post(url, said(version, undo="1"))
    assert len(flags()) == 1
    assert "The editors have settled it." in own_part(teacher_client, url)


def test_undo_leaves_what_others_said(classroom, teacher_client, client, url, version):
    client.force_login(factories.make_teacher(classroom))
    client.post(url, said(version))
    teacher_client.post(url, said(version, undo="1"))
    assert len(flags()) == 1


@pytest.mark.parametrize("length", [200, 201])
def test_note_is_one_line_of_two_hundred_letters(teacher_client, url, version, length):
    response = teacher_client.post(url, said(version, note="x" * length))
    if length <= 200:
        assert response.status_code == 303
    else:
        html = BeautifulSoup(response.content, "html.parser")
        assert response.status_code == 422
        assert html.select_one("#id_note")["value"] == "x" * length
        assert html.select_one(".error-summary a")["href"] == "#id_note"
        assert flags() == []


@pytest.mark.parametrize("level", ["careful", "private"])
def test_questions_of_careful_modules_can_be_flagged_too(classroom, teacher_client, level):
    module = factories.make_module(sensitivity=level)
    classroom.assignments.create(module=module)
    url = reverse("insight:question_insight", args=[classroom.uuid, module.uuid])
    version = module.quiz.quiz_questions.first().question.versions.get()
    assert teacher_client.post(url, said(version)).status_code == 303
    assert len(flags()) == 1


def test_only_questions_of_this_quiz_can_be_flagged(teacher_client, url):
    other = factories.make_question().versions.get()
    assert teacher_client.post(url, said(other)).status_code == 422
    assert teacher_client.post(url, {"version": "x", "kind": "y"}).status_code == 422
    assert flags() == []


def test_each_deed_stands_in_the_audit_log_once(teacher_client, teacher, url, version):
    for more in ({}, {}, {"undo": "1"}, {"undo": "1"}):
        teacher_client.post(url, said(version, **more))
    rows = AuditEntry.objects.order_by("pk").values_list("actor", "verb", "target_kind", "target")
    assert list(rows) == [
        (teacher.uuid, "question-flagged", "questionversion", version.uuid),
        (teacher.uuid, "question-flag-taken-back", "questionversion", version.uuid),
    ]


def test_flag_outlives_the_account_of_its_teacher(teacher_client, teacher, url, version):
    teacher_client.post(url, said(version))
    teacher.delete()
    assert flags() == [(None, version.pk, "confusing", "", None)]
