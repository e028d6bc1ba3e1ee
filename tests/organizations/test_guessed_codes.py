"""Guessed codes: nobody gets into a class without a click of its teacher.

Small ones of benchmarks/guessed_codes.py, which makes 100,000 guesses each.
"""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from benchmarks.guessing import (
    EVENING,
    GUESSERS,
    MORNING,
    Dice,
    Guesser,
    Outcome,
    computer_of,
    open_classes,
    outcome,
    try_code,
)
from organizations.actions import open_joining
from organizations.codes import JOIN_CODES
from organizations.models import Classroom, Membership

pytestmark = pytest.mark.django_db

MOST_EXPECTED_HITS = 0.05
# How many of 100,000 guesses come from an address that had fewer than 20 wrong ones that day. Who
# is slow takes eight hours and sees two days.
BELOW_LIMIT = {
    "1 address, fast": 20,
    "500 addresses, fast": 500 * 20,
    "1 address, slow": 2 * 20,
    "500 addresses, slow": 2 * 500 * 20,
}


@pytest.mark.parametrize("name", GUESSERS)
def test_expected_hits_of_100_000_guesses_are_few(name):
    hits = BELOW_LIMIT[name] * 100 / 65_536_000
    assert JOIN_CODES == 65_536_000
    assert Outcome(100_000, 100, below_limit=BELOW_LIMIT[name]).expected_hits == hits
    assert hits <= MOST_EXPECTED_HITS


@pytest.mark.parametrize("name", ["1 address, fast", "1 address, slow"])
def test_guesses_below_the_limit_are_twenty(name):
    done = outcome(7, GUESSERS[name], guesses=1_000, classes=100)
    assert (done.below_limit, done.found, done.active) == (20, {}, 0)


def test_each_of_many_addresses_has_twenty():
    done = outcome(8, Guesser(50, None, MORNING), guesses=1_100, classes=100)
    assert (done.below_limit, done.found, done.active) == (50 * 20, {}, 0)


def test_limit_of_all_addresses_sees_500_of_them():
    """Four hundred guesses a minute, of which no address made more than one."""
    guesser = Guesser(500, 400, MORNING)
    done = outcome(13, guesser, guesses=400, classes=2, sure={199: 0, 399: 1})
    assert (done.below_limit, list(done.found)) == (400, [199, 399])
    # The first came in before the limit; it was reached by the second, and a minute later not.
    assert (done.active, done.waiting) == (3, 1)


@pytest.mark.parametrize("addresses", [1, 3])
@pytest.mark.parametrize("a_minute", [None, 199])
def test_code_found_after_twenty_wrong_ones_waits_for_the_teacher(addresses, a_minute):
    """From that address, and as well from one that never guessed."""
    guesser, late = Guesser(addresses, a_minute, EVENING), 20 * addresses
    sure = {late: 0, late + 1: 1, late + 50: 2}
    done = outcome(9, guesser, guesses=late + 60, classes=3, sure=sure)
    assert list(done.found) == list(sure)
    assert (done.active, done.waiting) == (0, 6)


def test_lucky_guess_below_the_limit_is_counted():
    """The control: the guesses go through doors that do open. A code found late opens no more."""
    guesser = GUESSERS["1 address, fast"]
    done = outcome(10, guesser, guesses=30, classes=2, sure={3: 0, 25: 1})
    assert (done.active, done.waiting) == (2, 2)


def wrong(number: int) -> str:
    return f"otter {number:03} anchor"


def over_http(code: str, address: str) -> bool:
    client = Client(REMOTE_ADDR=address)
    confirm = client.post("/join/", {"code": code})
    if confirm.status_code == 422:
        return False
    state = client.post("/join/nickname/", {"state": confirm.context["state"]}).context["state"]
    assert client.post("/join/done/", {"state": state, "nickname": ""}).status_code == 200
    return True


def through_functions(code: str, address: str) -> bool:
    return try_code(code, computer_of(int(address[-1])))


@pytest.mark.parametrize("type_code", [over_http, through_functions])
def test_sample_over_http_goes_as_the_simulation_does(type_code):
    with open_classes(3, Dice(11), at=EVENING) as codes, time_machine.travel(EVENING, tick=False):
        guesses = [codes[0], *map(wrong, range(20)), codes[1], wrong(20), codes[2]]
        assert [type_code(code, "10.0.0.1") for code in guesses] == [
            True, *[False] * 20, True, False, True,
        ]  # fmt: skip
        assert [type_code(code, "10.0.0.2") for code in codes] == [True] * 3
        students = Membership.objects.students().order_by("pk")
        assert [codes.index(one.classroom.code) for one in students] == [0, 1, 2, 0, 1, 2]
        assert [one.is_waiting for one in students] == [False, True, True, False, True, True]


def test_found_class_is_like_any_other_a_day_later():
    with (
        open_classes(1, Dice(12), at=EVENING) as codes,
        time_machine.travel(EVENING, tick=False) as clock,
    ):
        for code in [*map(wrong, range(20)), *codes]:
            over_http(code, "10.0.0.1")
        clock.shift(timedelta(hours=23))
        over_http(codes[0], "10.0.0.2")
        clock.shift(timedelta(hours=1, seconds=1))
        open_joining(by=None, classroom=Classroom.objects.get())
        over_http(codes[0], "10.0.0.2")
        students = Membership.objects.students().order_by("pk")
        assert [one.is_waiting for one in students] == [True, True, False]
