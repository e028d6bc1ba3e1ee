"""Five things to do, each looked up in what is there."""

import pytest
from django.utils import timezone

from administration.readiness import readiness
from organizations.class_life import archive_classroom
from organizations.enums import StaffRole
from organizations.staffing import invite_staff
from support.enums import FactKind
from tests import factories
from tests.support.samples import store_starter

pytestmark = pytest.mark.django_db

CONTACT, SECOND, WHERE, TEACHER, CLASS = range(5)


@pytest.fixture
def school(organization, admin, other_teacher, far_admin):
    """A school with one admin; the other one has everything, and counts for nothing here."""
    return organization


def done(school) -> list[bool]:
    return [task.is_done for task in readiness(school, on=school.today())]


def test_new_school_has_five_things_to_do(school):
    assert done(school) == [False] * 5


def test_contact_counts_with_a_way_to_reach_them(school):
    school.lead_name = "Ms Fulmar"
    assert not done(school)[CONTACT]
    school.lead_reach = "Room 12"
    assert done(school)[CONTACT]


def test_second_admin_counts_while_they_stay(school):
    second = factories.make_staff(school, role=StaffRole.ADMIN)
    assert done(school)[SECOND]
    second.staff_memberships.update(leaves_at=school.beginning_of(school.today()))
    assert not done(school)[SECOND]


def test_country_counts_where_its_help_page_shows_somebody(school):
    school.country = "GB"
    task = readiness(school, on=school.today())[WHERE]
    assert not task.is_done
    assert "nobody to talk to today" in task.note
    store_starter(FactKind.HELPLINE)
    task = readiness(school, on=school.today())[WHERE]
    assert task.is_done
    assert "United Kingdom, Europe/London." in task.note


def test_link_that_waits_is_no_teacher_yet(school):
    invite_staff(by=None, organization=school, role=StaffRole.TEACHER)
    task = readiness(school, on=school.today())[TEACHER]
    assert (task.is_done, task.note) == (False, "1 link waits to be used.")
    factories.make_staff(school)
    assert done(school)[TEACHER]


def test_first_class_counts(school):
    factories.make_classroom(school)
    assert done(school)[CLASS]


def test_class_whose_teachers_have_left_is_a_sixth_thing_until_it_is_over(school, other_classroom):
    classroom = factories.make_classroom(school, name="9C")
    teacher = factories.make_teacher(classroom)
    assert len(done(school)) == 5
    teacher.staff_memberships.update(leaves_at=timezone.now())
    task = readiness(school, on=school.today())[-1]
    assert (task.is_done, task.note) == (False, "Nobody here teaches: 9C.")
    archive_classroom(by=teacher, classroom=classroom)
    assert len(done(school)) == 5


def test_page_says_how_many_are_left(school, admin_client, page_of):
    assert "5 things are left to do." in admin_client.get(page_of("school")).content.decode()
