"""Get help on a phone: found, light, readable, and one tap from a call."""

import brotli
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.variants import VARIANTS, every_variant

pytestmark = [pytest.mark.browser, pytest.mark.reads_alone]

BUDGET_BYTES = 20 * 1024
PAGES = ["/help/", "/help/gb/", "/help/fr/", "/help/mx/", "/help/zz/"]


def open_counting(page: Page, address: str) -> dict[str, int]:
    """Open a page; return the size of each answer as a server would compress it."""
    sizes = {}
    page.on("requestfinished", lambda request: note_size(request, sizes))
    page.goto(address, wait_until="networkidle")
    return sizes


def note_size(request, sizes: dict[str, int]) -> None:
    sizes[request.url] = len(brotli.compress(request.response().body()))


@every_variant
def test_help_is_two_taps_and_a_call_away_from_the_front_page(new_page, variant):
    page = new_page(**VARIANTS[variant], height=640)
    page.goto("/")
    before = page.context.cookies()
    page.get_by_role("link", name="Get help", exact=True).click()
    page.get_by_label("Show help for").select_option("South Africa")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_title("Help - Marram")
    expect(page.get_by_role("link", name="Call 116", exact=True)).to_have_attribute(
        "href", "tel:116"
    )
    assert page.context.cookies() == before


def test_the_call_stands_above_the_fold_and_above_the_bar(new_page):
    page = new_page(height=640)
    page.goto("/help/gb/")
    call = page.get_by_role("link", name="Call 999", exact=True).bounding_box()
    bar = page.get_by_role("region", name="Help and quick exit").bounding_box()
    assert call["y"] + call["height"] <= bar["y"]
    assert call["height"] >= 48


@pytest.mark.parametrize("address", ["/help/", "/help/gb/", "/help/us/"])
def test_the_first_view_is_light(new_page, address):
    sizes = open_counting(new_page(), address)
    assert sum(sizes.values()) <= BUDGET_BYTES
    assert len(sizes) <= 8
    assert [url for url in sizes if "/fonts/" in url] == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [320, 1366])
@pytest.mark.parametrize("address", PAGES)
def test_everybody_can_read_the_page(browser, live_site, address, width, dark):
    context = browser.new_context(
        viewport={"width": width, "height": 740},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
        bypass_csp=True,
    )
    page = context.new_page()
    page.goto(live_site.url + address)
    found = Axe().run(page)
    too_wide = page.evaluate("document.documentElement.scrollWidth") > width
    context.close()
    assert [violation["id"] for violation in found.response["violations"]] == []
    assert not too_wide
