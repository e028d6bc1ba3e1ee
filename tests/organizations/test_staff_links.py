"""Links for staff: once, within seven days, and nobody learns why one opens nothing."""

from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEntry
from organizations.enums import StaffRole
from organizations.errors import LinkGone
from organizations.models import Classroom, StaffInvite, StaffMembership
from organizations.staffing import (
    MadeLink,
    invite_staff,
    join_staff,
    set_leave_date,
    withdraw_invite,
)
from tests import factories
from users.models import User

pytestmark = pytest.mark.django_db

PASSWORD = "calm tern 482 dune"
GONE = "A link for staff works once"


def link(organization, role: str = StaffRole.TEACHER) -> MadeLink:
    return invite_staff(by=None, organization=organization, role=role)


def account(**changes) -> dict:
    body = {
        "name": "Ms Ada Gannet",
        "username": "gannet",
        "email": "gannet@here.example",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }
    return body | changes


def roles_in(organization) -> dict[str, str]:
    return dict(organization.staff.values_list("user__username", "role"))


def test_token_is_kept_as_a_hash_alone(organization):
    made = link(organization)
    stored = StaffInvite.objects.values_list().get()
    assert made.token not in str(stored)
    assert len(made.token) == 32


@pytest.mark.parametrize(
    ("role", "page"), [("teacher", "teaching:classes"), ("admin", "administration:choose")]
)
def test_link_makes_an_account_and_signs_it_in(organization, client, role, page):
    response = client.post(link(organization, role).path, account())
    assert (response.status_code, response.url) == (303, reverse(page))
    user = get_user(client)
    assert (user.username, user.get_full_name()) == ("gannet", "Ms Ada Gannet")
    assert user.check_password(PASSWORD)
    assert (user.is_student, user.is_superuser, user.is_staff) == (False, False, False)
    assert EmailAddress.objects.values_list("user", "email", "verified").get() == (
        user.pk,
        "gannet@here.example",
        False,
    )
    assert roles_in(organization) == {"gannet": role}


def test_last_day_of_a_link_is_told_by_the_clock_of_the_school(client):
    """Late on 5 December in London it is the 6th in Tokyo already."""
    with time_machine.travel("2026-11-28T20:00:00+00:00", tick=False):
        made = link(factories.make_organization(time_zone="Asia/Tokyo"))
        assert "until 6 December 2026" in client.get(made.path).content.decode()


def test_account_needs_no_email(organization, client):
    client.post(link(organization).path, account(email=""))
    assert get_user(client).email == ""
    assert not EmailAddress.objects.exists()


def test_looking_uses_nothing_up(organization, client):
    made = link(organization)
    for _ in range(3):
        page = client.get(made.path)
        assert page.status_code == 200
    assert organization.name in page.content.decode()
    assert (page["Cache-Control"], page["X-Robots-Tag"]) == ("no-store", "noindex")
    assert StaffInvite.objects.open().count() == 1
    assert not StaffMembership.objects.exists()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": ""}, "Type your name."),
        ({"password1": "short", "password2": "short"}, "at least 12 characters"),
        ({"password2": "another tern 482 dune"}, "same password each time"),
        ({"username": "taken"}, "already exists"),
    ],
)
def test_wrong_fields_are_said_and_use_nothing_up(organization, client, changes, said):
    factories.make_staff(username="taken")
    made = link(organization)
    response = client.post(made.path, account(**changes))
    assert response.status_code == 422
    assert said in response.content.decode()
    assert StaffInvite.objects.open().count() == 1
    assert not StaffMembership.objects.exists()


def wrong(organization) -> str:
    return reverse("join:staff", args=["x" * 32])


def used(organization) -> str:
    made = link(organization)
    join_staff(invite=made.invite, by=factories.make_staff())
    return made.path


def ended(organization) -> str:
    made = link(organization)
    StaffInvite.objects.update(expires_at=timezone.now())
    return made.path


def withdrawn(organization) -> str:
    made = link(organization)
    withdraw_invite(by=None, invite=made.invite)
    return made.path


