"""The planner: which steps fit somebody's answers, and in which order.

Pure, and with the same rules as `static/js/components/planner.js`, which does this on the device: a
test holds the two against each other. Rules are plain data, so that a page can carry them:

    {"key": "stop", "group": "now", "weight": 110,
     "when": [{"track": ["me", "threat"], "demand": ["yes"]}],
     "services": {"13-17": ["gb-childline"], "adult": ["gb-samaritans"]}}

Answers are {"danger", "track", "age", "spread", "demand"}, each a value of its enum, and "apps", a
list of them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

TEENAGER, ADULT, UNKNOWN = "13-17", "adult", "unknown"
MOST_NOW = 3
# A step lighter than this is about danger: it comes first, whatever its group.
DANGER_BELOW = 100

Rule = Mapping[str, Any]
Answers = Mapping[str, Any]


@dataclass(frozen=True)
class Plan:
    """Keys of steps in the order in which to do them; `now` has at most three."""

    now: tuple[str, ...]
    today: tuple[str, ...]
    week: tuple[str, ...]


def make_plan(rules: Iterable[Rule], answers: Answers) -> Plan:
    """Return the steps that fit the answers: by weight, then by key.

    What is too much for now stands first under today.
    """
    groups = {"now": [], "today": [], "week": []}
    for rule in sorted(rules, key=lambda rule: (rule["weight"], rule["key"])):
        if is_offered(rule, answers):
            groups["now" if rule["weight"] < DANGER_BELOW else rule["group"]].append(rule["key"])
    now, later = groups["now"][:MOST_NOW], groups["now"][MOST_NOW:]
    return Plan(tuple(now), tuple(later + groups["today"]), tuple(groups["week"]))


def is_offered(rule: Rule, answers: Answers) -> bool:
    """Whether a rule fits: any of its conditions does, and who is to help answers that age."""
    if "services" in rule and not services_for(rule, answers):
        return False
    conditions = rule.get("when", [])
    return not conditions or any(condition_fits(one, answers) for one in conditions)


def services_for(rule: Rule, answers: Answers) -> list[str]:
    """Return whom a step names for somebody of that age; an unknown age counts as under 18."""
    age = TEENAGER if answers["age"] == UNKNOWN else answers["age"]
    return rule.get("services", {}).get(age, [])


def condition_fits(condition: Mapping[str, list[str]], answers: Answers) -> bool:
    """Whether every line that is filled fits."""
    for line, wanted in condition.items():
        if wanted and not line_fits(line, wanted, answers[line]):
            return False
    return True


def line_fits(line: str, wanted: list[str], answer: str | list[str]) -> bool:
    if line == "apps":
        return any(app in wanted for app in answer)
    if line == "age" and answer == UNKNOWN:
        # Whatever a condition says, what is for adults alone is not for whoever may be younger.
        return TEENAGER in wanted or (UNKNOWN in wanted and ADULT not in wanted)
    return answer in wanted
