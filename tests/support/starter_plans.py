"""The starter content's plans: what stands in the files, and the lists that come of it."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from itertools import chain, product

from core.curriculum_files import Errors
from core.reading import sentences
from support.curriculum import KINDS, Entry
from support.curriculum.reading import read_kind
from support.enums import (
    Country,
    FactKind,
    PlanAge,
    PlanDanger,
    PlanDemand,
    PlanSpread,
    PlanTrack,
)
from support.planner import services_for
from support.plans import CountryPlan, country_plan
from support.queries import directory
from tests.support.samples import ENGLISH, store_starter

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
NO_APP: list[str] = []
GIRL_OF_15 = {"danger": "no", "track": "me", "age": "13-17", "spread": "public", "demand": "no"}

# Only these speak of screenshots, and only where everybody in the picture was an adult.
ADULT_EVIDENCE = {"keep-adult"}

# Advice to do something with the picture itself; a sentence that forbids it is none.
PICTURE = r"(pictures?|images?|photos?|videos?|nudes?|screen)"
HANDLING = re.compile(
    rf"\b(save|copy|download|forward|send|share|pass|print|keep|show|open|look at|view|see)\b"
    rf"(?=.*\b{PICTURE}\b)|\b(save|copy|download|forward|print|look at|view) (it|them)\b"
    rf"|\bscreenshots?\b",
    re.IGNORECASE,
)
FORBIDDING = re.compile(r"\b(not|no|never|without|nothing)\b", re.IGNORECASE)


@cache
def entries(name: FactKind) -> dict[str, Entry]:
    kind, errors = next(kind for kind in KINDS if kind.name == name), Errors()
    found = [entry for _record, entry in read_kind(ENGLISH / kind.file, kind, errors)]
    errors.raise_if_any()
    return {entry.key: entry for entry in found}


def seen(name: FactKind) -> dict[str, Entry]:
    """Return the entries of a kind that learners may see."""
    return {key: entry for key, entry in entries(name).items() if entry.is_seen}


def steps() -> dict[str, Entry]:
    return entries(FactKind.STEP)


def named_facts(step: Entry, kind: FactKind) -> set[str]:
    """Return the keys of the facts of one kind on which a step rests."""
    found = (fact.partition(":") for fact in step["facts"])
    return {key for name, _colon, key in found if name == kind}


def resting_on(kind: FactKind, key: str) -> set[str]:
    return {name for name, step in steps().items() if key in named_facts(step, kind)}


def lines_of(step: Entry) -> list[str]:
    return [step["title"], step["why"], *step["how"], step["time_needed"], step["who_will_know"]]


def lines_with_ways(step: Entry) -> list[str]:
    """Return every line that is shown with a step, but for laws and services."""
    ways = [entries(FactKind.APP)[key] for key in sorted(named_facts(step, FactKind.APP))]
    told = [(way["name"], *way["how"], way["notes"]) for way in ways]
    return [*lines_of(step), *chain.from_iterable(told)]


def advice_to_handle_the_picture(lines: list[str]) -> list[str]:
    return [
        sentence
        for sentence in sentences("\n".join(lines))
        if HANDLING.search(sentence) and not FORBIDDING.search(sentence)
    ]


@cache
def handling_steps() -> frozenset[str]:
    """Return the steps that tell somebody to do something with the picture itself."""
    return frozenset(
        key for key, step in steps().items() if advice_to_handle_the_picture(lines_with_ways(step))
    )


# --- Lists ---------------------------------------------------------------------------------------


def store_what_plans_need() -> None:
    store_starter(FactKind.HELPLINE, FactKind.LAW, FactKind.APP, FactKind.STEP)


def plan_of(country: Country, at: datetime = NOON) -> CountryPlan:
    return country_plan(country, directory(country, on=at.date()), at=at)


def all_answers(choices_of_apps: list[list[str]]) -> Iterator[dict]:
    names = ("danger", "track", "age", "spread", "demand", "apps")
    choices = (PlanDanger.values, PlanTrack.values, PlanAge.values, PlanSpread.values)
    for chosen in product(*choices, PlanDemand.values, choices_of_apps):
        yield dict(zip(names, chosen, strict=True))


def lines_named(plan: CountryPlan, age: str) -> dict[str, set[str]]:
    """Return the keys of the lines that each step of a country names to that age."""
    rules = {rule["key"]: rule for rule in plan.rules}
    return {
        key: named_facts(steps()[key], FactKind.HELPLINE)
        | set(services_for(rules[key], {"age": age}))
        for key in plan.steps
    }


def lines_refusing(age: str) -> set[str]:
    """Return the lines that do not help somebody of that age; unknown counts as under 18.

    The reader of a line for professionals is one, whoever is in the picture.
    """
    field = {PlanAge.UNDER_13: "for_under_13", PlanAge.ADULT: "for_adults"}
    asked = field.get(age, "for_13_to_17")
    lines = entries(FactKind.HELPLINE).items()
    return {key for key, line in lines if not (line[asked] or line["is_for_professionals"])}
