"""A module on the wall, and its sheets on paper: by keys, without a network, without JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.hand import Hand
from tests.journeys.inspection import Inspection
from tests.journeys.ways_in import sign_in

pytestmark = pytest.mark.browser

MODULE, FIRST = "Asking and answering", "What a yes is"
STORIES = 5
# The smallest letters in front of a class; pixels, where 27.9 is how a browser rounds 28.
LEAST = 27.9
SIZES = """() => [...document.querySelectorAll("body *")].filter((one) =>
  one.checkVisibility() && !one.closest("svg, .visually-hidden") &&
  [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim())
).map((one) => parseFloat(getComputedStyle(one).fontSize))"""
# Where the slide is, how far the page can be scrolled, and what of its title cannot be seen.
ROOM = """() => {
  const up = document.querySelector("[data-slide].is-up");
  const bar = document.querySelector("[data-show-bar]").getBoundingClientRect();
  const bottoms = [...up.children].map((one) => one.getBoundingClientRect().bottom - bar.top);
  const page = document.documentElement;
  const heads = [...up.querySelectorAll(":scope > :is(.slide__title, .slide__question)")];
  return [
    up.id,
    Math.max(page.scrollHeight - innerHeight, Math.ceil(Math.max(...bottoms))),
    heads.filter((one) => one.getBoundingClientRect().top < 0 || !one.checkVisibility()).length,
  ];
}"""
PAGES = re.compile(rb"/Type\s*/Page\b")


def show(new_page, live_site, **options) -> Page:
    """Sign a teacher in and put a module on the wall: two clicks from the list of classes."""
    page = new_page(**{"width": 1366, "height": 768} | options)
    hand = sign_in(page, live_site, "teacher")
    hand.start_counting()
    hand.tap(library_link(page))
    hand.tap(link(page, f"Show it: {MODULE}"))
    assert hand.taps == 2
    return page


def link(page: Page, words: str):
    """The link with these words, part of them for those who hear the page."""
    return page.locator("main a").filter(has_text=words)


def library_link(page: Page):
    return page.get_by_role("navigation", name="Main").get_by_role("link", name="Lesson library")


def ready(page: Page, site, module: str = MODULE) -> Hand:
    hand = sign_in(page, site, "teacher")
    page.goto("/teach/library/")
    hand.tap(link(page, f"Ready in 10: {module}"))
    return hand


def up(page: Page):
    return page.locator("[data-slide].is-up")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_teacher_shows_a_module_by_keys_without_a_network(new_page, live_site):
    page = show(new_page, live_site)
    page.wait_for_load_state("networkidle")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.context.set_offline(True)
    expect(up(page)).to_have_id("start")
    expect(up(page).get_by_text("/help/")).to_be_visible()
    press(page, "ArrowRight", " ")
    expect(up(page)).to_have_id("lesson-1-step-1")
    expect(up(page)).to_be_focused()
    bubbles = up(page).locator(".message-thread__list > li")
    expect(bubbles.locator("visible=true")).to_have_count(1)
    press(page, "ArrowRight")
    expect(bubbles.locator("visible=true")).to_have_count(2)
    press(page, "ArrowLeft")
    expect(bubbles.locator("visible=true")).to_have_count(1)
    press(page, "ArrowLeft")
    expect(up(page)).to_have_id("lesson-1")
    press(page, "End")
    expect(up(page)).to_have_id("end")
    expect(up(page).get_by_text("/help/")).to_be_visible()
    press(page, "Home")
    up(page).get_by_role("link", name="Hearing a no").click()
    expect(up(page)).to_have_id("lesson-4")
    assert asked == []


def test_every_slide_is_passed_and_can_be_read_from_the_back(new_page, live_site):
    page = show(new_page, live_site, width=1024)
    every = page.locator("[data-slide]").evaluate_all("(found) => found.map((one) => one.id)")
    passed, sizes = [], []
    for _ in range(600):
        anchor = up(page).get_attribute("id")
        if passed[-1:] != [anchor]:
            passed.append(anchor)
        sizes += page.evaluate(SIZES)
        if anchor == "end":
            break
        press(page, "PageDown")
    assert passed == every
    assert min(sizes) >= LEAST


@pytest.mark.parametrize("width", [1366, 1024])
def test_no_slide_of_any_module_is_taller_than_the_wall(new_page, live_site, width):
    page = new_page(width=width, height=768)
    sign_in(page, live_site, "teacher")
    library_link(page).click()
    modules = page.locator("main a[href*='/show/']").evaluate_all(
        "(found) => found.map((one) => one.getAttribute('href'))"
    )
    assert len(modules) >= 5
    too_tall = {}
    for module in modules:
        page.goto(module)
        for _ in range(600):
            anchor, below, hidden_heads = page.evaluate(ROOM)
            if below > 0 or hidden_heads:
                too_tall[module, anchor] = (below, hidden_heads)
            if anchor == "end":
                break
            press(page, "PageDown")
        assert anchor == "end"
    assert too_tall == {}


def test_notes_are_offered_where_there_are_some(new_page, live_site):
    page = show(new_page, live_site)
    button = page.get_by_role("button", name="Notes")
    expect(button).to_be_hidden()
    slide = page.locator(".slide:has(.slide__notes)").first.get_attribute("id")
    page.goto(f"{page.url.partition('#')[0]}#{slide}")
    expect(button).to_be_visible()
    press(page, "End")
    expect(button).to_be_hidden()
    expect(up(page).get_by_role("heading", name="What comes next")).to_be_visible()


def test_class_votes_by_hands_and_the_numbers_stay_in_the_page(new_page, live_site):
    page = show(new_page, live_site)
    page.goto(f"{page.url.partition('#')[0]}#quiz-1")
    page.wait_for_load_state("networkidle")
    sent = []
    page.on("request", lambda request: sent.append(request.url))
    answer = up(page).locator(".slide__answer")
    expect(answer).not_to_have_attribute("open", "")
    page.get_by_role("spinbutton", name="Hands for B").locator("visible=true").fill("12")
    press(page, "n", "ArrowUp", "Escape")
    expect(up(page)).to_have_id("quiz-1")
    up(page).click(position={"x": 5, "y": 5})
    expect(answer).to_have_attribute("open", "")
    expect(up(page).get_by_role("spinbutton", name="Hands for B")).to_have_value("13")
    assert sent == []


def test_notes_come_on_n_and_escape_leads_to_where_nobody_is_named(new_page, live_site):
    page = show(new_page, live_site)
    notes = page.locator(".slide__notes")
    slide = notes.first.locator("xpath=..").get_attribute("id")
    page.goto(f"{page.url.partition('#')[0]}#{slide}")
    expect(up(page)).to_have_id(slide)
    expect(notes.locator("visible=true")).to_have_count(0)
    press(page, "n")
    expect(up(page).locator(".slide__notes p").first).to_be_visible()
    press(page, "N")
    expect(notes.locator("visible=true")).to_have_count(0)
    press(page, "Escape")
    page.wait_for_url("**/teach/library/")


def test_without_a_script_it_is_one_long_page(new_page, live_site):
    page = show(new_page, live_site, js=False)
    expect(page.get_by_role("button", name="Next")).to_have_count(0)
    page.get_by_role("link", name="Hearing a no").click()
    assert page.url.endswith("#lesson-4")
    expect(page.locator("#lesson-4-title")).to_be_in_viewport()
    shown = page.locator("[data-slide]").locator("visible=true").count()
    assert shown == page.locator("[data-slide]").count()
    expect(page.locator(".slide__notes p").first).to_be_hidden()
    page.locator(".slide__answer summary").first.click()
    expect(page.locator(".slide__why").first).to_be_visible()


def test_sheets_of_every_module_are_one_page_each(new_page, live_site):
    page = new_page(width=1366)
    sign_in(page, live_site, "teacher")
    page.goto("/teach/library/")
    modules = page.locator("main a", has_text="Ready in 10").evaluate_all(
        "(found) => found.map((one) => one.getAttribute('href'))"
    )
    counted, sheets = {}, []
    for module in modules:
        page.goto(module)
        sheets += page.locator(".handout-list a:not([href*='/show/'])").evaluate_all(
            "(found) => found.map((one) => one.getAttribute('href'))"
        )
    for sheet in sheets:
        page.goto(sheet)
        for paper in ("A4", "Letter"):
            counted[sheet, paper] = len(PAGES.findall(page.pdf(format=paper)))
    # The quiz has its key on a page of its own.
    expected = {key: 2 if key[0].endswith("/paper/") else 1 for key in counted}
    assert counted == expected
    for name, least in (("summary", 20), ("worksheet", 20), ("roles", STORIES)):
        assert sum(f"/{name}/" in sheet for sheet in sheets) >= least


def test_letter_is_changed_and_copied_and_never_sent(new_page, live_site):
    page = new_page(width=1366)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    hand = ready(page, live_site)
    hand.follow("Letter to parents")
    hand.pick("Helplines of", "United Kingdom")
    hand.press("Write it again")
    sheet = page.get_by_role("textbox", name="The letter")
    expect(sheet).to_contain_text("Childline")
    sent = []
    page.on("request", lambda request: sent.append(request.url))
    sheet.press("Control+Home")
    page.keyboard.type("Canary ")
    hand.press("Copy the letter")
    expect(page.get_by_text("Copied.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Canary Dear parents and carers,\n\nOur class")
    assert sent == []


def test_nobody_meets_an_obstacle_on_the_wall_or_on_paper(new_page, live_site):
    page = new_page(width=1366)
    hand = ready(page, live_site)
    inspection = Inspection(page)
    inspection.look("ready in 10", "Show and print")
    start = page.url
    for words, sees in (
        (f"Summary: {FIRST}", "You could say"),
        (f"Worksheet: {FIRST}", "Nickname or number"),
        ("Role cards", "The one who watches"),
        ("Letter to parents", "Write it again"),
    ):
        page.goto(start)
        hand.tap(link(page, words))
        inspection.look(words, sees)
    page.goto(f"{start}show/")
    inspection.look("wall, beginning", "What a yes is")
    for anchor, sees in (
        ("lesson-1-step-1", "The empty hook"),
        ("lesson-1-step-6", "What fits best, and why"),
        ("end", MODULE),
    ):
        page.goto(f"{start}show/#{anchor}")
        press(page, "n", "ArrowRight")
        inspection.look(f"wall, {anchor}", sees)
    inspection.finish()
