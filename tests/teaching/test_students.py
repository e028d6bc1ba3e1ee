"""Students of a class: who waits, who is new, their names, and a new way back."""

import re

import pytest
from django.urls import reverse

from core.models import AuditEntry
from organizations.enums import MembershipRole, MembershipState
from organizations.models import Membership, OneTimeCode
from organizations.returning import come_back, find_membership
from progress.models import LessonProgress, SkillProgress
from quizzes.models import Attempt, Response
from tests import factories
from users.models import User


@pytest.fixture
def membership(student) -> Membership:
    return student.memberships.get()


@pytest.fixture
def student_url(classroom, membership) -> str:
    return reverse("teaching:student", args=[classroom.uuid, membership.uuid])


@pytest.fixture
def waiting(classroom) -> Membership:
    user = factories.make_student(classroom, nickname="Pebble", state=MembershipState.WAITING)
    return user.memberships.get()


@pytest.fixture
def decide_url(classroom, waiting) -> str:
    return reverse("teaching:decide", args=[classroom.uuid, waiting.uuid])


def test_renamed_student_is_called_by_the_new_nickname(
    membership, teacher_client, student_url, classroom
):
    response = teacher_client.post(student_url, {"nickname": "Puffin", "label": "Amara O."})
    assert response.status_code == 303
    assert response.url == reverse("teaching:students", args=[classroom.uuid])
    membership.refresh_from_db()
    assert (membership.nickname, membership.label) == ("Puffin", "Amara O.")
    assert find_membership(classroom.code, "puffin") == membership
    assert find_membership(classroom.code, "Amara") is None


def test_label_is_what_teachers_read_first(
    classroom, membership, module, teacher_client, class_url
):
    classroom.assignments.create(module=module)
    Membership.objects.filter(pk=membership.pk).update(label="Zoe B.")
    html = teacher_client.get(class_url).content.decode()
    assert "Zoe B." in html
    assert "Amara" not in html


def test_label_is_never_shown_to_students(classroom, student, membership, client):
    Membership.objects.filter(pk=membership.pk).update(label="Canary label")
    client.force_login(student)
    html = client.get(reverse("progress:my_learning")).content.decode()
    assert "Canary label" not in html


def test_taken_nickname_is_refused_with_free_ones(
    classroom, membership, teacher_client, student_url
):
    factories.make_student(classroom, nickname="Puffin")
    response = teacher_client.post(student_url, {"nickname": "puffin", "label": ""})
    assert response.status_code == 422
    assert len(response.context["form"].suggestions) == 3
    assert response.context["form"].suggestions[0] in response.content.decode()
    membership.refresh_from_db()
    assert membership.nickname == "Amara"


def test_looking_at_a_student_is_written_in_the_audit_log(
    teacher, membership, teacher_client, student_url
):
    teacher_client.get(student_url)
    entry = AuditEntry.objects.get(verb="student-viewed")
    assert (entry.actor, entry.target) == (teacher.uuid, membership.uuid)


def test_student_of_another_class_is_not_found(
    classroom, other_classroom, other_student, student, teacher_client
):
    theirs = other_student.memberships.get()
    for class_uuid in (classroom.uuid, other_classroom.uuid):
        for view in ("student", "reset"):
            address = reverse(f"teaching:{view}", args=[class_uuid, theirs.uuid])
            response = teacher_client.post(address, {"nickname": "Taken"})
            assert response.status_code == 404
    assert not OneTimeCode.objects.exists()


def test_way_back_is_reset_in_three_clicks_from_the_class_page(
    classroom, membership, module, teacher_client, class_url, student_url
):
    classroom.assignments.create(module=module)
    assert student_url in teacher_client.get(class_url).content.decode()
    reset_url = reverse("teaching:reset", args=[classroom.uuid, membership.uuid])
    assert f'action="{reset_url}"' in teacher_client.get(student_url).content.decode()
    html = teacher_client.post(reset_url).content.decode()
    assert "Do not project this." in html
    assert "for 10 minutes" in html
    code = re.search(r"one-time-code__digits\"><bdi dir=\"ltr\">(\d{3} \d{3})<", html)[1]
    returned = come_back(code=classroom.code, nickname="Amara", phrase=code)
    assert returned.membership == membership
    assert len(returned.new_phrase.split()) == 4


