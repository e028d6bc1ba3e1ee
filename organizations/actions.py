"""What people do to classes and memberships. Every one of them is atomic."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils import timezone

from core import audit
from core.models import new_uuid
from organizations import codes, errors, nicknames, phrases
from organizations.enums import MembershipRole, MembershipState
from organizations.models import (
    JOINING_STAYS_OPEN,
    Classroom,
    Membership,
    OneTimeCode,
    Organization,
    one_time_code_end,
)
from users.models import User


@dataclass(frozen=True)
class Joined:
    """A student in a class; `phrase` is shown once and empty for someone who had an account."""

    membership: Membership
    phrase: str


@transaction.atomic
def create_classroom(
    *,
    by: User,
    organization: Organization,
    name: str,
    age_band: str,
    uses_shared_devices: bool,
    key: uuid.UUID | None = None,
) -> Classroom:
    """Make a class with a free code and `by` as its teacher; joining is closed until opened.

    `key` is what its address shows, where the page it was asked for on chose one.
    """
    classroom = Classroom.objects.create(
        uuid=key or new_uuid(),
        organization=organization,
        name=name,
        age_band=age_band,
        uses_shared_devices=uses_shared_devices,
        code_key=free_code_key(),
    )
    Membership.objects.create(classroom=classroom, user=by, role=MembershipRole.TEACHER)
    audit.record(by=by, verb="classroom-created", target=classroom)
    return classroom


def lock_at_work(classroom_id: int) -> Classroom:
    """Return a class under a lock, so that nobody archives it meanwhile; raise ClassIsOver where
    somebody has.
    """
    classroom = Classroom.objects.select_for_update().get(pk=classroom_id)
    if classroom.is_archived:
        raise errors.ClassIsOver
    return classroom


def free_code_key() -> str:
    """Return a join code no class has; with 65 million codes the second try is a curiosity."""
    while True:
        key = codes.new_code().key
        if not Classroom.objects.filter(code_key=key).exists():
            return key


@transaction.atomic
def change_classroom(
    *, by: User, classroom: Classroom, name: str, age_band: str, uses_shared_devices: bool
) -> None:
    """Put right what was said of a class when it was made."""
    classroom.name = name
    classroom.age_band = age_band
    classroom.uses_shared_devices = uses_shared_devices
    classroom.save(update_fields=["name", "age_band", "uses_shared_devices"])
    audit.record(by=by, verb="classroom-changed", target=classroom)


@transaction.atomic
def open_joining(*, by: User, classroom: Classroom) -> None:
    """Let students join for the next 24 hours; opened again, the 24 hours start anew."""
    classroom.joining_open_until = timezone.now() + JOINING_STAYS_OPEN
    classroom.save(update_fields=["joining_open_until"])
    audit.record(by=by, verb="joining-opened", target=classroom)


@transaction.atomic
def close_joining(*, by: User, classroom: Classroom) -> None:
    classroom.joining_open_until = None
    classroom.save(update_fields=["joining_open_until"])
    audit.record(by=by, verb="joining-closed", target=classroom)


@transaction.atomic
def join_classroom(
    *, classroom: Classroom, nickname: str, join_key: uuid.UUID, user: User | None, is_waiting: bool
) -> Joined:
    """Put a student into a class and return their new pass phrase.

    `join_key` comes from the page the nickname was typed on: sent twice (a lost reply), the student
    stands in the class once and gets a phrase that works. A student with an account (`user`) keeps
    theirs. `is_waiting` puts them on the teacher's list first (decision 7).
    Raise CannotJoin where the class is closed or full, or has the student or the nickname already.
    """
    classroom = Classroom.objects.select_for_update().get(pk=classroom.pk)
    earlier = Membership.objects.filter(join_key=join_key, classroom=classroom).first()
    if earlier:
        return Joined(earlier, "" if user else renew_phrase(earlier.user))
    check_room(classroom)
    if user and classroom.memberships.filter(user=user).exists():
        raise errors.AlreadyInClass
    check_nickname_is_free(classroom, nickname)
    phrase = "" if user else phrases.new_phrase()
    membership = Membership.objects.create(
        classroom=classroom,
        user=user or User.objects.create_student(phrase=phrases.normalize_phrase(phrase)),
        role=MembershipRole.STUDENT,
        state=MembershipState.WAITING if is_waiting else MembershipState.ACTIVE,
        nickname=nickname,
        nickname_key=nicknames.nickname_key(nickname),
        join_key=join_key,
    )
    return Joined(membership, phrase)


def check_room(classroom: Classroom) -> None:
    if not classroom.is_joining_open():
        raise errors.JoiningClosed
    if classroom.memberships.students().count() >= classroom.seats:
        raise errors.ClassFull


def check_nickname_is_free(classroom: Classroom, nickname: str) -> None:
    """Raise NicknameTaken where a student has this name, or one of the class's teachers."""
    taken = names_taken_in(classroom)
    if nicknames.nickname_key(nickname) in taken:
        raise errors.NicknameTaken(nicknames.suggest_nicknames(nickname, taken))


