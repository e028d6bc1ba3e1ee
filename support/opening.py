"""Opening times of a service: a small grammar, and whether it is open at a moment. Pure.

`always`, or parts with `;` between them, each of days and times, for example
`mo-fr 10:00-16:00; sa,su 12:00-14:00, 18:00-02:00`. Days are mo tu we th fr sa su or `daily`. Times
are the service's own wall clock; an end before its start is on the next day, and 24:00 is midnight.
Holidays are not in it: the prose says them.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ALWAYS = "always"
DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
TIMES = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])-(?:([01][0-9]|2[0-3]):([0-5][0-9])|24:00)")
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Span:
    """Open from `start` on `weekday` (0 is Monday) to `end`, on the next day if that is earlier."""

    weekday: int
    start: time
    end: time

    def on(self, day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """Return begin and end in UTC for the span that begins on `day`."""
        last = day if self.end > self.start else day + timedelta(days=1)
        return (
            datetime.combine(day, self.start, zone).astimezone(UTC),
            datetime.combine(last, self.end, zone).astimezone(UTC),
        )


@dataclass(frozen=True)
class Opening:
    """When a service answers; always, or in the spans of a week."""

    is_always: bool = False
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True)
class OpenState:
    """Open or not, and the next change as a local time of the service; None where it never ends."""

    is_open: bool
    changes_at: datetime | None = None


def parse(text: str) -> Opening:
    """Return the opening times; raise ValueError with the part that cannot be read."""
    if text.strip().lower() == ALWAYS:
        return Opening(is_always=True)
    return Opening(spans=tuple(span for part in text.lower().split(";") for span in spans_of(part)))


def spans_of(part: str) -> list[Span]:
    days, _space, times = part.strip().partition(" ")
    found = [TIMES.fullmatch(one.strip()) for one in times.split(",")]
    if not days or None in found:
        raise ValueError(part.strip())
    hours = [(time(int(m[1]), int(m[2])), time(int(m[3] or 0), int(m[4] or 0))) for m in found]
    return [Span(day, start, end) for day in weekdays(days) for start, end in hours]


def weekdays(text: str) -> list[int]:
    """Return day numbers for `mo-fr`, `mo,we`, `daily`; raise ValueError for anything else."""
    if text == "daily":
        return list(range(7))
    days = []
    for part in text.split(","):
        first, dash, last = part.partition("-")
        begin, end = DAYS.index(first), DAYS.index(last if dash else first)
        days += [number % 7 for number in range(begin, end + (7 if end < begin else 0) + 1)]
    return days


def state(opening: Opening, zone: ZoneInfo, at: datetime) -> OpenState:
    """Return whether it is open at the aware moment `at`, across changes of the clock."""
    if opening.is_always:
        return OpenState(is_open=True)
    today = at.astimezone(zone).date()
    spells = merged(opening, zone, today)
    for begin, end in spells:
        if begin <= at < end:
            return OpenState(is_open=True, changes_at=end.astimezone(zone))
    later = [begin for begin, _end in spells if begin > at]
    return OpenState(is_open=False, changes_at=min(later).astimezone(zone) if later else None)


def merged(opening: Opening, zone: ZoneInfo, today: date) -> list[tuple[datetime, datetime]]:
    """Return open spells from yesterday to a week ahead, in order; what touches is one spell."""
    days = [today + timedelta(days=number) for number in range(-1, WEEK.days + 1)]
    raw = sorted(
        span.on(day, zone)
        for day in days
        for span in opening.spans
        if span.weekday == day.weekday()
    )
    spells: list[tuple[datetime, datetime]] = []
    for begin, end in raw:
        if spells and begin <= spells[-1][1]:
            spells[-1] = (spells[-1][0], max(end, spells[-1][1]))
        else:
            spells.append((begin, end))
    return spells
