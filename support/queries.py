"""The directory of one country on one day."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils.translation import get_language

from support.enums import Country, MeansKind, PlanAge, Purpose
from support.means import Means
from support.models import FACTS, Correction, Fact, Helpline

# What a country borrows from the international page.
FROM_ANYWHERE = (Purpose.CHILD_HELPLINE, Purpose.HASH_MATCHING)
REMOVING = (Purpose.HASH_MATCHING, Purpose.IMAGE_ABUSE)
REPORTING = (Purpose.LAW_ENFORCEMENT, Purpose.REGULATOR)
# What a reader may narrow: all but emergency numbers.
GROUPS = ("young_people", "crisis", "removing", "reporting", "legal", "professionals")
# So long a record says itself that it was corrected; the page of corrections says it for good.
SAID_FOR = timedelta(days=90)


@dataclass(frozen=True)
class Wish:
    """What a reader asked the list to be narrowed to; None or "" is anything."""

    age: PlanAge | None = None
    means: MeansKind | None = None
    language: str = ""

    def __bool__(self) -> bool:
        return bool(self.age or self.means or self.language)

    def is_met_by(self, line: Helpline) -> bool:
        return (
            (not self.age or line.answers(self.age))
            and (not self.means or any(way.kind == self.means for way in line.ways()))
            and (not self.language or self.language in spoken(line))
        )


@dataclass(frozen=True)
class Directory:
    """Who can be reached, in the order of need; `languages` are the codes one may ask for.

    Lines for professionals stand apart: they answer nobody who is in a picture. `is_narrowed` says
    that the reader asked for some of it only, `is_kept` that a device keeps all of it and hides
    what is overdue on the day it is read.
    """

    emergency: list[Helpline] = field(default_factory=list)
    young_people: list[Helpline] = field(default_factory=list)
    crisis: list[Helpline] = field(default_factory=list)
    removing: list[Helpline] = field(default_factory=list)
    reporting: list[Helpline] = field(default_factory=list)
    legal: list[Helpline] = field(default_factory=list)
    professionals: list[Helpline] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    is_narrowed: bool = False
    is_kept: bool = False

    @property
    def stand_in(self) -> Means | None:
        """Return whom to call where an old number does not answer: a line for everyone, else the
        emergency number, else nobody.
        """
        open_to_all = [line for line in self.crisis if line.is_for_everyone]
        phones = [line.first_phone() for line in [*open_to_all, *self.emergency]]
        return next(filter(None, phones), None)

    @property
    def everybody(self) -> list[Helpline]:
        """Return all lines, in the order of need."""
        return [line for group in ("emergency", *GROUPS) for line in getattr(self, group)]

    @property
    def is_narrowed_to_nobody(self) -> bool:
        return not any(getattr(self, group) for group in GROUPS)


def directory(
    country: Country, *, on: date, wish: Wish = Wish(), is_kept: bool = False
) -> Directory:
    """Return what `/help/` (international) or `/help/<country>/` shows on the day `on`.

    Every country borrows the tools that stop a picture from spreading. Where it has no line for
    young people it borrows those without a number: a short number of one region is worth nothing in
    another. The international page shows no emergency number at all (decisions 14, 15), and no wish
    hides one. With `is_kept` a line that hides behind another on that day is there as well. One
    query, and a second where a line was corrected of late.
    """
    every = Helpline.objects.shown() if is_kept else Helpline.objects.live(on=on)
    from_anywhere = Q(country=Country.INTERNATIONAL, purpose__in=FROM_ANYWHERE)
    lines = with_corrections(every.within_reach().filter(Q(country=country) | from_anywhere), on=on)
    here = [line for line in lines if line.country == country]
    for_anybody = [line for line in lines if not line.is_for_professionals]
    own = [line for line in for_anybody if line in here]
    borrowed = [line for line in for_anybody if line.country == Country.INTERNATIONAL]
    emergency = with_purpose(own, Purpose.EMERGENCY)
    young_people = with_purpose(own, Purpose.CHILD_HELPLINE)
    removing = with_purpose(own, *REMOVING)
    if country != Country.INTERNATIONAL:
        finders = with_purpose(borrowed, Purpose.CHILD_HELPLINE)
        young_people = young_people or list(filter(works_anywhere, finders))
        removing += with_purpose(borrowed, Purpose.HASH_MATCHING)
    shown = Directory(
        emergency=[] if country == Country.INTERNATIONAL else emergency,
        young_people=young_people,
        crisis=with_purpose(own, Purpose.CRISIS),
        removing=removing,
        reporting=with_purpose(own, *REPORTING),
        legal=with_purpose(own, Purpose.LEGAL_AID),
        professionals=[line for line in here if line.is_for_professionals],
        is_kept=is_kept,
    )
    return narrowed(shown, wish)


def for_professionals(*, on: date, is_kept: bool = False) -> list[Helpline]:
    """Return who answers those who work with children, of all countries, on the day `on`.

    With `is_kept` a line that hides behind another on that day is there as well. One query, and a
    second where a line was corrected of late.
    """
    every = Helpline.objects.shown() if is_kept else Helpline.objects.live(on=on)
    lines = every.within_reach().filter(is_for_professionals=True)
    return with_corrections(lines, on=on)


def with_purpose(lines: list[Helpline], *purposes: Purpose) -> list[Helpline]:
    """Return the lines for these purposes, in their order; what is for under 18s alone leads."""
    found = [line for line in lines if line.purpose in purposes]
    return sorted(found, key=lambda line: (purposes.index(line.purpose), line.for_adults))


def narrowed(shown: Directory, wish: Wish) -> Directory:
    """Leave out what the reader did not ask for; emergency numbers always stay.

    All languages stay on offer, so that the next wish can be another.
    """
    groups = {name: getattr(shown, name) for name in GROUPS}
    languages = {code for group in groups.values() for line in group for code in spoken(line)}
    kept = {name: list(filter(wish.is_met_by, group)) for name, group in groups.items()}
    return replace(shown, languages=sorted(languages), is_narrowed=bool(wish), **kept)


def spoken(line: Helpline) -> list[str]:
    return line.languages.split()


def works_anywhere(line: Helpline) -> bool:
    """Whether a line is reached by its address alone."""
    return not any(way.number for way in line.ways())


def language_of(facts: QuerySet[Fact]) -> str:
    """Return the language of facts that are all in one; they have been read."""
    return next((fact.locale.language_code for fact in facts), get_language())


# --- Corrections ---------------------------------------------------------------------------------


def with_corrections(facts: QuerySet[Fact], *, on: date) -> list[Fact]:
    """Return facts of one kind, each with its newest `correction` of the 90 days before `on`.

    A corrected number goes before newer corrections of something else. One query, and a second
    where one of them was corrected.
    """
    is_about_numbers = Case(When(field="means", then=Value(0)), default=Value(1))
    recent = (
        corrections_of(facts.model)
        .filter(at__date__gt=on - SAID_FOR, at__date__lte=on)
        .order_by(is_about_numbers, "-at", "-pk")
    )
    found = list(facts.annotate(correction_pk=Subquery(recent.values("pk")[:1])))
    corrections = Correction.objects.in_bulk({fact.correction_pk for fact in found} - {None})
    for fact in found:
        fact.correction = corrections.get(fact.correction_pk)
    return found


def corrections_of(model: type[Fact]) -> QuerySet[Correction]:
    """Return the corrections of the fact that the query around this one is about."""
    return Correction.objects.filter(
        kind=model.kind, key=OuterRef("key"), language=OuterRef("locale__language_code")
    )


def public_corrections(*, on: date) -> QuerySet[Correction]:
    """Return the corrections of what learners see on the day `on`, newest first.

    `is_outdated` says of each whether the same field was corrected again since. One query when
    read.
    """
    is_public = Q()
    for kind, model in FACTS.items():
        facts = model.objects.live(on=on).filter(
            key=OuterRef("key"), locale__language_code=OuterRef("language")
        )
        is_public |= Q(Exists(facts), kind=kind)
    same = {name: OuterRef(name) for name in ("kind", "key", "language", "field")}
    return Correction.objects.filter(is_public, language=get_language()).annotate(
        is_outdated=Exists(Correction.objects.filter(**same, pk__gt=OuterRef("pk")))
    )
