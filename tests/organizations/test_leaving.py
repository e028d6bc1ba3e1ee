"""The day a member of staff leaves: from its first moment they see no class of that school."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from organizations.enums import StaffRole
from organizations.errors import LastAdmin
from organizations.models import Classroom
from organizations.rules import administered_by, organizations_of
from organizations.staffing import change_role, set_leave_date
from tests import factories

pytestmark = pytest.mark.django_db

LAST_MOMENT, FIRST_MOMENT = "2026-07-17T14:59:59Z", "2026-07-17T15:00:00Z"
DAY = date(2026, 7, 18)


@pytest.fixture
def tokyo_class():
    school = factories.make_organization("Kaze School", time_zone="Asia/Tokyo")
    return factories.make_classroom(school, name="1 Kaze")


@pytest.fixture
def leaver(tokyo_class):
    user = factories.make_teacher(tokyo_class)
    set_leave_date(by=None, membership=user.staff_memberships.get(), day=DAY)
    return user


def test_leaver_sees_their_class_until_midnight_at_the_school(leaver, tokyo_class, client):
    address = reverse("teaching:class", args=[tokyo_class.uuid])
    client.force_login(leaver)
    with time_machine.travel(LAST_MOMENT, tick=False):
        assert client.get(address).status_code == 200
        assert "1 Kaze" in client.get("/teach/").content.decode()
        assert organizations_of(leaver).exists()
    with time_machine.travel(FIRST_MOMENT, tick=False):
        assert client.get(address).status_code == 404
        page = client.get("/teach/").content.decode()
        assert "1 Kaze" not in page
        assert reverse("teaching:new_class") not in page
        assert client.get(reverse("teaching:new_class")).status_code == 404
        assert not organizations_of(leaver).exists()


def test_class_of_another_school_stays_with_the_leaver(leaver, other_classroom):
    school = other_classroom.organization
    school.staff.create(user=leaver, role=StaffRole.TEACHER)
    other_classroom.memberships.create(user=leaver, role="teacher")
    with time_machine.travel(FIRST_MOMENT, tick=False):
        assert list(Classroom.objects.visible_to(leaver)) == [other_classroom]
        assert list(organizations_of(leaver)) == [school]


def test_second_teacher_of_the_class_keeps_it(leaver, tokyo_class):
    second = factories.make_teacher(tokyo_class)
    with time_machine.travel(FIRST_MOMENT, tick=False):
        assert Classroom.objects.visible_to(second).get() == tokyo_class


def test_leave_date_can_be_taken_back(leaver, tokyo_class):
    set_leave_date(by=None, membership=leaver.staff_memberships.get(), day=None)
    with time_machine.travel(FIRST_MOMENT, tick=False):
        assert Classroom.objects.visible_to(leaver).get() == tokyo_class


def test_leave_date_is_the_day_that_was_said(leaver):
    assert leaver.staff_memberships.get().leaves_on == DAY


@pytest.fixture
def admin(tokyo_class):
    user = factories.make_staff(tokyo_class.organization, role=StaffRole.ADMIN)
    return user.staff_memberships.get()


def test_last_admin_neither_leaves_nor_becomes_a_teacher(admin):
    with pytest.raises(LastAdmin):
        set_leave_date(by=None, membership=admin, day=DAY)
    with pytest.raises(LastAdmin):
        change_role(by=None, membership=admin, role=StaffRole.TEACHER)
    admin.refresh_from_db()
    assert (admin.role, admin.leaves_at) == (StaffRole.ADMIN, None)


def test_admin_who_is_about_to_leave_is_no_other_admin(admin, tokyo_class):
    second = factories.make_staff(tokyo_class.organization, role=StaffRole.ADMIN)
    set_leave_date(by=None, membership=second.staff_memberships.get(), day=DAY)
    with pytest.raises(LastAdmin):
        set_leave_date(by=None, membership=admin, day=DAY)


def test_admin_of_another_school_is_no_other_admin(admin):
    factories.make_staff(factories.make_organization("Farshore"), role=StaffRole.ADMIN)
    with pytest.raises(LastAdmin):
        change_role(by=None, membership=admin, role=StaffRole.TEACHER)


def test_one_of_two_admins_may_go(admin, tokyo_class):
    factories.make_staff(tokyo_class.organization, role=StaffRole.ADMIN)
    set_leave_date(by=None, membership=admin, day=DAY)
    with time_machine.travel(LAST_MOMENT, tick=False):
        assert administered_by(admin.user).exists()
    with time_machine.travel(FIRST_MOMENT, tick=False):
        assert not administered_by(admin.user).exists()
