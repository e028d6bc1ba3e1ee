"""Every HTML page outside the CMS, full and empty: axe finds nothing, and its frame is whole."""

import json

import pytest
from playwright.sync_api import Page

from tests.journeys import starter_quiz
from tests.journeys.hand import Hand
from tests.journeys.inspection import Inspection
from tests.journeys.ways_in import come_back, join, sign_in

pytestmark = pytest.mark.browser

COURSE = "/learn/asking-and-agreeing/"
MODULE = f"{COURSE}asking-and-answering/"
LESSON = f"{MODULE}what-a-yes-is/"
CHECK_STEP = 6


@pytest.fixture(scope="module")
def states(live_site) -> dict[str, str]:
    """Addresses, codes and pass phrases of the states beside the demo's."""
    code = "import json; from tests.journeys.states import make_states\n"
    return json.loads(live_site.manage(f"{code}print(json.dumps(make_states()))"))


@pytest.fixture
def inspection(new_page) -> Inspection:
    return Inspection(new_page(width=1366))


def post_the_form(page: Page, **values: str) -> None:
    """Send the form of the page with other values, as if a browser checked nothing."""
    for name, value in values.items():
        page.locator(f"main [name={name}]").first.evaluate("(one, it) => { one.value = it }", value)
    with page.expect_navigation():
        page.locator("main form").first.evaluate("(form) => HTMLFormElement.prototype.submit.call(form)")


# Guests


def test_guest_meets_no_obstacle_in_the_lessons(inspection, states):
    page = inspection.page
    inspection.open("home", "/")
    page.locator("summary").click()
    inspection.look("home, menu open")
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
    post_the_form(page)
    inspection.look("check without an answer")
    for name, option in {"best": "Ask Luca about these three", "other": "Post them tonight"}.items():
        page.goto(address)
        page.get_by_text(option).click()
        page.get_by_role("button", name="Check my answer").click()
        page.locator("#feedback").wait_for()
        inspection.look(f"check, {name} answer")
    page.goto(address)
    page.get_by_role("button", name="Not sure, show me").click()
    page.locator("#feedback").wait_for()
    inspection.look("check, shown")


def test_guest_meets_no_obstacle_in_the_quiz(inspection):
    page = inspection.page
    page.goto(MODULE)
    page.get_by_role("link", name="Open the quiz").click()
    inspection.look("guest's quiz")
    page.get_by_role("button", name="Start the quiz").click()
    inspection.look("guest's question")
    page.get_by_role("button", name="Check my answer").click()
    inspection.look("guest's question without an answer")
    starter_quiz.answer(page, well=True, confidence="Very sure")
    inspection.look("guest's feedback, best answer")
    page.get_by_role("button", name="Next question").click()
    starter_quiz.answer(page, well=False, confidence="Very sure")
    inspection.look("guest's feedback, other answer")
    page.get_by_role("button", name="Next question").click()
    for _ in range(6):
        page.get_by_role("button", name="Skip for now").click()
    inspection.look("guest's quiz, not finished")
    page.get_by_role("button", name="Finish now").click()
    inspection.look("guest's results")
    page.get_by_role("link", name="Try again").click()
    page.get_by_role("button", name="Start the quiz").click()
    post_the_form(page, state="nothing of ours")
    inspection.look("guest's quiz, too old")
    inspection.finish()


def test_guest_meets_no_obstacle_at_the_door(inspection, states, live_site):
    page = inspection.page
    inspection.open("join", "/join/")
    post_the_form(page, code="no such code")
    inspection.look("join, unknown code")
    post_the_form(page, code=states["closed code"])
    inspection.look("join, closed class")
    page.goto("/join/")
    post_the_form(page, code=live_site.code)
    inspection.look("join, is this your class")
    page.get_by_role("button", name="Yes, this is my class").click()
    inspection.look("join, nickname")
    post_the_form(page, nickname="the teacher")
    inspection.look("join, refused nickname")
    post_the_form(page, nickname="Amara O")
    inspection.look("join, taken nickname")
    inspection.open("come back", "/join/back/")
    post_the_form(page)
    inspection.look("come back, nothing typed")
    come_back(page, live_site.code, "Amara O", "wrong four words here")
    inspection.look("come back, wrong words")
    page.context.clear_cookies()
    post_the_form(page)
    inspection.look("form without its cookie")
    inspection.finish()