def names_taken_in(classroom: Classroom) -> set[str]:
    """Return the nickname keys nobody new in a class may have. Two queries."""
    taken = set(classroom.former_places.values_list("nickname_key", flat=True))
    for member in classroom.memberships.select_related("user").order_by():
        taken.update(names_taken_by(member))
    return taken


def names_taken_by(member: Membership) -> set[str]:
    """Return the nickname keys nobody else in the class may have because of this member."""
    if member.role == MembershipRole.STUDENT:
        return {member.nickname_key}
    names = (member.user.username, member.user.get_full_name(), member.user.last_name)
    return {nicknames.nickname_key(name) for name in names if name}


def renew_phrase(user: User) -> str:
    """Give a student a new pass phrase, to be shown once, and end their other sessions."""
    phrase = phrases.new_phrase()
    user.set_password(phrases.normalize_phrase(phrase))
    user.save(update_fields=["password"])
    return phrase


@transaction.atomic
def accept_student(*, by: User, membership: Membership) -> None:
    """Let a waiting student into the class; raise ClassIsOver where it is in the archive."""
    lock_at_work(membership.classroom_id)
    membership.state = MembershipState.ACTIVE
    membership.save(update_fields=["state"])
    audit.record(by=by, verb="student-accepted", target=membership)


@transaction.atomic
def refuse_student(*, by: User, membership: Membership) -> None:
    """Take a waiting student off the list; an account that was made for this class goes with it."""
    audit.record(by=by, verb="student-refused", target=membership)
    take_out(membership)


@transaction.atomic
def remove_student(*, by: User, membership: Membership) -> None:
    """Take a student out of a class; without another class, their account and work go too."""
    audit.record(by=by, verb="student-removed", target=membership)
    take_out(membership)


def take_out(membership: Membership) -> None:
    user = membership.user
    membership.delete()
    if not user.memberships.exists():
        user.delete()


@transaction.atomic
def rename_student(*, by: User, membership: Membership, nickname: str, label: str) -> None:
    """Change what the class calls a student, and the label that only its teachers see."""
    if nicknames.nickname_key(nickname) != membership.nickname_key:
        check_nickname_is_free(membership.classroom, nickname)
    membership.nickname = nickname
    membership.nickname_key = nicknames.nickname_key(nickname)
    membership.label = label
    membership.save(update_fields=["nickname", "nickname_key", "label"])
    audit.record(by=by, verb="student-renamed", target=membership)


@transaction.atomic
def give_extra_time(*, by: User, membership: Membership, percent: int) -> None:
    """Say once how much more time a student has, in percent, for everything that has a time."""
    membership.extra_time = percent
    membership.save(update_fields=["extra_time"])
    audit.record(by=by, verb="extra-time-given", target=membership)


@transaction.atomic
def note_students_seen(*, membership: Membership, until: datetime) -> None:
    """Remember that a teacher has read who joined until then; it never goes back, nor ahead."""
    membership.students_seen_at = max(membership.students_seen_at, min(until, timezone.now()))
    membership.save(update_fields=["students_seen_at"])


@transaction.atomic
def note_changes_seen(*, membership: Membership, until: datetime) -> None:
    """Remember that a teacher has read what changed until then; it never goes back, nor ahead."""
    membership.changes_seen_at = max(membership.changes_seen_at, min(until, timezone.now()))
    membership.save(update_fields=["changes_seen_at"])


@transaction.atomic
def reset_way_back(*, by: User, membership: Membership) -> str:
    """Make a one-time code for a student and return it, to be shown to the teacher once."""
    code = codes.new_one_time_code()
    OneTimeCode.objects.update_or_create(
        membership=membership,
        defaults={
            "code_hash": make_password(code),
            "expires_at": one_time_code_end(),
            "tries_left": OneTimeCode._meta.get_field("tries_left").default,
        },
    )
    audit.record(by=by, verb="way-back-reset", target=membership)
    return code


@transaction.atomic
def use_one_time_code(*, membership: Membership, code: str) -> str | None:
    """Spend a one-time code and return the student's new pass phrase, or None where it is no good.

    A wrong code costs one of its five tries. The student is told that their way back was changed.
    """
    stored = OneTimeCode.objects.select_for_update().filter(membership=membership).first()
    if stored is None or not stored.is_good():
        return None
    if not check_password(code, stored.code_hash):
        stored.tries_left -= 1
        stored.save(update_fields=["tries_left"])
        return None
    stored.delete()
    membership.way_back_changed_at = timezone.now()
    membership.save(update_fields=["way_back_changed_at"])
    return renew_phrase(membership.user)


@transaction.atomic
def note_way_back_read(*, user: User) -> None:
    """The student has read that their way back was changed."""
    user.memberships.update(way_back_changed_at=None)
