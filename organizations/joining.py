"""Between two pages of joining: a signed field instead of a session, and how wrong codes count.

The field says which class was confirmed and carries the key that makes joining happen once. It is
no secret and no right: without an open class it opens nothing.
"""

import uuid
from contextlib import suppress
from dataclasses import dataclass

from django.core import signing
from django.core.cache import cache
from django.utils import timezone

from core.address import address_bucket
from core.attempt_counter import AttemptCounter
from organizations.codes import parse_code
from organizations.errors import UnknownCode
from organizations.models import JOINING_STAYS_OPEN, Classroom

SALT = "joining"
GOOD_FOR_SECONDS = 60 * 60

# Decision 7: over these limits a right code still works, but the student waits for the teacher.
WRONG_CODES_OF_AN_ADDRESS = AttemptCounter("wrong-code-address", 20, 60 * 60 * 24)
WRONG_CODES_IN_ALL = AttemptCounter("wrong-code-all", 200, 60)
ALL = "all"

# A code that was found by guessing stays known to whoever found it. So it opens no door from any
# other address either, for as long as joining stays open at a time (ADR 0030).
FOUND_BY_GUESSING = "found-by-guessing"

# Decision 8: five wrong tries a minute for an account, and never a longer lock.
WRONG_WAYS_BACK = AttemptCounter("wrong-way-back", 5, 60)


@dataclass(frozen=True)
class Joining:
    """A student on the way in: which class, under which key, and whether they will have to wait."""

    classroom: Classroom
    join_key: uuid.UUID
    is_waiting: bool

    def field(self) -> str:
        state = [self.classroom.code_key, self.join_key.hex, self.is_waiting]
        return signing.dumps(state, salt=SALT, compress=True)


def find_classroom(typed: str) -> Classroom:
    """Return the class of a typed code; raise UnknownCode. One query at most."""
    code = parse_code(typed)
    classroom = code and Classroom.objects.filter(code_key=code.key).first()
    if not classroom:
        raise UnknownCode
    return classroom


def begin(request, classroom: Classroom) -> Joining:
    """Let somebody in who typed a right code; after too many wrong ones, they will have to wait."""
    if WRONG_CODES_OF_AN_ADDRESS.is_over(address_bucket(request)):
        note_found(classroom)
    is_waiting = is_found(classroom) or has_guessed_too_often(request)
    return Joining(classroom, uuid.uuid4(), is_waiting)


def note_found(classroom: Classroom) -> None:
    """Remember that somebody may have guessed this class; a broken cache keeps nobody out."""
    with suppress(Exception):
        cache.set(found_entry(classroom), timezone.now(), JOINING_STAYS_OPEN.total_seconds())


def is_found(classroom: Classroom) -> bool:
    with suppress(Exception):
        found_at = cache.get(found_entry(classroom))
        return found_at is not None and timezone.now() < found_at + JOINING_STAYS_OPEN
    return False


def found_entry(classroom: Classroom) -> str:
    return f"{FOUND_BY_GUESSING}:{classroom.uuid}"


def read(field: str) -> Joining | None:
    """Read the signed field back, or None where it is too old or changed. One query."""
    try:
        code_key, join_key, is_waiting = signing.loads(field, salt=SALT, max_age=GOOD_FOR_SECONDS)
    except signing.BadSignature:
        return None
    classroom = Classroom.objects.filter(code_key=code_key).first()
    return Joining(classroom, uuid.UUID(join_key), is_waiting) if classroom else None


def note_wrong_code(request) -> None:
    WRONG_CODES_OF_AN_ADDRESS.note(address_bucket(request))
    WRONG_CODES_IN_ALL.note(ALL)


def has_guessed_too_often(request) -> bool:
    return WRONG_CODES_OF_AN_ADDRESS.is_over(address_bucket(request)) or WRONG_CODES_IN_ALL.is_over(
        ALL
    )