def test_nobody_meets_an_obstacle_where_things_went_wrong(inspection, live_site):
    page = inspection.page
    inspection.open("not found", "/no/such/page/", status=404)
    inspection.open("help", "/help/")
    inspection.open("help in a country", "/help/gb/")
    inspection.open("help in no country", "/help/zz/", status=404)
    for name in ("400", "500", "503"):
        body = live_site.manage(
            "from django.template.loader import render_to_string\n"
            f"print(render_to_string('{name}.html'))"
        )
        page.route(f"**/broken/{name}/", answer_with(body))
        inspection.open(name, f"/broken/{name}/")
    page.goto("/help/")
    page.get_by_role("link", name="Quick exit").last.click()
    page.wait_for_url(live_site.exit_url)
    inspection.open("cover after quick exit", "/help/", help_url="/exit/help/")
    inspection.finish()


def answer_with(body: str):
    """Return a handler that answers a request with a page rendered without any request."""

    def handle(route):
        route.fulfill(body=body, content_type="text/html; charset=utf-8")

    return handle


# Students


def test_student_meets_no_obstacle_in_the_middle_of_things(inspection, live_site):
    page = inspection.page
    come_back(page, live_site.code, **{"nickname": "Amara O", "secret": live_site.student["phrase"]})
    inspection.look("my learning, with work")
    page.goto(f"{LESSON}2/")
    page.get_by_role("button", name="Continue").click()
    inspection.look("student's step")
    page.get_by_role("button", name="Stop here, save my place").click()
    for name, address in {"home": "/", "course": COURSE, "module": MODULE}.items():
        inspection.open(f"student's {name}", address)
    page.locator("summary").click()
    inspection.look("student's menu")
    inspection.open("student in the staff room", "/teach/", status=403)
    page.goto("/join/")
    post_the_form(page, code=live_site.code)
    inspection.look("join, in this class already")
    take_a_quiz(inspection)
    inspection.finish()


def take_a_quiz(inspection: Inspection) -> None:
    page = inspection.page
    page.goto(MODULE)
    page.get_by_role("link", name="Open the quiz").click()
    inspection.look("student's quiz")
    page.get_by_role("button", name="Start the quiz").click()
    inspection.look("student's question")
    page.get_by_role("button", name="Check my answer").click()
    inspection.look("student's question without an answer")
    answer_in_two_tabs(inspection)
    page.get_by_role("link", name="See your answer").click()
    inspection.look("student's feedback, best answer")
    page.get_by_role("link", name="Next question").click()
    starter_quiz.answer(page, well=False, confidence="Guessing")
    inspection.look("student's feedback, other answer")
    page.get_by_role("link", name="Next question").click()
    for _ in range(6):
        page.get_by_role("link", name="Skip for now").click()
    inspection.look("student's quiz, not finished")
    the_end = page.url
    page.goto(MODULE)
    page.get_by_role("link", name="Open the quiz").click()
    inspection.look("student's quiz, begun")
    page.goto(the_end)
    page.get_by_role("button", name="Finish now").click()
    inspection.look("student's results")


def answer_in_two_tabs(inspection: Inspection) -> None:
    """The same question, open twice: the first answer counts, the second one meets 409."""
    other = inspection.page.context.new_page()
    other.goto(inspection.page.url)
    starter_quiz.answer(other, well=True, confidence="Very sure")
    other.close()
    starter_quiz.answer(inspection.page, well=False, confidence="Guessing")
    inspection.look("student's question, answered in another tab")


def test_student_meets_no_obstacle_at_the_very_start(inspection, states, live_site):
    page = inspection.page
    join(page, states["quiet code"], "Sanderling")
    inspection.look("pass phrase")
    inspection.open("my learning, with nothing yet", "/me/")
    inspection.open("new student's home", "/")
    inspection.open("new student's first step", f"{LESSON}1/")
    page.goto("/join/")
    post_the_form(page, code=states["empty code"])
    inspection.look("join, a second class")
    page.get_by_role("button", name="Yes, this is my class").click()
    page.get_by_role("button", name="Join the class").click()
    inspection.look("second class, same words")
    page.context.clear_cookies()
    come_back(page, live_site.code, "Wigeon", states["waiting phrase"])
    inspection.look("my learning, waiting for the teacher")
    inspection.finish()


# Teachers and school staff


