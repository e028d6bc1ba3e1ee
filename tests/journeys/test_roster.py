"""From thirty pasted names to thirty printed cards, and one student who comes in with theirs."""

import re
import time

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.hand import Hand
from tests.journeys.inspection import Inspection
from tests.journeys.variants import DESK_VARIANTS, every_desk_variant
from tests.journeys.ways_in import come_back, sign_in

pytestmark = pytest.mark.browser

GIVEN = ["Amara", "Bo", "Chen", "Dara", "Eve", "Femi", "Gia", "Hugo", "Ines", "Jun"]
NAMES = [f"{given} {family}" for family in ("Okafor", "Żółć", "김") for given in GIVEN]
TWO_MINUTES = 120  # seconds
FIRST = 0
CLASSES = {name: f"8{letter} List" for name, letter in zip(DESK_VARIANTS, "ABCDE", strict=False)}


def new_class(hand: Hand, name: str) -> None:
    hand.follow("New class")
    hand.type("Class name", name)
    hand.press("Make the class")


def paste_names(hand: Hand, names: list[str]) -> None:
    hand.follow("Bring in a class list")
    hand.type("Names", "\n".join(names))
    hand.press("See what would happen")


def cards(page: Page):
    return page.locator(".join-card")


def words_on(page: Page, place: int) -> dict[str, str]:
    card = cards(page).nth(place)
    terms = card.locator("dt").all_inner_texts()
    return dict(zip(terms, card.locator("dd").all_inner_texts(), strict=True))


@every_desk_variant
def test_thirty_pasted_names_become_cards_in_two_minutes(new_page, live_site, variant):
    page = new_page(**DESK_VARIANTS[variant])
    hand = sign_in(page, live_site, "teacher")
    started = time.monotonic()
    hand.start_counting()
    new_class(hand, CLASSES[variant])
    paste_names(hand, NAMES)
    expect(page.locator(".roster__counts dd")).to_have_text(["30", "0", "0", "0", "0"])
    hand.press("Import and make join cards")
    expect(cards(page)).to_have_count(30)
    assert time.monotonic() - started < TWO_MINUTES
    assert (hand.fields, hand.taps) == (2, 5)
    sheets = page.locator(".join-cards__sheet").all()
    assert [sheet.locator(".join-card").count() for sheet in sheets] == [8, 8, 8, 6]


def test_card_brings_its_student_in_and_shows_its_words_once(new_page, live_site):
    page = new_page(**DESK_VARIANTS["desk"])
    hand = sign_in(page, live_site, "teacher")
    new_class(hand, "8X List")
    paste_names(hand, NAMES[:2])
    hand.press("Import and make join cards")
    card = words_on(page, FIRST)
    page.reload()
    expect(cards(page)).to_have_count(0)
    expect(page.get_by_text("their cards may not have been shown.")).to_be_visible()
    assert card["Your four words"] not in page.content()
    pupil = new_page(js=False)
    come_back(pupil, card["Class code"], card["Nickname"], card["Your four words"])
    expect(pupil).to_have_url(re.compile("/me/$"))
    expect(pupil.get_by_text(NAMES[FIRST])).to_have_count(0)


def test_every_page_of_the_way_is_accessible(new_page, live_site):
    page = new_page(**DESK_VARIANTS["desk"])
    hand = sign_in(page, live_site, "teacher")
    new_class(hand, "8Y List")
    inspection = Inspection(page)
    hand.follow("Bring in a class list")
    inspection.look("class list", "One name a line")
    hand.press("See what would happen")
    inspection.look("class list, nothing sent", "There is a problem")
    hand.type("Names", "id,Name,Password\n1,Amara Okafor,x\n2,Ms Smith,y\n")
    hand.press("See what would happen")
    inspection.look("check the list", "Left out unread: Password.")
    hand.press("Import and make join cards")
    inspection.look("join cards", "The words are shown this once.")
    hand.follow("To the students")
    inspection.look("students", "Amara Okafor")
    hand.follow("Bring in a class list")
    hand.type("Names", "Bo Lee")
    hand.press("See what would happen")
    inspection.look("somebody missing", "Everybody you do not tick stays.")
    page.goto(page.url.replace("import/", "cards/"))
    inspection.look("new join cards", "A card has four new words.")
    hand.press("Make the cards")
    inspection.look("new join cards, nothing ticked", "There is a problem")
    inspection.finish()
