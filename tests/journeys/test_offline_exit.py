"""Quick exit on a device that keeps help: online as ever, and without internet the cover."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.keeping import BANNER, keep, kept_paths
from tests.journeys.leaving import (
    COVER,
    PRIVATE,
    by_address,
    check_nothing_private,
    every_way_in,
    leave,
    pages_behind,
    press_exit,
)

pytestmark = pytest.mark.browser

PRIVATE_PAGES = ("/help/gb/", "/help/", "/help/gb/plan/", "/help/friend/", "/privacy/")
# The mark as it is 15 minutes later.
RUN_OUT = """async () => {
    const kept = await caches.open("kept");
    const until = Number(await (await kept.match("/exit/left/")).text());
    await kept.put("/exit/left/", new Response(String(until - 15 * 60 * 1000)));
    return until - Date.now();
}"""


@pytest.fixture
def keeping(new_page) -> Page:
    page = new_page()
    keep(page)
    return page


@pytest.fixture
def left(keeping) -> Page:
    """A phone without internet that somebody left by Quick exit."""
    keeping.context.set_offline(True)
    keeping.goto("/help/friend/")
    keeping.goto("/help/gb/")
    press_exit(keeping)
    expect_cover(keeping)
    return keeping


def expect_cover(page: Page) -> None:
    expect(page.get_by_role("heading", name=COVER)).to_be_visible()
    expect(page.get_by_text(BANNER)).to_have_count(0)
    assert page.title() == "Home - Marram"


# --- With internet -------------------------------------------------------------------------------


@every_way_in
def test_online_exit_leads_away_and_back_shows_the_cover(keeping, live_site, way_in):
    way_in(keeping, live_site)
    expect(keeping.get_by_role("heading", name=PRIVATE)).to_be_visible()
    leave(keeping, live_site)
    shown = pages_behind(keeping)
    check_nothing_private(shown)
    assert COVER in shown[0]


def test_online_exit_leaves_its_cookie_and_the_browser_sends_no_referrer(keeping, live_site):
    by_address(keeping, live_site)
    with keeping.expect_request(live_site.exit_url) as away:
        leave(keeping, live_site)
    assert away.value.all_headers().get("referer", "") == ""
    [cookie] = keeping.context.cookies()
    assert (cookie["name"], cookie["httpOnly"]) == ("v", True)


@pytest.mark.parametrize("way_on", ["Carry on", "Get help"])
def test_going_on_online_ends_the_cover_without_internet_too(keeping, live_site, way_on):
    by_address(keeping, live_site)
    leave(keeping, live_site)
    keeping.goto("/help/gb/")
    keeping.get_by_text(way_on, exact=True).last.click()
    expect(keeping.get_by_role("heading", name=PRIVATE)).to_be_visible()
    keeping.context.set_offline(True)
    keeping.goto("/help/gb/")
    expect(keeping.get_by_text(BANNER)).to_be_visible()


def test_the_cover_outlives_the_internet(keeping, live_site):
    by_address(keeping, live_site)
    leave(keeping, live_site)
    keeping.context.set_offline(True)
    for address in PRIVATE_PAGES:
        keeping.goto(address)
        expect_cover(keeping)


@pytest.fixture
def stopping_site(live_site):
    yield live_site
    if live_site.process.poll() is not None:
        live_site.start()


def test_exit_leads_away_where_only_our_server_is_gone(new_page, stopping_site):
    page = new_page()
    keep(page)
    by_address(page, stopping_site)
    stopping_site.stop()
    leave(page, stopping_site)
    shown = pages_behind(page)
    check_nothing_private(shown)
    assert COVER in shown[0]


# --- Without -------------------------------------------------------------------------------------


def test_exit_shows_the_cover_and_so_does_back(left):
    shown = pages_behind(left)
    check_nothing_private(shown)
    check_nothing_private(shown, "It happened to a friend")
    assert COVER in shown[0]


def test_every_page_is_covered(left):
    for address in PRIVATE_PAGES:
        left.goto(address)
        expect_cover(left)


def test_without_the_mark_the_same_page_is_not_covered(left):
    """The control; and what is left of the 15 minutes."""
    left.goto("/help/gb/")
    assert 14 * 60 * 1000 < left.evaluate(RUN_OUT) <= 15 * 60 * 1000
    left.goto("/help/gb/")
    expect(left.get_by_role("heading", name=PRIVATE)).to_be_visible()


def test_carry_on_opens_the_page_under_the_cover(left):
    left.goto("/help/gb/?age=13-17&means=chat")
    left.get_by_role("button", name="Carry on").click()
    left.wait_for_url("**/help/gb/?age=13-17&means=chat")
    expect(left.get_by_role("heading", name=PRIVATE)).to_be_visible()
    left.goto("/help/friend/")
    expect(left.get_by_text(BANNER)).to_be_visible()


@pytest.mark.parametrize("place", ["main", "header"])
def test_get_help_on_the_cover_opens_at_once(left, place):
    left.locator(place).get_by_role("link", name="Get help").click()
    left.wait_for_url("**/help/")
    expect(left.get_by_role("heading", name=PRIVATE)).to_be_visible()


def test_carry_on_leads_to_no_other_site(left):
    left.goto("/help/gb/")
    left.locator("[name=next]").evaluate("(field) => { field.value = 'https://evil.example/'; }")
    left.get_by_role("button", name="Carry on").click()
    left.wait_for_url("**/")
    assert "evil.example" not in left.url


def test_exit_keeps_its_mark_with_what_is_kept_and_nowhere_else(new_page, live_site):
    page = new_page()
    by_address(page, live_site)
    leave(page, live_site)
    page.goto("/exit/help/")
    assert page.evaluate("caches.keys()") == []
    keep(page)
    leave(page, live_site)
    page.goto("/exit/help/")
    assert "/exit/left/" in kept_paths(page)
