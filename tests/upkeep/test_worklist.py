"""What has to be read again: overdue, in 30 and in 90 days, the most urgent and riskiest first."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission

from support.models import FACTS
from tests import factories
from tests.support.drafts import draft, phone, published
from tests.support.samples import (
    SEEN_ON,
    make_app_route,
    make_helpline,
    make_law,
    make_letter_clause,
    make_plan_step,
    make_term,
    words_of,
)
from tests.upkeep.hands import approve, numbers_in_form, send, signed_in
from upkeep.queries import LATER, due_facts, kinds_of, waiting_for

WORKLIST = "/cms/facts/"


@pytest.fixture(autouse=True)
def clock(time_machine):
    """Stand still at noon of the day on which everything was read."""
    time_machine.move_to(f"{SEEN_ON}T12:00:00+00:00", tick=False)
    return time_machine


def worklist(user, **query) -> BeautifulSoup:
    page = signed_in(user).get(WORKLIST, query)
    assert page.status_code == 200
    return BeautifulSoup(page.content, "html.parser").main


def groups(main: BeautifulSoup) -> dict[str, list[str]]:
    """Return the names of the records under each heading."""
    return {
        words_of(section.h2): [words_of(name) for name in section.select("tbody th")]
        for section in main.select("section.due-group")
    }


def names(main: BeautifulSoup) -> list[str]:
    return [words_of(name) for name in main.select("section.due-group tbody th")]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, [0, 0, 1]),
        (59, [0, 0, 1]),
        (60, [0, 1, 0]),
        (90, [0, 1, 0]),
        (91, [1, 0, 0]),
    ],
)
def test_helpline_moves_through_the_groups(editor, clock, days, expected):
    make_helpline()
    clock.shift(timedelta(days=days))
    assert [len(found) for found in groups(worklist(editor)).values()] == expected


@pytest.mark.parametrize(
    ("make", "days"),
    [
        (make_helpline, 90),
        (make_law, 180),
        (make_app_route, 120),
        (make_plan_step, 365),
        (make_letter_clause, 365),
        (make_term, 365),
    ],
)
def test_each_risk_has_its_days(editor, clock, make, days):
    make()
    clock.shift(timedelta(days=days - 91))
    assert names(worklist(editor)) == []
    clock.shift(timedelta(days=1))
    assert len(names(worklist(editor))) == 1
    clock.shift(timedelta(days=90))
    assert list(groups(worklist(editor))) == [
        "Overdue (0)",
        "In the next 30 days (1)",
        "Later, within 90 days (0)",
    ]
    clock.shift(timedelta(days=1))
    assert next(iter(groups(worklist(editor)))) == "Overdue (1)"


def test_riskiest_stands_first_in_its_group_and_then_the_latest(editor, clock):
    day = SEEN_ON + timedelta(days=400)
    make_term(term="Prose", seen_on=day - timedelta(days=999))
    make_law(law="Law", seen_on=day - timedelta(days=300))
    make_helpline(name="Line", seen_on=day - timedelta(days=91))
    make_helpline(name="Late line", seen_on=day - timedelta(days=92))
    make_helpline(name="Coming line", seen_on=day - timedelta(days=90))
    clock.shift(timedelta(days=400))
    assert list(groups(worklist(editor)).values()) == [
        ["Late line", "Line", "Law", "Prose"],
        ["Coming line"],
        [],
    ]


def test_row_says_what_to_read_where_by_when_and_whose_it_is(editor, clock):
    make_helpline(name="Sandline", owner=editor)
    clock.shift(timedelta(days=92))
    main = worklist(editor)
    row = main.select_one("section.due-group tbody tr")
    assert words_of(row) == (
        f"Sandline Helpline United Kingdom A 20 February 2027 2 days late {editor} Check Sandline"
    )


def test_check_starts_the_days_anew(editor, clock):
    make_helpline(checked_on=SEEN_ON + timedelta(days=90), checked_by="Ana")
    clock.shift(timedelta(days=180))
    assert [len(found) for found in groups(worklist(editor)).values()] == [0, 1, 0]


def test_what_learners_do_not_see_is_not_listed(editor, clock):
    make_helpline(live=False)
    make_helpline(mark="remembered")
    clock.shift(timedelta(days=1000))
    assert names(worklist(editor)) == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["Lost", "Line", "Route", "Law"]),
        ({"risk": "A"}, ["Lost", "Line"]),
        ({"country": "FR"}, ["Lost"]),
        ({"mine": "on"}, ["Line", "Law"]),
        ({"mine": "on", "risk": "B"}, ["Law"]),
        ({"risk": "Z", "country": "<b>"}, ["Lost", "Line", "Route", "Law"]),
    ],
)
def test_list_is_narrowed_by_risk_country_and_owner(editor, moderator, clock, query, expected):
    make_helpline(name="Line", owner=editor)
    make_helpline(name="Lost", country="FR", owner=moderator)
    make_law(law="Law", deputy=editor)
    make_app_route(name="Route", app="x")
    clock.shift(timedelta(days=170))
    found = [name.removeprefix("X: ") for name in names(worklist(editor, **query))]
    assert found == expected


def test_each_desk_sees_the_kinds_it_may_change(db, clock):
    glossary = Group.objects.create(name="Glossary")
    for codename in ("access_admin", "add_glossaryterm", "change_glossaryterm"):
        glossary.permissions.add(Permission.objects.get(codename=codename))
    make_helpline(name="Line")
    make_term(term="Sharing")
    clock.shift(timedelta(days=1000))
    assert names(worklist(factories.make_editor("Glossary"))) == ["Sharing"]


def test_draft_waits_for_everybody_but_who_submitted_it(editor, moderator, other_moderator):
    line = published(make_helpline(name="Sandline", means=phone("0800 1111")))
    send(moderator, line, "submit", means=numbers_in_form("0800 2222"))
    told = f"Sandline (GB) submitted by {moderator.username}"
    waiting = {
        user: [words_of(one) for one in worklist(user).select("#waiting-content li")]
        for user in (editor, moderator, other_moderator)
    }
    assert waiting == {editor: [], moderator: [], other_moderator: [told]}
    draft(line, other_moderator, notes="Ask for a quiet room.")
    assert len(worklist(other_moderator).select("#waiting-content li")) == 1
    approve(other_moderator, line)
    assert worklist(other_moderator).select("#waiting-content li") == []


@pytest.mark.parametrize(("days", "risks"), [(91, "A"), (366, "ABCD"), (5 * 365, "ABCD")])
def test_starter_content_is_overdue_by_its_risk(starter_facts, days, risks):
    """Ninety-one days, one year and five years after the last of it was read."""
    shown = [fact for fact in starter_facts if fact.live]
    day = max(fact.seen_on for fact in shown) + timedelta(days=days)
    due = due_facts(on=day, within=LATER, models=FACTS.values())
    overdue = sorted(one.fact.key for one in due if one.is_overdue)
    assert overdue == sorted(fact.key for fact in shown if fact.risk in risks)


@pytest.mark.parametrize("many", [1, 3, 30])
def test_drafts_of_one_kind_cost_four_queries(editor, moderator, many, django_assert_num_queries):
    for number in range(many):
        line = published(make_helpline(name=f"Line {number}"))
        revision = draft(line, editor, notes="Ask for a quiet room.")
        revision.content_object.get_workflow().start(line, editor)
    kinds_of(moderator)  # reads the rights once
    with django_assert_num_queries(4):
        assert len(waiting_for(moderator)) == many


@pytest.mark.parametrize("many", [1, 3, 30])
def test_list_costs_as_many_queries_for_thirty_as_for_one(
    editor, clock, many, django_assert_num_queries
):
    for number in range(many):
        make_helpline(owner=editor, deputy=factories.make_editor(), name=f"Line {number}")
    clock.shift(timedelta(days=91))
    client = signed_in(editor)
    client.get(WORKLIST)
    # Who it is 5, one a kind of fact 6, who reads second 2, the frame of the CMS 4.
    with django_assert_num_queries(17):
        page = client.get(WORKLIST)
    assert page.content.count(b"1 day late") == many
