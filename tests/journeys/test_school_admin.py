"""A school admin's way: invite a teacher, who makes a first class; say whom to tell; see it all."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.hand import Hand
from tests.journeys.inspection import Inspection
from tests.journeys.variants import DESK_VARIANTS, every_desk_variant
from tests.journeys.ways_in import sign_in

pytestmark = pytest.mark.browser

PASSWORD = "calm tern 482 dune"
CLASSES = {name: f"6{letter} Start" for name, letter in zip(DESK_VARIANTS, "ABCD", strict=True)}


def open_school(page: Page) -> None:
    """Go where “School” in the menu leads; on a phone the menu is folded."""
    entry = page.locator("header a[href$='/school/']").first
    expect(entry).to_have_text("School")
    page.goto(entry.get_attribute("href"))


def make_link(hand: Hand) -> str:
    open_school(hand.page)
    hand.start_counting()
    hand.follow("Staff")
    hand.press("Make a link")
    assert hand.taps == 2
    return hand.page.locator(".school__link code").inner_text()


def make_account(page: Page, username: str) -> Hand:
    hand = Hand(page)
    hand.type("Your name", "Ms Gannet")
    hand.type("Username", username)
    hand.type("Password", PASSWORD)
    hand.type("Password again", PASSWORD)
    hand.press("Make my account")
    expect(page.get_by_text("You belong to Duneside School now.")).to_be_visible()
    assert (hand.fields, hand.taps) == (4, 1)
    return hand


@every_desk_variant
def test_invited_teacher_makes_a_first_class(new_page, live_site, variant):
    admin = new_page(**DESK_VARIANTS[variant])
    link = make_link(sign_in(admin, live_site, "school-admin"))
    page = new_page(**DESK_VARIANTS[variant])
    page.goto(link)
    hand = make_account(page, f"gannet-{variant}")
    hand.follow("New class")
    hand.type("Class name", CLASSES[variant])
    hand.press("Make the class")
    expect(page.get_by_role("heading", level=1)).to_have_text(CLASSES[variant])
    expect(page.get_by_text("tell Ms Fulmar, room 12")).to_be_visible()
    open_school(admin)
    card = admin.get_by_role("listitem").filter(has_text=CLASSES[variant])
    expect(card).to_contain_text("Fewer than 5 students")
    again = new_page(**DESK_VARIANTS[variant])
    again.goto(link)
    expect(again.get_by_role("heading", level=1)).to_have_text("This link opens nothing")


def test_who_leaves_today_sees_no_class_any_more(new_page, live_site):
    admin = new_page(**DESK_VARIANTS["no-js"])
    link = make_link(sign_in(admin, live_site, "school-admin"))
    page = new_page(js=False)
    page.goto(link)
    hand = make_account(page, "leaver")
    hand.follow("New class")
    hand.type("Class name", "6Z Leaving")
    hand.press("Make the class")
    address = page.url
    open_school(admin)
    admin_hand = Hand(admin)
    admin_hand.follow("Staff")
    admin_hand.tap(admin.get_by_role("link", name="Ms Gannet").last)
    today = live_site.manage(
        "from organizations.models import Organization\n"
        "print(Organization.objects.get().today().isoformat())"
    )
    admin_hand.type("Leaves on", today)
    admin_hand.press("Save the leave date")
    expect(admin.get_by_text("Has left")).to_be_visible()
    assert page.goto(address).status == 404
    page.goto("/teach/")
    expect(page.get_by_text("6Z Leaving")).to_have_count(0)


def test_every_page_of_a_school_is_accessible(inspection, new_page, live_site):
    page = inspection.page
    hand = sign_in(page, live_site, "school-admin")
    open_school(page)
    inspection.look("school", "Ready to begin")
    hand.follow("Staff")
    inspection.look("staff", "Invite somebody")
    hand.press("Make a link")
    inspection.look("link", "Shown once")
    link = page.locator(".school__link code").inner_text()
    hand.follow("Staff")
    hand.follow("school-admin")
    inspection.look("member", "Save the role")
    hand.choose("Teacher")
    hand.press("Save the role")
    inspection.look("member, the last admin", "This is the only admin who stays.")
    hand.follow("Whom to tell")
    inspection.look("whom to tell", "Students do not see it.")
    hand.type("How to reach the deputy", "")
    hand.press("Save")
    inspection.look("whom to tell, without a way", "There is a problem")
    hand.follow("What is kept")
    inspection.look("what is kept", "Deleted next")
    hand.follow("Settings")
    inspection.look("settings", "Time zone")
    inspection.finish()
    look_at_the_link(Inspection(new_page(width=1366)), link)


def look_at_the_link(inspection: Inspection, link: str) -> None:
    path = re.sub(r"^https?://[^/]+", "", link)
    inspection.open("join the staff", path)
    Hand(inspection.page).press("Make my account")
    inspection.look("join the staff, nothing typed", "There is a problem")
    inspection.open("link that opens nothing", "/join/staff/no-such-link/", status=404)
    inspection.finish()
