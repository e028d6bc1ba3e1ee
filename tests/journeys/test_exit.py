"""Quick exit in a real browser, with its back-forward cache on: Back never shows what was open."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.leaving import (
    COVER,
    PRIVATE,
    by_address,
    check_nothing_private,
    every_way_in,
    leave,
    pages_behind,
    unprotected_site,
    with_and_without_js,
)
from tests.journeys.variants import VARIANTS, every_variant

pytestmark = [pytest.mark.browser, pytest.mark.reads_alone]


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
    with unprotected_site(elsewhere) as address:
        yield address


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
    assert away.value.all_headers().get("referer", "") == ""
    assert [cookie["name"] for cookie in page.context.cookies()] == ["v"]
