"""Counters of wrong tries: exact, short, apart from each other, and never in anybody's way."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from core.attempt_counter import AttemptCounter

MIDNIGHT = datetime(2026, 11, 23, tzinfo=UTC)
CLOSED_PORT = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": "redis://127.0.0.1:1",
    }
}


@pytest.fixture
def clock():
    with time_machine.travel(MIDNIGHT, tick=False) as clock:
        yield clock


@pytest.fixture
def tries_a_minute():
    return AttemptCounter("tries", limit=5, window_seconds=60)


def note(counter, key, times):
    for _ in range(times):
        counter.note(key)


def test_counter_is_over_at_its_limit(clock, tries_a_minute):
    seen = []
    for _ in range(6):
        seen.append(tries_a_minute.is_over("amara"))
        tries_a_minute.note("amara")
    assert seen == [False, False, False, False, False, True]


def test_asking_does_not_count(clock, tries_a_minute):
    note(tries_a_minute, "amara", 4)
    assert [tries_a_minute.is_over("amara") for _ in range(300)] == [False] * 300


def test_keys_and_counters_are_apart(clock, tries_a_minute):
    note(tries_a_minute, "amara", 5)
    assert tries_a_minute.is_over("amara")
    assert not tries_a_minute.is_over("mei")
    assert not AttemptCounter("other", limit=5, window_seconds=60).is_over("amara")


def test_lock_ends_with_the_window(clock, tries_a_minute):
    note(tries_a_minute, "amara", 5)
    clock.shift(timedelta(seconds=59))
    assert tries_a_minute.is_over("amara")
    clock.shift(timedelta(seconds=1))
    assert not tries_a_minute.is_over("amara")


def test_every_window_starts_at_nothing(clock, tries_a_minute):
    clock.shift(timedelta(seconds=59))
    note(tries_a_minute, "amara", 5)
    clock.shift(timedelta(seconds=1))
    note(tries_a_minute, "amara", 4)
    assert not tries_a_minute.is_over("amara")


def test_tries_during_a_lock_do_not_make_it_longer(clock, tries_a_minute):
    for _second in range(60):
        note(tries_a_minute, "amara", 3)
        clock.shift(timedelta(seconds=1))
    assert not tries_a_minute.is_over("amara")


@pytest.mark.parametrize("start", [0, 1, 29, 58, 59])
def test_lock_is_at_most_a_minute_whenever_it_starts(clock, tries_a_minute, start):
    clock.shift(timedelta(seconds=start))
    note(tries_a_minute, "amara", 50)
    clock.shift(timedelta(seconds=60))
    assert not tries_a_minute.is_over("amara")


def test_school_with_300_right_and_25_wrong_codes_is_noted_at_the_20th(clock):
    """Wrong codes of one address are spread among the right ones, which are not noted."""
    wrong_codes = AttemptCounter("wrong-code-address", limit=20, window_seconds=24 * 60 * 60)
    over_at = []
    wrong = 0
    for attempt in range(325):
        over_at.append(wrong_codes.is_over("school"))
        if attempt % 13 == 0:
            wrong_codes.note("school")
            wrong += 1
    assert wrong == 25
    assert over_at.index(True) == 19 * 13 + 1
    assert over_at == [False] * 248 + [True] * 77
    assert not wrong_codes.is_over("home")
    clock.move_to(MIDNIGHT + timedelta(days=1))
    assert not wrong_codes.is_over("school")


def test_wrong_codes_in_all_count_a_minute(clock):
    wrong_codes = AttemptCounter("wrong-code-all", limit=200, window_seconds=60)
    note(wrong_codes, "all", 199)
    assert not wrong_codes.is_over("all")
    note(wrong_codes, "all", 1)
    assert wrong_codes.is_over("all")
    clock.shift(timedelta(minutes=1))
    assert not wrong_codes.is_over("all")


def test_tries_at_the_same_moment_all_count():
    counter = AttemptCounter("at-once", limit=400, window_seconds=10**9)
    one_more = AttemptCounter("at-once", limit=401, window_seconds=10**9)
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: counter.note("key"), range(400)))
    assert counter.is_over("key")
    assert not one_more.is_over("key")


def test_cache_that_is_down_locks_nobody_out_and_logs_nothing(settings, caplog, tries_a_minute):
    settings.CACHES = CLOSED_PORT
    note(tries_a_minute, "amara", 6)
    assert not tries_a_minute.is_over("amara")
    assert caplog.records == []
