"""What the pages of an organization admin show. Each docstring states its number of queries."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet
from django.db.models.functions import Lower

from core.models import AuditEntry
from organizations.models import Classroom, Organization, StaffInvite, StaffMembership
from users.models import User

EXPORTS_SHOWN = 50
# What takes data of a class out of Marram writes one of these into the audit log.
EXPORTED = ("class_exported", "class-list-exported")


@dataclass(frozen=True)
class Export:
    """Something that was taken out of a class: when, by whom (None: gone), of which class."""

    at: datetime
    by: User | None
    class_name: str
    with_names: bool


def staff_of(school: Organization) -> QuerySet[StaffMembership]:
    """Return the staff of a school: who stays, who leaves soon, who has left. One query."""
    members = school.staff.select_related("user", "organization")
    return members.order_by(
        F("leaves_at").desc(nulls_first=True), Lower("user__last_name"), Lower("user__username")
    )


def classes_without_teacher(school: Organization) -> QuerySet[Classroom]:
    """Return the classes at work whose teachers have all left the school, by name. One query."""
    return school.classrooms.current().with_teacher_here().filter(has_teacher=False)


def open_links(school: Organization) -> QuerySet[StaffInvite]:
    """Return the links of a school that can still be used, the newest first. One query."""
    return school.staff_invites.open().select_related("made_by")


def exports_of(school: Organization) -> list[Export]:
    """Return what was taken out of the classes of a school, the newest first. Three queries.

    Of a class that was deleted since, nothing is known any more.
    """
    names = dict(school.classrooms.values_list("uuid", "name"))
    entries = AuditEntry.objects.filter(
        verb__in=EXPORTED, target_kind="classroom", target__in=names
    )[:EXPORTS_SHOWN]
    people = User.objects.in_bulk({one.actor for one in entries if one.actor}, field_name="uuid")
    return [
        Export(
            at=entry.at,
            by=people.get(entry.actor),
            class_name=names[entry.target],
            with_names=entry.verb == "class-list-exported",
        )
        for entry in entries
    ]
