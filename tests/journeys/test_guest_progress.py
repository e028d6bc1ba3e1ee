"""A guest's way: places on their own device, carried on, removed, or kept in a class."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.hand import Hand
from tests.journeys.variants import VARIANTS, every_variant
from tests.journeys.ways_in import join, sign_out

pytestmark = pytest.mark.browser

MODULE = "/learn/asking-and-agreeing/asking-and-answering/"
LESSON, LAST_STEP = f"{MODULE}what-a-yes-is/", 7
SECOND, SECOND_STEPS = f"{MODULE}asking-so-that-no-is-easy/", 8
TITLE, SECOND_TITLE = "What a yes is", "Asking so that no is easy"
NEEDS_JS = "Keeping your place on this device needs JavaScript."
OFFER = "Keep what you did on this device?"
GONE = "It is gone from this device."

# One class member for each variant, so that no journey meets another's work.
NICKNAMES = {"phone": "Fulmar", "dark-rtl": "Whimbrel"}
variants_with_js = pytest.mark.parametrize("variant", NICKNAMES)


@variants_with_js
def test_guest_keeps_in_a_class_what_they_did_before(new_page, live_site, variant):
    page = new_page(**VARIANTS[variant])
    finish_one_lesson_and_begin_another(page)
    check_places_of_a_guest(page)
    assert page.context.cookies() == []
    keep_them_in_the_class(page, live_site.code, NICKNAMES[variant])
    check_places_of_a_student(page)
    assert kept(page) == {}
    page.goto("/me/")
    expect(page.get_by_role("heading", name=OFFER)).to_have_count(0)


@every_variant
def test_without_javascript_my_learning_says_what_it_needs(new_page, variant):
    page = new_page(**VARIANTS[variant])
    page.goto(f"{LESSON}{LAST_STEP}/")
    page.get_by_role("link", name="Finish this lesson").click()
    page.goto("/me/")
    expect(page.get_by_role("heading", level=1)).to_have_text("My learning")
    expect(page.get_by_role("link", name="Join your class")).to_be_visible()
    is_kept = variant != "no-js-320px"
    # Playwright looks for no words inside <noscript>, so the note is found by its place.
    note = page.locator("main noscript .notice")
    expect(note).to_have_count(0 if is_kept else 1)
    expect(page.get_by_role("link", name=TITLE)).to_have_count(1 if is_kept else 0)
    if not is_kept:
        expect(note).to_contain_text(NEEDS_JS)
        expect(note).to_be_visible()
        expect(page.get_by_role("heading", name="Start with any lesson")).to_be_visible()


def finish_one_lesson_and_begin_another(page: Page) -> None:
    """Every step says that the place is kept; the way leads on by links alone."""
    page.goto(f"{LESSON}{LAST_STEP}/")
    expect(page.get_by_text("Your place is kept on this device.")).to_be_visible()
    page.get_by_role("link", name="Finish this lesson").click()
    page.goto(f"{SECOND}1/")
    for number in (1, 2):
        expect(page).to_have_title(step_title(number))
        page.get_by_role("link", name="Continue", exact=True).click()
    expect(page).to_have_title(step_title(3))


def step_title(number: int) -> str:
    return f"{SECOND_TITLE}, step {number} of {SECOND_STEPS} - Marram"


def check_places_of_a_guest(page: Page) -> None:
    page.get_by_role("link", name="See it or remove it").click()
    expect(page).to_have_title("My learning - Marram")
    card = page.locator(".me__carry-on")
    expect(card.get_by_role("heading", name=SECOND_TITLE)).to_be_visible()
    expect(card.get_by_text(f"Step 3 of {SECOND_STEPS}")).to_be_visible()
    rows = [(SECOND_TITLE, f"Step 3 of {SECOND_STEPS}"), (TITLE, "Done")]
    expect(page.get_by_role("main").get_by_role("listitem")).to_contain_text(
        [f"{title} {words}" for title, words in rows]
    )
    card.get_by_role("link", name="Carry on").click()
    expect(page).to_have_title(step_title(3))


def keep_them_in_the_class(page: Page, code: str, nickname: str) -> None:
    """The offer stands below the four words, and one tap takes it."""
    join(page, code, nickname)
    offer = page.get_by_role("heading", name=OFFER)
    expect(offer).to_be_visible()
    start = page.get_by_role("main").get_by_role("link", name="Start", exact=True)
    assert start.bounding_box()["y"] < offer.bounding_box()["y"]
    Hand(page).press("Keep what I did")
    expect(page).to_have_title("My learning - Marram")
    said = "2 lessons from this device are in your learning now."
    expect(page.get_by_role("status").get_by_text(said)).to_be_visible()


def check_places_of_a_student(page: Page) -> None:
    card = page.locator(".me__carry-on")
    expect(card.get_by_role("heading", name=SECOND_TITLE)).to_be_visible()
    expect(card.get_by_text(f"Step 3 of {SECOND_STEPS}")).to_be_visible()
    for title, state in {TITLE: "Done", SECOND_TITLE: "Started"}.items():
        link = page.get_by_role("link", name=title, exact=True)
        expect(page.locator(".task-list__row").filter(has=link)).to_contain_text(state)


def kept(page: Page) -> dict:
    """Return the places this browser keeps, by the neutral title of the lesson."""
    places = json.loads(page.evaluate("localStorage.getItem('marram:progress') ?? '{}'"))
    return {place["title"]: (place["step"], place["done"]) for place in places.values()}


def test_one_tap_removes_it_and_the_page_says_so(new_page):
    page = new_page()
    page.goto(f"{LESSON}2/")
    page.goto("/me/")
    hand = Hand(page)
    hand.press("Remove it from this device")
    expect(page.get_by_text(GONE)).to_be_visible()
    expect(page.get_by_text(GONE)).to_be_focused()
    expect(page.get_by_role("heading", name="Start with any lesson")).to_be_visible()
    expect(page.get_by_role("link", name=TITLE)).to_have_count(0)
    assert (hand.taps, kept(page)) == (1, {})


def test_place_follows_the_steps_and_an_end_stays_an_end(new_page):
    page = new_page()
    page.goto(f"{LESSON}all/")
    assert kept(page) == {}
    page.goto(f"{LESSON}3/")
    page.get_by_role("link", name="Continue", exact=True).click()
    expect(page).to_have_title(f"{TITLE}, step 4 of {LAST_STEP} - Marram")
    page.go_back(wait_until="commit")
    expect(page).to_have_title(f"{TITLE}, step 3 of {LAST_STEP} - Marram")
    page.wait_for_function("localStorage.getItem('marram:progress').includes('\"step\":3')")
    page.goto(f"{LESSON}all/")
    page.get_by_role("link", name="Finish this lesson").click()
    page.goto(f"{LESSON}2/")
    assert kept(page) == {TITLE: (1, True)}


def test_careful_lessons_are_never_written_down(new_page, states):
    page = new_page()
    for step in (2, LAST_STEP):
        page.goto(f"{states['careful']}what-a-yes-is/{step}/")
    page.get_by_role("link", name="Finish this lesson").click()
    page.goto("/me/")
    expect(page.get_by_role("heading", name="Start with any lesson")).to_be_visible()
    assert kept(page) == {}


def test_student_leaves_nothing_and_signing_out_takes_the_guests_places_along(new_page, live_site):
    page = new_page()
    page.goto(f"{LESSON}2/")
    join(page, live_site.code, "Razorbill")
    page.goto(f"{SECOND}1/")
    page.goto("/me/")
    expect(page.get_by_role("heading", name=OFFER)).to_be_visible()
    assert kept(page) == {TITLE: (2, False)}
    sign_out(page)
    assert kept(page) == {}


@pytest.mark.parametrize(("is_shared", "stays"), [(False, True), (True, False)])
def test_exit_leaves_places_but_not_on_a_shared_computer(new_page, live_site, is_shared, stays):
    page = new_page()
    page.goto(f"{LESSON}2/")
    if is_shared:
        page.evaluate("document.body.dataset.sharedDevice = ''")
    page.get_by_role("link", name="Quick exit").last.click()
    page.wait_for_url(live_site.exit_url)
    page.goto("/privacy/")
    assert (kept(page) != {}) == stays


@pytest.mark.parametrize("stored", ["no json", "null", '{"a": 5}', '{"a": {"title": "x"}}'])
def test_whatever_else_lies_under_the_key_is_no_place(new_page, stored):
    page = new_page()
    page.goto("/privacy/")
    page.evaluate("(stored) => localStorage.setItem('marram:progress', stored)", stored)
    page.goto("/me/")
    expect(page.get_by_role("heading", name="Start with any lesson")).to_be_visible()
    page.goto(f"{LESSON}2/")
    assert kept(page) == {TITLE: (2, False)}


def test_titles_are_words_and_never_markup(new_page):
    page = new_page()
    page.goto("/privacy/")
    place = {"title": "<b>{step}</b>", "url": "/learn/", "step": 2, "steps": 3, "done": False}
    stored = json.dumps({"a": place})
    page.evaluate("(stored) => localStorage.setItem('marram:progress', stored)", stored)
    page.goto("/me/")
    expect(page.locator(".me__carry-on h2")).to_have_text("<b>{step}</b>")
