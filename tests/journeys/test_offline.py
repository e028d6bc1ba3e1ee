"""Help without internet: only after a tap, only help, gone with another tap, never where shared."""

import pytest
from playwright.sync_api import Error, Page, expect

from organizations.middleware import IDLE_COOKIE
from tests.journeys.hand import Hand
from tests.journeys.inspection import SUBMIT
from tests.journeys.keeping import (
    BANNER,
    NOT_KEPT,
    expect_nothing_on_device,
    keep,
    kept_paths,
    on_device,
)
from tests.journeys.leaving import PRIVATE
from tests.journeys.planning import answer_all, open_planner, steps
from tests.journeys.variants import VARIANTS
from tests.journeys.ways_in import join, sign_in

pytestmark = pytest.mark.browser

HELP_PAGES = {
    "/help/gb/": PRIVATE,
    "/help/": PRIVATE,
    "/help/gb/plan/": "Make a plan",
    "/help/gb/letter/": "Write a letter",
    "/help/gb/card/": "My card",
    "/help/friend/": "It happened to a friend",
    "/help/hide/": "Hide that you were here",
    "/help/parents/": "For parents and carers",
    "/help/teachers/": "If a student tells you something",
}
KEPT_BESIDES = {"/help/kept/", "/help/gb/offline/", "/exit/cover/"}
with_script = pytest.mark.parametrize("variant", [one for one in VARIANTS if one != "no-js-320px"])
SAVED_AT = "async () => (await (await caches.match('/help/kept/')).json()).at"


@pytest.fixture
def offline(new_page) -> Page:
    """A phone that keeps British help, and has no internet any more."""
    page = new_page()
    keep(page)
    page.context.set_offline(True)
    return page


# --- Consent -------------------------------------------------------------------------------------


def test_nothing_is_kept_and_no_worker_asked_for_before_the_tap(new_page):
    page, asked = new_page(), []
    page.context.on("request", lambda request: asked.append(request.url))
    for address in (*HELP_PAGES, "/", "/learn/", "/help/gb/"):
        page.goto(address, wait_until="networkidle")
    expect(page.get_by_text("anyone who uses this device could find it.")).to_be_visible()
    assert on_device(page) == []
    assert [url for url in asked if "sw.js" in url or "/kept/" in url] == []
    # The same look finds both once somebody tapped.
    keep(page)
    assert on_device(page) == ["kept", page.url.removesuffix("help/gb/")]


def test_without_a_script_nothing_is_offered(new_page):
    page = new_page(js=False)
    page.goto("/help/gb/")
    expect(page.get_by_role("button", name="Keep this help")).to_have_count(0)
    expect(page.get_by_text("Keep this help on this device")).to_be_hidden()


def test_a_copy_is_asked_for_without_cookies_and_sets_none(new_page, live_site):
    page, sent = new_page(), {}
    page.context.add_cookies([{"name": "any", "value": "1", "url": live_site.url}])
    page.goto("/help/gb/")
    page.on("request", lambda request: sent.setdefault(request.url, request.all_headers()))
    Hand(page).press("Keep this help")
    expect(page.get_by_role("button", name="Take it off")).to_be_visible()
    copies = {url: headers for url, headers in sent.items() if "/help/" in url or "/exit/" in url}
    assert [url for url, headers in copies.items() if "cookie" in headers] == []
    assert f"{live_site.url}/help/gb/letter/" in copies
    assert [cookie["name"] for cookie in page.context.cookies()] == ["any"]


def test_only_help_is_kept_wherever_a_learner_or_teacher_goes(new_page, live_site):
    page = new_page(width=1366)
    keep(page)
    kept = kept_paths(page)
    assert {path for path in kept if not path.startswith("/static/")} == {
        *HELP_PAGES,
        *KEPT_BESIDES,
    }
    page.goto("/learn/asking-and-agreeing/asking-and-answering/what-a-yes-is/1/")
    answer_all(open_planner(page, "gb"))
    page.goto("/help/fr/")
    page.goto("/accounts/login/")
    sign_in(page, live_site, "teacher")
    page.get_by_role("link", name="9C Computing").click()
    page.get_by_role("table").wait_for()
    assert kept_paths(page) == kept


