"""A class from its copy to the archive: shared, a student moved, taken into the new year."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.hand import Hand
from tests.journeys.inspection import Inspection
from tests.journeys.variants import DESK
from tests.journeys.ways_in import come_back, join, sign_in

pytestmark = pytest.mark.browser

VARIANTS = {"phone": {"width": 360}, "no-js-320px": {"js": False, "width": 320}}
LETTERS = {"phone": "A", "no-js-320px": "B"}


def new_class(hand: Hand, name: str) -> str:
    """Make a class; return its join code."""
    hand.page.goto("/teach/classes/new/")
    hand.type("Class name", name)
    hand.press("Make the class")
    return hand.page.locator(".big-code__code").inner_text()


def open_settings(hand: Hand, name: str, link: str) -> None:
    hand.page.goto("/teach/")
    hand.follow(name)
    hand.follow("Settings")
    hand.follow(link)


def open_student(hand: Hand, class_name: str, nickname: str) -> None:
    hand.page.goto("/teach/")
    hand.follow(class_name)
    hand.follow("Students")
    hand.follow(nickname)


def heading(page: Page):
    return page.get_by_role("heading", level=1)


@pytest.mark.parametrize("variant", VARIANTS)
def test_class_lives_through_a_year_and_into_the_next(new_page, live_site, variant):
    letter = LETTERS[variant]
    first, copy, following = f"5{letter} Life", f"6{letter} Life", f"7{letter} Life"
    pupil = new_page(js=False)
    hand = sign_in(new_page(**VARIANTS[variant]), live_site, "teacher")
    code = new_class(hand, first)
    words = join(pupil, code, "Kite")
    duplicate(hand, first, copy)
    add_a_teacher(hand, copy)
    move(hand, first, copy)
    back(pupil, code, words, copy)
    roll_over(hand, copy, following)
    back(pupil, code, words, following)
    expect(pupil.get_by_text("This class is over")).to_have_count(1)
    archive(hand, first)
    assert hand.page.evaluate("document.documentElement.scrollWidth") <= VARIANTS[variant]["width"]


def duplicate(hand: Hand, name: str, copy: str) -> None:
    hand.start_counting()
    open_settings(hand, name, "Duplicate")
    hand.type("Class name", copy)
    hand.press("Make the copy")
    expect(heading(hand.page)).to_have_text(copy)
    expect(hand.page.get_by_text("Nobody has joined yet.")).to_be_visible()
    assert (hand.fields, hand.taps) == (1, 4)


def add_a_teacher(hand: Hand, name: str) -> None:
    hand.start_counting()
    open_settings(hand, name, "Teachers")
    hand.pick("Teacher", "other-teacher")
    hand.press("Add this teacher")
    expect(hand.page.get_by_text("other-teacher can open this class now.")).to_be_visible()
    assert (hand.fields, hand.taps) == (1, 4)


def move(hand: Hand, name: str, to: str) -> None:
    open_student(hand, name, "Kite")
    hand.start_counting()
    hand.follow("Move to another class")
    hand.choose(to)
    hand.press("Move the student")
    expect(hand.page.get_by_text(f"Kite is in {to} now.")).to_be_visible()
    assert (hand.fields, hand.taps) == (0, 3)


def back(pupil: Page, code: str, words: str, class_name: str) -> None:
    """The first card still works, whatever became of the class."""
    come_back(pupil, code, "Kite", words)
    expect(pupil.get_by_text(f"{class_name}, as Kite")).to_be_visible()


def roll_over(hand: Hand, name: str, following: str) -> None:
    hand.page.goto("/teach/")
    hand.start_counting()
    hand.follow("A new school year")
    hand.choose(f"Take {name} into the new year")
    hand.press("Make the classes of the new year")
    expect(hand.page.get_by_role("link", name=following, exact=True)).to_be_visible()
    assert (hand.fields, hand.taps) == (0, 3)
    hand.follow(following)
    expect(hand.page.get_by_text("1 student", exact=True)).to_be_visible()


def archive(hand: Hand, name: str) -> None:
    open_settings(hand, name, "Archive")
    hand.press("Move to the archive")
    page = hand.page
    expect(page.get_by_role("link", name=name, exact=True)).to_be_hidden()
    page.locator("summary", has_text="in the archive").click()
    hand.follow(name)
    expect(page.get_by_text("In the archive since")).to_be_visible()
    hand.press("Bring it back")
    expect(page.get_by_text("Joining stays closed until you open it.")).to_be_visible()


def test_every_page_of_the_way_is_accessible(new_page, live_site):
    page = new_page(**DESK)
    hand = sign_in(page, live_site, "teacher")
    inspection = Inspection(page)
    for name in ("4E Life", "4C Life"):
        join(new_page(js=False), new_class(hand, name), "Kite")
    hand.follow("Settings")
    inspection.look("settings", "More for this class")
    hand.follow("Duplicate")
    inspection.look("duplicate", "a join code of its own")
    hand.type("Class name", " ")
    hand.press("Make the copy")
    inspection.look("duplicate, no name", "There is a problem")
    hand.type("Class name", "4D Life")
    hand.press("Make the copy")
    hand.follow("Settings")
    hand.follow("Teachers")
    inspection.look("teachers", "They can do all that you can")
    hand.press("Add this teacher")
    inspection.look("teachers, nobody chosen", "There is a problem")
    hand.follow("Leave the class")
    inspection.look("leave", "You no longer see the class")
    hand.press("Leave the class")
    inspection.look("leave, the last teacher", "A class needs a teacher.")
    hand.follow("Settings")
    hand.follow("Hand over")
    inspection.look("hand over", "you leave it in the same step")
    look_at_moving(inspection, hand)
    look_at_the_end(inspection, hand)
    inspection.finish()


def look_at_moving(inspection: Inspection, hand: Hand) -> None:
    open_student(hand, "4E Life", "Kite")
    hand.follow("Move to another class")
    inspection.look("move", "Lessons, answers, your label")
    hand.choose("4C Life")
    hand.press("Move the student")
    inspection.look("move, taken nickname", "There is a problem")


def look_at_the_end(inspection: Inspection, hand: Hand) -> None:
    inspection.open("new year", "/teach/new-year/")
    hand.press("Make the classes of the new year")
    inspection.look("new year, nothing ticked", "Tick at least one class.")
    open_settings(hand, "4D Life", "Archive")
    inspection.look("archive", "Nothing is deleted for now.")
    hand.press("Move to the archive")
    inspection.page.locator("summary", has_text="in the archive").click()
    inspection.look("classes, the fold open", "4D Life")
    hand.follow("4D Life")
    inspection.look("class in the archive", "In the archive since")
