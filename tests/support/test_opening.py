"""Opening times: read, refused, and right on the days the clocks change."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.opening import OpenState, parse, state

LONDON = ZoneInfo("Europe/London")
OFFICE = "mo-fr 10:00-16:00"


def at(text: str, zone: ZoneInfo = LONDON) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("opening", "moment", "is_open", "changes"),
    [
        (OFFICE, "2026-11-23T10:00", True, "2026-11-23T16:00"),
        (OFFICE, "2026-11-23T15:59", True, "2026-11-23T16:00"),
        (OFFICE, "2026-11-23T16:00", False, "2026-11-24T10:00"),
        (OFFICE, "2026-11-27T16:00", False, "2026-11-30T10:00"),
        ("sa 22:00-04:00", "2026-11-29T03:59", True, "2026-11-29T04:00"),
        ("sa 22:00-04:00", "2026-11-29T04:00", False, "2026-12-05T22:00"),
        ("su-mo 16:00-24:00", "2026-11-23T23:59", True, "2026-11-24T00:00"),
        ("mo 09:00-14:00; tu,th 15:00-20:00", "2026-11-24T09:00", False, "2026-11-24T15:00"),
        ("daily 09:00-12:00, 12:00-17:00", "2026-11-24T11:00", True, "2026-11-24T17:00"),
        ("tu 10:00-11:00", "2026-11-24T11:00", False, "2026-12-01T10:00"),
    ],
)
def test_open_state_names_the_next_change(opening, moment, is_open, changes):
    assert state(parse(opening), LONDON, at(moment)) == OpenState(is_open, at(changes))


def test_always_never_changes():
    assert state(parse("Always"), LONDON, at("2026-11-23T03:00")) == OpenState(is_open=True)


def test_hours_are_those_of_the_service_not_of_the_server():
    """Ten in the morning in London is five in the morning in New York."""
    moment = datetime(2026, 11, 23, 10, tzinfo=UTC)
    assert state(parse(OFFICE), LONDON, moment).is_open
    assert not state(parse(OFFICE), ZoneInfo("America/New_York"), moment).is_open


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        # The British clock goes forward on 29 March 2026 and back on 25 October 2026.
        ("2026-03-27T15:59:00+00:00", True),
        ("2026-03-27T16:00:00+00:00", False),
        ("2026-03-30T08:59:00+00:00", False),
        ("2026-03-30T09:00:00+00:00", True),
        ("2026-03-30T15:00:00+00:00", False),
        ("2026-10-23T15:00:00+00:00", False),
        ("2026-10-26T09:59:00+00:00", False),
        ("2026-10-26T10:00:00+00:00", True),
    ],
)
def test_office_hours_follow_the_change_of_the_clock(moment, is_open):
    assert state(parse(OFFICE), LONDON, datetime.fromisoformat(moment)).is_open == is_open


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        # 1:30 comes twice in this night; the line closes at two, an hour later than it seems.
        ("2026-10-25T00:30:00+00:00", True),
        ("2026-10-25T01:30:00+00:00", True),
        ("2026-10-25T02:00:00+00:00", False),
    ],
)
def test_the_longer_night_is_open_through_both_hours(moment, is_open):
    opening = parse("sa 22:00-02:00")
    assert state(opening, LONDON, datetime.fromisoformat(moment)).is_open == is_open


@pytest.mark.parametrize(
    "text",
    ["", "mo", "mo 10-16", "xx 10:00-16:00", "mo 25:00-26:00", "mo-fr 10:00", "10:00-16:00", "mo;"],
)
def test_what_cannot_be_read_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 -- the message is the part itself
        parse(text)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)))  # noqa: DTZ001
def test_the_next_change_is_a_change(moment):
    opening = parse("mo-fr 10:00-16:00; sa 22:00-04:00")
    now = state(opening, LONDON, moment)
    assert now.changes_at > moment
    assert state(opening, LONDON, now.changes_at).is_open != now.is_open
