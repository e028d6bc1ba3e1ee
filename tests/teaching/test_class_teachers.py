"""Who teaches a class: a second teacher, leaving, handing over."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEntry
from organizations.models import Classroom
from tests import factories
from users.models import User


@pytest.fixture
def colleague(organization) -> User:
    return factories.make_staff(organization, username="colleague")


@pytest.fixture
def teachers_url(classroom) -> str:
    return reverse("teaching:teachers", args=[classroom.uuid])


@pytest.fixture
def hand_over_url(classroom) -> str:
    return reverse("teaching:hand_over", args=[classroom.uuid])


def remove_url(classroom, user) -> str:
    own = classroom.memberships.get(user=user)
    return reverse("teaching:remove_teacher", args=[classroom.uuid, own.uuid])


def teachers_of(classroom) -> set[User]:
    return {one.user for one in classroom.memberships.filter(role="teacher")}


def verbs() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


def test_second_teacher_opens_the_class_and_no_other(
    client, classroom, teacher, teacher_client, colleague, teachers_url, class_url
):
    mine = factories.make_classroom(classroom.organization)
    mine.memberships.create(user=teacher, role="teacher")
    client.force_login(colleague)
    assert client.get(class_url).status_code == 404
    for _ in range(2):
        teacher_client.post(teachers_url, {"teacher": colleague.uuid})
    assert teachers_of(classroom) == {teacher, colleague}
    assert client.get(class_url).status_code == 200
    assert client.get(reverse("teaching:class", args=[mine.uuid])).status_code == 404
    assert verbs() == ["teacher-added"]


def test_choice_is_the_staff_of_this_school_without_those_in_the_class(
    classroom, organization, other_classroom, other_teacher, colleague, teacher_client, teachers_url
):
    gone = factories.make_staff(organization)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    form = teacher_client.get(teachers_url).context["form"]
    assert list(form.fields["teacher"].queryset) == [colleague]


def test_somebody_from_another_school_is_not_added(
    classroom, teacher, other_teacher, teacher_client, teachers_url, student
):
    for stranger in (other_teacher, student):
        answer = teacher_client.post(teachers_url, {"teacher": stranger.uuid})
        assert answer.status_code == 422
    assert teachers_of(classroom) == {teacher}


def test_teacher_is_removed_after_a_page_that_says_what_they_lose(
    client, classroom, teacher, teacher_client, colleague
):
    classroom.memberships.create(user=colleague, role="teacher")
    address = remove_url(classroom, colleague)
    html = teacher_client.get(address).content.decode()
    assert "Remove colleague from this class?" in html
    assert teachers_of(classroom) == {teacher, colleague}
    assert teacher_client.post(address).status_code == 303
    assert teachers_of(classroom) == {teacher}
    assert verbs() == ["teacher-removed"]


def test_last_teacher_stays(classroom, teacher, teacher_client):
    answer = teacher_client.post(remove_url(classroom, teacher))
    assert answer.status_code == 422
    assert "A class needs a teacher." in answer.content.decode()
    assert (teachers_of(classroom), verbs()) == ({teacher}, [])


@pytest.mark.parametrize("how", ["left the school", "account closed"])
def test_colleague_who_is_gone_is_nobody_to_leave_a_class_to(
    how, classroom, teacher, teacher_client, colleague
):
    classroom.memberships.create(user=colleague, role="teacher")
    if how == "left the school":
        colleague.staff_memberships.update(leaves_at=timezone.now())
    else:
        User.objects.filter(pk=colleague.pk).update(is_active=False)
    assert teacher_client.post(remove_url(classroom, teacher)).status_code == 422
    assert teacher_client.post(remove_url(classroom, colleague)).status_code == 303
    assert teachers_of(classroom) == {teacher}


def test_student_is_not_removed_as_a_teacher(classroom, student, teacher_client):
    assert teacher_client.post(remove_url(classroom, student)).status_code == 404
    assert classroom.memberships.students().exists()


def test_teacher_who_leaves_lands_on_their_list(classroom, teacher, teacher_client, colleague):
    classroom.memberships.create(user=colleague, role="teacher")
    answer = teacher_client.post(remove_url(classroom, teacher))
    assert (answer.status_code, answer.url) == (303, reverse("teaching:classes"))
    assert teachers_of(classroom) == {colleague}


@pytest.mark.parametrize("is_in_already", [False, True])
def test_class_is_handed_over_in_one_step(
    is_in_already, client, classroom, teacher_client, colleague, student, hand_over_url, class_url
):
    if is_in_already:
        classroom.memberships.create(user=colleague, role="teacher")
    assert "you leave it in the same step" in teacher_client.get(hand_over_url).content.decode()
    answer = teacher_client.post(hand_over_url, {"teacher": colleague.uuid})
    assert (answer.status_code, answer.url) == (303, reverse("teaching:classes"))
    assert teachers_of(classroom) == {colleague}
    assert teacher_client.get(class_url).status_code == 404
    client.force_login(colleague)
    assert [one.nickname for one in client.get(class_url).context["people"].students] == ["Amara"]
    assert verbs() == ["teacher-added"] * (not is_in_already) + [
        "teacher-removed",
        "class-handed-over",
    ]


def test_class_is_not_handed_over_to_oneself_or_another_school(
    classroom, teacher, other_teacher, teacher_client, hand_over_url
):
    for somebody in (teacher, other_teacher):
        answer = teacher_client.post(hand_over_url, {"teacher": somebody.uuid})
        assert answer.status_code == 422
    assert (teachers_of(classroom), verbs()) == ({teacher}, [])


def test_teacher_alone_at_school_is_told_whom_to_ask(teacher_client, teachers_url, hand_over_url):
    for address in (teachers_url, hand_over_url):
        html = teacher_client.get(address).content.decode()
        assert "Nobody else from Duneside School is left to choose." in html


@pytest.mark.parametrize("staff", [1, 3, 30])
def test_teachers_page_costs_the_same_queries(
    staff, organization, classroom, teacher_client, teachers_url, django_assert_num_queries
):
    for _ in range(staff):
        factories.make_teacher(classroom)
        factories.make_staff(organization)
    # Session, user, class, teachers; the choice: whether there is one, and who.
    with django_assert_num_queries(6):
        html = teacher_client.get(teachers_url).content.decode()
    assert html.count("/remove/") == staff + 1
    assert html.count("<option") == staff + 1


def test_nobody_else_changes_who_teaches_a_class(cast):
    """Another teacher of this school, one of another school, and a student of the class."""
    own = cast.classroom.memberships.get(user=cast.teacher)
    addresses = [
        reverse(f"teaching:{view}", args=[cast.classroom.uuid])
        for view in ("teachers", "hand_over")
    ] + [reverse("teaching:remove_teacher", args=[cast.classroom.uuid, own.uuid])]
    for user, status in [
        (cast.other_teacher, 404),
        (cast.far_teacher, 404),
        (cast.organization_admin, 404),
        (cast.student, 403),
    ]:
        client = Client()
        client.force_login(user)
        for address in addresses:
            body = {"teacher": cast.other_teacher.uuid}
            answers = {client.get(address).status_code, client.post(address, body).status_code}
            assert answers == {status}
    assert teachers_of(Classroom.objects.get(pk=cast.classroom.pk)) == {cast.teacher}
