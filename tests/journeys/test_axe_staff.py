"""Every page of staff and of accounts, full and empty: axe finds nothing, its frame is whole."""

import pytest

from tests.journeys.hand import Hand
from tests.journeys.inspection import Inspection
from tests.journeys.ways_in import sign_in

pytestmark = pytest.mark.browser

STEP = "/learn/asking-and-agreeing/asking-and-answering/what-a-yes-is/2/"


# Teachers and school staff


def test_teacher_meets_no_obstacle_in_a_full_class(inspection, states, live_site):
    page = inspection.page
    hand = sign_in(page, live_site, "teacher")
    inspection.look("classes", "8A Empty")
    hand.follow("9C Computing")
    inspection.look("class page, full", "Worth doing now")
    full = page.url
    inspection.open("class page, by need", f"{full}?sort=hand")
    page.locator(".heat-table thead a").first.click()
    inspection.look("lessons of a module", "Lesson by lesson")
    look_at_questions(inspection)
    page.goto(full)
    page.get_by_role("link", name="Another module").locator("visible=true").first.click()
    inspection.look("lessons of a careful module", "Lesson by lesson")
    inspection.open("join code", f"{full}code/")
    inspection.open("assign, all assigned", f"{full}assign/")
    page.locator("summary", has_text="Change").last.click()
    inspection.look("assign, changing", "Save due day")
    inspection.send(due_on="2020-01-31")
    inspection.look("assign, a day that is over", "This day is over.")
    look_at_students(inspection, f"{full}students/")
    page.goto(full)
    page.get_by_role("button", name="Close joining").click()
    inspection.look("class page, joining closed", "Joining is closed")
    inspection.open("join code, joining closed", f"{full}code/")
    page.get_by_role("button", name="Open joining").click()
    inspection.look("class page, joining open again", "Joining is open")
    inspection.finish()


def look_at_questions(inspection: Inspection) -> None:
    page = inspection.page
    page.get_by_role("link", name="Question by question").click()
    inspection.look("question by question", "counted five people at a time")
    page.locator("summary", has_text="A note to the editors").first.click()
    page.get_by_role("button", name="Confusing").first.click()
    inspection.look("question by question, one flagged", "You said: Confusing.")
    page.locator("summary", has_text="A note to the editors").first.click()
    page.get_by_role("textbox", name="Note").first.evaluate("(one) => { one.maxLength = 300; }")
    page.get_by_role("textbox", name="Note").first.fill("x" * 201)
    page.get_by_role("button", name="Out of date").first.click()
    inspection.look("question by question, note too long", "There is a problem")


def look_at_students(inspection: Inspection, address: str) -> None:
    page = inspection.page
    inspection.open("students", address)
    page.get_by_role("link", name="Bilal K").click()
    inspection.look("student", "Reset way back")
    student = page.url
    page.get_by_label("Nickname", exact=True).fill("Zara M")
    page.get_by_role("button", name="Save names").click()
    inspection.look("student, taken nickname", "There is a problem")
    page.get_by_label("Nickname", exact=True).fill("Bilal K")
    page.get_by_label("Your label", exact=True).fill("Bilal, front row")
    page.get_by_role("button", name="Save names").click()
    inspection.look("students, names saved", "Names saved.")
    page.goto(student)
    page.get_by_role("button", name="Reset way back").click()
    inspection.look("six numbers", "Six numbers, shown once")
    page.goto(student)
    page.get_by_role("link", name="Remove from class").click()
    inspection.look("removing a student", "This is deleted at once")
    page.get_by_role("link", name="Settings", exact=True).click()
    inspection.look("class settings", "Shared devices count from the next sign-in.")


