"""Help that a device keeps: the worker, what is handed out for keeping, and to whom it is not."""

import json
from datetime import date, timedelta
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.db.models import Q
from django.test import Client

from core.reading import measure, sentences, words
from organizations.middleware import IDLE_COOKIE
from support.enums import Country
from support.keeping import lines_to_hide
from support.models import Helpline
from support.views.keeping import COUNTRIES_TO_KEEP
from tests.languages.untranslated import untranslated
from tests.pseudo_locale import MARKED_WORDS, speaking
from tests.support.samples import SEEN_ON, cards_of, main_of, make_helpline, words_of

PARTS = ("keep-help", "kept-help", "kept-days", "kept-page", "never-keep")
MOST_SCRIPT_BYTES = 6 * 1024
TO_KEEP = {"Marram-Keep": "1"}
LAST_DAY = SEEN_ON + timedelta(days=90)
DAY_AFTER = LAST_DAY + timedelta(days=1)


@pytest.fixture
def shared(client) -> Client:
    """A computer that several students use."""
    client.cookies[IDLE_COOKIE] = "whatever it says"
    return client


def kept(client, address: str):
    return client.get(address, headers=TO_KEEP)


# --- The worker ----------------------------------------------------------------------------------


def test_the_worker_is_a_script_that_no_cache_keeps(
    client, db, django_assert_num_queries, settings
):
    settings.EXIT_URL = "https://neutral.example/"
    with django_assert_num_queries(0):
        response = client.get("/sw.js")
    assert response.status_code == 200
    assert response["Content-Type"] == "text/javascript; charset=utf-8"
    assert response["Cache-Control"] == "no-store"
    assert "script-src 'self';" in f"{response['Content-Security-Policy']};"
    assert not response.cookies
    assert response.content.decode().splitlines() == [
        'self.exitTo = "https://neutral.example/";',
        'importScripts("/static/js/worker.js");',
    ]


def test_a_page_may_register_a_worker_of_ours_and_no_other(client, db):
    assert "worker-src 'self';" in f"{client.get('/help/gb/')['Content-Security-Policy']};"


@pytest.mark.parametrize("address", ["/sw.js", "/help/gb/kept/"])
def test_a_shared_computer_gets_nothing_to_keep(shared, db, django_assert_num_queries, address):
    with django_assert_num_queries(0):
        response = shared.get(address)
    assert (response.status_code, response.content) == (404, b"")
    assert not response.cookies


def test_a_shared_computer_is_offered_nothing_and_told_to_take_it_off(shared, starter_helplines):
    main = main_of(shared.get("/help/gb/"))
    assert main.select("[data-keep-help]") == []
    assert len(main.select("[data-keep-never]")) == 1


def test_what_keeping_loads_is_light():
    names = ("worker.js", *(f"components/{name}.js" for name in PARTS))
    sources = [(Path(settings.BASE_DIR) / "static/js" / name).read_bytes() for name in names]
    assert sum(len(brotli.compress(source)) for source in sources) <= MOST_SCRIPT_BYTES


# --- What is offered -----------------------------------------------------------------------------


def test_only_the_page_of_a_country_offers_and_only_it_and_the_page_about_hiding_take_off(
    client, starter_helplines
):
    pages = ["/help/", "/help/gb/", "/help/zz/", "/help/hide/", "/help/friend/", "/help/gb/plan/"]
    found = {page: main_of(client.get(page)) for page in pages}
    assert [page for page in pages if found[page].select("[data-keep-offer]")] == ["/help/gb/"]
    takes_off = [page for page in pages if found[page].select("[data-keep-kept]")]
    assert takes_off == ["/help/gb/", "/help/hide/"]
    # Without a script none of it shows.
    for part in found["/help/gb/"].select("[data-keep-help], [data-keep-offer], [data-keep-kept]"):
        assert part.has_attr("hidden")


def test_the_offer_is_easy_to_read_and_says_that_others_could_find_it(client, db):
    offer = main_of(client.get("/help/gb/")).select_one("[data-keep-help]")
    status = offer.select_one("[data-keep-status]")
    said = [status[f"data-{name}"] for name in ("busy", "failed", "gone")]
    text = "\n".join([words_of(part) for part in offer.select("h2, p")] + said)
    assert "anyone who uses this device could find it" in text
    assert measure(text).ari <= 5
    assert [one for one in sentences(text) if len(words(one)) > 18] == []


@pytest.mark.parametrize("address", ["/help/gb/offline/", "/exit/cover/"])
def test_what_would_not_be_true_online_is_for_keeping_alone(client, db, address):
    assert client.get(address).status_code == 302
    assert kept(client, address).status_code == 200


def test_the_page_for_being_offline_leads_to_what_is_kept(client, db):
    response = kept(client, "/help/fr/offline/")
    main = main_of(response)
    data = client.get("/help/fr/kept/").json()
    assert {link["href"] for link in main.select("a")} <= set(data["pages"])
    assert measure(words_of(main)).ari <= 5
    with speaking(MARKED_WORDS):
        assert untranslated(kept(client, "/help/fr/offline/").content.decode(), set()) == set()


