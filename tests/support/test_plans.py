"""One country's plan: which steps stand in it, on which facts they rest, and who is named."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from support.enums import Country, PlanAge
from support.models import LawFact
from support.plans import CountryPlan, PlanPart, country_plan
from support.queries import directory
from tests.support.samples import (
    make_app_route,
    make_helpline,
    make_law,
    make_plan_step,
)

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def plan_of(country: str = "GB", at: datetime = NOON) -> CountryPlan:
    place = Country(country)
    return country_plan(place, directory(place, on=at.date()), at=at)


def when(*conditions: dict) -> list:
    return [("when", condition) for condition in conditions]


def answers(**changes) -> dict:
    given = {"danger": "no", "track": "me", "age": "13-17", "spread": "public", "demand": "no"}
    return given | {"apps": []} | changes


def titles(parts: list[PlanPart]) -> dict[str, list[str]]:
    return {part.name: [step.title for step, _services in part.steps] for part in parts}


def named(parts: list[PlanPart]) -> list[str]:
    return [card.name for part in parts for _step, services in part.steps for card in services]


# --- Rules ---------------------------------------------------------------------------------------


def test_rule_is_plain_data_and_leaves_out_what_is_settled_or_empty():
    make_helpline(key="gb-children", for_adults=False)
    condition = {"track": ["me"], "age": [], "country": ["GB", "IE"]}
    make_plan_step(
        key="talk", weight=20, when=when(condition), services=[("purpose", "child-helpline")]
    )
    assert plan_of().rules == [
        {
            "key": "talk",
            "group": "now",
            "weight": 20,
            "when": [{"track": ["me"]}],
            "services": {"under-13": ["gb-children"], "13-17": ["gb-children"]},
        }
    ]


@pytest.mark.parametrize(
    ("conditions", "there"),
    [
        ([], True),
        ([{"country": ["GB"]}], True),
        ([{"country": ["IE"]}], False),
        ([{"country": ["IE"]}, {"track": ["me"]}], True),
        ([{"country": ["IE"], "track": ["me"]}], False),
    ],
)
def test_step_stands_where_a_condition_is_for_the_country(conditions, there):
    make_plan_step(key="step", when=when(*conditions))
    assert ("step" in plan_of().steps) is there


def test_condition_that_holds_for_the_whole_country_is_always_fulfilled():
    make_plan_step(key="step", when=when({"country": ["GB"]}, {"track": ["teacher"]}))
    assert plan_of().rules == [{"key": "step", "group": "now", "weight": 500}]


def test_draft_and_step_of_an_unseen_source_are_left_out():
    make_plan_step(key="draft", live=False)
    make_plan_step(key="remembered", mark="remembered", seen_on=None)
    make_plan_step(key="shown")
    assert list(plan_of().steps) == ["shown"]


def test_advice_outlives_the_day_it_was_to_be_read_again():
    make_plan_step(key="step")
    assert list(plan_of(at=NOON + timedelta(days=5 * 365)).steps) == ["step"]


# --- Services ------------------------------------------------------------------------------------


def test_step_names_the_services_for_that_age_own_and_young_first():
    make_helpline(name="A for all", purpose="image-abuse")
    make_helpline(
        name="B for adults", purpose="image-abuse", for_under_13=False, for_13_to_17=False
    )
    make_helpline(name="C for children", purpose="image-abuse", for_adults=False)
    make_helpline(name="D anywhere", purpose="hash-matching", country="INT", for_adults=False)
    make_plan_step(services=[("purpose", "hash-matching"), ("purpose", "image-abuse")])
    plan = plan_of()
    assert named(plan.parts(answers())) == ["C for children", "D anywhere", "A for all"]
    assert named(plan.parts(answers(age="unknown"))) == named(plan.parts(answers()))
    assert named(plan.parts(answers(age="adult"))) == ["A for all", "B for adults"]


def test_step_names_three_services_at_most_and_the_plan_holds_no_other():
    for name in "dbcae":
        make_helpline(name=name, key=f"gb-{name}")
    make_plan_step(services=[("purpose", "child-helpline")])
    plan = plan_of()
    assert named(plan.parts(answers())) == ["a", "b", "c"]
    assert sorted(plan.services) == ["gb-a", "gb-b", "gb-c"]


def test_line_for_professionals_is_no_service_of_a_step_but_may_be_named_by_one():
    line = make_helpline(key="gb-staff", purpose="image-abuse", is_for_professionals=True)
    make_plan_step(key="remove", services=[("purpose", "image-abuse")])
    make_plan_step(key="staff", when=when({"track": ["teacher"]}), facts=[("helpline", line)])
    plan = plan_of()
    assert list(plan.steps) == ["staff"]
    assert list(plan.services) == ["gb-staff"]


def test_step_is_left_out_where_the_country_has_nobody_for_it():
    make_helpline(country="IE", purpose="legal-aid")
    make_plan_step(key="lawyer", services=[("purpose", "legal-aid")])
    assert list(plan_of("GB").steps) == []
    assert list(plan_of("IE").steps) == ["lawyer"]


# --- Facts ---------------------------------------------------------------------------------------


def test_law_step_stands_only_where_one_of_its_laws_holds():
    british, spanish = make_law(law="British"), make_law(law="Spanish", jurisdiction="ES")
    european = make_law(law="European", jurisdiction="EU")
    make_plan_step(key="law", facts=[("law", british), ("law", spanish), ("law", european)])
    held = {
        code: [note.title for card in plan_of(code).steps.values() for note in card.notes]
        for code in ("GB", "ES", "FR", "US", "INT")
    }
    assert held == {
        "GB": ["British"],
        "ES": ["Spanish", "European"],
        "FR": ["European"],
        "US": [],
        "INT": [],
    }
    assert list(plan_of("US").steps) == []


@pytest.mark.parametrize(
    "hidden", [{"live": False}, {"mark": "remembered", "seen_on": None}, {"seen_on": "2026-01-01"}]
)
@pytest.mark.parametrize(("kind", "make"), [("law", make_law), ("app", make_app_route)])
def test_step_that_rests_on_a_hidden_fact_is_left_out(kind, make, hidden):
    make_plan_step(key="one", facts=[(kind, make())])
    make_plan_step(key="both", facts=[(kind, make()), (kind, make(**hidden))])
    assert list(plan_of().steps) == ["one"]


def test_hidden_law_of_another_country_hides_nothing_here():
    facts = [("law", make_law()), ("law", make_law(jurisdiction="US", live=False))]
    make_plan_step(key="law", facts=facts)
    assert list(plan_of("GB").steps) == ["law"]
    assert list(plan_of("US").steps) == []


def test_step_whose_fact_is_gone_is_left_out():
    law = make_law()
    make_plan_step(key="law", facts=[("law", law)])
    LawFact.objects.filter(pk=law.pk).delete()
    assert list(plan_of().steps) == []


def test_step_that_names_a_line_stands_where_that_line_is_shown():
    line = make_helpline(name="For staff")
    make_plan_step(key="staff", facts=[("helpline", line)])
    assert [card.name for card in plan_of("GB").steps["staff"].lines] == ["For staff"]
    assert list(plan_of("IE").steps) == []


def test_notes_say_what_was_read_and_when():
    route = make_app_route(name="Report it", how="First this.\nThen that.", notes="Good to know.")
    law = make_law(law="Pictures Act", summary="One.\nTwo.")
    make_plan_step(key="step", facts=[("app", route), ("law", law)])
    card = plan_of().steps["step"]
    assert [(note.title, note.lines, note.is_way, note.more) for note in card.notes] == [
        ("Report it", ["First this.", "Then that."], True, "Good to know."),
        ("Pictures Act", ["One.", "Two."], False, ""),
    ]
    assert [(note.address, note.host) for note in card.notes] == [
        ("https://app.example/help", "app.example"),
        ("", ""),
    ]
    dated = {note.fact for note in card.notes}
    assert len(dated) == 1
    assert "read 22 November 2026; not yet checked by a person" in dated.pop()


def test_card_has_the_words_of_its_step():
    make_plan_step(
        key="step",
        title="Tell someone",
        why="It helps.",
        how="Pick one.\nTell them.",
        time_needed="10 minutes",
        who_will_know="They do.",
    )
    card = plan_of().steps["step"]
    assert (card.title, card.why, card.how) == (
        "Tell someone",
        "It helps.",
        ["Pick one.", "Tell them."],
    )
    assert (card.time_needed, card.who_will_know) == ("10 minutes", "They do.")


# --- Parts ---------------------------------------------------------------------------------------


def test_parts_stand_in_order_and_those_without_a_step_are_left_out():
    make_plan_step(title="Later", group="week")
    make_plan_step(title="First", group="now", weight=10)
    make_plan_step(title="Second", group="now", weight=20)
    make_plan_step(title="For teachers", group="today", when=when({"track": ["teacher"]}))
    plan = plan_of()
    assert titles(plan.parts(answers())) == {"now": ["First", "Second"], "week": ["Later"]}
    assert list(titles(plan.parts(answers(track="teacher")))) == ["now", "today", "week"]


def test_frame_of_a_list_has_all_parts_and_no_step():
    make_plan_step()
    assert titles(plan_of().blank_parts) == {"now": [], "today": [], "week": []}


# --- Queries -------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3, 30])
def test_plan_takes_as_many_queries_for_1_3_and_30_steps(count, django_assert_num_queries):
    for _number in range(count):
        facts = [("law", make_law()), ("app", make_app_route()), ("helpline", make_helpline())]
        make_plan_step(facts=facts, services=[("purpose", "child-helpline")])
    lines = directory(Country.UNITED_KINGDOM, on=NOON.date())
    with django_assert_num_queries(3):
        plan = country_plan(Country.UNITED_KINGDOM, lines, at=NOON)
    assert len(plan.steps) == count
    with django_assert_num_queries(0):
        assert sum(len(part.steps) for part in plan.parts(answers())) == count


def test_directory_of_the_plan_may_be_any_and_decides_who_is_named():
    make_helpline(key="gb-one")
    make_plan_step(services=[("purpose", "child-helpline")])
    lines = replace(directory(Country.UNITED_KINGDOM, on=NOON.date()), young_people=[])
    assert country_plan(Country.UNITED_KINGDOM, lines, at=NOON).rules == []
    assert PlanAge.TEENAGER in plan_of().rules[0]["services"]