def test_what_did_not_arrive_whole_is_not_kept(new_page):
    page = new_page()
    page.goto("/help/gb/")
    page.route("**/help/gb/letter/", lambda route: route.abort())
    page.get_by_role("button", name="Keep this help").click()
    expect(page.get_by_text("That did not work. Nothing was saved.")).to_be_visible()
    expect_nothing_on_device(page)
    page.unroute_all()
    keep(page)


# --- Without internet ----------------------------------------------------------------------------


def test_without_keeping_there_is_no_page(new_page):
    """The control: this network is really gone."""
    page = new_page()
    page.goto("/help/gb/")
    page.context.set_offline(True)
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        page.goto("/help/gb/")


@with_script
def test_every_help_page_of_the_country_opens_and_says_so(new_page, variant):
    page = new_page(**VARIANTS[variant])
    keep(page)
    page.context.set_offline(True)
    for address, heading in HELP_PAGES.items():
        page.goto(address)
        expect(page.get_by_role("heading", level=1, name=heading)).to_be_visible()
        expect(page.get_by_role("status").filter(has_text=BANNER)).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    page.goto("/help/gb/")
    expect(page.get_by_role("link", name="Call 999", exact=True)).to_be_visible()
    # Open or closed is about another moment.
    expect(page.get_by_text("Open now")).to_have_count(0)


@pytest.mark.parametrize(
    "address", ["/privacy/", "/help/fr/", "/help/?country=fr", "/me/", "/cms/"]
)
def test_a_page_that_is_not_kept_says_so_and_leads_to_help(offline, address):
    offline.goto(address)
    expect(offline.get_by_text(NOT_KEPT)).to_be_visible()
    expect(offline.get_by_role("link", name="Quick exit").last).to_be_visible()
    Hand(offline).follow("Help: United Kingdom")
    expect(offline.get_by_role("heading", name=PRIVATE)).to_be_visible()


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("/help/?country=gb", "/help/gb/"),
        ("/help/plan/", "/help/gb/plan/"),
        ("/help/letter/?country=gb", "/help/gb/letter/"),
    ],
)
def test_a_form_of_countries_leads_where_the_server_would(offline, asked, leads_to):
    offline.goto(asked)
    offline.wait_for_url(f"**{leads_to}")


def test_a_plan_is_made_to_its_list(new_page):
    page = new_page()
    answer_all(open_planner(page), apps=("Instagram",))
    online = [steps(page, part) for part in ("Now", "Today", "This week")]
    page.evaluate("sessionStorage.clear()")
    keep(page)
    page.context.set_offline(True)
    answer_all(open_planner(page), apps=("Instagram",))
    assert online[0] != []
    assert [steps(page, part) for part in ("Now", "Today", "This week")] == online


def test_a_letter_is_written(offline):
    offline.goto("/help/gb/letter/")
    fill_letter(offline)
    offline.get_by_role("button", name="Write the letter").click()
    expect(offline.locator(".letter__sheet")).to_contain_text("example.com/picture")


def fill_letter(page: Page) -> None:
    for name in ("recipient", "sender", "age"):
        field = page.locator(f"[name={name}]")
        if field.first.evaluate("(one) => one.localName") == "select":
            field.select_option(index=1)
        else:
            field.first.check()
    page.locator("[name=links]").fill("https://example.com/picture\n</script><b>&")


def test_what_is_sent_before_the_script_is_there_is_not_lost(offline):
    """A form that is sent anyway comes back filled in, and the letter stands below it."""
    offline.goto("/help/gb/letter/")
    fill_letter(offline)
    before = kept_paths(offline)
    with offline.expect_navigation():
        offline.locator("#letter-form").evaluate(SUBMIT)
    expect(offline.get_by_text(BANNER)).to_be_visible()
    expect(offline.locator("[name=links]")).to_have_value(
        "https://example.com/picture\n</script><b>&"
    )
    expect(offline.locator(".letter__sheet")).to_contain_text("</script><b>&")
    # What was typed is nowhere but on the page.
    assert kept_paths(offline) == before


def test_answers_of_a_plan_that_are_sent_anyway_are_not_lost(offline):
    offline.goto("/help/gb/plan/")
    offline.locator("main form").evaluate(
        """(form) => {
            form.innerHTML = ["danger=no", "track=me", "age=13-17", "spread=public", "demand=no"]
                .map((one) => one.split("="))
                .map(([name, value]) => `<input name="${name}" value="${value}">`).join("");
            HTMLFormElement.prototype.submit.call(form);
        }"""
    )
    expect(offline.get_by_role("button", name="Show my list again")).to_be_visible()
    Hand(offline).press("Show my list again")
    assert steps(offline, "Now") != []


