"""The planner: from the help page to a list in eight taps, on the device, whatever the device."""

import pytest
from playwright.sync_api import Page, expect

from organizations.middleware import IDLE_COOKIE
from support.enums import Country
from tests.journeys.hand import Hand
from tests.journeys.planning import (
    ANSWERS,
    FRIEND,
    KEPT,
    ME,
    QUESTIONS,
    answer,
    answer_all,
    open_planner,
    question,
    steps,
)
from tests.journeys.variants import VARIANTS, every_variant

pytestmark = [pytest.mark.browser, pytest.mark.reads_alone]

MOST_TAPS = 8
MOST_BYTES = 20 * 1024
PLAN_KEY = "marram:device:plan"
LISTEN = "Listen, and thank them for telling you"
# What stands first for a picture of somebody of 13 to 17 that everybody can see.
FIRST_STEPS = {
    ME: "Write down what happened",
    "Someone threatens me with a picture": "Stop answering the person who threatens",
    "A fake or AI picture was made": "Write down what happened",
    FRIEND: "Listen to your friend",
    "I passed a picture on": "Stop it from going further",
    "I am a parent or carer": LISTEN,
    "I am a teacher or work with young people": LISTEN,
}


def note_requests(page: Page) -> list[str]:
    """Return a list that grows with every request from here on."""
    page.wait_for_load_state("networkidle")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    return asked


# --- The whole way --------------------------------------------------------------------------------


@every_variant
@pytest.mark.parametrize("country", ["United Kingdom", "India"])
def test_a_list_is_eight_taps_from_help_for_whoever_needs_one(new_page, variant, country):
    page = new_page(**VARIANTS[variant])
    for track, first in FIRST_STEPS.items():
        page.goto("/help/")
        hand = Hand(page)
        hand.follow("Make a plan")
        hand.pick("Country", country)
        hand.press("Go on")
        answer_all(hand, (ANSWERS[0], track, *ANSWERS[2:]))
        assert (hand.taps, hand.fields) == (MOST_TAPS, 1)
        expect(page).to_have_title("My list - Marram")
        now = steps(page, "Now")
        assert (now[0], len(now)) == (first, 3)
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    assert page.context.cookies() == []
    assert page.url.endswith("/plan/")


def test_device_and_server_show_the_same_list(new_page):
    seen = []
    for js in (True, False):
        page = new_page(js=js)
        answer_all(open_planner(page), apps=("Instagram", "TikTok", "A group chat"))
        seen.append([one.split() for one in page.locator(".plan-step").all_text_contents()])
    assert seen[0] == seen[1]
    assert len(seen[0]) > 10


def test_nothing_is_asked_for_after_the_page_is_there(new_page):
    page = new_page()
    hand = open_planner(page)
    asked = note_requests(page)
    answer_all(hand, apps=("Instagram",))
    page.locator("summary").last.click()
    page.get_by_label("Done", exact=False).first.check()
    page.go_back()
    hand.press("See my steps")
    hand.press("Start again")
    answer_all(hand)
    assert asked == []


@pytest.mark.parametrize("code", [country.lower() for country in Country.values])
def test_the_first_view_is_light_in_every_country(new_page, code):
    """What comes over the wire but for headers, which a proxy packs for itself."""
    page, answers = new_page(), []
    page.on("requestfinished", lambda request: answers.append(request))
    page.goto(f"/help/{code}/plan/", wait_until="networkidle")
    sizes = {request.url: request.sizes()["responseBodySize"] for request in answers}
    assert 0 < sum(sizes.values()) <= MOST_BYTES, sizes
    assert len(sizes) <= 4
    assert page.context.cookies() == []


# --- Danger ---------------------------------------------------------------------------------------


