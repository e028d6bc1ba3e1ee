"""The planner on a device and the one on the server: the same list for every answer."""

import json
import random
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page

from support.enums import App, Country, PlanAge, PlanDanger, PlanDemand, PlanSpread, PlanTrack
from support.planner import make_plan, services_for
from tests.support.starter_plans import all_answers, plan_of, store_what_plans_need

pytestmark = [pytest.mark.browser, pytest.mark.reads_alone]

SCRIPT = Path(settings.BASE_DIR) / "static/js/components/planner.js"
SEED, RANDOM_CASES, MOST_RULES = 20261122, 5_000, 14
FEW_APPS = [[], App.values]
EVERY_APP = [*FEW_APPS, *([app] for app in App.values)]
# With each app alone a country has 18,144 lists; everywhere else none and all of them have to do.
CHOICES_OF_APPS = {Country.UNITED_KINGDOM: EVERY_APP, Country.INDIA: EVERY_APP}

VALUES = {
    "danger": PlanDanger.values,
    "track": PlanTrack.values,
    "age": PlanAge.values,
    "spread": PlanSpread.values,
    "demand": PlanDemand.values,
    "apps": App.values,
}

# One line a list: the numbers of its rules, and for each whom it names. Text goes in and out, which
# is many times faster than values.
MAKE_LISTS = """(text) => {
  const [rules, cases] = JSON.parse(text);
  return cases.map(([number, given]) => listOf(rules[number], given)).join("\\n");
}"""
LIST_OF = """function listOf(rules, given) {
  const numbers = new Map(rules.map((rule, number) => [rule.key, number]));
  const groups = makePlan(rules, given);
  return ["now", "today", "week"].map((group) => groups[group].map(
    (rule) => [numbers.get(rule.key), ...servicesFor(rule, given)].join(":")
  ).join(" ")).join("|");
}
window.listOf = listOf;"""


def device(page: Page, source: str) -> Page:
    """Give an empty page the planner of the device."""
    page.add_script_tag(type="module", content=f"{source}\n{LIST_OF}")
    page.wait_for_function("window.listOf !== undefined")
    return page


def on_device(page: Page, rules: list[list[dict]], cases: list[tuple[int, dict]]) -> list[str]:
    """Return the list of each case: which of the `rules`, and the answers."""
    return page.evaluate(MAKE_LISTS, json.dumps([rules, cases])).split("\n")


@pytest.fixture
def empty_page(browser):
    page = browser.new_page()
    yield page
    page.close()


def on_server(rules: list[dict], answers: dict) -> str:
    """Return a list as MAKE_LISTS does."""
    numbers = {rule["key"]: number for number, rule in enumerate(rules)}
    plan = make_plan(rules, answers)
    return "|".join(
        " ".join(
            ":".join([str(numbers[key]), *services_for(rules[numbers[key]], answers)])
            for key in keys
        )
        for keys in (plan.now, plan.today, plan.week)
    )


def some(values: list[str], chance: random.Random) -> list[str]:
    return chance.sample(values, chance.randint(0, min(4, len(values))))


def random_condition(chance: random.Random) -> dict:
    return {line: some(VALUES[line], chance) for line in some(list(VALUES), chance)}


def random_rule(key: str, chance: random.Random) -> dict:
    # Few weights, so that keys often decide; danger ends at 100.
    rule = {
        "key": key,
        "weight": chance.choice([0, 50, 99, 100, 101, 500]),
        "group": chance.choice(["now", "today", "week"]),
    }
    if chance.random() < 0.7:
        rule["when"] = [random_condition(chance) for _ in range(chance.randint(0, 3))]
    if chance.random() < 0.4:
        ages = some(["under-13", "13-17", "adult"], chance)
        rule["services"] = {age: some(["one", "two", "three"], chance) for age in ages}
    return rule


def random_answers(chance: random.Random) -> dict:
    answers = {line: chance.choice(values) for line, values in VALUES.items() if line != "apps"}
    return answers | {"apps": some(App.values, chance)}


@cache
def random_cases() -> list[tuple[list[dict], dict]]:
    chance, cases = random.Random(SEED), []
    keys = [f"{letter}{tail}" for letter in "abzAZ" for tail in ("", "-", "-1", "-10", "_", "a")]
    for _ in range(RANDOM_CASES):
        chosen = chance.sample(keys, chance.randint(0, MOST_RULES))
        cases.append(([random_rule(key, chance) for key in chosen], random_answers(chance)))
    return cases


def disagreements(page: Page, cases: list[tuple[list[dict], dict]]) -> list[str]:
    """Return where the device makes another list. The page gives it None for what a rule lacks."""
    missing = {"when": None, "services": None}
    sent = [
        [missing | rule for rule in rules] if n % 2 else rules for n, (rules, _) in enumerate(cases)
    ]
    made = on_device(page, sent, [(n, answers) for n, (_, answers) in enumerate(cases)])
    expected = [on_server(rules, answers) for rules, answers in cases]
    return [
        f"{rules} {answers}: {ours}, on the device {theirs}"
        for (rules, answers), ours, theirs in zip(cases, expected, made, strict=True)
        if ours != theirs
    ]


def test_device_and_server_agree_on_rules_of_every_kind(empty_page):
    cases = random_cases()
    assert disagreements(device(empty_page, SCRIPT.read_text()), cases) == []
    # The cases are no empty lists: most have steps, and many more than fit into now.
    lists = [on_server(rules, answers) for rules, answers in cases]
    assert sum(one != "||" for one in lists) > RANDOM_CASES / 2
    assert sum(one.partition("|")[0].count(" ") == 2 for one in lists) > RANDOM_CASES / 50


@pytest.mark.parametrize(
    ("rule", "changed"),
    [
        ("const MOST_NOW = 3;", "const MOST_NOW = 4;"),
        ("const DANGER_BELOW = 100;", "const DANGER_BELOW = 101;"),
        ("one.key < other.key", "one.key > other.key"),
        ("answer.some(", "answer.every("),
        ('!wanted.includes("adult")', 'wanted.includes("adult")'),
        ("conditions.some(", "conditions.every("),
        ('answers.age === "unknown" ? "13-17"', 'answers.age === "unknown" ? "adult"'),
    ],
)
def test_one_changed_rule_on_the_device_is_noticed(empty_page, rule, changed):
    source = SCRIPT.read_text()
    assert source.count(rule) == 1
    assert disagreements(device(empty_page, source.replace(rule, changed)), random_cases())


def test_device_and_server_agree_on_every_answer_in_every_country(empty_page, db):
    store_what_plans_need()
    page = device(empty_page, SCRIPT.read_text())
    for country in Country:
        rules = plan_of(country).rules
        answers = list(all_answers(CHOICES_OF_APPS.get(country, FEW_APPS)))
        made = on_device(page, [rules], [(0, given) for given in answers])
        expected = [on_server(rules, given) for given in answers]
        assert [
            (given, ours, theirs)
            for given, ours, theirs in zip(answers, expected, made, strict=True)
            if ours != theirs
        ] == [], country
        assert min(map(len, made)) > len("||"), country
