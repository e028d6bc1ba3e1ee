"""What the next child at a device meets with Back: nothing of the one who signed out."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.leaving import pages_behind
from tests.journeys.ways_in import join, sign_out

pytestmark = pytest.mark.browser

MODULE = "/learn/asking-and-agreeing/asking-and-answering/"
REFLECTION, DONE = f"{MODULE}not-sure-and-changed-minds/8/", f"{MODULE}hearing-a-no/done/"
# Only here does a page load htmx, which notes its address in the tab.
CHECK = f"{MODULE}what-a-yes-is/6/"
SECRET = "words of one child alone"
KEPT = "JSON.stringify([{...sessionStorage}, {...localStorage}])"


def write_a_thought(page: Page) -> None:
    page.goto(REFLECTION)
    page.locator("textarea").fill(SECRET)
    assert SECRET in page.evaluate(KEPT)


def look_at_own_pages(page: Page) -> None:
    for address in ("/learn/", "/learn/asking-and-agreeing/", MODULE, CHECK, DONE, "/me/"):
        page.goto(address)


@pytest.mark.parametrize("is_thought_last", [True, False], ids=["on-the-page", "pages-later"])
def test_back_after_sign_out_meets_nothing_of_the_student(new_page, live_site, is_thought_last):
    nickname = "Turnstone" if is_thought_last else "Redshank"
    page = new_page()
    join(page, live_site.code, nickname)
    look_at_own_pages(page)
    write_a_thought(page)
    if not is_thought_last:
        look_at_own_pages(page)
    sign_out(page)
    assert json.loads(page.evaluate(KEPT)) == [{}, {}]
    shown = pages_behind(page, check=check_page_is_nobodys)
    assert [text for text in shown if nickname in text] == []


def check_page_is_nobodys(page: Page) -> None:
    """A guest's page, with no word of the student; the next key pressed keeps none either."""
    assert "Sign out" not in page.content()
    # Going back through a student's steps makes no guest's places of them.
    assert "marram:progress" not in page.evaluate(KEPT)
    if page.url.endswith(REFLECTION):
        expect(page.locator("textarea")).to_have_value("")
        page.locator("textarea").press("a")
        assert SECRET not in page.evaluate(KEPT)
