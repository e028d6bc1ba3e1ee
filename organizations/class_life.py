"""What becomes of a class: its teachers, a copy, the archive, a new year; a student who moves.

Every action is atomic. Clicked twice, each is done once.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from core import audit
from organizations import errors
from organizations.actions import check_nickname_is_free, create_classroom
from organizations.enums import MembershipRole
from organizations.models import Classroom, FormerPlace, Membership
from organizations.nicknames import nickname_key
from organizations.rules import classes_to_move_to
from organizations.signals import class_archived, student_moved
from users.models import User

# The first number of a class's name that can be a year of school: not one of a date.
YEAR_OF_SCHOOL = re.compile(r"(?<![\d/.\-])\d{1,2}(?![\d/.\-])", re.ASCII)
LAST_YEAR_OF_SCHOOL = 13


@dataclass(frozen=True)
class NextYear:
    """A class as it goes on in the new school year, with its students or without."""

    classroom: Classroom
    name: str
    age_band: str
    with_students: bool


def locked(classroom: Classroom) -> Classroom:
    return Classroom.objects.select_for_update().get(pk=classroom.pk)


# Teachers


@transaction.atomic
def add_teacher(*, by: User, classroom: Classroom, teacher: User) -> Membership:
    """Let another member of staff open a class: from then on they may do whatever `by` may."""
    membership, is_new = Membership.objects.get_or_create(
        classroom=classroom, user=teacher, defaults={"role": MembershipRole.TEACHER}
    )
    if is_new:
        audit.record(by=by, verb="teacher-added", target=membership)
    return membership


@transaction.atomic
def remove_teacher(*, by: User, membership: Membership) -> None:
    """Take a teacher out of a class; raise LastTeacher where nobody here would teach it."""
    classroom = locked(membership.classroom)
    if not classroom.memberships.teachers_here().exclude(pk=membership.pk).exists():
        raise errors.LastTeacher
    audit.record(by=by, verb="teacher-removed", target=membership)
    membership.delete()


@transaction.atomic
def hand_over(*, by: User, classroom: Classroom, teacher: User) -> None:
    """Give a class to another teacher and leave it, in one step."""
    add_teacher(by=by, classroom=classroom, teacher=teacher)
    remove_teacher(by=by, membership=classroom.memberships.get(user=by))
    audit.record(by=by, verb="class-handed-over", target=classroom)


@transaction.atomic
def give_to_teacher(*, by: User, classroom: Classroom, teacher: User) -> None:
    """Give a class to a member of staff; raise HasTeacher where it has one who is here."""
    classroom = locked(classroom)
    if classroom.memberships.teachers_here().exists():
        raise errors.HasTeacher
    add_teacher(by=by, classroom=classroom, teacher=teacher)


# The archive


@transaction.atomic
def archive_classroom(*, by: User, classroom: Classroom) -> None:
    """End a class: joining closes, and rooms above are told. Whatever was done in it stays."""
    classroom = locked(classroom)
    if classroom.is_archived:
        return
    classroom.archived_at = timezone.now()
    classroom.joining_open_until = None
    classroom.save(update_fields=["archived_at", "joining_open_until"])
    audit.record(by=by, verb="class-archived", target=classroom)
    class_archived.send(sender=Classroom, classroom=classroom, by=by)


@transaction.atomic
def bring_back_classroom(*, by: User, classroom: Classroom) -> None:
    """Take a class out of the archive; joining stays closed until a teacher opens it."""
    classroom = locked(classroom)
    if classroom.is_archived:
        classroom.archived_at = None
        classroom.save(update_fields=["archived_at"])
        audit.record(by=by, verb="class-brought-back", target=classroom)


# A copy, and a new year


@transaction.atomic
def copy_classroom(
    *, by: User, classroom: Classroom, name: str, age_band: str, key: UUID | None = None
) -> Classroom:
    """Make a class like another one, with a code of its own, `by` as teacher and no students."""
    copy = create_classroom(
        by=by,
        organization=classroom.organization,
        name=name,
        age_band=age_band,
        uses_shared_devices=classroom.uses_shared_devices,
        key=key,
    )
    copy.seats = classroom.seats
    copy.save(update_fields=["seats"])
    return copy


@transaction.atomic
def roll_over(*, by: User, plans: Iterable[NextYear]) -> list[Classroom]:
    """Take classes into a new school year: each is archived, and one with a new name goes on.

    What is in the archive by now was rolled over a moment ago, and is left alone.
    """
    wanted = [plan.classroom.pk for plan in plans]
    rows = Classroom.objects.current().filter(pk__in=wanted).order_by("pk").select_for_update()
    at_work = set(rows.values_list("pk", flat=True))
    return [go_on(by, plan) for plan in plans if plan.classroom.pk in at_work]


def go_on(by: User, plan: NextYear) -> Classroom:
    """Make the class of the new year, with its teachers who are here; archive the one before."""
    before = plan.classroom
    after = copy_classroom(by=by, classroom=before, name=plan.name, age_band=plan.age_band)
    for teacher in before.memberships.teachers_here().select_related("user"):
        add_teacher(by=by, classroom=after, teacher=teacher.user)
    if plan.with_students:
        students = before.memberships.students().active()
        Membership.objects.bulk_create(place_in(after, student) for student in students)
    archive_classroom(by=by, classroom=before)
    audit.record(by=by, verb="class-rolled-over", target=after)
    return after


def place_in(classroom: Classroom, before: Membership) -> Membership:
    """Return a student's place in the class of the new year; the one in the old class stays.

    Account, pass phrase and nickname are the same, so the old code works as well as the new one.
    A key of a class list is good for one class only: the next list knows them by their label.
    """
    kept = ("user_id", "role", "state", "nickname", "nickname_key", "label", "extra_time")
    return Membership(classroom=classroom, **{name: getattr(before, name) for name in kept})


def next_years_name(name: str) -> str:
    """Return what a class may be called next year: 9C becomes 10C; without a year, its name."""
    found = YEAR_OF_SCHOOL.search(name)
    if found is None or int(found[0]) >= LAST_YEAR_OF_SCHOOL:
        return name
    return f"{name[: found.start()]}{int(found[0]) + 1}{name[found.end() :]}"


# A student who moves


@transaction.atomic
def move_student(*, by: User, membership: Membership, to: Classroom, nickname: str) -> None:
    """Put a student into another class of `by`; account, work and answers go with them.

    The old class code and nickname go on bringing them back. The class sees them as new, and the
    next class list knows them by their label. Rooms above are told, and take them out of what only
    the old class has. Raise NicknameTaken with free ones, or CannotChangeClass.
    """
    left, to = locked_pair(membership.classroom, to)
    is_still_there = left.memberships.students().filter(pk=membership.pk).exists()
    if not (is_still_there and classes_to_move_to(by, membership).filter(pk=to.pk).exists()):
        raise errors.NotAMoveToMake
    if to.memberships.students().count() >= to.seats:
        raise errors.NoSeatLeft
    membership.former_places.filter(classroom=to).delete()
    check_nickname_is_free(to, nickname)
    FormerPlace.objects.create(
        membership=membership, classroom=left, nickname_key=membership.nickname_key
    )
    membership.classroom = to
    membership.nickname, membership.nickname_key = nickname, nickname_key(nickname)
    membership.roster_key = ""
    membership.joined_at = timezone.now()
    changed = ["classroom", "nickname", "nickname_key", "roster_key", "joined_at"]
    membership.save(update_fields=changed)
    audit.record(by=by, verb="student-moved", target=membership)
    student_moved.send(sender=Membership, membership=membership, left=left)


def locked_pair(left: Classroom, to: Classroom) -> tuple[Classroom, Classroom]:
    """Return two classes under a lock, taken in one order: who moves the other way waits."""
    rows = Classroom.objects.select_for_update().filter(pk__in=[left.pk, to.pk]).order_by("pk")
    found = {row.pk: row for row in rows}
    return found[left.pk], found[to.pk]