def test_one_time_code_is_shown_once(classroom, membership, teacher_client, student_url):
    reset_url = reverse("teaching:reset", args=[classroom.uuid, membership.uuid])
    shown = teacher_client.post(reset_url)
    code = re.search(r"(\d{3}) (\d{3})<", shown.content.decode())
    assert "no-store" in shown["Cache-Control"]
    assert teacher_client.get(reset_url).status_code == 405
    again = teacher_client.get(student_url).content.decode()
    assert f"{code[1]} {code[2]}" not in again


def test_waiting_student_is_let_in(classroom, waiting, teacher_client, decide_url, class_url):
    assert "Pebble" in teacher_client.get(class_url).content.decode()
    response = teacher_client.post(decide_url, {"decision": "accept"})
    assert (response.status_code, response.url) == (303, class_url)
    waiting.refresh_from_db()
    assert waiting.state == MembershipState.ACTIVE


def test_refused_student_is_gone_with_the_account_made_for_the_class(
    waiting, teacher_client, decide_url, class_url
):
    for _ in range(2):
        assert teacher_client.post(decide_url, {"decision": "refuse"}).url == class_url
    assert not User.objects.filter(pk=waiting.user_id).exists()


def test_refused_student_keeps_an_account_used_in_another_class(
    other_classroom, waiting, teacher_client, decide_url
):
    other_classroom.memberships.create(
        user=waiting.user, role=MembershipRole.STUDENT, nickname="Pebble", nickname_key="pebble"
    )
    teacher_client.post(decide_url, {"decision": "refuse"})
    assert User.objects.get(pk=waiting.user_id).memberships.get().classroom == other_classroom


@pytest.mark.parametrize("decision", ["", "remove", "__class__"])
def test_unknown_decision_changes_nothing(decision, waiting, teacher_client, decide_url):
    teacher_client.post(decide_url, {"decision": decision})
    waiting.refresh_from_db()
    assert waiting.state == MembershipState.WAITING


def test_student_who_is_in_the_class_cannot_be_refused(classroom, membership, teacher_client):
    address = reverse("teaching:decide", args=[classroom.uuid, membership.uuid])
    teacher_client.post(address, {"decision": "refuse"})
    membership.refresh_from_db()
    assert membership.state == MembershipState.ACTIVE


# --- Removing ------------------------------------------------------------------------------------


@pytest.fixture
def remove_url(classroom, membership) -> str:
    return reverse("teaching:remove", args=[classroom.uuid, membership.uuid])


def test_removing_says_first_what_goes_and_changes_nothing_yet(
    teacher_client, remove_url, membership
):
    html = teacher_client.get(remove_url).content.decode()
    assert "Remove Amara from this class?" in html
    assert "their quiz answers and skills" in html
    assert Membership.objects.filter(pk=membership.pk).exists()


def test_removed_student_leaves_nothing_behind(
    teacher_client, client, student, module, lesson, remove_url, classroom
):
    factories.make_attempt(student, module.quiz)
    factories.make_lesson_progress(student, lesson)
    client.force_login(student)
    response = teacher_client.post(remove_url)
    assert response.url == reverse("teaching:students", args=[classroom.uuid])
    assert not User.objects.filter(pk=student.pk).exists()
    kept = (Attempt, Response, LessonProgress, SkillProgress)
    assert [model.objects.count() for model in kept] == [0, 0, 0, 0]
    assert AuditEntry.objects.filter(verb="student-removed").count() == 1
    assert not client.get("/me/").wsgi_request.user.is_authenticated


def test_student_of_two_classes_keeps_work_and_the_other_class(
    teacher_client, student, module, other_classroom, remove_url, membership
):
    factories.make_attempt(student, module.quiz)
    other_classroom.memberships.create(
        user=student, role=MembershipRole.STUDENT, nickname="Puffin", nickname_key="puffin"
    )
    assert "They are in another class too" in teacher_client.get(remove_url).content.decode()
    teacher_client.post(remove_url)
    assert [one.classroom for one in student.memberships.all()] == [other_classroom]
    assert Attempt.objects.filter(user=student).count() == 1


def test_removing_twice_says_that_nobody_is_there(teacher_client, remove_url):
    teacher_client.post(remove_url)
    assert teacher_client.post(remove_url).status_code == 404


def test_teacher_of_another_class_removes_nobody(client, other_teacher, remove_url, membership):
    client.force_login(other_teacher)
    assert client.post(remove_url).status_code == 404
    assert Membership.objects.filter(pk=membership.pk).exists()


def test_students_page_says_what_the_table_of_names_does(classroom, membership, teacher_client):
    page = teacher_client.get(reverse("teaching:students", args=[classroom.uuid]))
    assert "The school’s log keeps that you took it." in page.content.decode()
