"""An inline check in a browser: one button leads on at a time, and there is one more go."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.hand import Hand
from tests.journeys.variants import VARIANTS

STEP = "/learn/asking-and-agreeing/asking-and-answering/what-a-yes-is/6/"
WEAKER = "Post them tonight and tell him straight afterwards."
STRONGEST = "Ask Luca about these three before she posts any."

pytestmark = [pytest.mark.browser, pytest.mark.reads_alone]


@pytest.fixture(params=["phone", "no-js-320px"])
def page(request, new_page, live_site) -> Page:
    page = new_page(**VARIANTS[request.param])
    page.goto(STEP)
    return page


def ways(page: Page) -> list[str]:
    """Return the visible ways on from the step."""
    links = page.locator(".actions a:visible, .actions button:visible")
    return [words for words in links.all_inner_texts() if words != "Back a step"]


def answer(page: Page, words: str) -> None:
    hand = Hand(page)
    hand.choose(words)
    hand.press("Check my answer")
    expect(page.locator("#feedback")).to_be_focused()


def test_open_check_is_passed_by_skipping_and_an_answered_one_by_going_on(page):
    assert ways(page) == ["Skip this"]
    answer(page, STRONGEST)
    assert ways(page) == ["Continue"]
    expect(page.get_by_role("button", name="Try once more")).to_have_count(0)


def test_second_go_is_offered_once(page):
    answer(page, WEAKER)
    page.get_by_role("button", name="Try once more").click()
    expect(page.get_by_role("button", name="Check my answer")).to_be_visible()
    expect(page.locator(".check__question h2")).to_be_focused()
    answer(page, WEAKER)
    expect(page.get_by_role("button", name="Try once more")).to_have_count(0)
    assert ways(page) == ["Continue"]
