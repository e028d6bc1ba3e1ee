"""Who joined since a teacher last looked: named until that teacher says they have seen it."""

import re
from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from organizations.enums import MembershipRole
from rosters.actions import import_roster
from rosters.rows import Roster, Row
from tests import factories


@pytest.fixture
def seen_url(classroom) -> str:
    return reverse("teaching:seen", args=[classroom.uuid])


@pytest.fixture
def newcomer(teacher, student):
    """A student who joined after the teacher's first look."""
    return student


def new_names(client, class_url) -> list[str]:
    people = client.get(class_url).context["people"]
    return [membership.nickname for membership in people.joined_since_last_look]


def sent_by(response) -> dict[str, str]:
    """Return what the button on this page sends."""
    (until,) = re.findall(r'name="until" value="([^"]+)"', response.content.decode())
    return {"until": until}


def seen_at(classroom, teacher) -> datetime:
    return classroom.memberships.get(user=teacher).students_seen_at


def test_who_joined_is_named_until_the_teacher_has_seen_it(
    classroom, teacher, teacher_client, class_url, seen_url
):
    own = classroom.memberships.get(user=teacher)
    own.students_seen_at = timezone.now() - timedelta(days=1)
    own.save()
    before = own.students_seen_at - timedelta(minutes=1)
    factories.make_student(classroom, nickname="Old", joined_at=before)
    factories.make_student(classroom, nickname="New")
    assert new_names(teacher_client, class_url) == ["New"]
    response = teacher_client.post(seen_url, sent_by(teacher_client.get(class_url)))
    assert (response.status_code, response.url) == (303, class_url)
    assert new_names(teacher_client, class_url) == []


def test_who_joins_between_the_page_and_the_click_is_still_new(
    classroom, newcomer, teacher_client, class_url, seen_url
):
    page = teacher_client.get(class_url)
    factories.make_student(classroom, nickname="Late")
    teacher_client.post(seen_url, sent_by(page))
    assert new_names(teacher_client, class_url) == ["Late"]


def test_a_page_from_before_takes_nothing_back(
    classroom, newcomer, teacher_client, class_url, seen_url
):
    old_page = teacher_client.get(class_url)
    factories.make_student(classroom, nickname="Late")
    teacher_client.post(seen_url, sent_by(teacher_client.get(class_url)))
    teacher_client.post(seen_url, sent_by(old_page))
    assert new_names(teacher_client, class_url) == []


def test_nobody_is_seen_before_they_join(classroom, teacher, teacher_client, class_url, seen_url):
    teacher_client.post(seen_url, {"until": "2099-01-01T00:00:00+00:00"})
    assert seen_at(classroom, teacher) <= timezone.now()
    factories.make_student(classroom, nickname="Late")
    assert new_names(teacher_client, class_url) == ["Late"]


@pytest.mark.parametrize("sent", [{}, {"until": ""}, {"until": "now"}, {"until": "2026-13-41"}])
def test_what_says_no_time_marks_nothing(
    sent, classroom, teacher, newcomer, teacher_client, class_url, seen_url
):
    before = seen_at(classroom, teacher)
    assert teacher_client.post(seen_url, sent).status_code == 303
    assert seen_at(classroom, teacher) == before
    assert new_names(teacher_client, class_url) == ["Amara"]


def test_looking_at_the_class_alone_does_not_count_as_seen(newcomer, teacher_client, class_url):
    for _ in range(2):
        assert new_names(teacher_client, class_url) == ["Amara"]


def test_what_one_teacher_has_seen_is_still_new_for_another(
    classroom, newcomer, teacher_client, class_url, seen_url, client
):
    teacher_client.post(seen_url, sent_by(teacher_client.get(class_url)))
    colleague = factories.make_staff(classroom.organization)
    classroom.memberships.create(
        user=colleague,
        role=MembershipRole.TEACHER,
        students_seen_at=timezone.now() - timedelta(days=1),
    )
    client.force_login(colleague)
    assert new_names(client, class_url) == ["Amara"]


def bring(by, classroom, *names: str) -> None:
    rows = [Row(line, name) for line, name in enumerate(names, start=1)]
    import_roster(by=by, classroom=classroom, roster=Roster(rows))


@pytest.fixture
def colleague(classroom):
    return factories.make_teacher(classroom)


def test_whom_a_teacher_brought_in_is_new_for_the_colleague_alone(
    classroom, other_classroom, teacher, colleague, teacher_client, class_url, client
):
    factories.make_student(other_classroom, nickname="Elsewhere")
    bring(teacher, classroom, "Amara Okafor", "Bo Lee")
    assert new_names(teacher_client, class_url) == []
    client.force_login(colleague)
    assert len(new_names(client, class_url)) == 2
    factories.make_student(classroom, nickname="Late")
    assert new_names(teacher_client, class_url) == ["Late"]


def test_who_joined_unseen_before_a_list_is_still_new_after_it(
    classroom, teacher, newcomer, teacher_client, class_url
):
    before = seen_at(classroom, teacher)
    bring(teacher, classroom, "Bo Lee")
    assert seen_at(classroom, teacher) == before
    assert "Amara" in new_names(teacher_client, class_url)
