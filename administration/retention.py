"""How long things are kept: what a class leaves behind, and the day on which it is deleted.

A class has ended from the moment in its `archived_at`.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from organizations.enums import KeptFor
from organizations.models import Classroom, ClassroomQuerySet, Organization

# Classes whose time is over are deleted once a night.
UNTIL_NEXT_RUN = timedelta(days=1)


@dataclass(frozen=True)
class KeptThing:
    """A row of the table: what, why, for how long."""

    what: str
    why: str
    how_long: str


@dataclass(frozen=True)
class Deletion:
    """The next class to be deleted, and the first day on which that happens."""

    day: date
    class_name: str


def months_after(day: date, months: int) -> date:
    """Return the same day so many months on; the last one of a month that is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def deletion_day(school: Organization, ended_at: datetime) -> date:
    """Return the first day on which a class that ended then is deleted, by the school's clock."""
    return months_after(school.today(ended_at), school.months_kept)


def ended(classrooms: ClassroomQuerySet) -> ClassroomQuerySet:
    """Return those of a set of classes that have ended, the longest ago first."""
    return classrooms.exclude(archived_at=None).order_by("archived_at")


def next_deletion(school: Organization) -> Deletion | None:
    """Return what is deleted next in a school, or None. One query."""
    classroom = ended(school.classrooms.all()).first()
    if classroom is None:
        return None
    return Deletion(deletion_day(school, classroom.archived_at), classroom.name)


def ended_and_over(*, now: datetime) -> list[Classroom]:
    """Return the classes of all schools whose last day is over. One query."""
    classrooms = ended(Classroom.objects.select_related("organization"))
    return [one for one in classrooms if is_over(one.organization, one.archived_at, now)]


def over_by_change(school: Organization, *, time_zone: str, months_kept: int) -> list[Classroom]:
    """Return the classes that the next nightly run deletes if a school says this, and not as it
    stands. One query.
    """
    changed = Organization(time_zone=time_zone, months_kept=months_kept)
    next_run = timezone.now() + UNTIL_NEXT_RUN
    return [
        one
        for one in ended(school.classrooms.all())
        if is_over(changed, one.archived_at, next_run)
        and not is_over(school, one.archived_at, next_run)
    ]


def is_over(school: Organization, ended_at: datetime, now: datetime) -> bool:
    return deletion_day(school, ended_at) <= school.today(now)


def kept_things(school: Organization) -> list[KeptThing]:
    """Return the table of all that is kept, in plain words. No query.

    `docs/explanation/who-sees-what.md` has the same table, and a test that it is the same.
    """
    return [*of_classes(KeptFor(school.months_kept).label), *of_staff(), *of_nobody()]


def of_classes(time: str) -> list[KeptThing]:
    return [
        KeptThing(
            _(
                "Students in a class: nickname, teachers’ label, groups, extra time, "
                "other due days and why"
            ),
            _("So that their teacher knows who it is, and what each of them needs."),
            _("%(time)s after the class has ended; at once where a teacher removes them")
            % {"time": time},
        ),
        KeptThing(
            _("Students: lessons, quiz answers and skills, with their days; way back, scrambled"),
            _("So that they come back without an e-mail, and carry on where they were."),
            _("%(time)s after the last of their classes has ended; at once where they are removed")
            % {"time": time},
        ),
        KeptThing(
            _("Classes: name, age group, join code, what was assigned"),
            _("So that a class knows what to do, and by when."),
            _("%(time)s after the class has ended") % {"time": time},
        ),
    ]


def of_staff() -> list[KeptThing]:
    return [
        KeptThing(
            _("Staff: name, username, e-mail where given, role, leave date"),
            _("So that the right people see the right classes."),
            _("Until whoever runs this site deletes the account"),
        ),
        KeptThing(
            _("Links for staff, as scrambled numbers"),
            _("So that each works once, for seven days."),
            _("As long as the school is here"),
        ),
        KeptThing(
            _("Safeguarding contact: names, and how to reach them"),
            _("So that a teacher finds the right person at once."),
            _("Until you change it"),
        ),
    ]


def of_nobody() -> list[KeptThing]:
    return [
        KeptThing(
            _("Who changed or downloaded what: a number for each person"),
            _("So that it can be seen later what was done to a class."),
            _("No end date; nobody can tell whose number it was once an account is deleted"),
        ),
        KeptThing(
            _("Sums of the answers of five people or more, without names"),
            _("So that editors find bad questions."),
            _("No end date"),
        ),
        KeptThing(
            _("Help pages opened, plans, letters, thoughts, choices in a story"),
            _("Nobody needs to know."),
            _("Not kept here; some of it on a device, where somebody chose that"),
        ),
    ]
