"""What one country's plan page is made of: its rules, the words of each step, and who helps."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from support.components import Card, DatedNote, dated_note, helpline_card
from support.enums import Country, PlanAge, PlanGroup
from support.grounds import grounds, is_for, named_facts, narrowed
from support.keeping import resting_on
from support.models import Fact, Helpline, PlanStep
from support.planner import make_plan, services_for
from support.queries import Directory, language_of

MOST_SERVICES = 3
AGES = (PlanAge.UNDER_13, PlanAge.TEENAGER, PlanAge.ADULT)


@dataclass(frozen=True)
class StepCard:
    """One step in words, and the facts it rests on."""

    key: str
    title: str
    why: str
    how: list[str]
    time_needed: str
    who_will_know: str
    notes: list[DatedNote]
    lines: list[Card]
    line_keys: list[str]


@dataclass(frozen=True)
class PlanPart:
    """What to do now, today or this week: each step with the services for this reader."""

    name: str
    title: str
    steps: list[tuple[StepCard, list[Card]]]

    @property
    def is_open(self) -> bool:
        """Whether its steps stand open: what can wait is folded."""
        return self.name == PlanGroup.NOW


@dataclass(frozen=True)
class CountryPlan:
    """The planner of one country on one day: `rules` as `planner.make_plan` takes them, the words
    of every step they may offer, and the services they name, both by key.
    """

    rules: list[dict[str, Any]]
    steps: dict[str, StepCard]
    services: dict[str, Card]
    language: str

    def parts(self, answers: dict[str, Any]) -> list[PlanPart]:
        """Return the list of somebody who answered this; parts without a step are left out."""
        plan, by_key = make_plan(self.rules, answers), {rule["key"]: rule for rule in self.rules}
        named = [(group, getattr(plan, group)) for group in PlanGroup]
        return [
            PlanPart(
                group.value,
                group.label,
                [(self.steps[key], self.services_of(by_key[key], answers)) for key in keys],
            )
            for group, keys in named
            if keys
        ]

    @property
    def blank_parts(self) -> list[PlanPart]:
        """Return the frame of a list, for a device to fill."""
        return [PlanPart(group.value, group.label, []) for group in PlanGroup]

    @property
    def blank_step(self) -> StepCard:
        """Return a step with every part it can have once, for a device to fill."""
        dated = {"title": "-", "lines": ["-"], "fact": "-", "address": "-", "more": "-"}
        notes = [DatedNote(**dated, is_way=True), DatedNote(**dated)]
        return StepCard("", "-", "-", ["-"], "-", "-", notes, [], [])

    def columns(self) -> dict[str, list]:
        """Return every rule with the words of its step, for a device: a list for each field.

        What is alike stands side by side, so it packs small; None where a step lacks the field. The
        rules stand in their order, so that a place in it does for a key.
        """
        rules = sorted(self.rules, key=lambda rule: (rule["weight"], rule["key"]))
        records = [rule | words_of(self.steps[rule["key"]]) for rule in rules]
        names = dict.fromkeys(name for record in records for name in record if name != "key")
        return {name: [record.get(name) for record in records] for name in names}

    def services_of(self, rule: dict[str, Any], answers: dict[str, Any]) -> list[Card]:
        return [self.services[key] for key in services_for(rule, answers)]


def country_plan(country: Country, directory: Directory, *, at: datetime) -> CountryPlan:
    """Return the planner of a country as the aware moment `at` sees it; `directory` is its own.

    A step that rests on a fact nobody is shown that day is left out, and so is one whose kind of
    service the country lacks. Three queries at most, one more in another language than the site's
    own, and two where a law or a route was corrected.
    """
    today = timezone.localdate(at)
    steps = PlanStep.objects.live(on=today).in_one_language()
    helpers = directory.everybody
    facts = named_facts(steps, helpers, on=today)
    rules, cards = [], {}
    # A device that keeps the page hides some, and has to have the next.
    most = None if directory.is_kept else MOST_SERVICES
    for step in steps:
        rule = rule_of(step, country, helpers, most)
        rests_on = grounds(step, facts, country, on=today)
        if rule and rests_on is not None:
            rules.append(rule | (resting_on(rests_on) if directory.is_kept else {}))
            cards[step.key] = step_card(step, rests_on, directory, at=at)
    named = {key for rule in rules for key in named_in(rule)}
    named |= {key for card in cards.values() for key in card.line_keys}
    lines = [line for line in helpers if line.key in named]
    services = {line.key: helpline_card(line, directory, at=at) for line in lines}
    return CountryPlan(rules, cards, services, language_of(steps))


# --- Rules ---------------------------------------------------------------------------------------


def rule_of(
    step: PlanStep, country: Country, helpers: Iterable[Helpline], most: int | None = MOST_SERVICES
) -> dict | None:
    """Return a step's rule for one country as plain data, or None where it is not for it."""
    rule = {"key": step.key, "group": step.group, "weight": step.weight}
    written = [block["value"] for block in step.when.raw_data]
    conditions = [narrowed(one) for one in written if is_for(one, country)]
    if written and not conditions:
        return None
    if conditions and all(conditions):
        rule["when"] = conditions
    purposes = [block["value"] for block in step.services.raw_data]
    if purposes:
        rule["services"] = services_by_age(purposes, helpers, most)
    return None if purposes and not rule["services"] else rule


def services_by_age(
    purposes: list[str], helpers: Iterable[Helpline], most: int | None = MOST_SERVICES
) -> dict[str, list[str]]:
    """Return the keys of the services of these kinds for each age that has any.

    Young people's own come first for them, and the country's own before those for everywhere.
    """

    def turn(line: Helpline) -> tuple:
        is_international = line.country == Country.INTERNATIONAL
        return (
            age != PlanAge.ADULT and line.for_adults,
            is_international,
            purposes.index(line.purpose),
        )

    found = {}
    for age in AGES:
        lines = [line for line in helpers if line.purpose in purposes and line.answers(age)]
        if lines:
            found[age.value] = [line.key for line in sorted(lines, key=turn)[:most]]
    return found


def named_in(rule: dict[str, Any]) -> set[str]:
    return {key for keys in rule.get("services", {}).values() for key in keys}


# --- Words ---------------------------------------------------------------------------------------

NOTE_FIELDS = ("title", "is_way", "lines", "address", "host", "more", "fact")


def step_card(
    step: PlanStep, rests_on: list[Fact], directory: Directory, *, at: datetime
) -> StepCard:
    lines = [fact for fact in rests_on if isinstance(fact, Helpline)]
    return StepCard(
        key=step.key,
        title=step.title,
        why=step.why,
        how=step.lines(),
        time_needed=step.time_needed,
        who_will_know=step.who_will_know,
        notes=[dated_note(fact) for fact in rests_on if fact not in lines],
        lines=[helpline_card(line, directory, at=at) for line in lines],
        line_keys=[line.key for line in lines],
    )


def words_of(card: StepCard) -> dict[str, Any]:
    """Return what a step says as plain data, without what it does not have."""
    fields = ("title", "why", "how", "time_needed", "who_will_know", "line_keys")
    notes = [said(note, *NOTE_FIELDS) for note in card.notes]
    return said(card, *fields) | ({"notes": notes} if notes else {})


def said(record: StepCard | DatedNote, *fields: str) -> dict[str, Any]:
    values = {name: getattr(record, name) for name in fields}
    return {name: value for name, value in values.items() if value}
