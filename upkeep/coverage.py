"""The coverage map: for each country and age a way to talk, to report, to remove, or a named hole.

It looks at what learners see on one day, so an overdue line that is still shown is marked so.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from support.enums import Country, PlanAge, Purpose
from support.models import Helpline
from support.queries import with_purpose, works_anywhere

AGES = (PlanAge.UNDER_13, PlanAge.TEENAGER, PlanAge.ADULT)


class Need(TextChoices):
    """What somebody wants to do first."""

    TALK = "talk", gettext_lazy("Talk to someone")
    REPORT = "report", gettext_lazy("Report it")
    REMOVE = "remove", gettext_lazy("Get a picture removed")


class State(TextChoices):
    """How sure the best line of a cell is, the surest first."""

    CHECKED = "checked", gettext_lazy("checked")
    NOT_YET = "not-yet", gettext_lazy("not yet checked")
    OVERDUE = "overdue", gettext_lazy("overdue, still shown")
    HOLE = "hole", gettext_lazy("nothing")


PURPOSES = {
    Need.TALK: {Purpose.CHILD_HELPLINE, Purpose.CRISIS},
    Need.REPORT: {Purpose.LAW_ENFORCEMENT, Purpose.REGULATOR},
    Need.REMOVE: {Purpose.IMAGE_ABUSE, Purpose.HASH_MATCHING},
}


@dataclass(frozen=True)
class Way:
    """The best line for one age, or why there is none; `hole` may stand beside a stand-in."""

    ages: tuple[PlanAge, ...]
    state: State
    line: Helpline | None
    hole: str

    @property
    def ages_in_words(self) -> str:
        return in_words(self.ages)


def in_words(ages: Sequence[PlanAge]) -> str:
    if len(ages) == len(AGES):
        return _("All ages")
    return ", ".join(str(age.label) for age in ages)


@dataclass(frozen=True)
class CountryRow:
    country: Country
    cells: dict[Need, list[Way]]

    @property
    def holes(self) -> list[str]:
        """Return what is missing here, each hole once and for which ages."""
        found = defaultdict(list)
        for way in chain.from_iterable(self.cells.values()):
            if way.hole:
                found[way.hole] += way.ages
        return [f"{hole}: {in_words(ages)}" for hole, ages in found.items()]


def coverage_map(*, on: date) -> list[CountryRow]:
    """Return a row for each country, in the order of their names, for readers of this language.

    A line that stands in the site's own alone is shown to them too. One query.
    """
    shown = Helpline.objects.live(on=on).within_reach()
    # Who answers those who work with children alone meets no need of somebody in a picture.
    lines = list(shown.filter(is_for_professionals=False))
    rows = [
        CountryRow(country, {need: ways(country, need, lines, on) for need in Need})
        for country in Country
    ]
    return sorted(rows, key=lambda row: str(row.country.label))


def ways(country: Country, need: Need, lines: list[Helpline], on: date) -> list[Way]:
    """Return the best way for each age, ages with the same one together."""
    found: dict[tuple, list[PlanAge]] = {}
    for age in AGES:
        fitting = [line for line in serving(country, need, lines) if line.answers(age)]
        best = min(fitting, key=lambda line: rank(line, country, on), default=None)
        state = state_of(best, on) if best else State.HOLE
        found.setdefault((best, state, hole(country, need, age, fitting)), []).append(age)
    return [
        Way(tuple(ages), state, line, missing) for (line, state, missing), ages in found.items()
    ]


def serving(country: Country, need: Need, lines: list[Helpline]) -> list[Helpline]:
    """Return what meets a need on the page of a country, which borrows as the directory does."""
    own = [line for line in lines if line.country == country and serves(line, need)]
    from_anywhere = [line for line in lines if line.country == Country.INTERNATIONAL]
    if need == Need.REMOVE:
        return own + with_purpose(from_anywhere, Purpose.HASH_MATCHING)
    if need == Need.TALK and not with_purpose(own, Purpose.CHILD_HELPLINE):
        finders = with_purpose(from_anywhere, Purpose.CHILD_HELPLINE)
        return own + list(filter(works_anywhere, finders))
    return own


def serves(line: Helpline, need: Need) -> bool:
    if need == Need.TALK and line.is_for_everyone and line.purpose != Purpose.EMERGENCY:
        return True
    return line.purpose in PURPOSES[need]


def rank(line: Helpline, country: Country, on: date) -> tuple:
    """Return what to compare lines by: the surest, then the country's own, for young people."""
    is_for_the_young = line.purpose == Purpose.CHILD_HELPLINE
    order = list(State).index(state_of(line, on))
    return order, line.country != country, not is_for_the_young, line.name


def state_of(line: Helpline, on: date) -> State:
    if line.is_overdue(on=on):
        return State.OVERDUE
    return State.CHECKED if line.checked_on else State.NOT_YET


def hole(country: Country, need: Need, age: PlanAge, fitting: list[Helpline]) -> str:
    """Name what is missing, or return ""."""
    code = {"country": country.value}
    is_talk = need == Need.TALK and age != PlanAge.ADULT and country != Country.INTERNATIONAL
    own = [line for line in fitting if line.country == country]
    if is_talk and not with_purpose(own, Purpose.CHILD_HELPLINE):
        return _("No confirmed national child helpline (%(country)s)") % code
    if fitting:
        return ""
    return {
        Need.TALK: _("Nobody to talk to (%(country)s)"),
        Need.REPORT: _("No way to report (%(country)s)"),
        Need.REMOVE: _("No way to get a picture removed (%(country)s)"),
    }[need] % code
