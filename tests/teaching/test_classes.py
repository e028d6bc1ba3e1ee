"""The list of classes, and making one."""

import pytest
from django.urls import reverse

from organizations.enums import MembershipState
from organizations.models import Classroom
from tests import factories


@pytest.fixture
def classes_url() -> str:
    return reverse("teaching:classes")


def test_classes_list_counts_students_waiting_and_modules(
    classroom, teacher_client, student, other_student, module, classes_url
):
    factories.make_student(classroom, state=MembershipState.WAITING)
    classroom.assignments.create(module=module)
    (card,) = teacher_client.get(classes_url).context["cards"]
    assert (card.classroom, card.students, card.waiting, card.assigned) == (classroom, 1, 1, 1)


@pytest.mark.parametrize("classes", [1, 3, 30])
def test_classes_list_costs_the_same_queries(
    classes, classroom, teacher, teacher_client, classes_url, django_assert_num_queries
):
    for _ in range(classes - 1):
        extra = factories.make_classroom(classroom.organization)
        extra.memberships.create(user=teacher, role="teacher")
    # Session, user, organizations, classes, their other teachers.
    with django_assert_num_queries(5):
        response = teacher_client.get(classes_url)
    assert len(response.context["cards"]) == classes


def test_teacher_without_a_class_is_shown_three_steps(organization, client, classes_url):
    client.force_login(factories.make_staff(organization))
    html = client.get(classes_url).content.decode()
    assert "Three steps to your first lesson" in html
    assert reverse("teaching:new_class") in html


def test_staff_without_a_school_cannot_make_a_class(client, db, classes_url):
    client.force_login(factories.make_staff())
    assert reverse("teaching:new_class") not in client.get(classes_url).content.decode()
    assert client.get(reverse("teaching:new_class")).status_code == 404


def test_new_class_is_three_fields_and_opens_joining(organization, client):
    maker = factories.make_staff(organization)
    client.force_login(maker)
    form = client.get(reverse("teaching:new_class")).context["form"]
    assert list(form.fields) == ["name", "age_band", "uses_shared_devices"]
    response = client.post(
        reverse("teaching:new_class"),
        {"name": "9C Computing", "age_band": "14-17", "uses_shared_devices": "on"},
    )
    classroom = Classroom.objects.visible_to(maker).get()
    assert response.status_code == 303
    assert response.url == reverse("teaching:class", args=[classroom.uuid])
    assert (classroom.organization, classroom.age_band) == (organization, "14-17")
    assert classroom.uses_shared_devices
    assert classroom.is_joining_open()


def test_new_class_without_a_name_says_so_and_makes_nothing(organization, client):
    client.force_login(factories.make_staff(organization))
    response = client.post(reverse("teaching:new_class"), {"name": "", "age_band": "14-17"})
    assert response.status_code == 422
    assert "<title>Error: New class - Marram</title>" in response.content.decode()
    assert not Classroom.objects.exists()
