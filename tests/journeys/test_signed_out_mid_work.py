"""The cookies go while a student is in the middle of something: they sign in and send it, once."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import starter_quiz
from tests.journeys.hand import Hand
from tests.journeys.variants import VARIANTS
from tests.journeys.ways_in import join

pytestmark = pytest.mark.browser

MODULE = "/learn/asking-and-agreeing/asking-and-answering/"
CHECK_STEP = f"{MODULE}what-a-yes-is/6/"
ADD_A_SPOILT_FIELD = """(form) => form.insertAdjacentHTML(
    "beforeend", '<input type="hidden" name="kept" value="spoilt">'
)"""
# One student for each journey, so that none meets another's work.
STUDENTS = {"phone": "Sandpiper", "no-js-320px": "Redshank", "htmx": "Oystercatcher"}


@pytest.mark.parametrize("variant", ["phone", "no-js-320px"])
def test_answer_outlives_the_session(new_page, live_site, variant):
    page, nickname = new_page(**VARIANTS[variant]), STUDENTS[variant]
    words = join(page, live_site.code, nickname)
    start_the_quiz(page)
    page.context.clear_cookies()
    starter_quiz.answer(page, well=True, confidence="Very sure")
    expect_heading(page, "You were signed out. Your answer is kept here.")
    come_back_here(page, live_site.code, nickname, "not these four words")
    expect(page.get_by_text("These three do not fit together.")).to_be_visible()
    expect_heading(page, "You were signed out. Your answer is kept here.")
    come_back_here(page, live_site.code, nickname, words)
    expect_heading(page, f"Welcome back, {nickname}")
    assert stored_answers(live_site, nickname) == 0
    Hand(page).press("Send your answer")
    expect_heading(page, "Right, and you knew it.")
    assert stored_answers(live_site, nickname) == 1
    page.get_by_role("link", name="Next question").click()
    starter_quiz.answer(page, well=False, confidence="Guessing")
    expect_heading(page, "Fair guess. Here is the stronger move.")
    assert stored_answers(live_site, nickname) == 2


def test_page_that_htmx_fetches_takes_the_place_of_the_whole_one(new_page, live_site):
    """No page of students sends by htmx today; the step with a check has it, to try the door."""
    page, nickname = new_page(), STUDENTS["htmx"]
    words = join(page, live_site.code, nickname)
    page.goto(CHECK_STEP)
    page.evaluate(
        """() => {
            const form = document.querySelector("main .way-past");
            form.setAttribute("hx-post", form.action);
            htmx.process(form);
        }"""
    )
    page.context.clear_cookies()
    Hand(page).press("Skip this")
    expect_heading(page, "You were signed out. Your place is kept here.")
    expect(page.get_by_role("main")).to_have_count(1)
    come_back_here(page, live_site.code, nickname, words)
    Hand(page).press("Carry on")
    expect(page).to_have_title("What a yes is, step 7 of 7 - Marram")


def test_pages_in_between_have_no_obstacle(inspection, live_site):
    page = inspection.page
    words = join(page, live_site.code, "Knot")
    start_the_quiz(page)
    page.context.clear_cookies()
    starter_quiz.answer(page, well=True, confidence="Very sure")
    inspection.look("answer kept", "Your answer is kept here.")
    come_back_here(page, live_site.code, "Knot", "not these four words")
    inspection.look("answer kept, wrong words", "These three do not fit together.")
    come_back_here(page, live_site.code, "Knot", words)
    inspection.look("answer to send", "Your answer is still here.")
    page.context.clear_cookies()
    page.goto("/join/back/")
    page.locator("main form").evaluate(ADD_A_SPOILT_FIELD)
    come_back_here(page, live_site.code, "Knot", "not these four words")
    inspection.look("answer lost", "We could not keep your answer")
    inspection.finish()


def test_page_with_a_new_phrase_and_an_answer_has_no_obstacle(inspection, live_site, states):
    page = inspection.page
    join(page, live_site.code, "Avocet")
    page.goto(CHECK_STEP)
    page.context.clear_cookies()
    Hand(page).press("Skip this")
    inspection.look("place kept", "Your place is kept here.")
    come_back_here(page, live_site.code, "Uma S", states["six numbers"])
    inspection.look("new phrase, place to go on", "Write the four words down first.")
    inspection.finish()


def start_the_quiz(page: Page) -> None:
    page.goto(MODULE)
    page.get_by_role("link", name="Open the quiz").click()
    page.get_by_role("button", name="Start the quiz").click()


def expect_heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def come_back_here(page: Page, code: str, nickname: str, words: str) -> None:
    """Fill the form that stands on the page, which carries what was sent."""
    hand = Hand(page)
    hand.type("Class code", code)
    hand.type("Nickname", nickname)
    hand.type("Pass phrase", words)
    hand.press("Come back")


def stored_answers(site, nickname: str) -> int:
    return int(
        site.manage(
            "from quizzes.models import Response\n"
            "memberships = 'slot__attempt__user__memberships__nickname'\n"
            f"print(Response.objects.filter(**{{memberships: {nickname!r}}}).count())"
        )
    )
