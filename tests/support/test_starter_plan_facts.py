"""The starter content's plans when a law, a way through an app or a line is hidden or overdue."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from support.enums import Country, FactKind, PlanDanger
from support.models import AppRoute, Fact, Helpline, LawFact
from support.planner import make_plan, services_for
from support.plans import CountryPlan
from tests.support.starter_plans import (
    NO_APP,
    NOON,
    all_answers,
    entries,
    named_facts,
    plan_of,
    resting_on,
    seen,
    steps,
    store_what_plans_need,
)

DATED = (FactKind.LAW, FactKind.APP)
PLACES = [country for country in Country if country != Country.INTERNATIONAL]


@pytest.fixture(autouse=True)
def starter(db):
    store_what_plans_need()


@contextmanager
def hidden(model: type[Fact], key: str) -> Iterator[None]:
    model.objects.filter(key=key).update(live=False)
    yield
    model.objects.filter(key=key).update(live=True)


def bare_rules(plan: CountryPlan) -> list[dict]:
    """Return the rules of steps for now that rest on nothing at all."""
    return [
        rule
        for rule in plan.rules
        if rule["group"] == "now" and not (steps()[rule["key"]]["facts"] or "services" in rule)
    ]


def is_answered_in_danger(plan: CountryPlan) -> bool:
    """Whether whoever is in danger is given somebody to call in the first step."""
    rules = {rule["key"]: rule for rule in plan.rules}
    return all(
        services_for(rules[make_plan(plan.rules, answers).now[0]], answers)
        for answers in all_answers([NO_APP])
        if answers["danger"] == PlanDanger.YES
    )


def test_everybody_has_a_first_step_that_rests_on_no_fact():
    for country in Country:
        rules = bare_rules(plan_of(country))
        left_alone = [one for one in all_answers([NO_APP]) if not make_plan(rules, one).now]
        assert left_alone == [], country


@pytest.mark.parametrize("country", Country)
def test_hidden_line_is_named_nowhere_and_takes_no_other_help_with_it(country):
    before = plan_of(country)
    here = [
        key for key, line in seen(FactKind.HELPLINE).items() if line["country"] in (country, "INT")
    ]
    for key in here:
        with hidden(Helpline, key):
            plan = plan_of(country)
        assert key not in plan.services
        assert set(plan.steps) & resting_on(FactKind.HELPLINE, key) == set(), key
        assert bare_rules(plan) == bare_rules(before), key
        assert country == Country.INTERNATIONAL or is_answered_in_danger(plan), key


def test_hidden_law_takes_its_steps_with_it_where_it_holds():
    before = {country: set(plan_of(country).steps) for country in Country}
    for law in LawFact.objects.filter(live=True):
        theirs = resting_on(FactKind.LAW, law.key)
        for country in filter(law.holds_in, Country):
            with hidden(LawFact, law.key):
                assert set(plan_of(country).steps) == before[country] - theirs, law.key


def test_hidden_law_takes_nothing_from_other_countries():
    before = set(plan_of(Country.FRANCE).steps)
    LawFact.objects.exclude(jurisdiction__in=["FR", "EU", "INT"]).update(live=False)
    assert set(plan_of(Country.FRANCE).steps) == before


def test_hidden_way_through_an_app_takes_its_steps_with_it_and_no_other():
    before = set(plan_of(Country.SPAIN).steps)
    for key in seen(FactKind.APP):
        with hidden(AppRoute, key):
            after = set(plan_of(Country.SPAIN).steps)
        assert after == before - resting_on(FactKind.APP, key)
        assert "report-app" in after


@pytest.mark.parametrize(
    ("later", "kinds"),
    [
        (timedelta(0), {FactKind.LAW, FactKind.APP}),
        (timedelta(days=91), {FactKind.LAW, FactKind.APP}),
        (timedelta(days=121), {FactKind.LAW}),
        (timedelta(days=365), set()),
        (timedelta(days=5 * 365), set()),
    ],
    ids=["today", "91 days", "121 days", "a year", "five years"],
)
def test_overdue_laws_and_ways_are_said_nowhere(later, kinds):
    for country in PLACES:
        left = [steps()[key] for key in plan_of(country, at=NOON + later).steps]
        rested_on = {
            kind
            for kind in (FactKind.LAW, FactKind.APP)
            if any(named_facts(one, kind) for one in left)
        }
        assert rested_on == kinds, country


def test_steps_name_only_laws_in_force_and_one_for_every_country():
    named = {key for step in steps().values() for key in named_facts(step, FactKind.LAW)}
    laws = [entries(FactKind.LAW)[key] for key in named]
    assert {(law["status"], law.is_seen) for law in laws} == {("in-force", True)}
    holding = {
        country
        for country in PLACES
        if any(LawFact(jurisdiction=law["jurisdiction"]).holds_in(country) for law in laws)
    }
    assert holding == set(PLACES)


def test_law_about_fakes_is_one_that_covers_them():
    told = named_facts(steps()["law-fake"], FactKind.LAW)
    assert {entries(FactKind.LAW)[key]["covers_synthetic"] for key in told} == {True}


def test_line_that_a_step_names_is_of_the_country_it_is_offered_in():
    for key, step in steps().items():
        for line in named_facts(step, FactKind.HELPLINE):
            offered = {place for condition in step["when"] for place in condition["country"]}
            assert offered == {entries(FactKind.HELPLINE)[line]["country"]}, key