def test_danger_shows_whom_to_call_before_anything_else(new_page):
    page = new_page()
    hand = open_planner(page)
    expect(page.get_by_role("link", name="Call 999")).to_have_count(0)
    answer(hand, QUESTIONS[0], "Yes")
    call = page.get_by_role("link", name="Call 999")
    expect(page.get_by_role("heading", name="Emergency: Call 999 now if:")).to_be_focused()
    expect(call).to_be_in_viewport()
    assert call.bounding_box()["y"] < question(page, QUESTIONS[1]).bounding_box()["y"]
    for words, reply in zip(QUESTIONS[1:], ANSWERS[1:], strict=True):
        answer(hand, words, reply)
    hand.press("See my steps")
    expect(call.first).to_be_in_viewport()
    first, second = (page.get_by_role("heading").nth(place) for place in (0, 1))
    expect(first).to_have_text("My list")
    expect(second).to_have_text("Emergency: Call 999 now if:")
    assert steps(page, "Now")[0] == "Call the emergency number"


# --- Back, again and away -------------------------------------------------------------------------


def test_back_leads_from_the_list_through_the_questions(new_page):
    page = new_page()
    answer_all(open_planner(page))
    page.go_back()
    expect(page.get_by_role("heading", name="Where is it?")).to_be_focused()
    for words, reply in zip(reversed(QUESTIONS), reversed(ANSWERS), strict=True):
        page.go_back()
        expect(question(page, words)).to_be_visible()
        chosen = page.get_by_role("button", pressed=True)
        assert chosen.all_inner_texts() == [reply]
    expect(page.get_by_role("heading", name="Make a plan")).to_be_visible()
    page.get_by_role("button", name="Show my list again").click()
    expect(page.get_by_role("heading", name="My list")).to_be_focused()


def test_the_list_is_still_there_after_a_reload_and_after_another_page(new_page):
    page = new_page()
    answer_all(open_planner(page))
    page.get_by_label("Done: Write down what happened").check()
    page.reload()
    expect(page.get_by_label("Done: Write down what happened")).to_be_checked()
    page.get_by_role("link", name="For a friend: what to say").click()
    page.wait_for_url("**/help/friend/")
    # From the browser's memory the page comes without a load.
    page.go_back(wait_until="commit")
    expect(page.get_by_role("heading", name="My list")).to_be_visible()


def test_start_again_forgets_and_back_does_not_bring_it_back(new_page):
    page = new_page()
    hand = open_planner(page)
    answer_all(hand)
    hand.press("Start again")
    expect(page.get_by_role("heading", name="Make a plan")).to_be_focused()
    assert page.evaluate(KEPT) == []
    page.go_back()
    expect(question(page, QUESTIONS[0])).to_be_visible()
    expect(page.get_by_role("heading", name="My list")).to_be_hidden()
    expect(page.get_by_role("button", pressed=True)).to_have_count(0)


def test_who_answers_before_the_script_is_there_keeps_the_answer(new_page):
    page, held = new_page(), []
    page.route("**/js/plan.*.js", lambda route: held.append(route))
    page.goto("/help/gb/plan/", wait_until="commit")
    question(page, QUESTIONS[1]).get_by_text(FRIEND, exact=True).click()
    held[0].continue_()
    answer(Hand(page), QUESTIONS[0], "No")
    expect(page.get_by_role("button", pressed=True)).to_have_text([FRIEND])


def test_without_its_script_the_form_is_sent(new_page):
    page = new_page()
    page.route("**/js/plan.*.js", lambda route: route.abort())
    answer_all(open_planner(page))
    assert steps(page, "Now")[0] == FIRST_STEPS[ME]


# --- Where it is kept -----------------------------------------------------------------------------


def kept_on_device(page: Page) -> bool:
    return page.evaluate("(key) => localStorage.getItem(key) !== null", PLAN_KEY)


def test_a_list_is_kept_in_the_tab_alone(new_page):
    page = new_page()
    answer_all(open_planner(page))
    assert page.evaluate("Object.keys(sessionStorage)") == [PLAN_KEY]
    assert page.evaluate("Object.keys(localStorage)") == []
    other = page.context.new_page()
    other.goto("/help/gb/plan/")
    expect(other.get_by_role("button", name="Show my list again")).to_be_hidden()


