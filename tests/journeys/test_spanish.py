"""A visitor finds the other language, learns in it, finds help in it, and leaves from it."""

import re

import pytest
from django.utils import translation
from playwright.sync_api import Page, expect

from tests.journeys.variants import VARIANTS

pytestmark = [pytest.mark.browser, pytest.mark.reads_alone]

COURSE = "/es/learn/a-second-lock/"
LESSON = f"{COURSE}two-locks/what-a-second-lock-stops/"
STEPS = 8


def es(message: str) -> str:
    with translation.override("es"):
        said = translation.gettext(message)
    assert said != message
    return said


def speaks_spanish(page: Page) -> None:
    expect(page.locator("html")).to_have_attribute("lang", "es")


@pytest.mark.parametrize("variant", ["phone", "no-js-320px"])
def test_visitor_learns_in_spanish(new_page, variant):
    page = new_page(**VARIANTS[variant])
    page.goto("/")
    page.get_by_text("Menu", exact=True).click()
    page.locator(".menu a[hreflang=es]").click()
    speaks_spanish(page)
    page.get_by_role("link", name="Un segundo cerrojo").click()
    expect(page).to_have_url(re.compile(f"{COURSE}$"))
    page.locator("main a.btn--go").first.click()
    for number in range(1, STEPS + 1):
        speaks_spanish(page)
        if page.url.endswith("/done/"):
            break
        expect(page).to_have_url(re.compile(f"{LESSON}{number}/"))
        if page.locator("button[name=show]").count():
            page.locator("button[name=show]").click()
            speaks_spanish(page)
        page.locator(".actions .btn--go:visible").last.click()
    expect(page).to_have_url(re.compile(f"{LESSON}done/$"))
    speaks_spanish(page)


def test_what_is_in_english_alone_says_so(new_page):
    page = new_page()
    page.goto("/es/learn/")
    cards = page.locator(".course-card")
    expect(cards.first).to_contain_text("Un segundo cerrojo")
    other = cards.filter(has_text="Asking and agreeing")
    expect(other.locator("[lang=en]").first).to_be_visible()
    expect(other).to_contain_text("En inglés")
    other.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


@pytest.mark.parametrize("variant", ["phone", "no-js-320px"])
def test_help_speaks_spanish_and_keeps_its_exit(new_page, live_site, variant):
    page = new_page(**VARIANTS[variant])
    page.goto("/es/learn/")
    page.get_by_role("link", name=es("Get help")).first.click()
    speaks_spanish(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(es("You can get help now"))
    assert page.context.cookies() == []
    page.goto("/es/help/gb/")
    speaks_spanish(page)
    page.get_by_role("link", name=es("Quick exit")).last.click()
    expect(page).to_have_url(live_site.exit_url)
    page.go_back(wait_until="commit")
    speaks_spanish(page)
    expect(page.get_by_role("button", name=es("Carry on"))).to_be_visible()


def test_spanish_pages_meet_no_obstacle(inspection):
    inspection.help_url = "/es/help/"
    for name, address in [
        ("home", "/es/"),
        ("catalog", "/es/learn/"),
        ("course", COURSE),
        ("module", f"{COURSE}two-locks/"),
        ("step", f"{LESSON}1/"),
        ("story", "/es/scenes/read-me-the-code/"),
        ("help", "/es/help/"),
        ("help of a country", "/es/help/gb/"),
        ("plan", "/es/help/gb/plan/"),
        ("letter", "/es/help/gb/letter/"),
        ("join", "/es/join/"),
        ("my learning", "/es/me/"),
        ("search", "/es/search/"),
        ("privacy", "/es/privacy/"),
    ]:
        inspection.open(name, address)
    inspection.open("not translated", "/es/learn/your-accounts/", status=404)
    inspection.finish()
