"""A teacher reads how a class answered, talks to the editors about a question, and prints it."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.variants import DESK_VARIANTS, every_desk_variant
from tests.journeys.ways_in import sign_in, sign_out

pytestmark = pytest.mark.browser

MODULE = "Asking and answering"
CONFUSING = re.compile(r"^Confusing\b")
UNDO = re.compile(r"^Undo Confusing\b")
NOTE = "Two of the answers are nearly the same."


def open_insight(page: Page) -> None:
    """From the class page, by the link under its module."""
    page.get_by_role("main").get_by_role("link", name="9C Computing", exact=True).click()
    page.get_by_role("link", name=re.compile(rf"^Question.*: {MODULE}$")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Question by question")


def question(page: Page, number: int) -> Locator:
    return page.locator(".insight__question").filter(has_text=f"Question {number}")


@every_desk_variant
def test_teacher_sees_how_the_class_answered(new_page, live_site, variant):
    page = new_page(**DESK_VARIANTS[variant])
    sign_in(page, live_site, "teacher")
    open_insight(page)
    expect(page.locator(".insight__question")).to_have_count(8)
    found = question(page, 1).locator(".insight__found")
    expect(found).to_contain_text(re.compile(r"\d+ of (10|15|20|25) gave the best answer"))
    expect(question(page, 1).get_by_text("Best answer", exact=True)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    page.get_by_role("link", name="Sure and wrong first").click()
    expect(page.get_by_text("Sorted: sure and wrong first.")).to_be_visible()
    for name in ("Amara", "Zara"):
        expect(page.get_by_text(name)).to_have_count(0)


@pytest.mark.parametrize("js", [True, False])
def test_teacher_flags_a_question_and_takes_it_back_with_keys_alone(new_page, live_site, js):
    page = new_page(width=1366, height=768, js=js)
    sign_in(page, live_site, "teacher")
    open_insight(page)
    question(page, 3).get_by_role("button", name=CONFUSING).focus()
    page.keyboard.press("Enter")
    said = question(page, 3).get_by_text("You said: Confusing. The editors see it.")
    expect(said).to_be_in_viewport()
    # The reader stands at the question: the next stops are its own.
    while not question(page, 3).get_by_role("button", name=UNDO).evaluate(IS_FOCUSED):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(question(page, 3).get_by_role("button", name=CONFUSING)).to_be_visible()
    expect(said).to_have_count(0)


IS_FOCUSED = "(one) => one === document.activeElement"


def test_note_reaches_an_editor_who_settles_it(new_page, live_site):
    page = new_page(width=1366, height=768)
    sign_in(page, live_site, "teacher")
    open_insight(page)
    asked = question(page, 2)
    stem = asked.get_by_role("heading").inner_text()
    asked.get_by_text("A note to the editors, if you like").first.click()
    asked.get_by_role("textbox", name="Note").fill(NOTE)
    asked.get_by_role("button", name=re.compile(r"^Out of date\b")).click()
    expect(question(page, 2).get_by_text("You said: Out of date.")).to_be_visible()
    sign_out(page)
    sign_in(page, live_site, "editor")
    page.goto("/cms/")
    page.get_by_role("main").get_by_role("link", name="Flagged by teachers").click()
    expect(page.get_by_text(stem)).to_be_visible()
    expect(page.get_by_text(f"“{NOTE}”")).to_be_visible()
    page.get_by_role("button", name=re.compile(r"^Settled\b")).click()
    expect(page.get_by_text("1 flag is settled.")).to_be_visible()
    expect(page.get_by_text(stem)).to_have_count(0)


def test_teacher_opens_the_quiz_on_paper_from_ready_in_ten(new_page, live_site):
    page = new_page(width=1366, height=768)
    sign_in(page, live_site, "teacher")
    page.goto("/teach/library/")
    page.get_by_role("link", name="Ready in 10").first.click()
    page.get_by_role("link", name="Quiz on paper").click()
    expect(page.locator("section.sheet")).to_have_count(8)
    page.emulate_media(media="print")
    expect(page.get_by_text("Nickname or number")).to_be_visible()
    expect(page.get_by_text("Print it once")).to_be_hidden()
    key = page.locator(".sheet__key")
    assert key.evaluate("(one) => getComputedStyle(one).breakBefore") == "page"
