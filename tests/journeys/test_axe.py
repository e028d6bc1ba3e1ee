"""Every page of guests and students, full and empty: axe finds nothing, and its frame is whole."""

import pytest
from playwright.sync_api import Page

from tests.journeys import starter_quiz
from tests.journeys.inspection import Inspection, answer_with
from tests.journeys.ways_in import come_back, join

pytestmark = pytest.mark.browser

COURSE = "/learn/asking-and-agreeing/"
MODULE = f"{COURSE}asking-and-answering/"
LESSON = f"{MODULE}what-a-yes-is/"
CHECK_STEP = 6


# Guests


def test_guest_meets_no_obstacle_in_the_lessons(inspection, states):
    page = inspection.page
    inspection.open("home", "/")
    page.locator("summary").click()
    inspection.look("home, menu open", "Staff sign-in")
    inspection.open("catalog", "/learn/")
    inspection.open("course", COURSE)
    inspection.open("module", MODULE)
    for number in range(1, 8):
        inspection.open(f"step {number}", f"{LESSON}{number}/")
    inspection.open("whole lesson", f"{LESSON}all/")
    inspection.open("step with a reflection", f"{MODULE}not-sure-and-changed-minds/8/")
    inspection.open("careful module", states["careful"])
    inspection.open("careful step", f"{states['careful']}what-a-yes-is/2/")
    inspection.open("privacy", "/privacy/")
    inspection.open("accessibility", "/accessibility/")
    check_the_check(inspection)
    inspection.finish()


def check_the_check(inspection: Inspection) -> None:
    """An inline check without an answer, answered well, not so well, and shown."""
    page, address = inspection.page, f"{LESSON}{CHECK_STEP}/"
    page.goto(address)
    inspection.send()
    inspection.look("check without an answer", "Choose an answer first")
    for option, tag in [("Ask Luca about", "You chose:"), ("Post them tonight", "Stronger choice")]:
        page.goto(address)
        page.get_by_text(option).click()
        page.get_by_role("button", name="Check my answer").click()
        inspection.look(f"check, {option}", tag)
    page.goto(address)
    page.get_by_role("button", name="Not sure, show me").click()
    inspection.look("check, shown", "Stronger choice")


def test_guest_meets_no_obstacle_in_a_story(inspection):
    page = inspection.page
    inspection.open("story", "/scenes/the-last-seat-in-the-van/")
    page.get_by_role("button", name="Start without it").click()
    inspection.look("first moment", "What do you do?")
    page.locator(".choice-card").first.click()
    page.get_by_text("Your way so far").click()
    inspection.look("strained moment, way so far open", "Go back to here")
    while page.locator(".choice-card").count():
        page.locator(".choice-card").first.click()
        page.wait_for_load_state()
    inspection.look("ending", "Looking back")
    inspection.open("careful story", "/scenes/the-team-chat/")
    page.get_by_role("button", name="Play it as a class").click()
    inspection.look("moment for a class", "raise a hand for one letter")
    inspection.finish()


def test_guest_meets_no_obstacle_in_what_is_tried_first(inspection):
    page = inspection.page
    page.goto(MODULE)
    page.get_by_role("link", name="Try it first").click()
    inspection.look("pre-check", "You are not meant to know these yet.")
    page.get_by_role("button", name="Try it").click()
    page.locator(".option-card").first.click()
    page.get_by_role("button", name="Check my answer").click()
    inspection.look("pre-check, feedback", "Next question")
    page.get_by_role("button", name="Next question").click()
    for _ in range(5):
        page.get_by_role("button", name="Skip for now").click()
    page.get_by_role("button", name="Finish now").click()
    inspection.look("pre-check, end", "You tried 1 story")
    inspection.finish()


