"""Coming back to a class: which student this is, and whether what they typed is theirs."""

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.db.models import Q

from organizations import actions, codes, phrases
from organizations.errors import TooManyTries, WrongWayBack
from organizations.joining import WRONG_WAYS_BACK
from organizations.models import FormerPlace, Membership
from organizations.nicknames import nickname_key


@dataclass(frozen=True)
class Returned:
    """A student who came back; `new_phrase` is set after a one-time code, to be shown once."""

    membership: Membership
    new_phrase: str


def come_back(*, code: str, nickname: str, phrase: str) -> Returned:
    """Return who this is; raise WrongWayBack or TooManyTries.

    An unknown class, an unknown nickname and a wrong phrase look the same and take the same time.
    """
    account = account_key(code, nickname)
    if WRONG_WAYS_BACK.is_over(account):
        raise TooManyTries
    membership = find_membership(code, nickname)
    returned = try_way_back(membership, phrase) if membership else try_nobody(phrase)
    if returned is None:
        WRONG_WAYS_BACK.note(account)
        raise WrongWayBack
    return returned


def account_key(typed_code: str, typed_nickname: str) -> str:
    """Return under which key tries count: the same for every spelling, there or not there."""
    code = codes.parse_code(typed_code)
    return f"{code.key if code else ''}:{nickname_key(typed_nickname)}"


def try_nobody(phrase: str) -> None:
    """Take the time that trying a real account takes."""
    make_password(phrase)


def find_membership(typed_code: str, typed_nickname: str) -> Membership | None:
    """Return the student with this nickname in this class, or who had it before they were moved.
    One query.
    """
    code = codes.parse_code(typed_code)
    if code is None:
        return None
    place = {"classroom__code_key": code.key, "nickname_key": nickname_key(typed_nickname)}
    former = FormerPlace.objects.filter(**place).values("membership")
    students = Membership.objects.students().select_related("user", "classroom")
    return students.filter(Q(**place) | Q(pk__in=former)).first()


def try_way_back(membership: Membership, typed: str) -> Returned | None:
    one_time_code = codes.normalize_one_time_code(typed)
    if one_time_code:
        new_phrase = actions.use_one_time_code(membership=membership, code=one_time_code)
        return Returned(membership, new_phrase) if new_phrase else None
    if membership.user.check_password(phrases.normalize_phrase(typed)):
        return Returned(membership, "")
    return None
