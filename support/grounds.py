"""On which facts a step or a clause rests in one country, and whether it may be shown there."""

from collections.abc import Iterable
from datetime import date

from support.enums import Country, FactKind
from support.models import AppRoute, Fact, Helpline, LawFact, LetterClause, PlanStep
from support.queries import with_corrections

Reference = tuple[str, int]


def references(step: PlanStep | LetterClause) -> list[Reference]:
    """Return (kind, id) of the facts a step or clause names, without fetching any."""
    return [(block["type"], block["value"]) for block in step.facts.raw_data]


def named_facts(
    steps: list[PlanStep], helpers: Iterable[Helpline], *, on: date
) -> dict[Reference, Fact]:
    """Return the laws and app routes that steps name, shown or not, and the lines of the country.

    Two queries at most, and two where one of them was corrected of late.
    """
    named = {reference for step in steps for reference in references(step)}
    found = {(FactKind.HELPLINE.value, line.pk): line for line in helpers}
    for kind, model in ((FactKind.LAW.value, LawFact), (FactKind.APP.value, AppRoute)):
        ids = [pk for name, pk in named if name == kind]
        facts = with_corrections(model.objects.filter(pk__in=ids), on=on)
        found |= {(kind, fact.pk): fact for fact in facts}
    return found


def grounds(
    step: PlanStep | LetterClause, facts: dict[Reference, Fact], country: Country, *, on: date
) -> list[Fact] | None:
    """Return the facts it rests on in a country, or None where one of them is not shown.

    A law that does not hold there does not count. What names laws of other countries alone is
    not for this one.
    """
    named = [facts.get(reference) for reference in references(step)]
    held = [fact for fact in named if not isinstance(fact, LawFact) or fact.holds_in(country)]
    is_grounded = all(fact is not None and is_shown(fact, on=on) for fact in held)
    return held if is_grounded and bool(held) == bool(named) else None


def is_shown(fact: Fact, *, on: date) -> bool:
    """Whether a learner sees this on that day. Lines come from the directory, which has decided."""
    if isinstance(fact, Helpline):
        return True
    return fact.live and fact.is_seen and not fact.is_overdue(on=on)


def is_for(condition: dict[str, list[str]], country: Country) -> bool:
    return not condition.get("country") or country in condition["country"]


def narrowed(condition: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return a condition without its country, which is settled, and without empty lines."""
    return {line: wanted for line, wanted in condition.items() if wanted and line != "country"}
