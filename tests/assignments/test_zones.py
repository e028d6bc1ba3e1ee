"""Every moment of the time corpus: which day it is at the school, and what a student reads then.

Work is due on a day, never at a time, so an hour that comes twice or never is a moment of its day.
"""

import json
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from assignments.models import Assignment, end_of_day
from organizations.models import Classroom, Organization
from progress.components import due_words
from tests.shared_inputs import shared_path

ENDS = {"due_end_of_transition_day", "no_dst"}


def cases() -> list[dict]:
    lines = shared_path("corpora/time/due_dates.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


CASES = cases()


def named(case: dict) -> str:
    return f"{case['kind']}-{case['zone']}-{case['local_input']}"


def moments(case: dict) -> list[datetime]:
    """Return the moments a case names."""
    keys = ("utc_fold0", "utc_fold1", "expected_utc", "expected_reminder_utc")
    return [datetime.fromisoformat(case[key]) for key in keys if key in case]


def school_of(case: dict) -> Organization:
    return Organization(time_zone=case["zone"])


def words_at(case: dict, moment: datetime, due_on: date) -> str:
    return due_words(due_on, today=school_of(case).today(moment))


def test_corpus_is_all_here():
    assert (len(CASES), len({case["zone"] for case in CASES})) == (286, 33)


@pytest.mark.parametrize("case", CASES, ids=named)
def test_day_at_the_school_is_the_one_its_clocks_show(case):
    zone, school = ZoneInfo(case["zone"]), school_of(case)
    for moment in moments(case):
        today = school.today(moment)
        assert today == moment.astimezone(zone).date()
        assert end_of_day(today - timedelta(days=1), zone) <= moment < end_of_day(today, zone)
        assert words_at(case, moment, today) == "By the end of today"
        assert words_at(case, moment, today + timedelta(days=1)) == "By tomorrow"
        assert words_at(case, moment, today - timedelta(days=1)).endswith("still counts.")


@pytest.mark.parametrize("case", [c for c in CASES if c["kind"] == "calendar_edge"], ids=named)
def test_edges_of_the_calendar_are_of_the_day_that_was_typed(case):
    (moment,) = moments(case)
    typed = date.fromisoformat(case["local_input"][:10])
    assert school_of(case).today(moment) == typed


@pytest.mark.parametrize("case", [c for c in CASES if c["kind"] in ENDS], ids=named)
def test_work_is_due_today_until_its_last_minute_and_not_after(case):
    due_on = date.fromisoformat(case["local_input"][:10])
    work = Assignment(classroom=Classroom(organization=school_of(case)), due_on=due_on)
    second = timedelta(seconds=1)
    assert datetime.fromisoformat(case["expected_utc"]) < work.due_at
    assert words_at(case, work.due_at - second, due_on) == "By the end of today"
    assert words_at(case, work.due_at, due_on).startswith("It was for ")


@pytest.mark.parametrize(
    "case", [c for c in CASES if c["kind"] == "reminder_24h_before_by_wall_clock"], ids=named
)
def test_a_day_before_by_the_clock_on_the_wall_it_is_due_tomorrow(case):
    """In Nuuk the last hour before can be missing: its 23:59 is a moment of the day itself."""
    (moment,) = moments(case)
    due_on = date.fromisoformat(case["local_input"][:10])
    is_missing = moment.astimezone(ZoneInfo(case["zone"])).date() == due_on
    assert is_missing == (case["zone"] == "America/Nuuk" and due_on.month == 3)
    words = "By the end of today" if is_missing else "By tomorrow"
    assert words_at(case, moment, due_on) == words


@pytest.mark.parametrize("case", [c for c in CASES if c["kind"] in {"gap", "fold"}], ids=named)
def test_hour_that_comes_twice_or_never_is_of_the_day_around_it(case):
    """Both readings are a moment of the typed day, or, at its border, of the day beside it."""
    typed = date.fromisoformat(case["local_input"][:10])
    days = {school_of(case).today(moment) for moment in moments(case)}
    assert days <= {typed, typed - timedelta(days=1), typed + timedelta(days=1)}
    assert typed in days


EDGES = ("Pacific/Kiritimati", "Pacific/Pago_Pago")


def test_date_line_puts_two_schools_two_days_apart():
    moment = datetime(2026, 12, 4, 10, 30, tzinfo=UTC)
    days = [Organization(time_zone=zone).today(moment) for zone in EDGES]
    assert [day.day for day in days] == [5, 3]
