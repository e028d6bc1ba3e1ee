"""Staff: who is there, links shown once, roles, leave dates; and never those of another school."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEntry
from organizations.enums import StaffRole
from organizations.models import Classroom, StaffInvite, StaffMembership
from organizations.staffing import invite_staff, set_leave_date
from tests import factories

pytestmark = pytest.mark.django_db

LINK = re.compile(r"http://testserver(/join/staff/[\w-]{32}/)")


def names(response) -> list[str]:
    return [member.user.username for member in response.context["members"]]


def member_of(user) -> StaffMembership:
    return user.staff_memberships.get()


@pytest.mark.parametrize("people", [1, 3, 30])
def test_staff_page_costs_the_same_queries(
    people, organization, admin, admin_client, page_of, django_assert_num_queries
):
    for _ in range(people - 1):
        factories.make_staff(organization)
    for _ in range(people):
        invite_staff(by=admin, organization=organization, role=StaffRole.TEACHER)
    # Session, user, school, staff, links.
    with django_assert_num_queries(5):
        response = admin_client.get(page_of("staff"))
    assert len(names(response)) == people
    assert len(response.context["links"]) == people


def test_staff_page_lists_the_own_school_alone(
    organization, admin, admin_client, page_of, teacher, far_admin, other_teacher
):
    invite_staff(
        by=far_admin, organization=far_admin.staff_memberships.get().organization, role="admin"
    )
    response = admin_client.get(page_of("staff"))
    assert sorted(names(response)) == sorted([admin.username, teacher.username])
    assert list(response.context["links"]) == []


def test_who_has_left_stands_last_and_who_leaves_soon_before(organization, admin_client, page_of):
    for name, days in (("gone-late", -1), ("gone-early", -9), ("leaves", 9), ("stays", None)):
        user = factories.make_staff(organization, username=name)
        day = days and organization.today() + timedelta(days=days)
        set_leave_date(by=None, membership=member_of(user), day=day)
    page = admin_client.get(page_of("staff"))
    assert names(page) == ["admin-of-duneside", "stays", "leaves", "gone-late", "gone-early"]


def test_link_is_shown_once(admin_client, page_of, client):
    response = admin_client.post(page_of("staff"), {"role": "admin"})
    path = LINK.search(response.content.decode())[1]
    assert response["Cache-Control"] == "no-store"
    assert client.get(path).status_code == 200
    later = admin_client.get(page_of("staff")).content.decode()
    assert path not in later
    assert "/join/staff/" not in later
    assert StaffInvite.objects.get().role == StaffRole.ADMIN


def test_link_asked_for_twice_is_made_and_shown_once(admin_client, page_of, far_admin):
    """A page loaded again, or a button pressed twice; a key of another school's link is no key."""
    sent = {"role": "admin", "key": str(uuid4())}
    first, second = (admin_client.post(page_of("staff"), sent) for _ in range(2))
    assert LINK.search(first.content.decode())
    assert not LINK.search(second.content.decode())
    assert "make another" in second.content.decode()
    theirs = invite_staff(
        by=far_admin, organization=member_of(far_admin).organization, role=StaffRole.TEACHER
    )
    other = admin_client.post(page_of("staff"), sent | {"key": str(theirs.invite.uuid)})
    assert LINK.search(other.content.decode())
    assert StaffInvite.objects.count() == 3


def test_link_without_a_role_is_not_made(admin_client, page_of):
    assert admin_client.post(page_of("staff"), {"role": "owner"}).status_code == 422
    assert not StaffInvite.objects.exists()


def test_withdrawn_link_opens_nothing(organization, admin, admin_client, page_of, client):
    made = invite_staff(by=admin, organization=organization, role=StaffRole.TEACHER)
    address = page_of("withdraw", made.invite.uuid)
    assert [admin_client.post(address).status_code for _ in range(2)] == [303, 303]
    assert client.get(made.path).status_code == 404
    assert AuditEntry.objects.filter(verb="staff-invite-withdrawn").count() == 1


def test_link_of_another_school_cannot_be_withdrawn(admin_client, page_of, far_admin, client):
    school = member_of(far_admin).organization
    made = invite_staff(by=far_admin, organization=school, role=StaffRole.TEACHER)
    assert admin_client.post(page_of("withdraw", made.invite.uuid)).status_code == 404
    assert client.get(made.path).status_code == 200


def test_role_is_changed_and_counts_at_once(admin, admin_client, teacher, page_of, client):
    client.force_login(teacher)
    assert client.get(page_of("school")).status_code == 404
    response = admin_client.post(page_of("role", member_of(teacher).uuid), {"role": "admin"})
    assert (response.status_code, response.url) == (303, page_of("staff"))
    assert client.get(page_of("school")).status_code == 200
    entry = AuditEntry.objects.get(verb="staff-role-changed")
    assert (entry.actor, entry.target) == (admin.uuid, member_of(teacher).uuid)


@pytest.mark.parametrize(
    ("page", "body"),
    [("role", {"role": "teacher"}), ("leave", {"leaves_on": "2099-07-31"})],
)
def test_last_admin_is_told_why_they_stay(page, body, admin, admin_client, page_of):
    response = admin_client.post(page_of(page, member_of(admin).uuid), body)
    assert response.status_code == 422
    assert "This is the only admin who stays." in response.content.decode()
    assert (member_of(admin).role, member_of(admin).leaves_at) == (StaffRole.ADMIN, None)


