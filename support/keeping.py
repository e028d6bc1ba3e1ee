"""Help that a device keeps: which pages, and what it needs to hide there later what is overdue.

A kept page is read on another day than it was made. So it holds every line, and this data says from
which day one is overdue and which others replace it; `static/js/components/kept-days.js` goes
by the day it is read (decision 13).
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse

from support.enums import Country
from support.models import AGES, NEVER_HIDDEN, Fact, Helpline

# Our own script alone can send it: no link and no form of another site leads to a page to keep.
KEEP_HEADER = "Marram-Keep"
ALIKE_EVERYWHERE = ("start", "friend", "hide", "parents", "teachers")
OF_A_COUNTRY = ("country", "plan", "letter", "card", "offline")


def is_for_keeping(request: HttpRequest) -> bool:
    """Whether a device asks for a page to keep, rather than somebody for one to read now."""
    return KEEP_HEADER in request.headers


def pages_to_keep(code: str) -> list[str]:
    """Return the addresses that are kept with the help of one country."""
    own = [reverse(f"support:{name}", args=[code]) for name in OF_A_COUNTRY]
    return [*own, *(reverse(f"support:{name}") for name in ALIKE_EVERYWHERE), reverse("exit:cover")]


def lines_to_hide(place: Country) -> dict[str, tuple[str, list[str]]]:
    """Return (last day, replacements) of every line that may hide one day, by key. One query.

    A line hides from the day after its last one while one of its replacements is not overdue: the
    rule of `HelplineQuerySet.live`, for a device. The page for teachers holds lines for
    professionals of every country.
    """
    is_near = Q(country=place) | Q(country=Country.INTERNATIONAL)
    lines = Helpline.objects.shown().within_reach().filter(is_near | Q(is_for_professionals=True))
    may_hide = [line for line in lines if line.purpose not in NEVER_HIDDEN]
    return {
        line.key: (last_day(line), [one.key for one in may_hide if replaces(one, line)])
        for line in may_hide
    }


def replaces(other: Helpline, line: Helpline) -> bool:
    """Whether one line helps everybody that another one does: of the same kind, and all ages."""
    kinds = [(one.country, one.purpose, one.is_for_professionals) for one in (other, line)]
    ages = [(getattr(other, age), getattr(line, age)) for age in AGES]
    return other != line and kinds[0] == kinds[1] and all(does or not did for does, did in ages)


def last_day(fact: Fact) -> str:
    """Return the last day on which a fact is current; "", which is before every day, for none."""
    return fact.review_by.isoformat() if fact.review_by else ""


def resting_on(facts: Iterable[Fact]) -> dict[str, Any]:
    """Return what a device needs to leave out advice with the facts that it rests on."""
    lines = [fact.key for fact in facts if isinstance(fact, Helpline)]
    days = [last_day(fact) for fact in facts if not isinstance(fact, Helpline)]
    return ({"lines": lines} if lines else {}) | ({"due": min(days)} if days else {})
