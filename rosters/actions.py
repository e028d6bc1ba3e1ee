"""Doing what a plan says, and making join cards. Every one of them is atomic."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import chain
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from core import audit
from organizations import phrases
from organizations.actions import Joined, lock_at_work, names_taken_in, remove_student
from organizations.enums import MembershipRole
from organizations.models import Classroom, Membership, OneTimeCode
from organizations.nicknames import nickname_key, suggest_nicknames
from rosters.plans import Plan, Status, Step, plan_for
from rosters.rows import Roster
from rosters.tables import written
from users.models import User


@dataclass(frozen=True)
class WayBack:
    """A pass phrase and its hash, which takes a moment to make; without a phrase no way back."""

    phrase: str = field(default="", repr=False)
    password: str = field(default_factory=lambda: make_password(None), repr=False)


@dataclass(frozen=True)
class Imported:
    """What became of a list; `cards` are the new students, each with a phrase to be shown once."""

    plan: Plan
    removed: int
    cards: list[Joined]


def new_way_back() -> WayBack:
    phrase = phrases.new_phrase()
    return WayBack(phrase, make_password(phrases.normalize_phrase(phrase)))


def import_roster(
    *,
    by: User | None,
    classroom: Classroom,
    roster: Roster,
    leaving: Collection[UUID] = (),
    with_phrases: bool = True,
) -> Imported:
    """Bring a class in line with a list; a second time it changes nothing. Raise ClassIsOver where
    it is in the archive.

    Only those of the leaving go whose membership is named in `leaving`. Without phrases the new
    students have no way in before somebody makes them cards. The hashes are made before the
    transaction begins, so that nobody waits for them.
    """
    make = new_way_back if with_phrases else WayBack
    expected = plan_for(classroom, roster).counts[Status.NEW]
    ways = chain([make() for _ in range(expected)], iter(make, None))
    with transaction.atomic():
        classroom = lock_at_work(classroom.pk)
        gone = [one for one in plan_for(classroom, roster).leaving if one.uuid in leaving]
        for membership in gone:
            remove_student(by=by, membership=membership)
        plan = plan_for(classroom, roster)
        change_labels(plan.of(Status.CHANGED))
        cards = add_students(classroom, plan.of(Status.NEW), ways)
        if by and cards:
            note_own_seen(by, classroom, cards)
        if gone or cards or plan.counts[Status.CHANGED]:
            audit.record(by=by, verb="roster-imported", target=classroom)
    return Imported(plan, len(gone), cards)


def export_list(*, by: User, classroom: Classroom) -> bytes:
    """Return the class list as a table, label and nickname; taking it along is written down."""
    students = classroom.memberships.students().order_by("label", "nickname")
    audit.record(by=by, verb="class-list-exported", target=classroom)
    return written([("name", "nickname"), *students.values_list("label", "nickname")])


def change_labels(steps: list[Step]) -> None:
    for step in steps:
        step.membership.label = step.name
        step.membership.roster_key = step.key
    changed = [step.membership for step in steps]
    Membership.objects.bulk_update(changed, ["label", "roster_key"])


def add_students(classroom: Classroom, steps: list[Step], ways: Iterator[WayBack]) -> list[Joined]:
    """Make an account and a place in the class for each step, with a nickname to start with."""
    nicknames = suggest_nicknames("", names_taken_in(classroom), n=len(steps))
    chosen = [next(ways) for _ in steps]
    users = User.objects.create_students([way.password for way in chosen])
    memberships = Membership.objects.bulk_create(
        Membership(
            classroom=classroom,
            user=user,
            role=MembershipRole.STUDENT,
            nickname=nickname,
            nickname_key=nickname_key(nickname),
            label=step.name,
            roster_key=step.key,
        )
        for step, user, nickname in zip(steps, users, nicknames, strict=True)
    )
    phrases_of = [way.phrase for way in chosen]
    return [Joined(*pair) for pair in zip(memberships, phrases_of, strict=True)]


def note_own_seen(by: User, classroom: Classroom, cards: list[Joined]) -> None:
    """A teacher who had seen everybody has seen whom they brought in themselves, too."""
    students = classroom.memberships.students().exclude(pk__in=[one.membership.pk for one in cards])
    unseen = students.filter(joined_at__gt=OuterRef("students_seen_at"))
    own = classroom.memberships.filter(user=by, role=MembershipRole.TEACHER)
    own.filter(~Exists(unseen)).update(students_seen_at=timezone.now())


def renew_cards(*, by: User, memberships: Collection[Membership]) -> list[Joined]:
    """Give students of a class new pass phrases: the old ones and any one-time codes end, and so do
    their sessions. They are told that their way back was changed.
    """
    ways = [new_way_back() for _ in memberships]
    with transaction.atomic():
        for membership, way in zip(memberships, ways, strict=True):
            membership.user.password = way.password
            membership.way_back_changed_at = timezone.now()
            audit.record(by=by, verb="way-back-reset", target=membership)
        User.objects.bulk_update([one.user for one in memberships], ["password"])
        Membership.objects.bulk_update(memberships, ["way_back_changed_at"])
        OneTimeCode.objects.filter(membership__in=memberships).delete()
    return [Joined(one, way.phrase) for one, way in zip(memberships, ways, strict=True)]
