"""The coverage map: sixteen places, three needs, three ages; a way or a named hole."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils.translation import override
from wagtail.models import Locale

from support.enums import Country, PlanAge
from support.queries import directory
from tests.support.samples import SEEN_ON, make_helpline, words_of
from tests.upkeep.hands import signed_in
from upkeep.coverage import Need, State, coverage_map

UNDER_13, TEENAGER, ADULT = PlanAge.UNDER_13, PlanAge.TEENAGER, PlanAge.ADULT
ALL = (UNDER_13, TEENAGER, ADULT)
NO_CHILD_LINE = "No confirmed national child helpline"


def row_of(country: str, on: date = SEEN_ON):
    return next(row for row in coverage_map(on=on) if row.country == country)


def cell(country: str, need: Need, on: date = SEEN_ON) -> list[tuple]:
    """Return the ages, the name of the line, its state and the hole of each way."""
    return [
        (way.ages, way.line and way.line.name, way.state, way.hole)
        for way in row_of(country, on).cells[need]
    ]


def test_every_country_has_its_row_and_every_cell_all_ages(db):
    rows = coverage_map(on=SEEN_ON)
    assert sorted(row.country for row in rows) == sorted(Country.values)
    assert len(rows) == 16
    assert [row.country.label for row in rows] == sorted(row.country.label for row in rows)
    for row in rows:
        assert set(row.cells) == set(Need)
        for ways in row.cells.values():
            assert sorted(age for way in ways for age in way.ages) == sorted(ALL)


def test_nothing_at_all_is_a_hole_by_name(db):
    assert row_of("FR").holes == [
        f"{NO_CHILD_LINE} (FR): Under 13, 13 to 17",
        "Nobody to talk to (FR): 18 or older",
        "No way to report (FR): All ages",
        "No way to get a picture removed (FR): All ages",
    ]


def test_child_helpline_that_answers_adults_fills_the_cell(db):
    make_helpline(name="Sandline")
    assert cell("GB", Need.TALK) == [(ALL, "Sandline", State.NOT_YET, "")]


def test_each_age_has_its_own_way(db):
    make_helpline(name="Young", for_adults=False)
    make_helpline(name="Older", purpose="crisis", for_under_13=False, for_13_to_17=False)
    assert cell("GB", Need.TALK) == [
        ((UNDER_13, TEENAGER), "Young", State.NOT_YET, ""),
        ((ADULT,), "Older", State.NOT_YET, ""),
    ]


def test_crisis_line_stands_in_for_young_people_beside_the_hole(db):
    make_helpline(name="Crisis", purpose="crisis")
    assert cell("GB", Need.TALK) == [
        ((UNDER_13, TEENAGER), "Crisis", State.NOT_YET, f"{NO_CHILD_LINE} (GB)"),
        ((ADULT,), "Crisis", State.NOT_YET, ""),
    ]


@pytest.mark.parametrize(
    ("purpose", "need"),
    [
        ("law-enforcement-report", Need.REPORT),
        ("regulator", Need.REPORT),
        ("image-abuse", Need.REMOVE),
        ("hash-matching", Need.REMOVE),
    ],
)
def test_service_meets_its_need_and_no_other(db, purpose, need):
    make_helpline(name="Service", purpose=purpose)
    met = [one for one in Need if any(way.line for way in row_of("GB").cells[one])]
    assert met == [need]


@pytest.mark.parametrize("purpose", ["emergency", "legal-aid"])
def test_emergency_number_and_legal_aid_are_no_way_of_these(db, purpose):
    make_helpline(purpose=purpose, is_for_everyone=purpose == "emergency")
    assert [way.line for ways in row_of("GB").cells.values() for way in ways] == [None] * 4


def test_what_removes_pictures_everywhere_serves_every_country_and_nothing_else_does(db):
    make_helpline(name="Anywhere", country="INT", purpose="hash-matching")
    make_helpline(name="World line", country="INT")
    make_helpline(name="For some", country="INT", purpose="image-abuse")
    assert cell("JP", Need.REMOVE) == [(ALL, "Anywhere", State.NOT_YET, "")]
    assert [way.line for way in row_of("JP").cells[Need.TALK]] == [None, None]


def test_finder_without_a_number_stands_in_beside_the_hole(db):
    web = {"kind": "web", "label": "Find a line", "address": "https://finder.example/"}
    make_helpline(name="Finder", country="INT", means=[("means", web)], for_adults=False)
    young = ((UNDER_13, TEENAGER), "Finder", State.NOT_YET, f"{NO_CHILD_LINE} (JP)")
    assert cell("JP", Need.TALK)[0] == young
    make_helpline(name="Ours", country="JP", seen_on=SEEN_ON - timedelta(days=91))
    assert cell("JP", Need.TALK) == [(ALL, "Ours", State.OVERDUE, "")]


def test_the_countrys_own_service_goes_before_one_from_everywhere(db):
    make_helpline(name="Anywhere", country="INT", purpose="hash-matching")
    make_helpline(name="Home", purpose="image-abuse")
    assert [way[1] for way in cell("GB", Need.REMOVE)] == ["Home"]


def test_surest_line_stands_for_the_cell(db):
    make_helpline(name="A not yet")
    make_helpline(name="B checked", checked_on=SEEN_ON, checked_by="Ana")
    assert cell("GB", Need.TALK) == [(ALL, "B checked", State.CHECKED, "")]


@pytest.mark.parametrize("days", [91, 366, 5 * 365])
def test_overdue_line_that_is_still_shown_is_marked_so(db, days):
    make_helpline(name="Sandline")
    day = SEEN_ON + timedelta(days=days)
    assert cell("GB", Need.TALK, day) == [(ALL, "Sandline", State.OVERDUE, "")]


def test_line_that_hides_leaves_its_place_to_the_one_that_is_current(db):
    make_helpline(name="Old")
    make_helpline(name="New", seen_on=SEEN_ON + timedelta(days=80))
    day = SEEN_ON + timedelta(days=91)
    assert cell("GB", Need.TALK, day) == [(ALL, "New", State.NOT_YET, "")]


def test_reader_of_another_language_has_what_is_not_translated_and_nothing_twice(db):
    spanish = Locale.objects.create(language_code="es")
    sandline = make_helpline(name="Sandline")
    make_helpline(name="Solo Linea", country="MX", locale=spanish)
    with override("es"):
        assert cell("GB", Need.TALK) == [(ALL, "Sandline", State.NOT_YET, "")]
        assert cell("MX", Need.TALK)[0][1] == "Solo Linea"
        make_helpline(name="Linea", key=sandline.key, locale=spanish, for_adults=False)
        assert [way.line and way.line.name for way in row_of("GB").cells[Need.TALK]] == [
            "Linea",
            None,
        ]
        assert {way.line for way in row_of("GB").cells[Need.TALK]} - {None} <= on_page(
            Country.UNITED_KINGDOM, SEEN_ON
        )
    assert cell("GB", Need.TALK) == [(ALL, "Sandline", State.NOT_YET, "")]
    assert cell("MX", Need.TALK)[0][1] is None


@pytest.mark.parametrize("fields", [{"live": False}, {"mark": "remembered"}])
def test_what_learners_do_not_see_fills_no_hole(db, fields):
    make_helpline(**fields)
    assert cell("GB", Need.TALK)[0][1] is None


@pytest.mark.parametrize("fields", [{"purpose": "image-abuse"}, {"purpose": "child-helpline"}])
def test_line_for_professionals_fills_no_hole_and_opens_none(db, fields):
    web = {"kind": "web", "label": "Find a line", "address": "https://finder.example/"}
    make_helpline(name="Finder", country="INT", means=[("means", web)])
    before = row_of("GB")
    make_helpline(is_for_professionals=True, **fields)
    assert row_of("GB") == before


# The starter content


@pytest.mark.parametrize("days", [0, 91, 366, 5 * 365])
def test_starter_content_has_these_holes_and_no_other(starter_facts, days):
    """Whoever adds a line that fills one changes this list; none opens as the days go by."""
    last = max(fact.seen_on for fact in starter_facts if fact.live)
    rows = coverage_map(on=last + timedelta(days=days))
    assert [hole for row in rows for hole in row.holes] == [
        "No way to report (CA): 18 or older",
        "Nobody to talk to (INT): 18 or older",
        "No way to report (INT): 18 or older",
        f"{NO_CHILD_LINE} (MX): Under 13, 13 to 17",
        "No way to report (NZ): 18 or older",
    ]


@pytest.mark.parametrize("days", [0, 91, 366, 5 * 365])
def test_map_names_what_the_page_of_a_country_shows(starter_helplines, days):
    day = max(line.seen_on for line in starter_helplines if line.live) + timedelta(days=days)
    for row in coverage_map(on=day):
        named = {way.line for ways in row.cells.values() for way in ways if way.line}
        assert (row.country, named - on_page(row.country, day)) == (row.country, set())


def on_page(country: Country, day: date) -> set:
    shown = directory(country, on=day)
    groups = (shown.young_people, shown.crisis, shown.removing, shown.reporting, shown.legal)
    assert not any(line.is_for_professionals for group in groups for line in group)
    return {line for group in groups for line in group}


# The page


def test_page_shows_the_map_with_its_holes_first(editor):
    make_helpline(name="Sandline", for_adults=False, checked_on=SEEN_ON)
    page = signed_in(editor).get("/cms/facts/coverage/")
    main = BeautifulSoup(page.content, "html.parser").main
    holes = [words_of(one) for one in main.select("#holes-content li")]
    assert holes == [hole for row in coverage_map(on=SEEN_ON) for hole in row.holes]
    assert "Nobody to talk to (GB): 18 or older" in holes
    row = next(one for one in main.select("tbody tr") if "United Kingdom" in words_of(one.th))
    assert words_of(row.select("td")[0]) == (
        "Under 13, 13 to 17 Sandline checked 18 or older Nobody to talk to (GB)"
    )
    assert len(main.select("tbody tr")) == 16


@pytest.mark.parametrize("lines", [1, 3, 30])
def test_map_costs_one_query(db, lines, django_assert_num_queries):
    for number in range(lines):
        make_helpline(name=f"Line {number}")
    with django_assert_num_queries(1):
        coverage_map(on=SEEN_ON)
