"""The groups of a class: made, renamed, filled, deleted; and nobody else's."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from assignments.actions import make_group
from assignments.models import ClassGroup
from tests import factories


@pytest.fixture
def people(classroom):
    names = ["Amara", "Ben", "Chen"]
    return [factories.make_student(classroom, nickname=n).memberships.get() for n in names]


@pytest.fixture
def url(classroom) -> str:
    return reverse("teaching:groups", args=[classroom.uuid])


@pytest.fixture
def group(teacher, classroom, people) -> ClassGroup:
    return make_group(by=teacher, classroom=classroom, name="Tuesday", members=people[:2])


@pytest.fixture
def group_url(classroom, group) -> str:
    return reverse("teaching:group", args=[classroom.uuid, group.uuid])


def words(response) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").main.get_text(" ").split())


def state(group) -> tuple:
    group.refresh_from_db()
    return group.name, [one.nickname for one in group.members.all()]


def test_group_is_made_and_listed_with_its_members(teacher_client, url, people):
    data = {"name": "Tuesday", "members": [people[0].uuid, people[2].uuid]}
    page = teacher_client.post(url, data, follow=True)
    assert state(ClassGroup.objects.get()) == ("Tuesday", ["Amara", "Chen"])
    assert "Tuesday Amara, Chen" in words(page)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "Type a name for the group."),
        ("tuesday", "The class has a group of this name. Choose another."),
        ("x" * 41, "at most 40 characters"),
    ],
)
def test_name_that_does_not_do_is_refused_in_words(teacher_client, url, group, name, said):
    page = teacher_client.post(url, {"name": name})
    assert page.status_code == 422
    assert said in words(page)
    assert ClassGroup.objects.get() == group


def test_another_class_may_have_a_group_of_the_same_name(
    teacher_client, url, other_classroom, other_teacher
):
    make_group(by=other_teacher, classroom=other_classroom, name="Tuesday", members=[])
    assert teacher_client.post(url, {"name": "Tuesday"}).status_code == 303
    assert ClassGroup.objects.count() == 2


def test_group_is_renamed_and_filled_anew(teacher_client, group, group_url, people):
    checked = BeautifulSoup(teacher_client.get(group_url).content, "html.parser").select(
        "[checked]"
    )
    assert [box["value"] for box in checked] == [str(one.uuid) for one in people[:2]]
    teacher_client.post(group_url, {"name": "TUESDAY", "members": [people[2].uuid]})
    assert state(group) == ("TUESDAY", ["Chen"])


def test_group_is_deleted_and_its_students_stay(teacher_client, group_url, people, classroom):
    teacher_client.post(group_url, {"delete": "yes"})
    assert not ClassGroup.objects.exists()
    assert list(classroom.memberships.students()) == people


def test_somebody_of_another_class_gets_into_no_group(
    teacher_client, group, group_url, other_student
):
    far = other_student.memberships.get().uuid
    page = teacher_client.post(group_url, {"name": "Tuesday", "members": [far]})
    assert page.status_code == 422
    assert state(group) == ("Tuesday", ["Amara", "Ben"])


def test_strangers_find_no_group(classroom, other_classroom, other_teacher, group, people):
    for person in (other_teacher, people[0].user):
        client = Client()
        client.force_login(person)
        for class_uuid in (classroom.uuid, other_classroom.uuid):
            address = reverse("teaching:group", args=[class_uuid, group.uuid])
            assert client.post(address, {"delete": "yes"}).status_code in (403, 404)
    assert state(group) == ("Tuesday", ["Amara", "Ben"])


def test_students_see_neither_name_nor_members_of_a_group(client, classroom, module, group, people):
    work = classroom.assignments.create(module=module, is_for_all=False)
    work.groups.set([group])
    client.force_login(people[0].user)
    page = client.get("/me/").content.decode()
    assert module.title in page
    assert "Tuesday" not in page
    assert "Ben" not in page


@pytest.mark.parametrize("count", [1, 3, 30])
def test_pages_cost_the_same_queries(
    count, teacher, teacher_client, classroom, url, django_assert_num_queries
):
    for n in range(count):
        members = [factories.make_student(classroom).memberships.get() for _ in range(3)]
        group = make_group(by=teacher, classroom=classroom, name=f"Group {n}", members=members)
    # Session, user, class, groups, their members, students to tick.
    with django_assert_num_queries(6):
        teacher_client.get(url)
    # Session, user, class, group, its members, students to tick.
    with django_assert_num_queries(6):
        teacher_client.get(reverse("teaching:group", args=[classroom.uuid, group.uuid]))