def test_guest_meets_no_obstacle_in_the_quiz(inspection):
    page = inspection.page
    page.goto(MODULE)
    page.get_by_role("link", name="Open the quiz").click()
    inspection.look("guest's quiz", "Nothing you answer here is kept")
    page.get_by_role("button", name="Start the quiz").click()
    inspection.look("guest's question", "How sure are you?")
    page.get_by_role("button", name="Check my answer").click()
    inspection.look("guest's question without an answer", "There is a problem")
    starter_quiz.answer(page, well=True, confidence="Very sure")
    inspection.look("guest's feedback, best answer", "Right, and you knew it.")
    page.get_by_role("button", name="Next question").click()
    starter_quiz.answer(page, well=False, confidence="Very sure")
    inspection.look("guest's feedback, other answer", "Good instinct.")
    page.get_by_role("button", name="Next question").click()
    for number in range(3, 9):
        page.get_by_text(f"Question {number} of 8", exact=True).wait_for()
        page.get_by_role("button", name="Skip for now").click()
    inspection.look("guest's quiz, not finished", "Some questions are still open")
    page.get_by_role("button", name="Finish now").click()
    inspection.look("guest's results", "You handled 1 of 8 situations well")
    page.get_by_role("link", name="Try again").click()
    page.get_by_role("button", name="Start the quiz").click()
    inspection.send(state="nothing of ours")
    inspection.look("guest's quiz, too old", "This quiz has to start again")
    inspection.finish()


def test_guest_meets_no_obstacle_at_the_door(inspection, states, live_site):
    page = inspection.page
    inspection.open("join", "/join/")
    inspection.send(code="no such code")
    inspection.look("join, unknown code", "We found no class")
    inspection.send(code=states["closed code"])
    inspection.look("join, closed class", "You cannot join right now")
    page.goto("/join/")
    inspection.send(code=live_site.code)
    inspection.look("join, is this your class", "Is this your class?")
    page.get_by_role("button", name="Yes, this is my class").click()
    inspection.look("join, nickname", "Choose a nickname")
    inspection.send(nickname="the teacher")
    inspection.look("join, refused nickname", "There is a problem")
    inspection.send(nickname="Amara O")
    inspection.look("join, taken nickname", "Here are three that are free.")
    inspection.send(state=states["waiting state"], nickname="Turnstone")
    inspection.look("pass phrase, waiting for the teacher", "Waiting for your teacher")
    page.context.clear_cookies()
    inspection.open("come back", "/join/back/")
    inspection.send()
    inspection.look("come back, nothing typed", "Type your nickname.")
    come_back(page, live_site.code, "Amara O", "wrong four words here")
    inspection.look("come back, wrong words", "These three do not fit together.")
    page.context.clear_cookies()
    inspection.send()
    inspection.look("form without its cookie", "Please send that again")
    inspection.finish()


def test_nobody_meets_an_obstacle_where_things_went_wrong(inspection, states, live_site):
    page = inspection.page
    inspection.open("not found", "/no/such/page/", status=404)
    inspection.open("wrong method", "/exit/carry-on/", status=405)
    inspection.open("help", "/help/")
    inspection.open("help in a country", "/help/gb/")
    inspection.open("help in no country", "/help/zz/", status=404)
    for name in ("400", "500", "503"):
        page.route(f"**/broken/{name}/", answer_with(states[name]))
        inspection.open(name, f"/broken/{name}/")
    page.goto("/help/")
    page.get_by_role("link", name="Quick exit").last.click()
    page.wait_for_url(live_site.exit_url)
    inspection.help_url = "/exit/help/"
    inspection.open("cover after quick exit", "/help/")
    inspection.finish()


# Students


def test_student_meets_no_obstacle_in_the_middle_of_things(inspection, live_site):
    page = inspection.page
    come_back(page, live_site.code, live_site.student["nickname"], live_site.student["phrase"])
    inspection.look("my learning, with work", "From your class")
    page.goto(f"{LESSON}2/")
    page.get_by_role("button", name="Continue").click()
    inspection.look("student's step", "Stop here, save my place")
    page.get_by_role("button", name="Stop here, save my place").click()
    for name, address in {"home": "/", "course": COURSE, "module": MODULE}.items():
        inspection.open(f"student's {name}", address)
    page.locator("summary").click()
    inspection.look("student's menu", "Sign out")
    inspection.open("student in the staff room", "/teach/", status=403)
    page.goto("/join/")
    inspection.send(code=live_site.code)
    inspection.look("join, in this class already", "You are in this class already")
    take_a_quiz(inspection)
    inspection.finish()


