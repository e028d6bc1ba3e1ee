"""What the help page says of each helpline: its words, its buttons, where its facts come from."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from support.enums import MeansKind
from support.means import Means, host_of
from support.models import NEVER_HIDDEN, Helpline
from support.queries import Directory

ICONS = {MeansKind.PHONE: "phone", MeansKind.SMS: "talk", MeansKind.CHAT: "talk"}


@dataclass(frozen=True)
class Button:
    """A way to reach somebody, as the care-card and helpline-card components take it."""

    href: str
    label: str
    icon: str
    is_call: bool
    kind: str = "line"


@dataclass(frozen=True)
class Card:
    """A helpline as the helpline-card component takes it."""

    name: str
    note: str
    means: list[Button]
    fact: str


@dataclass(frozen=True)
class EmergencyCard:
    """Emergency numbers as the care-card component takes them; no actions where there are none."""

    title: str
    items: list[str]
    actions: list[Button]
    note: str


def emergency_card(directory: Directory) -> EmergencyCard:
    buttons = [button(means) for line in directory.emergency for means in linked(line)]
    title = _("Call the emergency number you know if:")
    if buttons:
        title = _("%(call)s now if:") % {"call": buttons[0].label}
    notes = [part for line in directory.emergency for part in (line.notes, fact_line(line)) if part]
    return EmergencyCard(
        title=title,
        items=[_("you or someone else is in danger"), _("you might hurt yourself")],
        actions=[
            Button(one.href, one.label, one.icon, one.is_call, kind="line" if place else "flag")
            for place, one in enumerate(buttons)
        ],
        note=" ".join(notes),
    )


def helpline_card(line: Helpline, directory: Directory, *, on: date) -> Card:
    """Return the card of one line as the day `on` sees it."""
    return Card(
        name=line.name,
        note=" ".join(part for part in sentences(line, directory, on=on) if part),
        means=[button(means) for means in linked(line)],
        fact=fact_line(line),
    )


def linked(line: Helpline) -> list[Means]:
    return [means for means in line.ways() if means.href]


def button(means: Means) -> Button:
    return Button(means.href, means.text, ICONS.get(means.kind, "forward"), means.is_call)


def sentences(line: Helpline, directory: Directory, *, on: date) -> list[str]:
    """Return what a reader wants to know before calling, as short sentences."""
    return [
        line.audience,
        line.hours or (_("Check the hours.") if has_hours(line) else ""),
        _("Free.") if line.is_free else "",
        _("You do not have to give your name.") if line.is_anonymous else "",
        line.notes,
        *(f"{means.text}." for means in line.ways() if not means.href),
        overdue_sentence(line, directory, on=on),
    ]


def has_hours(line: Helpline) -> bool:
    """Whether somebody answers there; a website alone is always open."""
    return any(means.kind != MeansKind.WEB for means in line.ways())


def overdue_sentence(line: Helpline, directory: Directory, *, on: date) -> str:
    """Say that an old line may be gone, and whom to call then."""
    if line.purpose in NEVER_HIDDEN or not line.is_overdue(on=on):
        return ""
    stand_in = directory.stand_in
    return _("Not re-checked since %(day)s. If it does not answer, call %(number)s.") % {
        "day": day(line.checked_on or line.seen_on),
        "number": stand_in.number if stand_in else _("the emergency number you know"),
    }


def fact_line(line: Helpline) -> str:
    """Say who checked this and when, or where it was read (decision 12)."""
    if line.checked_on:
        return _("Last checked by a person on %(day)s.") % {"day": day(line.checked_on)}
    values = {
        "source": publisher(line.source),
        "copy": copy_date(line.copy_date),
        "seen": day(line.seen_on),
    }
    if not line.copy_date:
        return _("From %(source)s, read %(seen)s; not yet checked by a person.") % values
    return (
        _("From %(source)s, text of %(copy)s, read %(seen)s; not yet checked by a person.") % values
    )


def publisher(source: str) -> str:
    """Return the host of the first address in a source, or its first line as it stands."""
    first, *_others = source.splitlines() or [""]
    return host_of(first.partition(" ")[0]).removeprefix("www.") or first


def copy_date(text: str) -> str:
    """Write 2024, 2024-01 or 2024-01-31 as a reader says it; leave anything else as it is."""
    for written, shown in (("%Y-%m-%d", "j F Y"), ("%Y-%m", "F Y")):
        with suppress(ValueError):
            return date_format(datetime.strptime(text, written), shown)  # noqa: DTZ007 -- a day
    return text


def day(moment: date | None) -> str:
    return date_format(moment, "j F Y") if moment else ""