def test_keeping_it_on_the_device_asks_first(new_page):
    page = new_page()
    hand = open_planner(page)
    answer_all(hand)
    box = page.get_by_role("checkbox", name="Keep on this device")
    page.locator("label").filter(has=page.get_by_text("Keep on this device")).click()
    expect(page.get_by_text("People who use this device can then see your list.")).to_be_focused()
    expect(box).not_to_be_checked()
    assert not kept_on_device(page)
    hand.press("Do not keep it")
    expect(box).to_be_focused()
    assert not kept_on_device(page)
    box.click()
    hand.press("Keep it")
    expect(box).to_be_checked()
    expect(page.get_by_text("Kept on this device.")).to_be_visible()
    assert kept_on_device(page)
    other = page.context.new_page()
    other.goto("/help/gb/plan/")
    other.get_by_role("button", name="Show my list again").click()
    assert steps(other, "Now")[0] == FIRST_STEPS[ME]
    other.get_by_role("checkbox", name="Keep on this device").uncheck()
    assert not kept_on_device(other)


@pytest.mark.parametrize("is_kept", [False, True])
def test_quick_exit_removes_the_list(new_page, live_site, is_kept):
    page = new_page()
    hand = open_planner(page)
    answer_all(hand)
    if is_kept:
        page.get_by_role("checkbox", name="Keep on this device").click()
        hand.press("Keep it")
    assert page.evaluate(KEPT) == [PLAN_KEY]
    page.get_by_role("link", name="Quick exit").last.click()
    page.wait_for_url(live_site.exit_url)
    page.goto("/privacy/")
    assert page.evaluate(KEPT) == []


def test_a_shared_device_never_offers_to_keep_it(new_page, live_site):
    page = new_page()
    hand = open_planner(page)
    answer_all(hand)
    page.get_by_role("checkbox", name="Keep on this device").click()
    hand.press("Keep it")
    page.context.add_cookies([{"name": IDLE_COOKIE, "value": "any", "url": live_site.url}])
    answer_all(open_planner(page))
    expect(page.get_by_text("Kept in this tab until you close it.")).to_be_visible()
    expect(page.get_by_text("Keep on this device")).to_be_hidden()
    assert not kept_on_device(page)


def test_where_nothing_can_be_kept_the_page_says_so(new_page):
    page = new_page()
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('blocked'); };")
    answer_all(open_planner(page))
    expect(page.get_by_text("Your browser does not let this page keep anything.")).to_be_visible()
    expect(page.get_by_text("Keep on this device")).to_be_hidden()


# --- Keys and paper -------------------------------------------------------------------------------


def tab_to(page: Page, name: str) -> None:
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == name:
            return
    raise AssertionError(f"Tab never came to {name}")


def test_a_list_is_made_with_keys_alone(new_page):
    page = new_page(width=1366)
    page.goto("/help/gb/plan/")
    for words, reply in zip(QUESTIONS, ANSWERS, strict=True):
        expect(question(page, words)).to_be_visible()
        tab_to(page, reply)
        page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    tab_to(page, "See my steps")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="My list")).to_be_focused()
    assert "Report it to Instagram" in steps(page, "Today")
    folded = page.locator(".plan-step").filter(has_text="Report it to Instagram")
    folded.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(folded.get_by_text("Do not send the picture with it.")).to_be_visible()


@pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
def test_paper_holds_every_step_and_not_whose_site_it_is_from(new_page, js):
    page = new_page(js=js, width=800)
    answer_all(open_planner(page))
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="My list")).to_be_visible()
    for step in page.locator(".plan-step").all():
        expect(step.get_by_text("Who will know:")).to_be_visible()
        expect(step.locator("li").first).to_be_visible()
    for name in ("Marram", "Get help", "Quick exit", "Start again", "Print my list"):
        expect(page.get_by_text(name, exact=True).locator("visible=true")).to_have_count(0)