def take_a_quiz(inspection: Inspection) -> None:
    page = inspection.page
    page.goto(MODULE)
    open_the_quiz(page)
    inspection.look("student's quiz", "Start the quiz")
    page.get_by_role("button", name="Start the quiz").click()
    inspection.look("student's question", "How sure are you?")
    page.get_by_role("button", name="Check my answer").click()
    inspection.look("student's question without an answer", "There is a problem")
    answer_in_two_tabs(inspection)
    page.get_by_role("link", name="See your answer").click()
    inspection.look("student's feedback, best answer", "Right, and you knew it.")
    page.get_by_role("link", name="Next question").click()
    starter_quiz.answer(page, well=False, confidence="Guessing")
    inspection.look("student's feedback, other answer", "Fair guess.")
    page.get_by_role("link", name="Next question").click()
    for number in range(3, 9):
        page.get_by_text(f"Question {number} of 8", exact=True).wait_for()
        page.get_by_role("link", name="Skip for now").click()
    inspection.look("student's quiz, not finished", "Some questions are still open")
    the_end = page.url
    page.goto(MODULE)
    open_the_quiz(page)
    inspection.look("student's quiz, begun", "Carry on with the quiz")
    page.goto(the_end)
    page.get_by_role("button", name="Finish now").click()
    inspection.look("student's results", "You handled 1 of 8 situations well")


def open_the_quiz(page: Page) -> None:
    """Follow the card of the quiz, whatever its link is called as the work goes on."""
    page.get_by_role("heading", name="Quiz", exact=True).locator("xpath=../..").get_by_role(
        "link"
    ).click()


def answer_in_two_tabs(inspection: Inspection) -> None:
    """The same question, open twice: the first answer counts, the second one meets 409.

    The other tab stands in a window of its own: a page that came back from behind another one has
    kept Chromium from answering, and no limit of Playwright ends that.
    """
    here = inspection.page.context
    elsewhere = here.browser.new_context(storage_state=here.storage_state())
    other = elsewhere.new_page()
    other.goto(inspection.page.url)
    starter_quiz.answer(other, well=True, confidence="Very sure")
    elsewhere.close()
    starter_quiz.answer(inspection.page, well=False, confidence="Guessing")
    inspection.look("answered in another tab", "This question has your answer already")


def test_student_meets_no_obstacle_at_the_very_start(inspection, states, live_site):
    page = inspection.page
    join(page, states["quiet code"], "Sanderling")
    inspection.look("pass phrase", "You are in, Sanderling")
    inspection.open("my learning, with nothing yet", "/me/")
    inspection.open("new student's home", "/")
    inspection.open("new student's first step", f"{LESSON}1/")
    page.goto("/join/")
    inspection.send(code=states["second code"])
    inspection.look("join, a second class", "This class is added to what you have.")
    page.get_by_role("button", name="Yes, this is my class").click()
    page.get_by_role("button", name="Join the class").click()
    inspection.look("second class, same words", "You keep the pass phrase you have.")
    page.context.clear_cookies()
    come_back(page, live_site.code, "Wigeon", states["waiting phrase"])
    inspection.look("my learning, waiting for the teacher", "Your teacher will let you in.")
    page.context.clear_cookies()
    come_back(page, live_site.code, "Uma S", states["six numbers"])
    inspection.look("new pass phrase", "Your way back was changed")
    page.goto("/me/")
    inspection.look("my learning, way back changed", "I have read this")
    inspection.finish()


# The inspection itself


def test_inspection_finds_what_is_wrong(inspection, live_site):
    """A page with one of everything that must not be; nothing of it may be overlooked."""
    body = """<!doctype html><html><title>Nudes</title><body style="min-width: 700px">
        <p style="color: #999; background: #aaa">Grey</p></body></html>"""
    inspection.page.route("**/bad/", answer_with(body))
    inspection.open("bad", "/bad/", status=201)
    found = " ".join(inspection.problems)
    for words in (
        "bad: status 200 instead of 201",
        "bad: has 0 h1",
        "bad: title is 'Nudes'",
        "bad: title or address is loud",
        "bad: safety bar leads to []",
        "bad, 320 px: scrolls sideways",
        "bad, dark, 320 px: color-contrast: p",
        "bad, light, 1366 px: html-has-lang: html",
    ):
        assert words in found
