"""Every kind of question in a browser: by taps, without JavaScript, by keys, and read by axe."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.inspection import Inspection
from tests.journeys.kinds_quiz import (
    KINDS,
    SCORED,
    Keys,
    Pointer,
    fill_in,
    made_in,
    shown_order,
)
from tests.journeys.variants import DESK, VARIANTS
from tests.journeys.ways_in import join, sign_in

pytestmark = pytest.mark.browser

# Who comes how, each a student of their own, so that no journey meets another's work.
WAYS = {
    "phone": ("Gannet", VARIANTS["phone"], Pointer),
    "no-js-320px": ("Plover", VARIANTS["no-js-320px"], Pointer),
    "keys": ("Dunlin", {"width": 1366}, Keys),
    "keys without a script": ("Curlew", {"width": 1366, "js": False}, Keys),
}
THOUGHT = "Nobody else reads this"


@pytest.fixture(scope="module")
def quiz(live_site) -> dict:
    return made_in(live_site)


def question_on(page: Page, quiz: dict) -> dict | None:
    """Return the question on the page; None for the one that is only to think about."""
    return quiz["questions"].get(page.get_by_role("heading", level=1).inner_text())


def go_on(hand: Pointer) -> None:
    """Follow the one filled way on: a link of a student, a button of a guest."""
    hand.press(hand.page.locator(".actions .btn--go"))


def take(hand: Pointer, quiz: dict) -> None:
    """Answer every question as well as it can be answered."""
    page = hand.page
    for number in range(1, len(KINDS) + 1):
        expect(page.get_by_text(f"Question {number} of {len(KINDS)}", exact=True)).to_be_visible()
        question = question_on(page, quiz)
        if question is None:
            expect(page.get_by_role("heading", level=1)).to_have_text("Something to think about")
        else:
            fill_in(hand, question)
            hand.press(page.get_by_role("button", name="Check my answer"))
            expect(page.locator("#feedback")).to_have_text("Right.")
            expect(page.locator("#feedback")).to_be_focused()
            expect(page.get_by_text("Explanation of answer").first).to_be_visible()
        go_on(hand)
    words = f"You handled {SCORED} of {SCORED} situations well"
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


@pytest.mark.parametrize("way", WAYS)
def test_student_answers_every_kind(new_page, live_site, quiz, way):
    nickname, settings, hand_of = WAYS[way]
    page = new_page(**settings)
    join(page, live_site.code, nickname)
    page.goto(quiz["start"])
    hand = hand_of(page)
    hand.press(page.get_by_role("button", name="Start the quiz"))
    take(hand, quiz)


@pytest.mark.parametrize("variant", ["phone", "no-js-320px"])
def test_guest_answers_every_kind(new_page, quiz, variant):
    page = new_page(**VARIANTS[variant])
    page.goto(quiz["start"])
    page.get_by_role("button", name="Start the quiz").click()
    take(Pointer(page), quiz)


@pytest.fixture
def ordering(new_page, quiz) -> Page:
    """A guest at the question that puts things in order, on a desk."""
    page = new_page(width=1366)
    page.goto(quiz["start"])
    page.get_by_role("button", name="Start the quiz").click()
    # The handles come with the script.
    expect(page.locator(".order-list__handle").first).to_be_visible()
    return page


def said(page: Page) -> Locator:
    """Return what the page tells a screen reader about the last move."""
    return page.get_by_role("main").get_by_role("status")


def test_things_are_dragged_to_their_place(ordering):
    first, second, third, fourth = shown_order(ordering)
    handles = ordering.locator(".order-list__handle")
    start, goal = handles.nth(0).bounding_box(), handles.nth(2).bounding_box()
    ordering.mouse.move(start["x"] + 5, start["y"] + 5)
    ordering.mouse.down()
    ordering.mouse.move(goal["x"] + 5, goal["y"] + goal["height"] / 2, steps=12)
    ordering.mouse.up()
    assert shown_order(ordering) == [second, third, first, fourth]
    expect(said(ordering)).to_have_text("Now in place 3 of 4")


def test_place_is_said_and_the_focus_stays_where_the_hand_is(ordering):
    third = shown_order(ordering)[2]
    up = ordering.get_by_role("button", name=f"Up: {third}", exact=True)
    up.focus()
    for place in (2, 1, 1):
        ordering.keyboard.press("Enter")
        expect(said(ordering)).to_have_text(f"Now in place {place} of 4")
        expect(up).to_be_focused()
    assert shown_order(ordering)[0] == third
    expect(up).to_have_attribute("aria-disabled", "true")


def test_enter_in_the_form_checks_the_answer_and_moves_nothing(ordering):
    ordering.get_by_role("radio", name="Very sure").focus()
    ordering.keyboard.press("Space")
    ordering.keyboard.press("Enter")
    expect(ordering.locator("#feedback")).to_be_visible()


def test_thought_stays_in_the_tab_and_is_never_sent(new_page, quiz):
    page, sent = new_page(), []
    page.on("request", lambda request: sent.append(f"{request.url} {request.post_data}"))
    page.goto(quiz["start"])
    page.get_by_role("button", name="Start the quiz").click()
    for _ in range(SCORED):
        page.get_by_role("button", name="Skip for now").click()
    page.get_by_role("textbox").fill(THOUGHT)
    expect(page.get_by_text("Kept in this tab until you close it.")).to_be_visible()
    page.get_by_role("button", name="See how it went").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Some questions are still open")
    assert len(sent) > SCORED
    assert [one for one in sent if "Nobody" in one] == []


# --- At the desk ---------------------------------------------------------------------------------


def fill_pair(page: Page, number: int) -> None:
    """Add a pair at the end of the options and fill it in."""
    options = page.locator("#panel-options-section")
    options.get_by_role("button", name="Insert a block").last.click()
    page.get_by_role("option", name="Pair", exact=True).click()
    page.locator(f"[name=options-{number}-value-text]").fill(f"Left {number}")
    page.locator(f"[name=options-{number}-value-right]").fill(f"Right {number}")
    options.locator("[contenteditable=true]").nth(number).click()
    page.keyboard.type(f"Why left {number} and right {number} belong together.")
    hidden = page.locator(f"input[name='options-{number}-value-explanation']")
    expect(hidden).to_have_value(re.compile("belong together"))


def publish(page: Page) -> None:
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish", exact=True).click()


def test_author_writes_a_question_to_match_and_sees_all_it_says(new_page, live_site):
    page = new_page(**DESK)
    sign_in(page, live_site, "moderator")
    page.goto("/cms/snippets/quizzes/question/add/")
    page.get_by_role("textbox", name="Short name").fill("Two to match")
    page.get_by_role("combobox", name="Kind").select_option("matching")
    page.get_by_role("textbox", name="Situation and question").fill("What belongs to what?")
    page.get_by_role("combobox", name="Skill").select_option(index=1)
    publish(page)
    reason = page.get_by_text("This kind of question needs at least two options.")
    expect(reason.locator("visible=true").first).to_be_visible()
    for number in range(2):
        fill_pair(page, number)
    publish(page)
    expect(page.get_by_text("published.")).to_be_visible()
    page.locator(".messages").get_by_role("link", name="Edit").click()
    page.get_by_role("button", name="Toggle preview").click()
    preview = page.frame_locator("iframe[title='Preview']").last
    expect(preview.get_by_text("Right 1", exact=True)).to_be_visible()
    expect(preview.get_by_text("Why left 1 and right 1 belong together.")).to_be_visible()


# --- axe -----------------------------------------------------------------------------------------


def test_nobody_meets_an_obstacle_in_any_kind(inspection: Inspection, quiz):
    page = inspection.page
    hand = Pointer(page)
    page.goto(quiz["start"])
    page.get_by_role("button", name="Start the quiz").click()
    for number in range(1, len(KINDS) + 1):
        question = question_on(page, quiz)
        if question is None:
            inspection.look("to think about", "Something to think about")
            continue
        kind = question["kind"]
        inspection.look(f"{kind}, asked", "How sure are you?")
        if kind != "ordering":
            page.get_by_role("button", name="Check my answer").click()
            inspection.look(f"{kind}, without an answer", "There is a problem")
        if number % 2:
            fill_in(hand, question)
        else:
            fill_in_otherwise(page)
        page.get_by_role("button", name="Check my answer").click()
        inspection.look(f"{kind}, feedback", "You could say")
        go_on(hand)
    inspection.finish()


def fill_in_otherwise(page: Page) -> None:
    """Give an answer that is not the best one: the last of every list, or other words."""
    for field in page.locator("select[name=choice]").all():
        field.select_option(index=field.locator("option").count() - 1)
    for field in page.get_by_label("Your answer").all():
        field.fill("Something else")
