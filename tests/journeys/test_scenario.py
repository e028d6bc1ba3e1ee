"""A story to steer, played to its end: by a thumb, by keys alone, and without JavaScript."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.variants import VARIANTS, every_variant

pytestmark = [pytest.mark.browser, pytest.mark.reads_alone]

MODULE = "/learn/asking-and-agreeing/asking-and-answering/"
STORY = "/scenes/the-last-seat-in-the-van/"
# By way of what got harder, and putting it right: the moments and what is done in each.
WAY = {
    "One seat, two friends": "Ask Ellis in the club chat, “You’re in, aren’t you?”",
    "All eyes on Ellis": "Write to Ellis alone, “I put you on the spot. Sorry. No is fine.”",
    "Not sure yet": "“Then leave it for tonight. I’ll ask one time more tomorrow.”",
    "The next day": "“Thank you, that’s good to know. I’ll offer it to Jun.”",
}
MOMENTS = list(WAY)


def title(page: Page):
    return page.get_by_role("heading", level=1)


def choose(page: Page, moment: str) -> None:
    expect(title(page)).to_have_text(moment)
    page.locator(".choice-card").filter(has_text=WAY[moment]).click()


@every_variant
def test_visitor_plays_a_story_to_its_end_and_leaves_no_trace(new_page, variant):
    page = new_page(**VARIANTS[variant])
    page.goto(MODULE)
    page.get_by_role("link", name="Open the story").click()
    page.get_by_role("button", name="Start with a commentary").click()
    for moment in WAY:
        choose(page, moment)
    expect(page.get_by_role("heading", name="What helped")).to_be_visible()
    expect(page.get_by_role("heading", name="A plan to take along")).to_be_visible()
    page.get_by_text("Your way so far").click()
    page.get_by_role("button", name="Go back to here").filter(has_text=MOMENTS[2]).click()
    expect(title(page)).to_have_text(MOMENTS[2])
    assert page.url.endswith(STORY)
    assert page.context.cookies() == []


@pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
def test_class_plays_a_story_by_a_show_of_hands_in_large_type(new_page, js):
    page = new_page(width=1366, height=768, js=js)
    page.goto(STORY)
    page.get_by_role("button", name="Play it as a class").click()
    expect(page.get_by_text("raise a hand for one letter")).to_be_visible()
    sizes = "found => found.map((one) => parseFloat(getComputedStyle(one).fontSize))"
    assert min(page.locator("main :is(p, b, span):visible").evaluate_all(sizes)) >= 27.9
    for moment in WAY:
        choose(page, moment)
    page.get_by_role("button", name="Play it once more").click()
    expect(title(page)).to_have_text(MOMENTS[0])
    expect(page.get_by_text("raise a hand for one letter")).to_be_visible()


def test_story_is_played_with_keys_alone(new_page):
    page = new_page(width=1366)
    page.goto(STORY)
    press_on(page, "Start without it")
    for moment in WAY:
        expect(title(page)).to_have_text(moment)
        press_on(page, WAY[moment])
    expect(page.get_by_role("heading", name="Looking back")).to_be_visible()


def press_on(page: Page, words: str) -> None:
    """Tab to the button with these words and press Enter."""
    button = page.get_by_role("button").filter(has_text=words)
    for _ in range(40):
        page.keyboard.press("Tab")
        if button.evaluate("(one) => one === document.activeElement"):
            page.keyboard.press("Enter")
            return
    pytest.fail(f"Tab does not reach “{words}”")


def test_open_story_left_in_the_middle_goes_on_in_the_same_tab(new_page):
    page = new_page()
    page.goto(STORY)
    expect(page.get_by_text("You left this story in the middle.")).to_be_hidden()
    page.get_by_role("button", name="Start with a commentary").click()
    choose(page, MOMENTS[0])
    # The page that follows is what the tab remembers.
    expect(title(page)).to_have_text(MOMENTS[1])
    page.goto(STORY)
    page.get_by_role("button", name="Carry on").click()
    expect(title(page)).to_have_text(MOMENTS[1])
    another = page.context.new_page()
    another.goto(STORY)
    expect(another.get_by_text("You left this story in the middle.")).to_be_hidden()


def test_story_that_is_finished_is_not_offered_again(new_page):
    page = new_page()
    page.goto(STORY)
    page.get_by_role("button", name="Start with a commentary").click()
    for moment in WAY:
        choose(page, moment)
    expect(page.get_by_role("heading", name="What helped")).to_be_visible()
    page.goto(STORY)
    expect(page.get_by_text("You left this story in the middle.")).to_be_hidden()


def test_careful_story_keeps_nothing_in_the_tab(new_page):
    page = new_page()
    page.goto("/scenes/the-old-tablet/")
    page.get_by_role("button", name="Start with a commentary").click()
    page.locator(".choice-card").first.click()
    expect(page.get_by_text("You chose", exact=True)).to_be_visible()
    assert page.evaluate("Object.keys(sessionStorage)") == []
