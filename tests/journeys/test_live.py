"""A page that keeps itself fresh: laptop, phone, paused, without names, without connection."""

import re

import pytest
from playwright.sync_api import Page, Request, expect

from tests.journeys.inspection import Inspection
from tests.journeys.variants import DESK
from tests.journeys.ways_in import join, sign_in, sign_out

pytestmark = pytest.mark.browser

CLASS = "9C Computing"
CODE = "tern 482 dune"
TWO_POLLS = 11_000
HIDE = """() => {
  Object.defineProperty(document, "hidden", {get: () => window.isHidden});
  window.isHidden = true;
}"""
COME_BACK = """() => {
  window.isHidden = false;
  document.dispatchEvent(new Event("visibilitychange"));
}"""


def open_class(page: Page, site) -> None:
    sign_in(page, site, "teacher").follow(CLASS)
    expect(page.get_by_role("heading", level=1)).to_have_text(CLASS)


def polls_of(page: Page) -> list[int]:
    """Return a list that every answer to a poll adds its status to."""
    found = []

    def note(request: Request) -> None:
        is_poll = request.headers.get("hx-request") and "/talk/" not in request.url
        if is_poll and (response := request.response()):
            found.append(response.status)

    page.on("requestfinished", note)
    return found


def ask_again(page: Page, *, after: int) -> None:
    """Let that many milliseconds pass at once, by a clock that the test has in hand."""
    with page.expect_response(lambda response: response.status == 200):
        page.clock.fast_forward(after)


def test_who_needs_a_hand_is_one_click_from_the_list_and_needs_no_scrolling(new_page, live_site):
    page = new_page(**DESK)
    hand = sign_in(page, live_site, "teacher")
    hand.start_counting()
    hand.follow(CLASS)
    need = page.locator(".do-now-panel__item").filter(has_text="3 students could use a hand")
    expect(need.get_by_role("link", name="Mina J")).to_be_in_viewport(ratio=1)
    expect(need.get_by_role("link", name="See what was missed")).to_be_in_viewport(ratio=1)
    assert (hand.fields, hand.taps) == (0, 1)
    assert page.evaluate("window.scrollY") == 0


def test_panel_says_what_to_talk_about_and_keeps_it_open_over_an_update(new_page, live_site):
    page = new_page(**DESK)
    open_class(page, live_site)
    talk = page.locator("#talk")
    expect(talk).to_contain_text(re.compile(r"\d+ of (10|15|20|25) were very sure"))
    talk.get_by_text("Open the talking prompt").click()
    expect(talk.get_by_text("Ask nobody what they chose.")).to_be_visible()
    page.get_by_role("link", name="Oskar V").locator("visible=true").first.focus()
    join(new_page(), CODE, "Lapwing")
    rows = page.get_by_role("table").locator("tbody tr")
    expect(rows.filter(has_text="Lapwing")).to_have_count(1)
    expect(talk.get_by_text("Ask nobody what they chose.")).to_be_visible()
    assert page.evaluate("document.activeElement.textContent") == "Oskar V"
    expect(page.get_by_text("1 joined since you last looked")).to_be_visible()


def test_listeners_hear_of_news_once_a_minute_has_passed(new_page, live_site):
    page = new_page(**DESK)
    page.clock.install()
    open_class(page, live_site)
    said = page.get_by_role("status").locator("[data-live-said]")
    join(new_page(), CODE, "Dunlin")
    ask_again(page, after=6_000)
    expect(page.get_by_role("table").get_by_text("Dunlin")).to_be_visible()
    expect(said).to_have_text("")
    page.clock.fast_forward(60_000)
    expect(said).to_have_text(re.compile(r"^Brought up to date at \d\d:\d\d\.$"))


def test_talk_that_changes_leaves_focus_and_what_is_open_as_found(new_page, live_site):
    page = new_page(**DESK)
    page.clock.install()
    open_class(page, live_site)
    prompt = page.locator("#talk summary")
    prompt.click()
    page.locator("#talk").evaluate("(one) => { one.dataset.isOld = 'yes'; }")
    page.locator("#talk").evaluate("(one) => one.setAttribute('hx-headers', '{}')")
    ask_again(page, after=61_000)
    expect(page.locator("#talk[data-is-old]")).to_have_count(0)
    expect(page.get_by_text("Ask nobody what they chose.")).to_be_visible()
    expect(prompt).to_be_focused()


def test_grid_that_is_scrolled_by_keys_stays_where_it_is_and_keeps_the_focus(new_page, live_site):
    page = new_page(width=700, height=600)
    open_class(page, live_site)
    page.locator("main").evaluate("(one) => { one.style.width = '200px'; }")
    scroller = page.locator("#grid-scroll")
    scroller.evaluate("(one) => { one.scrollLeft = 60; one.focus(); }")
    left = scroller.evaluate("(one) => one.scrollLeft")
    assert left > 0
    join(new_page(), CODE, "Whimbrel")
    expect(page.get_by_role("table").get_by_text("Whimbrel")).to_have_count(1)
    expect(scroller).to_be_focused()
    assert scroller.evaluate("(one) => one.scrollLeft") == left


