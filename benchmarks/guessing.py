"""Guessing class codes: somebody with a program, a hundred open classes, and what comes of it.

Each code goes through what `organizations.views.code` and `.done` call, without their pages. At the
end the guesser comes back with every code they found, from an address that never guessed.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

import time_machine
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest

from core.address import address_bucket
from organizations import actions, errors, joining
from organizations.codes import JOIN_CODES, new_code
from organizations.models import Classroom, Membership, Organization

CLASSES, GUESSES = 100, 100_000
MORNING = datetime(2026, 11, 20, 9, tzinfo=UTC)
# So that the counters of a day start anew in the middle of what takes eight hours.
EVENING = datetime(2026, 11, 20, 20, tzinfo=UTC)


@dataclass(frozen=True)
class Guesser:
    """How many addresses somebody has, and how many codes a minute they type (None: at once)."""

    addresses: int
    a_minute: int | None
    begins: datetime

    def minute(self, number: int) -> int:
        """Return in which minute the guess `number` is made."""
        return number // self.a_minute if self.a_minute else 0


# 199 a minute is what the limit of all addresses together (200 a minute) does not see.
GUESSERS = {
    "1 address, fast": Guesser(1, None, MORNING),
    "500 addresses, fast": Guesser(500, None, MORNING),
    "1 address, slow": Guesser(1, 199, EVENING),
    "500 addresses, slow": Guesser(500, 199, EVENING),
}


@dataclass
class Outcome:
    """What came of the guesses.

    `below_limit` counts those from an address that was not over its limit: of all the others, a
    right one leads to the teacher's list. `found` are the right ones, by number of the guess.
    """

    guesses: int
    classes: int
    below_limit: int = 0
    found: dict[int, str] = field(default_factory=dict)
    active: int = 0
    waiting: int = 0

    @property
    def expected_hits(self) -> float:
        """Return how many of the codes typed below the limit are right, on average."""
        return self.below_limit * self.classes / JOIN_CODES


class Dice(Random):
    """Random numbers as `codes.new_code` asks for them, but the same in every run."""

    def randbelow(self, number: int) -> int:
        return self.randrange(number)


def outcome(
    seed: int,
    guesser: Guesser,
    *,
    guesses: int = GUESSES,
    classes: int = CLASSES,
    sure: Mapping[int, int] | None = None,
) -> Outcome:
    """Let somebody guess. `sure` maps guesses to the class they name, as luck hardly ever would."""
    dice, sure, done = Dice(seed), sure or {}, Outcome(guesses, classes)
    with open_classes(classes, dice, at=guesser.begins) as codes, clock(guesser) as move_to:
        for number in range(guesses):
            move_to(guesser.minute(number))
            typed = codes[sure[number]] if number in sure else str(new_code(dice))
            computer = computer_of(number % guesser.addresses)
            done.below_limit += not is_over_limit(computer)
            if try_code(typed, computer):
                done.found[number] = typed
        move_to(guesser.minute(guesses) + 1)
        for number, code in enumerate(done.found.values()):
            try_code(code, computer_of(guesser.addresses + number))
        students = Membership.objects.students()
        done.active, done.waiting = students.active().count(), students.waiting().count()
    return done


@contextmanager
def open_classes(many: int, dice: Dice, *, at: datetime) -> Iterator[list[str]]:
    """Make so many classes that can be joined, yield their codes, and take it all back."""
    cache.clear()
    with transaction.atomic(), time_machine.travel(at, tick=False):
        school = Organization.objects.create(name="Duneside School")
        for number in range(many):
            classroom = Classroom.objects.create(
                organization=school, name=f"Class {number}", code_key=new_code(dice).key
            )
            actions.open_joining(by=None, classroom=classroom)
        yield [classroom.code for classroom in school.classrooms.order_by("pk")]
        transaction.set_rollback(True)
    cache.clear()


@contextmanager
def clock(guesser: Guesser) -> Iterator[Callable[[int], None]]:
    """Yield what sets the clock to a minute of the guessing; in between it stands still."""
    shown = 0
    with time_machine.travel(guesser.begins, tick=False) as travel:

        def move_to(minute: int) -> None:
            nonlocal shown
            if minute != shown:
                travel.shift(timedelta(minutes=minute - shown))
                shown = minute

        yield move_to


def computer_of(number: int) -> HttpRequest:
    """Return a request from one of many addresses."""
    request = HttpRequest()
    request.META["REMOTE_ADDR"] = f"10.0.{number // 250}.{number % 250 + 1}"
    return request


def is_over_limit(computer: HttpRequest) -> bool:
    return joining.WRONG_CODES_OF_AN_ADDRESS.is_over(address_bucket(computer))


def try_code(typed: str, computer: HttpRequest) -> bool:
    """Type a code and join where it is right; say whether it was."""
    try:
        classroom = joining.find_classroom(typed)
    except errors.UnknownCode:
        joining.note_wrong_code(computer)
        return False
    state = joining.read(joining.begin(computer, classroom).field())
    actions.join_classroom(
        classroom=state.classroom,
        nickname=f"Tern {state.join_key.hex[:8]}",
        join_key=state.join_key,
        user=None,
        is_waiting=state.is_waiting,
    )
    return True
