"""Quick exit in a real browser, with its back-forward cache on: Back never shows what was open."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.variants import VARIANTS, every_variant

pytestmark = pytest.mark.browser

PRIVATE = "You can get help now"
COVER = "Your pictures. Your accounts. Your call."
with_and_without_js = pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])


# Ways in: each ends on a private page with another private page behind it


def by_address(page: Page, site) -> None:
    page.goto("/help/")
    page.goto("/help/gb/")


def from_the_front_page(page: Page, site) -> None:
    page.goto("/")
    page.get_by_role("link", name="Get help", exact=True).click()
    page.get_by_label("Show help for").select_option("United Kingdom")
    page.get_by_role("button", name="Show").click()


def from_another_site(page: Page, site) -> None:
    page.goto(site.exit_url)
    page.goto("/help/fr/")
    page.get_by_role("link", name="Help for every country").click()


every_way_in = pytest.mark.parametrize(
    "way_in", [by_address, from_the_front_page, from_another_site], ids=lambda way: way.__name__
)


# What counts as safe: shared by the real pages and by the page without protection


def leave(page: Page, site) -> None:
    page.get_by_role("link", name="Quick exit").last.click()
    page.wait_for_url(site.exit_url)


def pages_behind(page: Page) -> list[str]:
    """Press Back until the history ends; return what stood on each page."""
    seen = []
    for _ in range(page.evaluate("history.length")):
        page.go_back(wait_until="commit")
        if page.url == "about:blank":
            break
        page.locator("h1").first.wait_for()
        seen.append(" ".join(page.locator("body").inner_text().split()))
    return seen


def check_nothing_private(shown: list[str]) -> None:
    assert shown != []
    assert [text for text in shown if PRIVATE in text] == []


@every_variant
@every_way_in
def test_back_after_exit_shows_the_cover(new_page, live_site, way_in, variant):
    page = new_page(**VARIANTS[variant])
    way_in(page, live_site)
    expect(page.get_by_role("heading", name=PRIVATE)).to_be_visible()
    leave(page, live_site)
    shown = pages_behind(page)
    check_nothing_private(shown)
    assert COVER in shown[0]


@with_and_without_js
def test_without_protection_the_same_check_fails(browser, live_site, unprotected, js):
    context = browser.new_context(java_script_enabled=js)
    page = context.new_page()
    page.goto(f"{unprotected}/one")
    page.goto(f"{unprotected}/two")
    leave(page, live_site)
    shown = pages_behind(page)
    context.close()
    with pytest.raises(AssertionError):
        check_nothing_private(shown)


@pytest.fixture
def unprotected(elsewhere):
    """A site as most are: pages that may be cached, and a link that only goes away."""

    class Unprotected(BaseHTTPRequestHandler):
        def do_GET(self):
            body = f'<!doctype html><h1>{PRIVATE}</h1><a href="{elsewhere}">Quick exit</a>'
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Unprotected)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


# On the cover


@pytest.fixture
def covered(new_page, live_site, variant) -> Page:
    """A browser that was left by Quick exit, with the cover where help was."""
    page = new_page(**VARIANTS[variant])
    by_address(page, live_site)
    leave(page, live_site)
    page.goto("/help/gb/")
    expect(page.get_by_role("heading", name="Your pictures.")).to_be_visible()
    return page


@every_variant
def test_carry_on_opens_the_page_under_the_cover(covered, live_site):
    covered.get_by_role("button", name="Carry on").click()
    covered.wait_for_url(f"{live_site.url}/help/gb/")
    expect(covered.get_by_role("heading", name=PRIVATE)).to_be_visible()


@every_variant
@pytest.mark.parametrize("place", ["main", "header"])
def test_get_help_on_the_cover_opens_at_once(covered, live_site, place):
    covered.locator(place).get_by_role("link", name="Get help").click()
    covered.wait_for_url(f"{live_site.url}/help/")
    expect(covered.get_by_role("heading", name=PRIVATE)).to_be_visible()


# Other ways out


@with_and_without_js
def test_the_second_stop_of_the_keyboard_leaves_too(new_page, live_site, js):
    page = new_page(js=js, width=1366)
    by_address(page, live_site)
    for key in ("Tab", "Tab", "Enter"):
        page.keyboard.press(key)
    page.wait_for_url(live_site.exit_url)
    check_nothing_private(pages_behind(page))


def test_shift_three_times_leaves_and_shift_for_a_capital_letter_does_not(new_page, live_site):
    page = new_page()
    by_address(page, live_site)
    for key in ("Shift+A", "Shift+B", "Shift+C"):
        page.keyboard.press(key)
    expect(page.get_by_role("heading", name=PRIVATE)).to_be_visible()
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(live_site.exit_url)
    check_nothing_private(pages_behind(page))


@with_and_without_js
def test_exit_leaves_one_cookie_and_the_browser_sends_no_referrer(new_page, live_site, js):
    page = new_page(js=js)
    by_address(page, live_site)
    assert page.context.cookies() == []
    with page.expect_request(live_site.exit_url) as away:
        leave(page, live_site)
    assert "referer" not in away.value.all_headers()
    assert [cookie["name"] for cookie in page.context.cookies()] == ["v"]