def test_teacher_meets_no_obstacle_in_a_full_class(inspection, states, live_site):
    page = inspection.page
    hand = sign_in(page, live_site, "teacher")
    inspection.look("classes")
    hand.follow("9C Computing")
    full = page.url
    inspection.look("class page, full")
    inspection.open("class page, by need", f"{full}?sort=hand")
    page.locator(".heat-table thead a").first.click()
    inspection.look("lessons of a module")
    page.goto(full)
    page.get_by_role("link", name="Another module").locator("visible=true").first.click()
    inspection.look("lessons of a careful module")
    inspection.open("join code", f"{full}code/")
    inspection.open("assign, all assigned", f"{full}assign/")
    page.locator("summary", has_text="Change").first.click()
    inspection.look("assign, changing")
    post_the_form(page, due_on="2020-01-31")
    inspection.look("assign, a day that is over")
    look_at_students(inspection, f"{full}students/")
    page.goto(full)
    page.get_by_role("button", name="Close joining").click()
    inspection.look("class page, joining closed")
    inspection.open("join code, joining closed", f"{full}code/")
    inspection.finish()


def look_at_students(inspection: Inspection, address: str) -> None:
    page = inspection.page
    inspection.open("students", address)
    page.get_by_role("link", name="Bilal K").click()
    inspection.look("student")
    student = page.url
    post_the_form(page)
    page.goto(student)
    page.get_by_label("Nickname", exact=True).fill("Zara M")
    page.get_by_role("button", name="Save names").click()
    inspection.look("student, taken nickname")
    page.get_by_label("Nickname", exact=True).fill("Bilal K")
    page.get_by_label("Your label", exact=True).fill("Bilal, front row")
    page.get_by_role("button", name="Save names").click()
    inspection.look("students, names saved")
    page.goto(student)
    page.get_by_role("button", name="Reset way back").click()
    inspection.look("six numbers")


def test_teacher_meets_no_obstacle_in_an_empty_class(inspection, states, live_site):
    page = inspection.page
    hand = sign_in(page, live_site, "teacher")
    inspection.open("new class", "/teach/classes/new/")
    hand.press("Make the class")
    inspection.look("new class, nothing typed")
    page.goto("/teach/")
    hand.follow("8A Empty")
    empty = page.url
    inspection.look("class page, nobody joined")
    inspection.open("students, nobody joined", f"{empty}students/")
    inspection.open("assign", f"{empty}assign/")
    hand.press("Assign Another module")
    inspection.look("assign, not prepared")
    hand.press("Assign Asking and answering")
    inspection.look("class page, just assigned")
    page.goto("/teach/")
    hand.follow("8C Quiet")
    inspection.look("class page, nothing assigned")
    page.get_by_role("link", name="Avocet").first.click()
    inspection.look("student with nothing to do")
    inspection.open("library", "/teach/library/")
    page.locator("main summary").first.click()
    inspection.look("library, lessons open")
    page.get_by_role("link", name="Teacher notes").first.click()
    inspection.look("teacher notes")
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
    inspection.finish()


# Accounts


def test_nobody_meets_an_obstacle_on_the_way_to_an_account(inspection, states):
    page = inspection.page
    hand = Hand(page)
    inspection.open("sign in", "/accounts/login/")
    hand.type("Login", "teacher")
    hand.type("Password", "not the password")
    hand.press("Sign in")
    inspection.look("sign in, wrong password")
    inspection.open("sign up", "/accounts/signup/")
    inspection.open("account switched off", "/accounts/inactive/")
    inspection.open("address to confirm", "/accounts/confirm-email/")
    inspection.open("address, old link", "/accounts/confirm-email/no-such-key/")
    inspection.open("address, new link", states["confirm address"])
    inspection.open("new password", "/accounts/password/reset/")
    page.locator("main [type=email]").fill("teacher@marram.example")
    hand.press("Send the link")
    inspection.look("new password, mail sent")
    inspection.open("new password, old link", "/accounts/password/reset/key/1-no-such-key/")
    inspection.open("new password, link", states["new password"])
    post_the_form(page, password1="one long password", password2="another password")
    inspection.look("new password, not twice the same")
    post_the_form(page, password1="one long password", password2="one long password")
    inspection.look("new password, changed")
    inspection.finish()


def test_staff_meet_no_obstacle_in_their_account(inspection, live_site):
    page = inspection.page
    sign_in(page, live_site, "other-teacher")
    page.locator("summary", has_text="Menu").click()
    inspection.look("staff menu")
    inspection.open("address", "/accounts/email/")
    page.get_by_label("Email").last.fill("someone@here")
    page.get_by_role("button", name="Add this address").click()
    inspection.look("address, not one")
    inspection.open("change password", "/accounts/password/change/")
    post_the_form(page)
    inspection.look("change password, nothing typed")
    inspection.open("password again", "/accounts/reauthenticate/")
    post_the_form(page, password="not the password")
    inspection.look("password again, wrong")
    inspection.open("sign out", "/accounts/logout/")
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
