"""Dates as lists write them. One that reads two ways is refused, not guessed. Pure."""

import re
from datetime import date

from rosters.rows import Refused, Why

YEAR_FIRST = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:[T ][0-9:.]+Z?)?")
YEAR_LAST = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})(?: [0-9:.]+)?")


def read_date(text: str) -> date | None:
    """Return the day a cell names, None for an empty one."""
    text = text.strip()
    if not text:
        return None
    if match := YEAR_FIRST.fullmatch(text):
        year, month, day = map(int, match.groups())
        readings = {(year, month, day)}
    elif match := YEAR_LAST.fullmatch(text):
        first, second, year = map(int, match.groups())
        readings = {(year, second, first), (year, first, second)}
    else:
        raise Refused(Why.NO_DATE, text)
    days = {day for day in (day_of(*reading) for reading in readings) if day}
    if len(days) > 1:
        raise Refused(Why.TWO_DATES, text)
    if not days:
        raise Refused(Why.NO_DATE, text)
    return days.pop()


def day_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def check_days(starts: str, ends: str, today: date) -> None:
    """Raise Refused for somebody who does not come yet, or comes no more."""
    first, last = read_date(starts), read_date(ends)
    if last and last < today:
        raise Refused(Why.ENDED, last)
    if first and first > today:
        raise Refused(Why.STARTS, first)
