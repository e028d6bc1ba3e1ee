"""Work for some of a class: a group, more time, undo; on a laptop, a phone, without a script."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.journeys.hand import Hand
from tests.journeys.inspection import Inspection
from tests.journeys.variants import DESK_VARIANTS
from tests.journeys.ways_in import come_back, sign_in

pytestmark = pytest.mark.browser

CLASS, MODULE, TAKEN = "9C Computing", "Doors and keys", "Asking and answering"
NEW_DAY = timezone.localdate() + timedelta(days=40)
VARIANTS = {
    "laptop": DESK_VARIANTS["desk"],
    "phone": {"width": 360},
    "no-js-320px": {"js": False, "width": 320},
}

every_variant = pytest.mark.parametrize("variant", VARIANTS)


def open_class(page: Page, live_site) -> Hand:
    hand = sign_in(page, live_site, "teacher")
    hand.follow(CLASS)
    return hand


def make_group(hand: Hand, name: str) -> None:
    hand.follow("Students")
    hand.follow("Groups")
    hand.type("Group name", name)
    hand.tick("Amara O")
    hand.tick("Ben T")
    hand.press("Make the group")
    expect(hand.page.get_by_role("link", name=name)).to_be_visible()


def give_to_group(hand: Hand, name: str) -> None:
    hand.follow(CLASS)
    hand.follow("Assign")
    row = hand.page.locator(".pick-row", has_text=MODULE)
    hand.tap(row.locator("summary"))
    hand.tap(row.get_by_role("link", name="Only for a group or some students"))
    hand.tick(name)
    hand.press("Assign")


def open_module(page: Page) -> None:
    """Open the column of the module that the class has, in the table or on a phone."""
    columns = page.locator(".heat-table thead, .grid-phone__title")
    columns.get_by_role("link", name=TAKEN, exact=True).locator("visible=true").click()


def undo(page: Page):
    return page.locator("[data-undo]").get_by_role("button", name="Undo")


@every_variant
def test_teacher_gives_work_to_a_group_and_undoes_it(new_page, live_site, variant):
    page = new_page(**VARIANTS[variant])
    hand = open_class(page, live_site)
    make_group(hand, f"Group of {variant}")
    give_to_group(hand, f"Group of {variant}")
    words = f"Assigned to 2 students: {MODULE}. They see it now."
    expect(page.get_by_text(words)).to_be_visible()
    shown = page.locator(".heat-table" if variant == "laptop" else ".grid-phone")
    expect(shown).to_contain_text(MODULE)
    if variant == "laptop":
        expect(shown.get_by_text("–").first).to_be_visible()
    undo(page).click()
    expect(page.get_by_text("Taken back. What students did stays theirs.")).to_be_visible()
    expect(shown).not_to_contain_text(MODULE)
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


@every_variant
def test_teacher_gives_more_time_and_takes_it_back(new_page, live_site, variant):
    page = new_page(**VARIANTS[variant])
    hand = open_class(page, live_site)
    open_module(page)
    hand.follow("More time for some students")
    hand.start_counting()
    hand.choose("Everybody who has not finished")
    hand.type("New due day", NEW_DAY.isoformat())
    hand.type("Reason", "Away with the choir")
    hand.press("Give more time")
    assert (hand.fields, hand.taps) == (2, 2)
    expect(page.locator(".given")).to_have_count(1)
    expect(page.locator(".given")).to_contain_text("Away with the choir")
    hand.press("Take back from all of them")
    expect(page.get_by_text("Their earlier day counts again.")).to_be_visible()
    expect(page.locator(".given")).to_have_count(0)


def test_undo_goes_after_ten_seconds_and_waits_for_whoever_is_on_it(new_page, live_site):
    page = new_page(**DESK_VARIANTS["desk"])
    page.clock.install()
    open_class(page, live_site)
    page.goto(f"{page.url}assign/")
    row = page.locator(".pick-row", has_text=TAKEN)
    row.locator("summary").click()
    row.get_by_role("button", name="Take back").click()
    expect(undo(page)).to_be_visible()
    page.clock.fast_forward(9_000)
    expect(undo(page)).to_be_visible()
    undo(page).focus()
    page.clock.fast_forward(5_000)
    expect(undo(page)).to_be_visible()
    page.locator("main").focus()
    page.clock.fast_forward(2_000)
    expect(undo(page)).to_be_hidden()
    expect(page.get_by_text(f"Taken back: {TAKEN}.")).to_be_visible()
    page.reload()
    undo(page).click()
    expect(page.get_by_text("The class has it again.")).to_be_visible()


def test_work_is_given_to_one_student_with_the_keyboard_alone(new_page, live_site):
    page = new_page(**DESK_VARIANTS["desk"])
    hand = open_class(page, live_site)
    hand.follow("Assign")
    row = page.locator(".pick-row", has_text=MODULE)
    row.locator("summary").focus()
    for key in ("Enter", "Tab", "Tab"):
        page.keyboard.press(key)
    while page.evaluate("document.activeElement.tagName") != "A":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(MODULE)
    page.get_by_role("checkbox", name="Ben T").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Assign", exact=True).focus()
    page.keyboard.press("Enter")
    expect(undo(page)).to_be_visible()
    undo(page).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Taken back. What students did stays theirs.")).to_be_visible()


def test_student_reads_their_own_day_and_never_why(new_page, live_site):
    hand = open_class(new_page(**DESK_VARIANTS["desk"]), live_site)
    page = hand.page
    open_module(page)
    hand.follow("More time for some students")
    page.get_by_role("checkbox", name="Quinn E").check()
    day = timezone.localdate() + timedelta(days=6)
    hand.type("New due day", day.isoformat())
    hand.type("Reason", "Kanari reason")
    hand.press("Give more time")
    page.goto("/teach/")
    hand.follow(CLASS)
    page.get_by_role("link", name="Quinn E").locator("visible=true").first.click()
    hand.press("Reset way back")
    numbers = page.locator(".one-time-code__digits").inner_text()
    pupil = new_page(js=False)
    come_back(pupil, live_site.code, "Quinn E", numbers)
    pupil.goto("/me/")
    expect(pupil.get_by_text(f"By {day:%A}").first).to_be_visible()
    expect(pupil.get_by_text("Kanari")).to_have_count(0)


def test_every_page_of_the_way_is_accessible(new_page, live_site):
    page = new_page(**DESK_VARIANTS["desk"])
    hand = open_class(page, live_site)
    home = page.url
    inspection = Inspection(page)
    make_group(hand, "Group to look at")
    inspection.look("groups", "Students do not see groups")
    hand.press("Make the group")
    inspection.look("groups, no name", "There is a problem")
    page.get_by_role("link", name="Group to look at").click()
    inspection.look("a group", "keep the work the group has")
    page.goto(f"{home}assign/")
    row = page.locator(".pick-row", has_text=MODULE)
    row.locator("summary").click()
    row.get_by_role("link", name="Only for a group or some students").click()
    inspection.look("for some", "Make and change groups")
    hand.press("Assign")
    inspection.look("for some, nobody ticked", "There is a problem")
    page.get_by_role("checkbox", name="Group to look at").check()
    hand.press("Assign")
    inspection.look("class page, some of the class", "They see it now.")
    page.goto(home)
    open_module(page)
    hand.follow("More time for some students")
    hand.press("Give more time")
    inspection.look("more time, nothing said", "There is a problem")
    hand.choose("Everybody who has not finished")
    hand.type("New due day", NEW_DAY.isoformat())
    hand.type("Reason", "Away with the choir")
    hand.press("Give more time")
    inspection.look("more time, given", "Take back from all of them")
    hand.follow("Back")
    hand.follow("Change how the quiz is taken, or the due day")
    inspection.look("work", "Tick groups and students")
    inspection.finish()