# --- What is handed out --------------------------------------------------------------------------


@pytest.mark.parametrize("code", COUNTRIES_TO_KEEP)
def test_everything_to_keep_is_a_help_page_the_same_for_everybody(client, starter_facts, code):
    data = client.get(f"/help/{code}/kept/").json()
    assert data["offline"] in data["pages"]
    for page in data["pages"]:
        assert page.startswith("/help/") or page == "/exit/cover/"
        response = kept(client, page)
        assert (response.status_code, dict(response.cookies)) == (200, {}), page
        assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize("code", ["int", "zz", "GB"])
def test_nothing_is_kept_of_what_is_no_country(client, db, code):
    assert client.get(f"/help/{code}/kept/").status_code == 404


def test_what_is_said_of_the_day_names_day_and_country(client, db, time_machine):
    time_machine.move_to("2026-12-01T12:00:00+00:00", tick=False)
    data = client.get("/help/gb/kept/").json()
    assert data["said"] == "Saved on 1 December 2026: United Kingdom."
    assert "<b>You are offline.</b> This still works. Saved on 1 December 2026." in data["banner"]


def test_a_page_to_read_now_carries_nothing_for_keeping(client, starter_facts):
    for page in ("/help/gb/", "/help/gb/plan/", "/help/gb/letter/", "/help/gb/card/"):
        html = client.get(page).content.decode()
        assert "data-line" not in html, page
        assert "data-overdue" not in html, page
        assert "law_ends" not in html, page


def test_a_kept_page_has_every_line_and_says_nothing_of_this_moment(
    client, starter_helplines, time_machine
):
    make_helpline(key="gb-current", name="Current", seen_on=DAY_AFTER)
    time_machine.move_to(f"{DAY_AFTER + timedelta(days=1)}T12:00:00+00:00", tick=False)
    read_now = " ".join(cards_of(client.get("/help/gb/")))
    to_keep = " ".join(cards_of(kept(client, "/help/gb/")))
    childline = "Childline Day and night"
    assert (childline in read_now, childline in to_keep) == (False, True)
    assert "Open now by its usual hours" in read_now
    assert "Open now" not in to_keep
    assert "Closed now" not in to_keep


# --- Which day -----------------------------------------------------------------------------------


def hidden_on(day: date, lines: dict) -> set[str]:
    """Return what a device hides on a day: the rule of kept-days.js."""

    def is_overdue(key: str) -> bool:
        return day.isoformat() > lines[key][0]

    return {
        key
        for key, (_last, others) in lines.items()
        if is_overdue(key) and not all(map(is_overdue, others))
    }


def test_data_and_database_agree_on_every_line_on_every_day(client, starter_helplines):
    """With the records of the starter content, read again on very different days."""
    lines = list(Helpline.objects.shown().order_by("key"))
    for number, line in enumerate(lines):
        line.checked_on = SEEN_ON + timedelta(days=number * 37 % 200)
    Helpline.objects.bulk_update(lines, ["checked_on"])
    for number in range(3):
        days = timedelta(days=number * 60)
        make_helpline(purpose="image-abuse", is_for_professionals=True, seen_on=SEEN_ON + days)
    for country in (Country.UNITED_KINGDOM, Country.UNITED_STATES, Country.INDIA):
        data = json.loads(json.dumps(lines_to_hide(country)))
        places = [country, Country.INTERNATIONAL]
        found = set()
        for days in range(0, 700, 7):
            day = SEEN_ON + timedelta(days=days)
            every = Helpline.objects.filter(Q(country__in=places) | Q(is_for_professionals=True))
            live = set(every.live(on=day).values_list("key", flat=True))
            hidden = set(every.shown().values_list("key", flat=True)) - live
            assert hidden_on(day, data) == hidden, (country, day)
            found |= hidden
        # Something hides in between, and comes back when all are overdue.
        assert found != set(), country
        assert hidden == set(), country


def test_a_kept_page_for_teachers_has_every_line_and_what_to_say_once_it_is_overdue(client, db):
    for name, read_on in (("Older", SEEN_ON), ("Newer", DAY_AFTER)):
        fields = {"key": f"ie-{name.lower()}", "name": name, "seen_on": read_on}
        make_helpline(country="IE", is_for_professionals=True, **fields)
    cards = main_of(kept(client, "/help/teachers/")).select("[data-line]")
    assert [card["data-line"] for card in cards] == ["ie-newer", "ie-older"]
    assert set(lines_to_hide(Country.JAPAN)) == {"ie-newer", "ie-older"}
    words = [words_of(card.select_one("[data-overdue]")) for card in cards]
    assert words == [
        "Not re-checked since 21 February 2027, so it may have changed.",
        "Not re-checked since 22 November 2026, so it may have changed.",
    ]
