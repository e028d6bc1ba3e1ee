"""Without a pointer: what Tab meets first, and the keys that leave the page."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.reads_alone]

STEP = "/learn/asking-and-agreeing/asking-and-answering/what-a-yes-is/6/"
IN_BAR = "document.activeElement.closest('.safety-bar') !== null"
IN_FOOTER = "document.activeElement.closest('.footer') !== null"


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.innerText.trim()")


@pytest.mark.parametrize("address", ["/", STEP, "/help/", "/join/", "/no/such/page/"])
def test_tab_meets_the_skip_link_and_then_the_exit(new_page, address):
    page = new_page(width=1366)
    page.goto(address)
    stops = []
    for _ in range(2):
        page.keyboard.press("Tab")
        stops.append(focused(page))
        expect(page.locator(":focus")).to_be_in_viewport()
    assert stops == ["Skip to main content", "Quick exit"]


def test_skip_link_leads_past_the_header(new_page):
    page = new_page(width=1366)
    page.goto(STEP)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_check_is_answered_with_keys_alone(new_page):
    page = new_page(width=1366)
    page.goto(STEP)
    page.get_by_role("radio").first.focus()
    for key in ("ArrowDown", "Tab", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("#feedback")).to_be_focused()
    expect(page.get_by_text("You chose").first).to_be_visible()


def test_focus_is_never_under_the_bar(new_page):
    """On a phone the bar lies over the foot of the page; what has the focus stands above it."""
    page = new_page(width=360, height=640)
    page.goto(STEP)
    bar = page.get_by_role("region", name="Help and quick exit").bounding_box()
    stops = {}
    while not page.evaluate(IN_FOOTER):
        page.keyboard.press("Tab")
        box = page.locator(":focus").bounding_box()
        if not page.evaluate(IN_BAR):
            stops[focused(page)] = box["y"] + box["height"] <= bar["y"]
    assert [words for words, is_free in stops.items() if not is_free] == []
    assert {"Check my answer", "Skip this", "Privacy"} <= set(stops)


def test_escape_closes_the_menu_and_leads_back_to_it(new_page, live_site):
    page = new_page()
    page.goto("/")
    menu = page.locator(".menu > summary")
    menu.click()
    page.get_by_role("link", name="Staff sign-in").focus()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Staff sign-in")).to_be_hidden()
    expect(menu).to_be_focused()


def press_shift(page: Page, times: int) -> None:
    for _ in range(times):
        page.keyboard.press("Shift")


def test_shift_three_times_leaves_a_lesson(new_page, live_site):
    page = new_page(width=1366)
    page.goto(STEP)
    press_shift(page, 2)
    expect(page.get_by_text("Shift, press one more time to exit.")).to_be_attached()
    press_shift(page, 1)
    page.wait_for_url(live_site.exit_url)


def test_shift_in_a_text_field_stays(new_page):
    page = new_page(width=1366)
    page.goto("/join/")
    page.get_by_label("Class code").focus()
    press_shift(page, 4)
    page.keyboard.type("Tern")
    expect(page.get_by_label("Class code")).to_have_value("Tern")
    expect(page).to_have_title("Join a class - Marram")
