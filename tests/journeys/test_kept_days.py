"""A kept page on a later day: what the device shows is what the server would (decision 13)."""

import json
import re
from datetime import UTC, date, datetime, time

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from playwright.sync_api import Page, expect

from support.enums import FactKind
from support.planner import DANGER_BELOW, make_plan
from tests.journeys.keeping import keep
from tests.support.samples import store_starter, words_of
from tests.support.sent_plans import GIVEN

pytestmark = pytest.mark.browser

# Some records are read again in January: then they differ in when they are overdue.
READ_AGAIN = """
from datetime import date, timedelta
from support.models import AppRoute, Helpline, LawFact
for model in (AppRoute, Helpline, LawFact):
    for number, fact in enumerate(model.objects.order_by("key")):
        if number % 3:
            day = date(2027, 1, 15) + timedelta(days=number % 5 * 20)
            model.objects.filter(pk=fact.pk).update(checked_on=day)
"""
# 91 days, 5 months, a year and five years after all was read.
DAYS = (date(2027, 2, 21), date(2027, 4, 21), date(2027, 11, 22), date(2031, 11, 22))
# About the moment, or written for a device alone.
LEFT_OUT = (
    "[hidden], template, script, form, .helpline-card__opening, .kept-banner, [data-keep-help]"
)
HOST = re.compile(r"127\.0\.0\.1:\d+")
DEVICE_ONLY = ("due", "lines", "law_ends")


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)


def shown(html: str) -> dict[str, list[str]]:
    """Return what a reader sees of a help page, whatever order opening times give to the cards."""
    main = BeautifulSoup(html, "html.parser").main
    for part in main.select(LEFT_OUT):
        part.decompose()
    selectors = ("h1, h2", ".helpline-card", ".small-card dl > div", ".plan-note", "li")
    return {one: sorted(words_of(part) for part in main.select(one)) for one in selectors}


def data_of(html: str, name: str):
    return json.loads(BeautifulSoup(html, "html.parser").find(id=name).string)


def on_server(address: str, day: date) -> str:
    with time_machine.travel(noon(day), tick=False):
        return Client().get(address).content.decode()


def on_device(page: Page, address: str, day: date) -> str:
    page.clock.set_fixed_time(noon(day))
    page.goto(address)
    return HOST.sub("testserver", page.content())


def rows(columns: dict[str, list]) -> list[dict]:
    """Return the steps of a plan page, without what is for the device and what a step lacks."""
    names = [name for name in columns if name not in DEVICE_ONLY]
    return [
        {name: columns[name][place] for name in names if columns[name][place] is not None}
        for place in range(len(columns["weight"]))
    ]


def without_ends(clauses: list[dict]) -> list[dict]:
    return [{k: v for k, v in one.items() if k not in DEVICE_ONLY} for one in clauses]


def assert_same_page(page: Page, address: str, day: date) -> None:
    assert shown(on_device(page, address, day)) == shown(on_server(address, day)), (address, day)


def assert_same_plan(page: Page, address: str, day: date) -> None:
    theirs, ours = on_device(page, address, day), on_server(address, day)
    assert rows(data_of(theirs, "plan-data")) == rows(data_of(ours, "plan-data")), day
    named = {key for row in rows(data_of(ours, "plan-data")) for key in keys_named(row)}
    assert {key: service(theirs, key) for key in named} == {
        key: service(ours, key) for key in named
    }, day


def keys_named(row: dict) -> list[str]:
    by_age = row.get("services", {}).values()
    return [*row.get("line_keys", []), *(key for keys in by_age for key in keys)]


def service(html: str, key: str) -> str:
    """Return the card of a service as a plan copies it, in words."""
    in_sight = html.replace("<template", "<div").replace("</template", "</div")
    card = BeautifulSoup(in_sight, "html.parser").find(attrs={"data-plan-service": key})
    for part in card.select("[hidden], .helpline-card__opening"):
        part.decompose()
    return words_of(card)


def assert_same_letter(page: Page, address: str, day: date) -> None:
    theirs, ours = on_device(page, address, day), on_server(address, day)
    clauses = [without_ends(data_of(html, "letter-clauses")) for html in (theirs, ours)]
    assert clauses[0] == clauses[1], day
    assert beside_the_letter(theirs) == beside_the_letter(ours), day


def beside_the_letter(html: str) -> dict[str, list[str]]:
    """Return laws, routes and tools; the letter around them is hidden until it is written."""
    page = BeautifulSoup(html, "html.parser")
    del page.find(id="letter")["hidden"]
    for part in page.select("[data-letter-recipient][hidden], [data-letter-age][hidden]"):
        del part["hidden"]
    return shown(str(page))


@pytest.fixture(params=["as loaded", "read again"])
def kept_page(request, live_site, db, new_page):
    """Return a maker of pages without internet, which keep the help of a country.

    The records are the same on the live site and here, where the server is asked on other days.
    """
    store_starter(*FactKind)
    if request.param == "read again":
        exec(READ_AGAIN)  # noqa: S102 -- the very lines that the live site runs
        live_site.manage(READ_AGAIN)

    def make(code: str) -> Page:
        page = new_page()
        keep(page, code)
        page.context.set_offline(True)
        return page

    return make


@pytest.mark.parametrize("code", ["gb", "us", "in"])
def test_device_and_server_agree_on_every_day(kept_page, code):
    page = kept_page(code)
    for day in DAYS:
        assert_same_page(page, "/help/", day)
        assert_same_page(page, f"/help/{code}/", day)
        assert_same_page(page, f"/help/{code}/card/", day)
        assert_same_plan(page, f"/help/{code}/plan/", day)
        assert_same_letter(page, f"/help/{code}/letter/", day)


@pytest.mark.parametrize("day", DAYS)
def test_a_kept_page_always_shows_somebody_to_call_and_a_first_step(kept_page, day):
    page = kept_page("gb")
    on_device(page, "/help/gb/", day)
    expect(page.get_by_role("link", name="Call 999", exact=True)).to_be_visible()
    expect(page.locator(".care-card--soon .helpline-card .btn").first).to_be_visible()
    assert page.get_by_text("Not re-checked since").locator("visible=true").count() > 0
    for danger in ("yes", "no"):
        plan = data_of(on_device(page, "/help/gb/plan/", day), "plan-data")
        rules = [{**row, "key": place} for place, row in enumerate(rows(plan))]
        now = make_plan(rules, GIVEN | {"danger": danger, "apps": []}).now
        assert now != ()
        # Danger goes first.
        assert (rules[now[0]]["weight"] < DANGER_BELOW) == (danger == "yes")


def test_a_device_that_forgets_the_day_is_noticed(kept_page):
    """The control: with today's clock the page is not the server's of five years on."""
    page = kept_page("gb")
    theirs = shown(on_device(page, "/help/gb/", date(2026, 11, 26)))
    assert theirs != shown(on_server("/help/gb/", date(2031, 11, 22)))
