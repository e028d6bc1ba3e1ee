"""A class whose teachers have all left the school is given to somebody else by its admin."""

import pytest
from django.utils import timezone

from core.models import AuditEntry
from organizations.class_life import give_to_teacher
from organizations.errors import HasTeacher
from organizations.models import Classroom
from tests import factories
from tests.security.asking import client_of
from users.models import User


@pytest.fixture
def left(classroom, teacher, student) -> Classroom:
    """A class with a student, whose teacher has left the school."""
    teacher.staff_memberships.update(leaves_at=timezone.now())
    return classroom


@pytest.fixture
def colleague(organization) -> User:
    return factories.make_staff(organization, username="colleague")


@pytest.fixture
def far_left(other_classroom, other_teacher) -> Classroom:
    """The same at another school."""
    other_teacher.staff_memberships.update(leaves_at=timezone.now())
    return other_classroom


def choices(page, field: str) -> list:
    return list(page.context["form"].fields[field].queryset)


def test_list_leads_to_the_form_and_the_new_teacher_opens_the_class(
    left, far_left, colleague, admin_client, page_of, class_url
):
    html = admin_client.get(page_of("school")).content.decode()
    assert f'href="{page_of("give_class")}"' in html
    assert "Nobody here teaches: 9C Computing." in html
    assert client_of(colleague).get(class_url).status_code == 404
    sent = {"classroom": left.uuid, "teacher": colleague.uuid}
    answer = admin_client.post(page_of("give_class"), sent, follow=True)
    assert "9C Computing is with colleague now." in answer.content.decode()
    assert "Nobody here teaches" not in answer.content.decode()
    assert "Amara" in client_of(colleague).get(f"{class_url}students/").content.decode()
    assert AuditEntry.objects.get(verb="teacher-added").target_kind == "membership"


def test_choice_is_classes_without_a_teacher_and_the_other_staff_of_this_school(
    left, far_left, colleague, admin, far_admin, admin_client, page_of, client
):
    taught = factories.make_classroom(left.organization)
    taught.memberships.create(user=colleague, role="teacher")
    factories.make_classroom(left.organization, archived_at=timezone.now())
    page = admin_client.get(page_of("give_class"))
    assert choices(page, "classroom") == [left]
    assert choices(page, "teacher") == [colleague]
    gone = left.memberships.get(role="teacher").user
    for classroom in (taught, far_left, left):
        for somebody in (admin, far_admin, gone, left.memberships.students().get().user):
            sent = {"classroom": classroom.uuid, "teacher": somebody.uuid}
            assert admin_client.post(page_of("give_class"), sent).status_code == 422
    for classroom in (taught, far_left):
        sent = {"classroom": classroom.uuid, "teacher": colleague.uuid}
        assert admin_client.post(page_of("give_class"), sent).status_code == 422
    client.force_login(far_admin)
    sent = {"classroom": left.uuid, "teacher": colleague.uuid}
    assert client.post(page_of("give_class"), sent).status_code == 404
    assert not colleague.memberships.exclude(classroom=taught).exists()


def test_class_somebody_teaches_again_by_now_is_not_given(left, admin, colleague, organization):
    give_to_teacher(by=admin, classroom=left, teacher=colleague)
    with pytest.raises(HasTeacher):
        give_to_teacher(by=admin, classroom=left, teacher=factories.make_staff(organization))
    assert left.memberships.teachers_here().get().user == colleague


def test_who_is_on_the_staff_no_more_opens_nothing_and_teaches_nobody(
    classroom, teacher, student, colleague, admin_client, page_of, class_url, client
):
    """Not by a leave date, but because the school has no row of them."""
    teacher.staff_memberships.all().delete()
    client.force_login(teacher)
    assert client.get(class_url).status_code == 404
    page = admin_client.get(page_of("give_class"))
    assert choices(page, "classroom") == [classroom]
    assert not classroom.memberships.teachers_here().exists()


def test_page_says_where_there_is_nothing_to_give_or_nobody_to_give_to(
    classroom, teacher, admin_client, page_of
):
    assert "Every class has a teacher." in admin_client.get(page_of("give_class")).content.decode()
    teacher.staff_memberships.update(leaves_at=timezone.now())
    html = admin_client.get(page_of("give_class")).content.decode()
    assert "Nobody else is on the staff of this school yet." in html


@pytest.mark.parametrize("classes", [1, 3, 30])
def test_page_costs_the_same_queries(
    classes, organization, colleague, admin_client, page_of, django_assert_num_queries
):
    for _ in range(classes):
        factories.make_classroom(organization)
    # Session, user, school; classes and staff: whether there are any, and which.
    with django_assert_num_queries(7):
        page = admin_client.get(page_of("give_class"))
    assert page.content.decode().count("<option") == classes + 3