def test_teacher_meets_no_obstacle_in_an_empty_class(inspection, states, live_site):
    page = inspection.page
    hand = sign_in(page, live_site, "teacher")
    inspection.open("new class", "/teach/classes/new/")
    hand.press("Make the class")
    inspection.look("new class, nothing typed", "There is a problem")
    page.goto("/teach/")
    hand.follow("8A Empty")
    inspection.look("class page, nobody joined", "Nobody has joined yet.")
    empty = page.url
    inspection.open("students, nobody joined", f"{empty}students/")
    inspection.open("assign", f"{empty}assign/")
    hand.press("Assign Another module")
    inspection.look("assign, not prepared", "There is a problem")
    hand.press("Assign Asking and answering")
    inspection.look("class page, just assigned", "Students see it now.")
    page.goto("/teach/")
    hand.follow("8C Quiet")
    inspection.look("class page, nothing assigned", "Nothing assigned yet")
    page.get_by_role("link", name="Avocet").first.click()
    inspection.look("student with nothing to do", "Nothing is assigned yet.")
    inspection.open("library", "/teach/library/")
    page.locator("main summary").first.click()
    inspection.look("library, lessons open", "What a yes is")
    page.get_by_role("link", name="Ready in 10").first.click()
    inspection.look("ready in 10", "If a student tells you something")
    page.get_by_role("link", name="Sheet to print").click()
    inspection.look("sheet", "My plan")
    page.go_back()
    page.get_by_role("link", name="Quiz on paper").click()
    inspection.look("quiz on paper", "Key for the teacher")
    inspection.finish()


def test_staff_without_a_class_meet_no_obstacle(inspection, live_site):
    page = inspection.page
    sign_in(page, live_site, "school-admin")
    inspection.open("organization admin's classes", "/teach/")
    inspection.open("organization admin's new class", "/teach/classes/new/")
    inspection.open("organization admin's library", "/teach/library/")
    page.context.clear_cookies()
    sign_in(page, live_site, "editor")
    inspection.open("editor's classes", "/teach/")
    inspection.open("editor's new class", "/teach/classes/new/", status=404)
    inspection.open("editor's step", STEP)
    inspection.finish()


# Accounts


def test_nobody_meets_an_obstacle_on_the_way_to_an_account(inspection, states):
    page = inspection.page
    hand = Hand(page)
    inspection.open("sign in", "/accounts/login/")
    hand.type("Username or email", "teacher")
    hand.type("Password", "not the password")
    hand.press("Sign in")
    inspection.look("sign in, wrong password", "There is a problem")
    inspection.open("sign up", "/accounts/signup/")
    inspection.open("account switched off", "/accounts/inactive/")
    inspection.open("address to confirm", "/accounts/confirm-email/")
    inspection.open("address, old link", "/accounts/confirm-email/no-such-key/")
    inspection.open("address, new link", states["confirm address"])
    inspection.open("new password", "/accounts/password/reset/")
    page.locator("main [type=email]").fill("teacher@marram.example")
    hand.press("Send the link")
    inspection.look("new password, mail sent", "Look at your email")
    inspection.open("new password, old link", "/accounts/password/reset/key/1-no-such-key/")
    inspection.open("new password, link", states["new password"])
    inspection.send(password1="one long password", password2="another password")
    inspection.look("new password, not twice the same", "There is a problem")
    inspection.send(password1="one long password", password2="one long password")
    inspection.look("new password, changed", "Your password is changed")
    inspection.finish()


def test_staff_meet_no_obstacle_in_their_account(inspection, live_site):
    page = inspection.page
    sign_in(page, live_site, "other-teacher")
    page.locator("summary", has_text="Menu").click()
    inspection.look("staff menu", "Change password")
    inspection.open("address", "/accounts/email/")
    page.get_by_label("Email").last.fill("someone@here")
    page.get_by_role("button", name="Add this address").click()
    inspection.look("address, not one", "There is a problem")
    inspection.open("change password", "/accounts/password/change/")
    inspection.send()
    inspection.look("change password, nothing typed", "There is a problem")
    inspection.open("password again", "/accounts/reauthenticate/")
    inspection.send(password="not the password")
    inspection.look("password again, wrong", "There is a problem")
    inspection.open("sign out", "/accounts/logout/")
    inspection.finish()
