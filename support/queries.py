"""The directory of one country on one day."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from wagtail.models import Locale

from support.enums import Country, Purpose
from support.means import Means
from support.models import Helpline


@dataclass(frozen=True)
class Directory:
    """Who can be reached, in the order of need."""

    emergency: list[Helpline]
    young_people: list[Helpline]
    crisis: list[Helpline]

    @property
    def stand_in(self) -> Means | None:
        """Return whom to call where an old number does not answer: a line for everyone, else the
        emergency number, else nobody.
        """
        open_to_all = [line for line in self.crisis if line.is_for_everyone]
        phones = [line.first_phone() for line in [*open_to_all, *self.emergency]]
        return next(filter(None, phones), None)


def directory(country: Country, *, on: date) -> Directory:
    """Return what `/help/` (international) or `/help/<country>/` shows on the day `on`.

    A short number of one region is worth nothing in another. So a country without a line for young
    people borrows only those international ones that have no number, and the international page
    shows no emergency number at all (decisions 14, 15). Two queries.
    """
    finders = Q(country=Country.INTERNATIONAL, purpose=Purpose.CHILD_HELPLINE)
    lines = list(
        Helpline.objects.live(on=on).filter(
            Q(country=country) | finders, locale=Locale.get_active()
        )
    )
    emergency, young_people, crisis = (
        [line for line in lines if line.country == country and line.purpose == purpose]
        for purpose in (Purpose.EMERGENCY, Purpose.CHILD_HELPLINE, Purpose.CRISIS)
    )
    return Directory(
        emergency=[] if country == Country.INTERNATIONAL else emergency,
        young_people=young_people or [line for line in lines if works_anywhere(line)],
        crisis=crisis,
    )


def works_anywhere(line: Helpline) -> bool:
    """Whether an international line is reached by its address alone."""
    return line.country == Country.INTERNATIONAL and not any(way.number for way in line.ways())
