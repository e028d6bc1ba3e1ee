"""The directory: narrowed by what a reader needs, and honest about who answers now."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from core.reading import measure, sentences, words
from support.components import helpline_card
from support.enums import PlanAge
from support.forms import own_name
from support.queries import Directory
from tests.support.samples import cards_of, emergency_links, main_of, make_helpline, words_of

MONDAY_NOON = "2026-11-23T12:00:00+00:00"
PLAIN_PAGES = ("friend", "hide", "parents", "teachers")


def names(response) -> list[str]:
    return [words_of(name) for name in main_of(response).select(".helpline-card__name")]


def notice(response) -> str:
    found = main_of(response).select_one(".notice")
    return words_of(found) if found else ""


@pytest.fixture
def lines(db):
    web = [("means", {"kind": "web", "label": "Open the form", "address": "https://a.example/"})]
    text = [("means", {"kind": "sms", "label": "Text", "number": "85258"})]
    make_helpline(name="Emergency", purpose="emergency")
    make_helpline(name="Children", for_adults=False, languages="en cy")
    make_helpline(name="Everyone", purpose="crisis", means=text, languages="en")
    make_helpline(
        name="Grown-ups", purpose="image-abuse", for_under_13=False, for_13_to_17=False, means=web
    )
    make_helpline(name="Police", purpose="law-enforcement-report", means=web, languages="fr")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Children", "Everyone", "Grown-ups", "Police"]),
        ("age=under-13", ["Children", "Everyone", "Police"]),
        ("age=13-17", ["Children", "Everyone", "Police"]),
        ("age=adult", ["Everyone", "Grown-ups", "Police"]),
        ("means=sms", ["Everyone"]),
        ("means=web", ["Grown-ups", "Police"]),
        ("language=cy", ["Children"]),
        ("language=en&means=sms", ["Everyone"]),
        ("age=adult&language=cy", []),
        ("age=old&means=owl", ["Children", "Everyone", "Grown-ups", "Police"]),
    ],
)
def test_list_is_narrowed_and_the_emergency_number_always_stays(client, lines, query, expected):
    response = client.get(f"/help/gb/?{query}")
    assert names(response) == expected
    assert len(emergency_links(response)) == 1
    assert ("Nobody in our list fits" in notice(response)) == (expected == [])


def test_languages_on_offer_are_those_spoken_here(client, lines):
    make_helpline(country="FR", languages="fsl")
    options = main_of(client.get("/help/gb/")).select("#id_language option")
    assert [(one["value"], one.text) for one in options] == [
        ("", "Any"), ("cy", "Cymraeg"), ("en", "English"), ("fr", "français"),
    ]  # fmt: skip


def test_every_language_of_the_starter_content_has_a_name_of_its_own(client, starter_helplines):
    for line in starter_helplines:
        assert [code for code in line.languages.split() if own_name(code) == code] == [], line.key


def test_a_language_nobody_knows_is_offered_by_its_code(client, db):
    make_helpline(languages="xx pt-BR")
    options = main_of(client.get("/help/gb/")).select("#id_language option")
    assert [one.text for one in options] == ["Any", "Português Brasileiro", "xx"]


def test_hash_tools_work_from_everywhere_and_other_international_lines_do_not(client, db):
    make_helpline(country="INT", purpose="hash-matching", name="Hash tool")
    make_helpline(country="INT", purpose="law-enforcement-report", name="Hotlines")
    assert names(client.get("/help/jp/")) == ["Hash tool"]
    assert names(client.get("/help/")) == ["Hash tool", "Hotlines"]


def test_lines_that_answer_now_come_first_and_closed_ones_say_when_they_open(
    client, db, time_machine
):
    time_machine.move_to(MONDAY_NOON, tick=False)
    here = {"time_zone": "Europe/London"}
    make_helpline(name="A closed", opening="tu 15:00-18:00", **here)
    make_helpline(name="B unknown")
    make_helpline(name="C open", opening="mo-fr 10:00-16:00", **here)
    make_helpline(name="D always", opening="always", time_zone="Europe/London")
    response = client.get("/help/gb/")
    assert names(response) == ["C open", "D always", "B unknown", "A closed"]
    opening = [words_of(one) for one in main_of(response).select(".helpline-card__opening")]
    assert opening == [
        "Open now by its usual hours, until 16:00 their time.",
        "Open day and night.",
        "Closed now. Opens on Tuesday at 15:00 their time.",
    ]


def test_a_line_that_never_closes_needs_no_time_zone_and_says_its_hours_once(client, db):
    line = make_helpline(opening="always", hours="By phone day and night. Chat until 22:00.")
    line.full_clean()
    [card] = cards_of(client.get("/help/gb/"))
    assert card.startswith(f"{line.name} By phone day and night. Chat until 22:00. For anyone")
    assert card.count("22:00") == 1


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2026-11-23T08:00:00+00:00", "Closed now. Opens today at 10:00 their time."),
        ("2026-11-23T17:00:00+00:00", "Closed now. Opens on Tuesday at 10:00 their time."),
        ("2026-11-27T17:00:00+00:00", "Closed now. Opens on Monday at 10:00 their time."),
    ],
)
def test_a_closed_line_says_today_of_today(client, db, time_machine, moment, said):
    time_machine.move_to(moment, tick=False)
    make_helpline(opening="mo-fr 10:00-16:00", time_zone="Europe/London")
    assert f" {said} " in cards_of(client.get("/help/gb/"))[0]


def test_usual_hours_stand_below_what_is_open_now(client, db, time_machine):
    time_machine.move_to(MONDAY_NOON, tick=False)
    make_helpline(
        opening="mo-fr 10:00-16:00",
        time_zone="Europe/London",
        hours="Monday to Friday 10:00 to 16:00, UK time.",
    )
    card = main_of(client.get("/help/gb/")).select_one(".helpline-card")
    assert [words_of(part) for part in card.select("p")][:2] == [
        "Open now by its usual hours, until 16:00 their time.",
        "For anyone under 19. Monday to Friday 10:00 to 16:00, UK time.",
    ]


def test_what_is_for_young_people_alone_leads_its_kind(client, db):
    make_helpline(name="A for everybody", purpose="image-abuse")
    make_helpline(name="B for the young", purpose="image-abuse", for_adults=False)
    make_helpline(name="C for the young", purpose="regulator", for_adults=False)
    make_helpline(name="D for everybody", purpose="law-enforcement-report")
    assert names(client.get("/help/gb/")) == [
        "B for the young", "A for everybody", "D for everybody", "C for the young",
    ]  # fmt: skip


def test_open_now_is_asked_of_the_clock_of_the_service(client, db, time_machine):
    """Noon in London is nine in the evening in Tokyo."""
    time_machine.move_to(MONDAY_NOON, tick=False)
    make_helpline(country="JP", opening="daily 16:00-21:00", time_zone="Asia/Tokyo")
    assert "Closed now. Opens on Tuesday at 16:00" in cards_of(client.get("/help/jp/"))[0]


@pytest.mark.parametrize(
    ("opening", "time_zone", "field"),
    [("mo 9-5", "Europe/London", "opening"), ("mo 09:00-17:00", "London", "time_zone")],
)
def test_times_that_cannot_be_computed_are_refused(db, opening, time_zone, field):
    line = make_helpline()
    line.opening, line.time_zone = opening, time_zone
    with pytest.raises(ValidationError) as refusal:
        line.full_clean()
    assert list(refusal.value.message_dict) == [field]


@pytest.mark.parametrize(
    ("age", "answers"),
    [
        (PlanAge.UNDER_13, False),
        (PlanAge.TEENAGER, False),
        (PlanAge.UNKNOWN, False),
        (PlanAge.ADULT, True),
    ],
)
def test_unknown_age_counts_as_under_age(db, age, answers):
    assert make_helpline(for_under_13=False, for_13_to_17=False).answers(age) == answers


@pytest.mark.parametrize(
    ("purpose", "said"), [("emergency", False), ("crisis", True), ("child-helpline", True)]
)
def test_emergency_number_of_unknown_hours_asks_nobody_to_check_them(db, purpose, said):
    line = make_helpline(purpose=purpose)
    card = helpline_card(line, Directory(), at=datetime(2026, 12, 1, 12, tzinfo=UTC))
    assert (card.opening, card.notes[0]) == (
        "",
        "For anyone under 19. Check the hours." if said else "For anyone under 19.",
    )


# Lines for professionals


def staff_line(**fields):
    adults = {"for_under_13": False, "for_13_to_17": False}
    named = {"name": "For staff", "purpose": "image-abuse", "is_for_professionals": True}
    return make_helpline(**adults | named | fields)


@pytest.mark.parametrize("age", PlanAge)
def test_line_for_professionals_answers_nobody_in_a_picture(db, age):
    line = staff_line(for_under_13=True, for_13_to_17=True)
    assert not line.answers(age)


def test_line_for_professionals_stands_last_and_says_so(client, db, time_machine):
    time_machine.move_to(MONDAY_NOON, tick=False)
    staff_line(opening="always")
    make_helpline(name="Grown-ups", purpose="image-abuse", for_under_13=False, for_13_to_17=False)
    make_helpline(name="Lawyers", purpose="legal-aid")
    response = client.get("/help/gb/")
    assert names(response) == ["Grown-ups", "Lawyers", "For staff"]
    assert words_of(main_of(response).select("details.help-fold h2")[-1]) == (
        "For people who work with children"
    )
    assert names(client.get("/help/gb/?age=adult")) == ["Grown-ups", "Lawyers"]


def test_line_for_professionals_takes_no_place_from_young_people(client, db):
    web = [("means", {"kind": "web", "label": "Find a line", "address": "https://a.example/"})]
    make_helpline(name="Finder", country="INT", means=web)
    staff_line(purpose="child-helpline")
    staff_line(name="Of no use here", country="INT", purpose="hash-matching")
    assert names(client.get("/help/gb/")) == ["Finder", "For staff"]
    assert words_of(main_of(client.get("/help/gb/card/")).dl).startswith("Finder ")


@pytest.mark.parametrize("fields", [{"is_for_everyone": True}, {"purpose": "emergency"}])
def test_line_for_everyone_or_for_emergencies_is_not_for_professionals(db, fields):
    line = staff_line(**fields)
    with pytest.raises(ValidationError) as refusal:
        line.full_clean()
    assert list(refusal.value.message_dict) == ["is_for_professionals"]


def test_teachers_page_names_who_answers_staff_country_by_country(client, db):
    make_helpline()
    staff_line()
    staff_line(name="Irish", country="IE", seen_on="2020-01-01")
    staff_line(name="Draft", live=False)
    response = client.get("/help/teachers/")
    sections = main_of(response).select("section.care-card")
    assert [words_of(one.h2) for one in sections] == [
        "Someone to ask: United Kingdom",
        "Someone to ask: Ireland",
    ]
    assert names(response) == ["For staff", "Irish"]
    assert "Not re-checked since 1 January 2020, so it may have changed." in words_of(sections[1])


@pytest.mark.parametrize("count", [1, 3, 30])
def test_teachers_page_takes_one_query(client, db, count, django_assert_num_queries):
    for _number in range(count):
        staff_line()
    with django_assert_num_queries(1):
        client.get("/help/teachers/")


# The card and the plain pages


def test_card_holds_three_lines_and_where_to_read_more(client, starter_helplines):
    response = client.get("/help/gb/card/")
    card = main_of(response).select_one(".small-card")
    assert [words_of(row) for row in card.select("dl > div")] == [
        "Emergency services Call 999",
        "Childline Call 0800 1111",
        "Samaritans Call 116 123",
        "More testserver/help/",
    ]
    assert b"<title>My card - Marram</title>" in response.content
    assert client.get("/help/zz/card/").status_code == 404


@pytest.mark.parametrize("page", PLAIN_PAGES)
def test_plain_page_is_plain_neutral_and_leads_to_the_list(client, db, page):
    response = client.get(f"/help/{page}/")
    main = main_of(response)
    assert b"<title>Help - Marram</title>" in response.content
    assert response["Cache-Control"] == "no-store"
    assert response.cookies == {}
    assert main.select_one('a[href="/help/"]')
    text = "\n".join(words_of(part) for part in main.select("h1, h2, p, li"))
    reading = measure(text)
    assert reading.lix <= 22
    assert reading.ari <= 5
    assert reading.mean_sentence <= 10
    assert [one for one in sentences(text) if len(words(one)) > 18] == []


@pytest.mark.parametrize("page", ["friend", "hide", "parents"])
def test_plain_page_asks_the_database_nothing(client, page, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get(f"/help/{page}/")


def test_card_takes_one_query(client, starter_helplines, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get("/help/gb/card/")
