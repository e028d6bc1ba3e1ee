"""What organization admins change of their school, and what ends when its time is over."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from administration.retention import ended_and_over, is_over
from core import audit
from organizations.actions import take_out
from organizations.models import Classroom, Organization
from users.models import User


@transaction.atomic
def change_safeguarding_contact(*, by: User, school: Organization, **contact: str) -> None:
    """Say whom teachers tell. Names stand in no log: the entry says that it was changed."""
    change(school, **contact)
    audit.record(by=by, verb="safeguarding-contact-changed", target=school)


@transaction.atomic
def change_school(
    *, by: User, school: Organization, country: str, time_zone: str, months_kept: int
) -> None:
    """Say where a school is, and how long it keeps a class. Leave dates stay the days they are."""
    if time_zone != school.time_zone:
        keep_leave_days(school, Organization(time_zone=time_zone))
    change(school, country=country, time_zone=time_zone, months_kept=months_kept)
    audit.record(by=by, verb="organization-changed", target=school)


def keep_leave_days(school: Organization, changed: Organization) -> None:
    """Let the day on which somebody leaves begin by another clock; who has left stays gone."""
    for member in school.staff.exclude(leaves_at=None):
        leaves_at = changed.beginning_of(member.leaves_on)
        if not (member.has_left and leaves_at > timezone.now()):
            member.leaves_at = leaves_at
            member.save(update_fields=["leaves_at"])


def change(school: Organization, **values) -> None:
    for name, value in values.items():
        setattr(school, name, value)
    school.save(update_fields=list(values))


@transaction.atomic
def delete_classroom(*, by: User | None, classroom: Classroom) -> None:
    """Delete a class for good; students who are in no other class go with all they did."""
    audit.record(by=by, verb="classroom-deleted", target=classroom)
    for membership in classroom.memberships.students().select_related("user"):
        take_out(membership)
    classroom.delete()


def delete_ended_classrooms(*, now: datetime) -> int:
    """Delete every class whose time is over; return how many. One transaction a class."""
    return sum(delete_if_over(classroom=one, now=now) for one in ended_and_over(now=now))


@transaction.atomic
def delete_if_over(*, classroom: Classroom, now: datetime) -> bool:
    """Delete a class if its time is over still; return whether it was.

    It and its school are locked: it may have been brought back since the run began, or is now.
    """
    rows = Classroom.objects.filter(pk=classroom.pk).exclude(archived_at=None)
    found = rows.select_for_update().select_related("organization").first()
    if found is None or not is_over(found.organization, found.archived_at, now):
        return False
    delete_classroom(by=None, classroom=found)
    return True