def test_idle_page_gets_304_and_pause_stops_it(new_page, live_site):
    page = new_page(**DESK)
    open_class(page, live_site)
    answers = polls_of(page)
    page.wait_for_timeout(TWO_POLLS)
    assert set(answers) == {304}
    page.get_by_role("link", name="Pause").click()
    expect(page.get_by_text("Paused", exact=True)).to_be_visible()
    answers.clear()
    page.wait_for_timeout(TWO_POLLS)
    assert answers == []
    page.get_by_role("link", name="Go on").click()
    expect(page.get_by_text("Live", exact=True)).to_be_visible()
    with page.expect_response(lambda response: response.status == 304):
        pass


def test_hidden_page_asks_for_nothing_and_at_once_when_it_is_back(new_page, live_site):
    page = new_page(**DESK)
    open_class(page, live_site)
    page.evaluate(HIDE)
    page.wait_for_timeout(500)
    answers = polls_of(page)
    page.wait_for_timeout(TWO_POLLS)
    assert answers == []
    with page.expect_response(lambda response: response.status == 304, timeout=4_000):
        page.evaluate(COME_BACK)


@pytest.mark.parametrize("width", [1366, 320])
def test_page_without_connection_says_so_keeps_what_it_has_and_comes_back(
    new_page, live_site, width
):
    page = new_page(width=width, height=768)
    open_class(page, live_site)
    page.locator("#live [data-live-time]").evaluate("(one) => { one.textContent = '07:15'; }")
    page.context.set_offline(True)
    lost = page.get_by_text("There is no connection now.")
    expect(lost).to_be_visible()
    expect(page.get_by_text("Live", exact=True)).to_be_hidden()
    expect(page.locator("#live [data-live-time]")).to_have_text("07:15")
    expect(page.get_by_text("Amara O").locator("visible=true")).to_have_count(1)
    join(new_page(), CODE, f"Heron {width}")
    page.context.set_offline(False)
    expect(lost).to_be_hidden()
    expect(page.get_by_text(f"Heron {width}").locator("visible=true").first).to_be_visible()
    expect(page.get_by_text("Live", exact=True)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_signed_out_teacher_finds_words_and_no_sign_in_page_in_the_grid(new_page, live_site):
    page = new_page(**DESK)
    open_class(page, live_site)
    other = page.context.new_page()
    other.goto("/teach/")
    sign_out(other)
    page.bring_to_front()
    expect(page.get_by_text("This page stopped renewing itself.")).to_be_visible()
    expect(page.get_by_label("Password")).to_have_count(0)
    expect(page).to_have_title(f"{CLASS} - Marram")
    answers = polls_of(page)
    page.wait_for_timeout(TWO_POLLS)
    assert answers == []
    page.get_by_role("link", name="Load it again").click()
    expect(page.get_by_role("heading", name="Staff sign-in")).to_be_visible()


def test_names_stay_hidden_over_an_update_on_a_laptop_and_a_phone(new_page, live_site):
    page = new_page(**DESK)
    open_class(page, live_site)
    page.get_by_role("link", name="Hide names").click()
    rows = page.get_by_role("table").locator("tbody th")
    expect(rows.first).to_contain_text("Row 1")
    students = rows.count()
    join(new_page(), CODE, "Sandpiper")
    expect(rows).to_have_count(students + 1)
    for name in ("Amara", "Sandpiper"):
        expect(page.get_by_text(name)).to_have_count(0)
    page.set_viewport_size({"width": 320, "height": 740})
    first = page.locator(".pebble", has_text=re.compile(r"Row 1\b"))
    expect(first.locator("visible=true")).to_have_count(1)
    expect(page.get_by_text("Amara")).to_have_count(0)
    page.get_by_role("link", name="Show names").click()
    expect(page.get_by_text("Amara O").locator("visible=true")).to_have_count(1)


def test_page_without_javascript_gets_the_newest_by_a_link(new_page, live_site):
    page = new_page(**DESK, js=False)
    open_class(page, live_site)
    expect(page.get_by_text("Live", exact=True)).to_be_hidden()
    expect(page.get_by_role("link", name="Pause")).to_be_hidden()
    join(new_page(), CODE, "Turnstone")
    page.get_by_role("link", name="Show the newest").click()
    expect(page.get_by_role("table").get_by_text("Turnstone")).to_be_visible()
    page.get_by_role("link", name="See whether there is something to talk about").click()
    expect(page.get_by_text("Ask nobody what they chose.")).to_be_visible()


def test_no_obstacle_in_the_states_of_a_live_page(new_page, live_site):
    page = new_page(**DESK)
    inspection = Inspection(page)
    open_class(page, live_site)
    expect(page.locator("#talk details")).to_be_visible()
    inspection.look("live class page", "Open the talking prompt")
    full = page.url
    inspection.open("class page, paused", f"{full}?live=off")
    inspection.open("class page, names hidden", f"{full}?names=hidden")
    inspection.open("talk", f"{full}talk/")
    page.goto(full)
    page.context.set_offline(True)
    inspection.look("class page, no connection", "There is no connection now.")
    page.context.set_offline(False)
    inspection.finish()
