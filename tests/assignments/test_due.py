"""Due days end with the day at the school, whatever its clocks do."""

import json
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from assignments.models import Assignment, end_of_day
from organizations.models import Classroom, Organization
from tests.shared_inputs import shared_path


def due_cases() -> list[dict]:
    lines = shared_path("corpora/time/due_dates.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    return [case for case in cases if case["kind"] == "due_end_of_transition_day"]


def case_name(case: dict) -> str:
    return f"{case['zone']}-{case['local_input']}"


def last_minute(case: dict) -> datetime:
    """Return the last 23:59 of the day: the cases name the first one where the hour comes twice."""
    zone, named = ZoneInfo(case["zone"]), datetime.fromisoformat(case["expected_utc"])
    an_hour_later = named + timedelta(hours=1)
    comes_twice = an_hour_later.astimezone(zone).time() == named.astimezone(zone).time()
    return an_hour_later if comes_twice else named


@pytest.mark.parametrize("case", due_cases(), ids=case_name)
def test_due_day_ends_with_its_last_minute(case):
    day, zone = date.fromisoformat(case["local_input"][:10]), ZoneInfo(case["zone"])
    assert end_of_day(day, zone) == last_minute(case) + timedelta(minutes=1)


@pytest.mark.parametrize("case", due_cases(), ids=case_name)
def test_transition_day_is_as_long_as_its_clocks_make_it(case):
    day, zone = date.fromisoformat(case["local_input"][:10]), ZoneInfo(case["zone"])
    length = end_of_day(day, zone) - end_of_day(day - timedelta(days=1), zone)
    assert length == timedelta(hours=case["day_length_hours"])


def test_day_before_a_missing_midnight_ends_when_the_clock_jumps():
    """In Cairo 24 April 2026 starts at 1:00: there is no midnight to end the day before with."""
    ends = end_of_day(date(2026, 4, 23), ZoneInfo("Africa/Cairo"))
    assert ends == datetime(2026, 4, 23, 22, 0, tzinfo=UTC)
    assert ends.astimezone(ZoneInfo("Africa/Cairo")).time() == time(1, 0)


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("Europe/London", datetime(2026, 12, 2, 0, 0, tzinfo=UTC)),
        ("Pacific/Auckland", datetime(2026, 12, 1, 11, 0, tzinfo=UTC)),
        ("America/Los_Angeles", datetime(2026, 12, 2, 8, 0, tzinfo=UTC)),
    ],
)
def test_assignment_is_due_at_the_end_of_the_day_at_its_school(zone, expected):
    classroom = Classroom(organization=Organization(time_zone=zone))
    assert Assignment(classroom=classroom, due_on=date(2026, 12, 1)).due_at == expected


def test_assignment_without_a_due_day_is_never_due():
    classroom = Classroom(organization=Organization(time_zone="Europe/London"))
    assert Assignment(classroom=classroom).due_at is None