def test_admin_who_lets_go_lands_on_their_classes(organization, admin, admin_client, page_of):
    factories.make_staff(organization, role=StaffRole.ADMIN)
    response = admin_client.post(page_of("role", member_of(admin).uuid), {"role": "teacher"})
    assert (response.status_code, response.url) == (303, "/teach/")
    assert admin_client.get(page_of("school")).status_code == 404


def test_sign_in_leads_an_admin_who_teaches_nothing_to_the_school(
    organization, classroom, admin, admin_client, teacher, far_admin, client
):
    def after_sign_in(user) -> str:
        client.force_login(user)
        return client.get(reverse("home:after_sign_in")).url

    assert [after_sign_in(user) for user in (admin, far_admin, teacher)] == [
        reverse("administration:choose"),
        reverse("administration:choose"),
        reverse("teaching:classes"),
    ]
    classroom.memberships.create(user=admin, role="teacher")
    assert after_sign_in(admin) == reverse("teaching:classes")
    far_admin.staff_memberships.update(leaves_at=timezone.now())
    assert after_sign_in(far_admin) == reverse("teaching:classes")


def test_who_leaves_today_sees_no_class_from_now_on(
    classroom, teacher, admin_client, page_of, class_url, client
):
    client.force_login(teacher)
    assert client.get(class_url).status_code == 200
    today = classroom.organization.today()
    body = {"leaves_on": today.isoformat()}
    response = admin_client.post(page_of("leave", member_of(teacher).uuid), body)
    assert response.status_code == 303
    assert client.get(class_url).status_code == 404
    assert "Has left" in admin_client.get(page_of("staff")).content.decode()


def test_leave_date_is_taken_back_by_an_empty_field(classroom, teacher, admin_client, page_of):
    day = classroom.organization.today()
    set_leave_date(by=None, membership=member_of(teacher), day=day)
    admin_client.post(page_of("leave", member_of(teacher).uuid), {"leaves_on": ""})
    assert Classroom.objects.visible_to(teacher).get() == classroom


ZONE = {"country": "US", "time_zone": "America/Los_Angeles", "months_kept": "12"}


def test_leave_day_is_the_same_day_in_another_time_zone(
    classroom, organization, teacher, admin_client, page_of, other_teacher
):
    day = organization.today() + timedelta(days=30)
    for user in (teacher, other_teacher):
        set_leave_date(by=None, membership=member_of(user), day=day)
    far_before = member_of(other_teacher).leaves_at
    assert admin_client.post(page_of("settings"), ZONE).status_code == 303
    organization.refresh_from_db()
    assert member_of(teacher).leaves_on == day
    assert member_of(teacher).leaves_at == organization.beginning_of(day)
    assert member_of(other_teacher).leaves_at == far_before


def test_who_has_left_is_not_back_for_some_hours_by_another_clock(
    classroom, organization, teacher, admin_client, page_of, time_machine
):
    time_machine.move_to("2026-11-28T03:00:00+00:00", tick=False)
    set_leave_date(by=None, membership=member_of(teacher), day=date(2026, 11, 28))
    assert admin_client.post(page_of("settings"), ZONE).status_code == 303
    assert member_of(teacher).has_left
    assert not Classroom.objects.visible_to(teacher).exists()


def test_day_that_is_over_is_refused(organization, teacher, admin_client, page_of):
    yesterday = organization.today() - timedelta(days=1)
    body = {"leaves_on": yesterday.isoformat()}
    response = admin_client.post(page_of("leave", member_of(teacher).uuid), body)
    assert response.status_code == 422
    assert "This day is over." in response.content.decode()
    assert member_of(teacher).leaves_at is None


@pytest.mark.parametrize("page", ["member", "role", "leave"])
def test_staff_of_another_school_do_not_exist(page, admin_client, page_of, other_teacher):
    address = page_of(page, member_of(other_teacher).uuid)
    body = {"role": "admin", "leaves_on": "2099-07-31"}
    response = admin_client.get(address) if page == "member" else admin_client.post(address, body)
    assert response.status_code == 404
    assert (member_of(other_teacher).role, member_of(other_teacher).leaves_at) == ("teacher", None)


@pytest.mark.parametrize("page", ["school", "staff", "safeguarding", "settings", "kept"])
def test_school_of_another_admin_does_not_exist(page, far_admin, page_of, client):
    client.force_login(far_admin)
    assert client.get(page_of(page)).status_code == 404


def test_school_is_found_without_its_address(organization, admin, admin_client, page_of):
    response = admin_client.get(reverse("administration:choose"))
    assert (response.status_code, response.url) == (302, page_of("school"))
    second = factories.make_organization("Second School")
    factories.make_organization("Canary School")
    second.staff.create(user=admin, role=StaffRole.ADMIN)
    page = admin_client.get(reverse("administration:choose"))
    assert list(page.context["schools"]) == [organization, second]
    assert "Canary School" not in page.content.decode()