# --- With internet -------------------------------------------------------------------------------


def test_with_internet_every_page_is_the_servers(new_page, live_site):
    page = new_page()
    keep(page)
    rename = "from support.models import Helpline; Helpline.objects.filter(key='gb-childline')"
    live_site.manage(f"{rename}.update(name='Renamed')")
    page.goto("/help/gb/")
    live_site.manage(f"{rename}.update(name='Childline')")
    expect(page.get_by_role("heading", name="Renamed")).to_be_visible()
    expect(page.get_by_text(BANNER)).to_have_count(0)


SEND_A_PLAN = """(address) => {
    const form = document.body.appendChild(document.createElement("form"));
    Object.assign(form, { method: "post", action: address });
    form.submit();
}"""


def test_what_another_site_sends_reaches_the_server_as_such(new_page, live_site):
    page = new_page()
    keep(page)
    page.goto(live_site.exit_url)
    with page.expect_response(f"{live_site.url}/help/gb/plan/") as answered:
        page.evaluate(SEND_A_PLAN, f"{live_site.url}/help/gb/plan/")
    assert answered.value.status == 403


def test_what_is_kept_is_renewed_after_a_day(new_page):
    page = new_page()
    keep(page)
    # Neither a file of an older version stays, nor does the mark of Quick exit go.
    page.evaluate(
        """async () => {
            const kept = await caches.open("kept");
            await kept.put("/static/js/old.js", new Response("old"));
            await kept.put("/exit/left/", new Response("0"));
        }"""
    )
    saved_at = page.evaluate(SAVED_AT)
    page.goto("/help/gb/", wait_until="networkidle")
    assert page.evaluate(SAVED_AT) == saved_at
    page.clock.set_fixed_time(saved_at + 25 * 60 * 60 * 1000)
    page.goto("/help/gb/")
    page.wait_for_function(f"({SAVED_AT})().then((at) => at > {saved_at})")
    page.wait_for_function("caches.match('/static/js/old.js').then((old) => old === undefined)")
    assert "/exit/left/" in kept_paths(page)


# --- Taking it off -------------------------------------------------------------------------------


@pytest.mark.parametrize("is_offline", [False, True], ids=["online", "offline"])
@pytest.mark.parametrize("address", ["/help/gb/", "/help/fr/", "/help/hide/"])
def test_one_tap_takes_all_of_it_off(new_page, address, is_offline):
    page = new_page()
    keep(page)
    if is_offline and address == "/help/fr/":
        pytest.skip("the page of another country is not kept")
    page.context.set_offline(is_offline)
    page.goto(address)
    expect(page.get_by_text("United Kingdom.").last).to_be_visible()
    hand = Hand(page)
    hand.press("Take it off")
    assert hand.taps == 1
    expect(page.get_by_text("It is off this device.")).to_be_visible()
    expect_nothing_on_device(page)
    if is_offline:
        with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
            page.goto("/help/gb/")


# --- Shared devices ------------------------------------------------------------------------------


def test_a_shared_device_is_never_offered_it(new_page, live_site):
    page = new_page()
    page.context.add_cookies([{"name": IDLE_COOKIE, "value": "1", "url": live_site.url}])
    page.goto("/help/gb/", wait_until="networkidle")
    expect(page.get_by_role("button", name="Keep this help")).to_have_count(0)
    refused = page.evaluate(
        "navigator.serviceWorker.register('/sw.js').catch((error) => error.name)"
    )
    assert refused == "TypeError"
    assert on_device(page) == []


@pytest.fixture
def shared_class(live_site):
    change = "from organizations.models import Classroom; Classroom.objects.update"
    live_site.manage(f"{change}(uses_shared_devices=True)")
    yield live_site.code
    live_site.manage(f"{change}(uses_shared_devices=False)")


def test_a_device_that_turns_out_to_be_shared_keeps_nothing(new_page, shared_class):
    page = new_page()
    keep(page)
    join(page, shared_class, "Sanderling")
    page.goto("/me/")
    expect_nothing_on_device(page)


def test_help_itself_takes_it_off_a_shared_device(new_page, live_site):
    page = new_page()
    keep(page)
    page.context.add_cookies([{"name": IDLE_COOKIE, "value": "1", "url": live_site.url}])
    page.goto("/help/fr/")
    expect_nothing_on_device(page)
