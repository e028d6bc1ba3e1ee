"""Five things to do before a school begins, each looked up and none ticked by hand; and a sixth one
while a class has nobody to teach it.
"""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organizations.enums import StaffRole
from organizations.models import Organization
from support.enums import Country
from support.queries import directory

ADMINS_WANTED = 2


@dataclass(frozen=True)
class Task:
    """One thing to do: what, why or how it stands, where, and whether it is done."""

    label: str
    note: str
    url: str
    is_done: bool

    @property
    def status(self) -> str:
        return _("Done") if self.is_done else _("To do")

    @property
    def tone(self) -> str:
        return "done" if self.is_done else "quiet"


def readiness(school: Organization, *, on: date) -> list[Task]:
    """Return the tasks in the order in which they are best done.

    Four queries at most: staff, open links, classes, and the helplines of a country.
    """
    roles = list(school.staff.present().staying().values_list("role", flat=True))
    classes = list(school.classrooms.with_teacher_here())
    without_teacher = [one.name for one in classes if not (one.has_teacher or one.is_archived)]
    return [
        contact(school),
        second_admin(school, roles.count(StaffRole.ADMIN)),
        where(school, on),
        teachers(school, roles.count(StaffRole.TEACHER)),
        first_class(has_class=bool(classes)),
        *([teacher_for(school, without_teacher)] if without_teacher else []),
    ]


def contact(school: Organization) -> Task:
    return Task(
        _("Say whom teachers tell"),
        _("The safeguarding lead is named on every class page."),
        reverse("administration:safeguarding", args=[school.uuid]),
        school.has_contact,
    )


def second_admin(school: Organization, admins: int) -> Task:
    return Task(
        _("Have a second admin"),
        _("So that the school is looked after when one of you is away."),
        reverse("administration:staff", args=[school.uuid]),
        admins >= ADMINS_WANTED,
    )


def where(school: Organization, on: date) -> Task:
    """Whether the country is set, and its help page shows young people somebody to talk to."""
    reaches = school.country and has_somebody(Country(school.country), on)
    return Task(
        _("Say where the school is"),
        where_note(school, bool(reaches)),
        reverse("administration:settings", args=[school.uuid]),
        bool(reaches),
    )


def where_note(school: Organization, reaches: bool) -> str:
    if not school.country:
        return _("Country and time zone: which helplines fit, and when a due day ends.")
    words = {"country": Country(school.country).label, "zone": school.time_zone}
    if reaches:
        return _("%(country)s, %(zone)s. Its help page shows somebody to talk to today.") % words
    return (
        _(
            "%(country)s, %(zone)s. Its help page shows nobody to talk to today. "
            "Tell whoever runs this site."
        )
        % words
    )


def has_somebody(country: Country, on: date) -> bool:
    shown = directory(country, on=on)
    return bool(shown.young_people or shown.crisis)


def teachers(school: Organization, present: int) -> Task:
    """Whether a teacher is here; links that wait are told, and are not yet a teacher."""
    waiting = school.staff_invites.open().filter(role=StaffRole.TEACHER).count()
    told = ngettext("%(n)d link waits to be used.", "%(n)d links wait to be used.", waiting)
    return Task(
        _("Invite a teacher"),
        told % {"n": waiting} if waiting else _("Each gets a link of their own."),
        reverse("administration:staff", args=[school.uuid]),
        present > 0,
    )


def first_class(*, has_class: bool) -> Task:
    return Task(
        _("Have a first class"),
        _("Teachers make their classes themselves, under Classes."),
        reverse("teaching:classes"),
        has_class,
    )


def teacher_for(school: Organization, class_names: list[str]) -> Task:
    return Task(
        _("Give every class a teacher"),
        _("Nobody here teaches: %(classes)s.") % {"classes": ", ".join(class_names)},
        reverse("administration:give_class", args=[school.uuid]),
        False,
    )
