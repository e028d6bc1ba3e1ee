"""A teacher's way: make a class, give it work, see who needs a hand, help somebody back in."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.hand import Hand
from tests.journeys.variants import DESK_VARIANTS, every_desk_variant
from tests.journeys.ways_in import sign_in, sign_out

pytestmark = pytest.mark.browser

CODE = re.compile(r"[a-z]+ \d{3} [a-z]+")
SIX_NUMBERS = re.compile(r"\d{3} \d{3}")
MODULE, LESSONS = "Asking and answering", 4
STUDENTS = 28
FULL_CLASS = "9C Computing"
NEW_CLASSES = {
    "desk": "7A Art",
    "no-js": "7B Biology",
    "320px": "7C Chess",
    "dark-rtl": "7E English",
}


def open_class(hand: Hand, name: str) -> None:
    hand.follow(name)
    expect(hand.page.get_by_role("heading", level=1)).to_have_text(name)


@every_desk_variant
def test_teacher_makes_a_class_assigns_and_takes_it_back(new_page, live_site, variant):
    page, name = new_page(**DESK_VARIANTS[variant]), NEW_CLASSES[variant]
    make_a_class(sign_in(page, live_site, "teacher"), name)
    sign_out(page)
    hand = sign_in(page, live_site, "teacher")
    assign_in_three_clicks(hand, name)
    take_it_back(hand)


def make_a_class(hand: Hand, name: str) -> None:
    """Three fields and two clicks, and the code stands on the screen."""
    hand.start_counting()
    hand.follow("New class")
    hand.type("Class name", name)
    hand.pick("Age group", "11 to 13")
    hand.tick("Shared devices")
    hand.press("Make the class")
    expect(hand.page.locator(".big-code__code")).to_have_text(CODE)
    expect(hand.page.locator(".big-code__code")).to_be_in_viewport()
    expect(hand.page.get_by_text("Joining is open", exact=True)).to_be_visible()
    assert (hand.fields, hand.taps) == (3, 2)


def assign_in_three_clicks(hand: Hand, name: str) -> None:
    """Counted from the page that a teacher lands on after sign-in."""
    hand.start_counting()
    open_class(hand, name)
    hand.follow("Assign")
    hand.press(f"Assign {MODULE}")
    assert (hand.fields, hand.taps) == (0, 3)
    expect(assigned(hand.page)).to_be_visible()


def assigned(page: Page) -> Locator:
    return page.get_by_text(f"Assigned: {MODULE}. Students see it now.")


def take_it_back(hand: Hand) -> None:
    hand.press("Undo")
    taken_back = "Taken back. What students did stays theirs."
    expect(hand.page.get_by_text(taken_back)).to_be_visible()
    expect(hand.page.get_by_text(MODULE)).to_have_count(0)
    hand.follow("Assign")
    expect(hand.page.get_by_role("button", name=f"Assign {MODULE}")).to_be_visible()


@every_desk_variant
def test_teacher_reads_the_grid(new_page, live_site, variant):
    page = new_page(**DESK_VARIANTS[variant])
    hand = sign_in(page, live_site, "teacher")
    open_class(hand, FULL_CLASS)
    if variant == "320px":
        read_the_groups(page)
    else:
        read_the_table(hand)
    page.get_by_role("main").get_by_role("link", name=MODULE, exact=True).click()
    read_the_lessons(page)


def read_the_table(hand: Hand) -> None:
    """One click shows who needs a hand, without scrolling."""
    rows = hand.page.get_by_role("table").locator("tbody tr")
    expect(rows).to_have_count(STUDENTS)
    expect(rows.first).to_contain_text("Amara O")
    hand.start_counting()
    hand.follow("Who needs a hand first")
    expect(hand.page.get_by_text("Sorted: who needs a hand first.")).to_be_visible()
    assert hand.taps == 1
    expect(rows).to_have_count(STUDENTS)
    expect(rows.first).to_be_in_viewport(ratio=1)
    noted = [row.locator(".name-note").count() for row in rows.all()]
    assert noted == sorted(noted, reverse=True)
    assert 0 < sum(noted) < STUDENTS


def read_the_groups(page: Page) -> None:
    """A phone shows the same as groups, and nothing has to be scrolled sideways."""
    expect(page.get_by_role("table")).to_have_count(0)
    groups = page.locator(".grid-phone__group")
    expect(groups.first.get_by_role("heading")).to_contain_text("Under 50")
    expect(groups.get_by_role("listitem")).to_have_count(STUDENTS)
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def read_the_lessons(page: Page) -> None:
    """A column opens into its lessons, in states only."""
    expect(page.get_by_role("heading", level=1)).to_have_text(MODULE)
    table = page.get_by_role("table")
    expect(table.locator("tbody tr")).to_have_count(STUDENTS)
    expect(table.locator("tbody tr").first.locator("td")).to_have_count(LESSONS + 1)  # and the quiz
    states = {cell.inner_text().strip() for cell in table.locator("td .visually-hidden").all()}
    assert states == {"Not started", "Started", "Done"}


@every_desk_variant
def test_teacher_gives_a_student_a_new_way_back_in_two_clicks(new_page, live_site, variant):
    hand = sign_in(new_page(**DESK_VARIANTS[variant]), live_site, "teacher")
    open_class(hand, FULL_CLASS)
    hand.start_counting()
    name = hand.page.get_by_role("link", name="Oskar V").locator("visible=true").first
    hand.tap(name)
    hand.press("Reset way back")
    assert (hand.fields, hand.taps) == (0, 2)
    expect(hand.page.locator(".one-time-code__digits")).to_have_text(SIX_NUMBERS)
    expect(hand.page.get_by_text("Do not project this.")).to_be_visible()
