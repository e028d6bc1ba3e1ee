"""Quick exit from every kind of private page, fast, with the server up, stopped and back again."""

from collections.abc import Callable

import pytest
from django.urls import NoReverseMatch, reverse
from playwright.sync_api import Error, Page, expect

from tests.journeys.leaving import (
    COVER,
    PRIVATE,
    WAYS_IN,
    by_address,
    check_nothing_private,
    leave,
    pages_behind,
    press_exit,
    unprotected_site,
    with_and_without_js,
)

pytestmark = pytest.mark.browser

BLANK_WITHIN_MS = 100
# Both clocks run in the page: from the press to the next picture without anything on it.
WATCH_FOR_BLANK = """() => {
    let pressed;
    const note = (event) => { pressed ??= event.timeStamp; };
    ["click", "keyup"].forEach((kind) => addEventListener(kind, note, { capture: true }));
    new MutationObserver(() => {
        if (document.body.childElementCount > 0) return;
        console.log(`blank after ${performance.now() - pressed}`);
    }).observe(document.body, { childList: true });
}"""
KEPT = "Object.keys({...localStorage, ...sessionStorage}).sort()"


# Private pages beside the directory: each returns words that stand on it and nowhere else


def at_help(page: Page, states: dict) -> str:
    page.goto("/help/gb/")
    return PRIVATE


def at_the_plan(page: Page, states: dict) -> str:
    """Answer every question; the list stands on the same page or is the answer to a form."""
    page.goto("/help/gb/plan/")
    for question in ("danger", "track", "age", "spread", "demand"):
        page.locator(f"[name={question}]").first.click()
    page.get_by_role("button", name="See my steps").click()
    expect(page.get_by_role("heading", name="My list")).to_be_visible()
    return "My list"


def at_the_letter(page: Page, states: dict) -> str:
    page.goto(letter_address())
    return page.get_by_role("heading", level=1).inner_text()


def at_a_careful_lesson(page: Page, states: dict) -> str:
    page.goto(f"{states['careful']}what-a-yes-is/2/")
    return "What a yes is"


def letter_address() -> str:
    for arguments in ([], ["gb"]):
        try:
            return reverse("support:letter", args=arguments)
        except NoReverseMatch:
            continue
    pytest.skip("there is no letter yet")


places = pytest.mark.parametrize(
    "place",
    [at_help, at_the_plan, at_the_letter, at_a_careful_lesson],
    ids=lambda place: place.__name__,
)


@with_and_without_js
@places
def test_nothing_of_any_private_page_is_behind_exit(new_page, live_site, states, place, js):
    page = new_page(js=js)
    page.goto("/help/friend/")
    words = place(page, states)
    leave(page, live_site)
    shown = pages_behind(page)
    check_nothing_private(shown, words)
    assert COVER in shown[-1]


# How fast


def blank_after(page: Page, act: Callable[[], None]) -> float:
    """Return the milliseconds between a press and the empty page."""
    page.evaluate(WATCH_FOR_BLANK)
    with page.expect_console_message(lambda said: said.text.startswith("blank after")) as said:
        act()
    return float(said.value.text.removeprefix("blank after "))


def press_shift_three_times(page: Page) -> None:
    for _ in range(3):
        page.keyboard.press("Shift")


@pytest.mark.parametrize("act", [press_exit, press_shift_three_times])
def test_page_is_blank_at_once(new_page, live_site, act):
    page = new_page()
    by_address(page, live_site)
    assert blank_after(page, lambda: act(page)) < BLANK_WITHIN_MS
    page.wait_for_url(live_site.exit_url)


# What stays in the browser


def test_exit_wipes_what_was_typed_and_leaves_the_place_in_a_lesson(new_page, live_site, states):
    page = new_page()
    page.goto("/learn/asking-and-agreeing/asking-and-answering/what-a-yes-is/2/")
    at_the_plan(page, states)
    page.evaluate("localStorage.setItem('marram:device:reflect-1', '{}')")
    page.evaluate("localStorage.setItem('of-somebody-else', '1')")
    assert "marram:device:plan" in page.evaluate(KEPT)
    leave(page, live_site)
    page.goto("/privacy/")
    assert page.evaluate(KEPT) == ["marram:progress", "of-somebody-else"]


def test_shift_in_a_text_field_never_leaves(new_page):
    page = new_page()
    page.goto("/join/")
    page.get_by_label("Class code").click()
    press_shift_three_times(page)
    page.keyboard.type("T")
    expect(page.get_by_label("Class code")).to_have_value("T")


# The server stops while somebody reads


@pytest.fixture
def stopping_site(live_site):
    yield live_site
    if live_site.process.poll() is not None:
        live_site.start()


def test_with_javascript_exit_needs_no_server(new_page, stopping_site):
    """From every way in: blank at once, then the neutral site, and nothing private behind it."""
    pages = {way.__name__: new_page() for way in WAYS_IN}
    for way, page in zip(WAYS_IN, pages.values(), strict=True):
        way(page, stopping_site)
    stopping_site.stop()
    waits = {
        name: blank_after(page, lambda page=page: press_exit(page)) for name, page in pages.items()
    }
    for page in pages.values():
        page.wait_for_url(stopping_site.exit_url)
    assert {name: wait for name, wait in waits.items() if wait >= BLANK_WITHIN_MS} == {}
    for page in pages.values():
        check_nothing_private(pages_behind(page))


def test_a_server_that_comes_back_shows_the_cover(new_page, stopping_site):
    page = new_page()
    by_address(page, stopping_site)
    stopping_site.stop()
    leave(page, stopping_site)
    stopping_site.start()
    shown = pages_behind(page)
    check_nothing_private(shown)
    assert COVER in shown[0]


def test_without_javascript_and_server_back_shows_the_page_which_is_the_stated_limit(
    new_page, stopping_site
):
    """SECURITY.md says so. Whoever mends this takes the words out there as well."""
    page = new_page(js=False)
    by_address(page, stopping_site)
    stopping_site.stop()
    with pytest.raises(Error, match="net::ERR_CONNECTION_REFUSED"):
        page.goto("/exit/")
    # The browser's own page about it comes a moment after the refusal.
    page.wait_for_url("chrome-error://chromewebdata/", wait_until="commit")
    assert PRIVATE in pages_behind(page)[0]


def test_without_protection_and_server_the_same_check_fails(browser, live_site, elsewhere):
    context = browser.new_context()
    page = context.new_page()
    with unprotected_site(elsewhere) as address:
        page.goto(f"{address}/one")
        page.goto(f"{address}/two")
    leave(page, live_site)
    shown = pages_behind(page)
    context.close()
    with pytest.raises(AssertionError):
        check_nothing_private(shown)
