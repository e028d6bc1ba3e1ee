"""The planner's engine: tables for each rule, and what holds whatever rules and answers are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.enums import App, PlanAge, PlanDanger, PlanDemand, PlanGroup, PlanSpread, PlanTrack
from support.planner import Plan, is_offered, make_plan, services_for

LINES = {
    "danger": PlanDanger.values,
    "track": PlanTrack.values,
    "age": PlanAge.values,
    "spread": PlanSpread.values,
    "demand": PlanDemand.values,
    "apps": App.values,
}
ANSWERS = {
    "danger": "no",
    "track": "me",
    "age": "13-17",
    "spread": "private",
    "demand": "no",
    "apps": ["instagram", "discord"],
}


def rule(key: str = "step", weight: int = 500, group: str = "today", **more) -> dict:
    return {"key": key, "weight": weight, "group": group, **more}


def answers(**changes) -> dict:
    return ANSWERS | changes


@pytest.mark.parametrize(
    ("when", "fits"),
    [
        ([], True),
        ([{}], True),
        ([{"track": []}], True),
        ([{"track": ["me"]}], True),
        ([{"track": ["friend"]}], False),
        ([{"track": ["friend", "me"], "demand": ["no"]}], True),
        ([{"track": ["me"], "demand": ["yes"]}], False),
        ([{"track": ["friend"]}, {"demand": ["no"]}], True),
        ([{"track": ["friend"]}, {"demand": ["yes"]}], False),
        ([{"apps": ["discord", "reddit"]}], True),
        ([{"apps": ["reddit"]}], False),
        ([{"apps": ["reddit"], "track": ["me"]}], False),
        ([{"danger": ["no"], "spread": ["private"], "age": ["13-17"]}], True),
    ],
)
def test_any_condition_is_enough_and_within_one_every_filled_line_counts(when, fits):
    assert is_offered(rule(when=when), ANSWERS) is fits


def test_a_rule_without_conditions_always_fits():
    assert is_offered(rule(), ANSWERS)


def test_no_app_named_fits_no_condition_about_apps():
    asked = rule(when=[{"apps": App.values}])
    assert not is_offered(asked, answers(apps=[]))
    assert is_offered(rule(when=[{"apps": []}]), answers(apps=[]))


@pytest.mark.parametrize(
    ("ages", "fits"),
    [
        (["under-13"], False),
        (["13-17"], True),
        (["unknown"], True),
        (["adult"], False),
        (["adult", "unknown"], False),
        (["under-13", "13-17"], True),
        (["13-17", "adult"], True),
        (PlanAge.values, True),
    ],
)
def test_an_unknown_age_counts_as_under_18(ages, fits):
    assert is_offered(rule(when=[{"age": ages}]), answers(age="unknown")) is fits


@pytest.mark.parametrize(
    ("age", "named"),
    [("under-13", []), ("13-17", ["young"]), ("unknown", ["young"]), ("adult", ["grown"])],
)
def test_a_step_with_services_needs_one_for_that_age(age, named):
    asked = rule(services={"13-17": ["young"], "adult": ["grown"]})
    assert services_for(asked, answers(age=age)) == named
    assert is_offered(asked, answers(age=age)) is bool(named)


def test_a_step_without_services_names_nobody_and_is_offered():
    assert services_for(rule(), ANSWERS) == []


def test_steps_stand_by_weight_and_then_by_key():
    rules = [rule("c", 300), rule("b", 200), rule("a", 300), rule("d", 100)]
    assert make_plan(rules, ANSWERS).today == ("d", "b", "a", "c")


def test_what_is_too_much_for_now_stands_first_under_today():
    rules = [rule(f"now-{n}", 100 + n, "now") for n in range(5)] + [rule("today", 100, "today")]
    plan = make_plan(rules, ANSWERS)
    assert plan.now == ("now-0", "now-1", "now-2")
    assert plan.today == ("now-3", "now-4", "today")


def test_danger_comes_first_whatever_group_its_step_is_in():
    rules = [rule("stop", 100, "now"), rule("safe", 99, "week"), rule("later", 100, "week")]
    assert make_plan(rules, ANSWERS) == Plan(now=("safe", "stop"), today=(), week=("later",))


def test_nothing_fits_where_there_are_no_rules():
    assert make_plan([], ANSWERS) == Plan((), (), ())


conditions = st.fixed_dictionaries(
    {}, optional={line: st.lists(st.sampled_from(values)) for line, values in LINES.items()}
)
all_rules = st.lists(
    st.fixed_dictionaries(
        {
            "key": st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True),
            "weight": st.integers(0, 999),
            "group": st.sampled_from(PlanGroup.values),
        },
        optional={
            "when": st.lists(conditions, max_size=3),
            "services": st.dictionaries(
                st.sampled_from(["under-13", "13-17", "adult"]),
                st.lists(st.sampled_from(["one", "two"])),
            ),
        },
    ),
    unique_by=lambda one: one["key"],
)
all_answers = st.fixed_dictionaries(
    {line: st.sampled_from(values) for line, values in LINES.items() if line != "apps"}
    | {"apps": st.lists(st.sampled_from(App.values), unique=True)}
)


@given(all_rules, all_answers)
def test_every_step_that_fits_stands_in_the_plan_once_and_no_other(rules, given_answers):
    plan = make_plan(rules, given_answers)
    shown = [*plan.now, *plan.today, *plan.week]
    assert sorted(shown) == sorted(one["key"] for one in rules if is_offered(one, given_answers))
    assert len(plan.now) <= 3


@given(all_rules, all_answers)
def test_no_step_about_danger_stands_behind_another(rules, given_answers):
    plan = make_plan(rules, given_answers)
    weights = {one["key"]: one["weight"] for one in rules}
    is_about_danger = [weights[key] < 100 for key in (*plan.now, *plan.today, *plan.week)]
    assert is_about_danger == sorted(is_about_danger, reverse=True)


@given(all_rules, all_answers, st.randoms())
def test_the_order_of_the_rules_changes_nothing(rules, given_answers, random):
    shuffled = random.sample(rules, len(rules))
    assert make_plan(shuffled, given_answers) == make_plan(rules, given_answers)


adults_only = st.lists(
    st.tuples(conditions, st.sets(st.sampled_from(["under-13", "unknown"]))).map(
        lambda pair: pair[0] | {"age": [*pair[1], "adult"]}
    ),
    min_size=1,
)


@given(adults_only, all_answers)
def test_what_no_teenager_gets_is_not_for_an_unknown_age_whatever_else_it_says(when, given_answers):
    assert not is_offered(rule(when=when), given_answers | {"age": "unknown"})


@given(all_rules, all_answers)
def test_an_unknown_age_gets_what_a_teenager_gets_and_what_asks_for_it(rules, given_answers):
    teenager, unknown = given_answers | {"age": "13-17"}, given_answers | {"age": "unknown"}
    for one in rules:
        ages = {age for condition in one.get("when", []) for age in condition.get("age", [])}
        if is_offered(one, teenager):
            assert is_offered(one, unknown)
        elif "unknown" not in ages:
            assert not is_offered(one, unknown)
