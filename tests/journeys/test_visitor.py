"""A visitor's way: no account, no class, no cookie, and help in one tap from everywhere."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import starter_quiz
from tests.journeys.hand import Hand
from tests.journeys.variants import VARIANTS, every_variant

pytestmark = [pytest.mark.browser, pytest.mark.reads_alone]

COURSE = "/learn/asking-and-agreeing/"
MODULE = f"{COURSE}asking-and-answering/"
LESSON = f"{MODULE}what-a-yes-is/"
STEPS, CHECK_STEP = 7, 6


@every_variant
def test_visitor_takes_a_lesson_and_the_quiz_without_account_or_cookie(new_page, variant):
    page = new_page(**VARIANTS[variant])
    find_the_lesson(page)
    read_the_lesson(page)
    take_the_quiz(page)
    assert page.context.cookies() == []


def find_the_lesson(page: Page) -> None:
    """From the catalog to the first step, by links alone."""
    page.goto("/learn/")
    for name in ("Asking and agreeing", "Asking and answering", "Start"):
        page.get_by_role("main").get_by_role("link", name=name).first.click()
    expect(page).to_have_title(f"What a yes is, step 1 of {STEPS} - Marram")


def read_the_lesson(page: Page) -> None:
    """A visitor's Continue is a link; nothing is sent and nothing is kept."""
    expect(page.get_by_text("Only you can see what you do here.")).to_be_visible()
    for number in range(1, STEPS):
        if number == CHECK_STEP:
            page.get_by_role("button", name="Not sure, show me").click()
            expect(page.locator("#feedback")).to_be_focused()
        page.get_by_role("link", name="Continue", exact=True).click()
        expect(page).to_have_title(f"What a yes is, step {number + 1} of {STEPS} - Marram")
    page.get_by_role("link", name="Finish this lesson").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lesson done")
    expect(page.get_by_role("heading", level=2)).to_have_text("Asking so that no is easy")


def take_the_quiz(page: Page) -> None:
    """Every page answers a post with a signed field; one question is left out on the way."""
    page.get_by_role("link", name="Asking and answering").click()
    page.get_by_role("link", name="Open the quiz").click()
    expect(page.get_by_text("Nothing you answer here is kept.")).to_be_visible()
    page.get_by_role("button", name="Start the quiz").click()
    page.get_by_role("button", name="Skip for now").click()
    for number in range(2, 9):
        expect(page.get_by_text(f"Question {number} of 8", exact=True)).to_be_visible()
        starter_quiz.answer(page, well=number > 3, confidence="Fairly sure")
        verdict = "Right." if number > 3 else "Close. One thing to change."
        expect(page.get_by_role("heading", level=1)).to_have_text(verdict)
        page.get_by_role(
            "button", name="Next question" if number < 8 else "See how it went"
        ).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Some questions are still open")
    page.get_by_role("button", name="Finish now").click()
    check_the_results(page)


def check_the_results(page: Page) -> None:
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("You handled 5 of 8 situations well")
    expect(page.get_by_text("You left 1 question open.")).to_be_visible()
    expect(page.get_by_text("Nothing of this was kept")).to_be_visible()
    expect(page.get_by_role("link", name="Got a class code?")).to_be_visible()


PLACES = {
    "home": "/",
    "lesson": f"{LESSON}2/",
    "check": f"{LESSON}{CHECK_STEP}/",
    "course": COURSE,
    "join": "/join/",
    "staff sign-in": "/accounts/login/",
    "not found": "/no/such/page/",
}


@every_variant
def test_help_is_one_tap_from_every_page(new_page, variant):
    page = new_page(**VARIANTS[variant], height=640)
    for address in PLACES.values():
        page.goto(address)
        reach_help_in_one_tap(page)
    open_a_question(page)
    reach_help_in_one_tap(page)


def open_a_question(page: Page) -> None:
    page.goto(MODULE)
    page.get_by_role("link", name="Open the quiz").click()
    page.get_by_role("button", name="Start the quiz").click()
    expect(page.get_by_text("Question 1 of 8", exact=True)).to_be_visible()


def reach_help_in_one_tap(page: Page) -> None:
    """The tap is on the bar, in sight without scrolling, above everything else."""
    hand = Hand(page)
    link = page.get_by_role("region", name="Help and quick exit").get_by_role(
        "link", name="Get help"
    )
    expect(link).to_be_in_viewport(ratio=1)
    hand.tap(link)
    expect(page.get_by_role("heading", level=1)).to_have_text("You can get help now")
    assert hand.taps == 1


@every_variant
def test_the_first_number_to_call_is_in_sight_on_a_small_phone(new_page, variant):
    """From the page for a country: two taps from anywhere on the site make a call."""
    page = new_page(**VARIANTS[variant], height=640)
    page.goto("/help/gb/")
    call = page.get_by_role("main").locator("a[href^='tel:']").first
    bar = page.get_by_role("region", name="Help and quick exit")
    expect(call).to_be_in_viewport(ratio=1)
    bottom = call.bounding_box()["y"] + call.bounding_box()["height"]
    assert bottom <= bar.bounding_box()["y"]


def test_joining_sets_only_the_cookie_that_its_form_needs(new_page):
    page = new_page()
    page.goto("/join/")
    assert [cookie["name"] for cookie in page.context.cookies()] == ["csrftoken"]
