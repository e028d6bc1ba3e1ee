"""How many clicks and fields a teacher needs for what they do most, counted as a hand makes them.

A hand taps what it sees: nothing here scrolls, searches a menu or knows an address. The ways
themselves, in all their variants, are in test_teacher.py and test_roster.py.
"""

import re
import time

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.hand import Hand
from tests.journeys.variants import DESK
from tests.journeys.ways_in import sign_in

pytestmark = pytest.mark.browser

FULL_CLASS, MODULE = "9C Computing", "Asking and answering"
CODE = re.compile(r"[a-z]+ \d{3} [a-z]+")
SIX_NUMBERS = re.compile(r"\d{3} \d{3}")
GIVEN = ["Ada", "Bo", "Cy", "Di", "Eve", "Flo", "Gus", "Hal", "Ida", "Joy"]
NAMES = [f"{given} {letter}" for letter in "ABC" for given in GIVEN]
TWO_MINUTES = 120  # seconds


@pytest.fixture
def hand(new_page, live_site) -> Hand:
    """The hand of a teacher who has signed in and touched nothing yet."""
    hand = sign_in(new_page(**DESK), live_site, "teacher")
    expect(hand.page).to_have_url(re.compile("/teach/$"))
    hand.start_counting()
    return hand


def clicks(hand: Hand) -> tuple[int, int]:
    """Return the fields that were filled in, and the clicks."""
    return hand.fields, hand.taps


def test_work_is_assigned_with_3_clicks_from_sign_in(hand):
    # A class that has nothing yet.
    hand.follow("New class")
    hand.type("Class name", "7A Clicks")
    hand.press("Make the class")
    hand.page.goto("/teach/")
    hand.start_counting()
    hand.follow("7A Clicks")
    hand.follow("Assign")
    hand.press(f"Assign {MODULE}")
    expect(hand.page.get_by_text(f"Assigned: {MODULE}. Students see it now.")).to_be_visible()
    assert clicks(hand) == (0, 3)


def test_new_class_shows_its_code_after_3_fields_and_2_clicks(hand):
    hand.follow("New class")
    hand.type("Class name", "7B Clicks")
    hand.pick("Age group", "11 to 13")
    hand.tick("Shared devices")
    hand.press("Make the class")
    expect(hand.page.locator(".big-code__code")).to_have_text(CODE)
    expect(hand.page.locator(".big-code__code")).to_be_in_viewport(ratio=1)
    assert clicks(hand) == (3, 2)


def test_who_needs_a_hand_is_seen_after_1_click_without_scrolling(hand):
    """The class is one click away, and what it opens on says it at 1366 x 768."""
    hand.follow(FULL_CLASS)
    panel = hand.page.get_by_role("complementary", name="Worth doing now")
    first = panel.locator(".do-now-panel__item").first
    expect(first.get_by_role("link").first).to_be_in_viewport(ratio=1)
    assert clicks(hand) == (0, 1)
    assert scrolled(hand) == 0


def test_list_is_sorted_by_who_needs_a_hand_with_1_click_on_the_class(hand):
    hand.follow(FULL_CLASS)
    hand.start_counting()
    hand.follow("Who needs a hand first")
    rows = hand.page.get_by_role("table").locator("tbody tr")
    expect(rows.first.locator(".name-note")).to_be_in_viewport(ratio=1)
    assert clicks(hand) == (0, 1)


def scrolled(hand: Hand) -> int:
    return hand.page.evaluate("scrollY")


def test_way_back_is_reset_with_3_clicks_from_sign_in(hand):
    hand.follow(FULL_CLASS)
    hand.tap(hand.page.get_by_role("link", name="Oskar V").locator("visible=true").first)
    hand.press("Reset way back")
    expect(hand.page.locator(".one-time-code__digits")).to_have_text(SIX_NUMBERS)
    assert clicks(hand) == (0, 3)


def test_30_pasted_names_are_cards_to_print_in_2_minutes(hand):
    started = time.monotonic()
    hand.follow("New class")
    hand.type("Class name", "7C Clicks")
    hand.press("Make the class")
    hand.follow("Bring in a class list")
    hand.type("Names", "\n".join(NAMES))
    hand.press("See what would happen")
    hand.press("Import and make join cards")
    expect(hand.page.locator(".join-card")).to_have_count(len(NAMES))
    expect(print_button(hand)).to_be_visible()
    assert time.monotonic() - started < TWO_MINUTES
    assert clicks(hand) == (2, 5)


def print_button(hand: Hand) -> Locator:
    return hand.page.get_by_role("main").get_by_role("button", name=re.compile("^Print"))


def open_in_library(hand: Hand, words: str) -> None:
    """Follow a link to the library, and one with these words beside the module."""
    menu = hand.page.get_by_role("navigation", name="Main")
    hand.tap(menu.get_by_role("link", name="Lesson library"))
    hand.tap(hand.page.locator("main a").filter(has_text=f"{words}: {MODULE}"))


def test_projector_is_2_clicks_from_the_classes(hand):
    open_in_library(hand, "Show it")
    expect(hand.page.locator(".slide").first).to_be_visible()
    assert clicks(hand) == (0, 2)


def test_handout_is_printed_with_3_clicks_from_the_classes(hand):
    open_in_library(hand, "Sheet to print")
    hand.tap(print_button(hand).first)
    assert clicks(hand) == (0, 3)