@pytest.mark.parametrize("gone", [wrong, used, ended, withdrawn])
def test_every_link_that_is_gone_says_the_same(organization, client, gone):
    path, nowhere = gone(organization), wrong(organization)
    people, staff = User.objects.count(), organization.staff.count()
    pages = [client.get(path), client.post(path, account()), client.get(nowhere)]
    assert [page.status_code for page in pages] == [404] * 3
    bodies = {without_address(page, path, nowhere) for page in pages}
    assert len(bodies) == 1
    assert GONE in bodies.pop()
    assert (User.objects.count(), organization.staff.count()) == (people, staff)


def without_address(page, *paths: str) -> str:
    """Return what stands in the main part; its links hold no token."""
    main = page.content.decode().split("<main")[1].split("</main>")[0]
    assert not any(path in main for path in paths)
    return main


def test_link_is_good_to_the_last_minute_of_seven_days(organization, client):
    made = link(organization)
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=-1), tick=False):
        assert client.get(made.path).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1), tick=False):
        assert client.get(made.path).status_code == 404


def test_staff_join_with_the_account_they_have(organization, other_teacher, client):
    made = link(organization)
    client.force_login(other_teacher)
    response = client.post(made.path)
    assert (response.status_code, response.url) == (303, reverse("teaching:classes"))
    assert get_user(client) == other_teacher
    assert roles_in(organization) == {other_teacher.username: "teacher"}
    assert User.objects.count() == 1
    assert client.get(made.path).status_code == 404


def test_who_is_on_the_staff_already_leaves_the_link_to_somebody_else(organization, client):
    admin = factories.make_staff(organization, role=StaffRole.ADMIN)
    made = link(organization)
    client.force_login(admin)
    assert client.post(made.path).status_code == 303
    assert roles_in(organization) == {admin.username: "admin"}
    assert StaffInvite.objects.open().get() == made.invite


def test_who_had_left_is_back_with_a_new_link(classroom, teacher, client):
    membership = teacher.staff_memberships.get()
    factories.make_staff(classroom.organization, role=StaffRole.ADMIN)
    day = classroom.organization.today()
    set_leave_date(by=None, membership=membership, day=day)
    assert not Classroom.objects.visible_to(teacher).exists()
    client.force_login(teacher)
    client.post(link(classroom.organization).path)
    assert Classroom.objects.visible_to(teacher).get() == classroom


def test_student_is_told_no(organization, student, client):
    client.force_login(student)
    made = link(organization)
    assert client.get(made.path).status_code == 403
    assert client.post(made.path, account()).status_code == 403
    assert StaffInvite.objects.open().count() == 1


def test_second_use_at_the_same_moment_comes_too_late(organization):
    made = link(organization)
    join_staff(invite=made.invite, by=factories.make_staff())
    with pytest.raises(LinkGone):
        join_staff(invite=made.invite, by=factories.make_staff())
    assert organization.staff.count() == 1


def test_thirty_wrong_links_a_minute_are_enough_for_an_address(organization):
    good, bad = link(organization).path, wrong(organization)
    with time_machine.travel("2026-11-20 09:00", tick=False):
        assert [Client().get(bad).status_code for _ in range(30)] == [404] * 30
        assert [Client().get(path).status_code for path in (bad, good)] == [429, 429]
        assert Client(REMOTE_ADDR="203.0.113.9").get(bad).status_code == 404
    with time_machine.travel("2026-11-20 09:01:01", tick=False):
        assert Client().get(good).status_code == 200


def test_a_whole_staff_comes_in_from_one_address(organization):
    paths = [link(organization).path for _ in range(40)]
    with time_machine.travel(timezone.now(), tick=False):
        statuses = [
            Client().post(path, account(username=f"gannet-{n}", email="")).status_code
            for n, path in enumerate(paths)
        ]
    assert statuses == [303] * 40


def test_each_step_stands_in_the_audit_log(organization, client):
    client.post(link(organization).path, account())
    withdrawn(organization)
    assert list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True)) == [
        "staff-invited",
        "staff-joined",
        "staff-invited",
        "staff-invite-withdrawn",
    ]
