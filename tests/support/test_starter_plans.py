"""What the starter content's plans promise to everybody, whatever they answer, wherever they are.

The steps are few enough to try every answer in every country: about 290,000 lists.
"""

from datetime import timedelta

import pytest

from support.enums import App, Country, FactKind, PlanAge, PlanDanger, PlanTrack
from support.planner import DANGER_BELOW, Plan, make_plan
from support.plans import CountryPlan
from tests.support.starter_plans import (
    ADULT_EVIDENCE,
    GIRL_OF_15,
    NO_APP,
    NOON,
    all_answers,
    handling_steps,
    lines_named,
    lines_refusing,
    named_facts,
    plan_of,
    seen,
    steps,
    store_what_plans_need,
)

ALL_APPS = App.values
CHOICES_OF_APPS = [NO_APP, *([app] for app in App.values), ALL_APPS]
OVERDUE = [timedelta(days=91), timedelta(days=365), timedelta(days=5 * 365)]
HELPERS = {PlanTrack.FRIEND, PlanTrack.PARENT, PlanTrack.TEACHER}


@pytest.fixture
def starter(db):
    store_what_plans_need()


def shown_in(plan: Plan) -> set[str]:
    return {*plan.now, *plan.today, *plan.week}


def is_about_danger(key: str | None) -> bool:
    return key is not None and steps()[key]["weight"] < DANGER_BELOW


def steps_misleading(named: dict[str, set[str]], age: str) -> set[str]:
    refused = lines_refusing(age)
    return {key for key, lines in named.items() if lines & refused}


def broken_promises(country: Country, plan: CountryPlan, choices_of_apps: list) -> dict:
    """Return each promise that some list of a country breaks, with the first answers it befell."""
    named = {age: lines_named(plan, age) for age in PlanAge.values}
    misled = {
        age: {key for key in plan.steps if named[age][key] & lines_refusing(age)} for age in named
    }
    found = {}
    for answers in all_answers(choices_of_apps):
        made, age = make_plan(plan.rules, answers), answers["age"]
        shown, first = shown_in(made), made.now[0] if made.now else None
        is_danger = answers["danger"] == PlanDanger.YES
        is_close = age != PlanAge.ADULT or answers["track"] in HELPERS
        broken = {
            "nothing to do now": first is None,
            "too much to do now": len(made.now) > 3,
            "danger does not come first": is_danger and not is_about_danger(first),
            "nobody to call in danger": is_danger and not (first and named[age][first]),
            "a line that refuses that age": bool(shown & misled[age]),
            "evidence for adults alone": age != PlanAge.ADULT and bool(shown & ADULT_EVIDENCE),
            "something done with the picture": is_close and bool(shown & handling_steps()),
        }
        for promise in (name for name, is_broken in broken.items() if is_broken):
            found.setdefault(promise, answers)
    return {name: one for name, one in found.items() if (country, name) not in ELSEWHERE}


# Where no number may be shown the step says: the emergency number you know (decision 14).
ELSEWHERE = {(Country.INTERNATIONAL, "nobody to call in danger")}


def test_every_list_of_every_country_keeps_the_promises(starter):
    for country in Country:
        assert broken_promises(country, plan_of(country), CHOICES_OF_APPS) == {}, country


@pytest.mark.parametrize("later", OVERDUE, ids=str)
def test_every_list_keeps_the_promises_when_the_facts_are_overdue(starter, later):
    for country in Country:
        plan = plan_of(country, at=NOON + later)
        assert broken_promises(country, plan, [NO_APP, ALL_APPS]) == {}, country


def test_line_for_professionals_is_named_to_teachers_alone(starter):
    plan, naming = plan_of(Country.UNITED_KINGDOM), set()
    named = {age: lines_named(plan, age) for age in PlanAge.values}
    for answers in all_answers([NO_APP]):
        shown = shown_in(make_plan(plan.rules, answers))
        if any("gb-posh" in named[answers["age"]][key] for key in shown):
            naming.add((answers["track"], answers["age"]))
    assert naming == {(PlanTrack.TEACHER, age) for age in PlanAge.values}


def test_every_step_is_offered_to_somebody_somewhere(starter):
    anywhere = set()
    for country in Country:
        plan = plan_of(country)
        lists = (make_plan(plan.rules, answers) for answers in all_answers([ALL_APPS]))
        anywhere |= set().union(*map(shown_in, lists))
    assert anywhere == set(steps())


@pytest.mark.parametrize(
    ("country", "changes", "now"),
    [
        ("GB", {}, "keep-young hash-young tell-adult"),
        ("GB", {"age": "unknown"}, "keep-young hash-young tell-adult"),
        ("GB", {"age": "adult"}, "keep-adult hash-adult tell-someone"),
        ("JP", {"demand": "yes"}, "stop-threat keep-young tell-adult"),
        ("IN", {"track": "threat"}, "stop-threat keep-young tell-adult"),
        ("US", {"track": "fake"}, "keep-young hash-young tell-adult"),
        ("BR", {"danger": "yes"}, "danger-emergency danger-talk keep-young"),
        ("INT", {"danger": "yes"}, "danger-emergency-anywhere danger-talk keep-young"),
        ("FR", {"danger": "unknown"}, "danger-check keep-young hash-young"),
        ("DE", {"track": "friend"}, "listen-friend leave-picture-friend tell-for-friend"),
        ("KR", {"track": "passed-on"}, "stop-passing-on tell-adult-passed-on talk-young"),
        ("IE", {"track": "parent"}, "listen-parent leave-picture-parent keep-parent"),
        ("ZA", {"track": "teacher"}, "listen-teacher leave-picture-teacher lead-teacher"),
    ],
)
def test_first_steps_are_those_that_cannot_wait(starter, country, changes, now):
    made = make_plan(plan_of(Country(country)).rules, GIRL_OF_15 | {"apps": NO_APP} | changes)
    assert " ".join(made.now) == now


def test_each_chosen_app_adds_the_ways_that_are_known_through_it(starter):
    routes, rules = seen(FactKind.APP), plan_of(Country.CANADA).rules
    for app in App.values:
        made = make_plan(rules, GIRL_OF_15 | {"spread": "private", "apps": [app]})
        named = {key for step in shown_in(made) for key in named_facts(steps()[step], FactKind.APP)}
        known = {key for key, route in routes.items() if route["app"] == app}
        assert named == known - NOT_FOR_HER, app


# Threats, fakes, and sites where adults are the ones who are shown.
NOT_FOR_HER = {
    *("facebook-threat", "instagram-threat", "messenger-threat", "threads-threat"),
    *("google-fake-picture", "website-partners"),
}
