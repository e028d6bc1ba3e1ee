"""Which helplines a learner sees on which day: computed when read, from the clock alone."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from core.enums import Risk
from support.enums import Purpose
from support.models import Helpline
from tests.support.samples import (
    COUNTRIES,
    SEEN_ON,
    cards_of,
    emergency_links,
    main_of,
    make_helpline,
    words_of,
)

LAST_DAY = SEEN_ON + timedelta(days=90)
DAY_AFTER = LAST_DAY + timedelta(days=1)
MOMENTS = {
    "+89 days": SEEN_ON + timedelta(days=89),
    "+91 days": SEEN_ON + timedelta(days=91),
    "+1 year": date(2027, 11, 22),
    "+5 years": date(2031, 11, 22),
}
each_moment = pytest.mark.parametrize("today", MOMENTS.values(), ids=MOMENTS)


def noon(day: date):
    return time_machine.travel(datetime(day.year, day.month, day.day, 12, tzinfo=UTC), tick=False)


def live_keys(on: date) -> list[str]:
    return sorted(Helpline.objects.live(on=on).values_list("key", flat=True))


@pytest.mark.parametrize("risk", Risk)
@pytest.mark.parametrize("offset", [-1, 0, 1])
@pytest.mark.parametrize("is_checked", [True, False])
def test_the_database_and_the_record_agree_on_overdue(db, risk, offset, is_checked):
    checked = {"checked_on": SEEN_ON, "seen_on": SEEN_ON - timedelta(days=400)}
    line = make_helpline(risk=risk, **(checked if is_checked else {}))
    make_helpline(key="gb-peer", seen_on=date(2030, 1, 1))
    today = SEEN_ON + timedelta(days=risk.days + offset)
    assert line.is_overdue(on=today) == (offset > 0)
    assert (line.key in live_keys(today)) == (offset <= 0)


def test_an_overdue_line_hides_only_behind_a_current_one_of_its_kind(db):
    make_helpline(key="gb-old")
    for key, fields in {
        "gb-draft": {"live": False},
        "gb-remembered": {"mark": "remembered"},
        "ie-current": {"country": "IE"},
        "gb-crisis": {"purpose": "crisis"},
    }.items():
        make_helpline(key=key, seen_on=DAY_AFTER, **fields)
    assert live_keys(DAY_AFTER) == ["gb-crisis", "gb-old", "ie-current"]
    make_helpline(key="gb-current", seen_on=DAY_AFTER)
    assert live_keys(DAY_AFTER) == ["gb-crisis", "gb-current", "ie-current"]


def test_a_current_line_hides_no_overdue_one_that_answers_other_ages(db):
    adults = {"for_under_13": False, "for_13_to_17": False}
    make_helpline(key="int-children", for_adults=False)
    make_helpline(key="int-adults", seen_on=DAY_AFTER, **adults)
    assert live_keys(DAY_AFTER) == ["int-adults", "int-children"]
    make_helpline(key="int-all", seen_on=DAY_AFTER)
    assert live_keys(DAY_AFTER) == ["int-adults", "int-all"]


@pytest.mark.parametrize("is_for_staff", [True, False])
def test_line_for_professionals_and_line_for_others_hide_neither(db, is_for_staff):
    make_helpline(key="gb-old", is_for_professionals=is_for_staff)
    make_helpline(key="gb-new", is_for_professionals=not is_for_staff, seen_on=DAY_AFTER)
    assert live_keys(DAY_AFTER) == ["gb-new", "gb-old"]


@pytest.mark.parametrize("purpose", [Purpose.EMERGENCY, Purpose.CRISIS])
def test_emergency_and_crisis_lines_never_hide(db, purpose):
    make_helpline(key="gb-old", purpose=purpose)
    make_helpline(key="gb-new", purpose=purpose, seen_on=DAY_AFTER)
    assert live_keys(date(2099, 1, 1)) == ["gb-new", "gb-old"]


@pytest.mark.parametrize(
    ("fields", "is_shown"),
    [
        ({"mark": "seen-official"}, True),
        ({"mark": "seen-secondary"}, True),
        ({"mark": "partly-seen"}, False),
        ({"mark": "remembered"}, False),
        ({"live": False}, False),
        ({"purpose": "emergency", "live": False}, False),
        ({"purpose": "crisis", "mark": "remembered"}, False),
    ],
)
def test_only_published_lines_with_a_seen_source_are_shown(db, fields, is_shown):
    make_helpline(key="gb-line", **fields)
    assert live_keys(SEEN_ON) == (["gb-line"] if is_shown else [])


@each_moment
def test_every_country_always_shows_somebody_to_talk_to(client, starter_helplines, today):
    silent, without_emergency = [], []
    with noon(today):
        for code in COUNTRIES:
            response = client.get(f"/help/{code}/")
            talk = main_of(response).select(".helpline-card .btn")
            silent += [] if talk else [code]
            without_emergency += [] if emergency_links(response) else [code]
    assert silent == []
    # The data names an emergency number for every one of the 15 countries.
    assert without_emergency == []


@each_moment
def test_the_international_page_always_shows_a_way_and_never_a_number_to_dial_in_danger(
    client, starter_helplines, today
):
    with noon(today):
        response = client.get("/help/")
    assert emergency_links(response) == []
    assert words_of(main_of(response).select_one(".care-card--now h2")) == (
        "Emergency: Call the emergency number you know if:"
    )
    talk = main_of(response).select_one(".care-card--soon")
    links = [link["href"] for link in talk.select("a")]
    assert links == ["tel:116111", "https://childhelplineinternational.org/"]
    assert not [link["href"] for link in main_of(response).select("a") if "tel:112" in link["href"]]


def test_an_overdue_line_says_so_and_whom_to_call_then(client, starter_helplines):
    with noon(LAST_DAY):
        assert "Not re-checked" not in " ".join(cards_of(client.get("/help/gb/")))
    with noon(DAY_AFTER):
        marked = {code: marks(client.get(f"/help/{code}/"))[0] for code in ("gb", "es", "mx")}
        abroad = marks(client.get("/help/"))[:2]
    since = "Not re-checked since 22 November 2026. If it does not answer, call"
    assert marked == {
        "gb": f"{since} 116 123.",  # Samaritans: for everyone, by phone
        "es": f"{since} 112.",  # no line for everyone, so the emergency number
        "mx": f"{since} 800 911 2000.",  # borrowed: the country has no line for young people
    }
    assert abroad == [f"{since} the emergency number you know."] * 2


def test_nobody_stands_in_for_a_form_that_may_have_changed(client, db):
    form = [("means", {"kind": "web", "label": "Report", "address": "https://form.example/"})]
    make_helpline(purpose="crisis", is_for_everyone=True)
    make_helpline(purpose="image-abuse", means=form)
    with noon(DAY_AFTER):
        card = cards_of(client.get("/help/gb/"))[1]
    assert "Not re-checked since 22 November 2026, so it may have changed. Report" in card


def marks(response) -> list[str]:
    """Return the "not re-checked" sentences of a page, up to the full stop after the number."""
    found = []
    for card in cards_of(response):
        _before, mark, after = card.partition("Not re-checked")
        sentences = (mark + after).split(". ")
        found += (
            [f"{sentences[0]}. {sentences[1].split('.')[0].split(' Call ')[0]}."] if mark else []
        )
    return found


def test_a_fact_says_where_it_was_read_until_a_person_checked_it(client, db):
    make_helpline(copy_date="2022-08-28", country="AU")
    make_helpline(copy_date="2024-01", country="BR")
    make_helpline(copy_date="2024", country="CA")
    make_helpline(country="DE", source="A leaflet, 3rd edition")
    make_helpline(country="FR", checked_on=date(2026, 12, 1), checked_by="An editor")
    with noon(SEEN_ON):
        facts = {
            code: words_of(
                main_of(client.get(f"/help/{code}/")).select_one(".helpline-card .fact-line")
            )
            for code in ("au", "br", "ca", "de", "fr")
        }
    rest = "read 22 November 2026; not yet checked by a person."
    assert facts == {
        "au": f"From helpline.example, text of 28 August 2022, {rest}",
        "br": f"From helpline.example, text of January 2024, {rest}",
        "ca": f"From helpline.example, text of 2024, {rest}",
        "de": f"From A leaflet, 3rd edition, {rest}",
        "fr": "Last checked by a person on 1 December 2026.",
    }
