"""Reading who belongs where."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from core.enums import AgeBand
from organizations.enums import MembershipRole
from organizations.models import Membership

UNKNOWN_BAND = ""


def membership_of(user, classroom) -> Membership | None:
    """Return a signed-in student's place in a class, or None. At most one query."""
    if not user.is_authenticated:
        return None
    return Membership.objects.students().filter(user=user, classroom=classroom).first()


def age_band_of(user) -> str:
    """Return a student's age band, or "" where none is known (guests, staff). At most one query.

    In two classes the younger band counts (decision 1).
    """
    if not user.is_authenticated or not user.is_student:
        return UNKNOWN_BAND
    bands = set(of_present_classes(user, "classroom__age_band"))
    return AgeBand.youngest(*bands).value if bands else UNKNOWN_BAND


def extra_time_of(user) -> int:
    """Return a student's extra time in percent: the most that one of their classes gives. One
    query.
    """
    return max(of_present_classes(user, "extra_time"), default=0)


def of_present_classes(user, field: str) -> list:
    """Return a field of a student's places in classes: of those at work, where there is none of
    the archived ones. One query.
    """
    students = Membership.objects.students().active().filter(user=user).order_by()
    rows = list(students.values_list(field, "classroom__archived_at"))
    present = [value for value, archived_at in rows if archived_at is None]
    return present or [value for value, _archived_at in rows]


def students_ever_in(classroom) -> QuerySet[Membership]:
    """Return the students who are in a class, or were before they were moved."""
    here = Q(classroom=classroom) | Q(former_places__classroom=classroom)
    return Membership.objects.students().filter(here).distinct()


def other_teachers(classrooms: Iterable, user) -> dict[int, list[str]]:
    """Map the ids of classes to the names of their teachers other than `user`. One query."""
    names = {}
    for member in teachers_of(classrooms).exclude(user=user):
        names.setdefault(member.classroom_id, []).append(member.user.shown_name)
    return names


def teachers_of(classrooms: Iterable) -> QuerySet[Membership]:
    teachers = Membership.objects.filter(role=MembershipRole.TEACHER, classroom__in=classrooms)
    return teachers.select_related("user").order_by("joined_at", "pk")
