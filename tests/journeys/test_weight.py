"""What a first view costs on the wire, measured as the browser counts it."""

from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page

from tests.journeys.ways_in import sign_in

pytestmark = pytest.mark.browser

KB = 1024
LESSON = "/learn/asking-and-agreeing/asking-and-answering/what-a-yes-is/"


@dataclass
class FirstView:
    """Everything one page asked for: the address and the encoded bytes of each request."""

    addresses: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.sizes.values())

    def summary(self) -> str:
        """The measured numbers, for whoever runs the tests with -rP."""
        lines = [f"{self.sizes[key]:>7} {self.addresses[key]}" for key in self.sizes]
        return "\n".join([*lines, f"{self.total:>7} in {len(self.sizes)} requests"])


def first_view(page: Page, address: str) -> FirstView:
    """Open a page with an empty cache; return what came over the wire."""
    seen = FirstView()
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.setCacheDisabled", {"cacheDisabled": True})
    devtools.on(
        "Network.requestWillBeSent",
        lambda event: seen.addresses.update({event["requestId"]: event["request"]["url"]}),
    )
    devtools.on(
        "Network.loadingFinished",
        lambda event: seen.sizes.update({event["requestId"]: event["encodedDataLength"]}),
    )
    page.goto(address, wait_until="networkidle")
    page.wait_for_function("document.fonts.status === 'loaded'")
    print(seen.summary())
    return seen


@pytest.mark.parametrize(
    ("address", "limit"),
    [
        (f"{LESSON}1/", 90 * KB),
        (f"{LESSON}6/", 90 * KB),
        ("/", 95 * KB),
        ("/learn/", 95 * KB),
        ("/help/", 20 * KB),
        ("/help/gb/", 20 * KB),
    ],
)
def test_first_view_is_light_and_sets_no_session(new_page, live_site, address, limit):
    page = new_page()
    seen = first_view(page, address)
    assert seen.total <= limit
    assert len(seen.sizes) <= 8
    assert [url for url in seen.addresses.values() if not url.startswith(live_site.url)] == []
    assert {cookie["name"] for cookie in page.context.cookies()} <= allowed_cookies(address)


def allowed_cookies(address: str) -> set[str]:
    """The form for a class code on the home page needs a token; nothing else needs anything."""
    return {"csrftoken"} if address == "/" else set()


def test_question_of_a_visitors_quiz_is_light(new_page, live_site):
    page = new_page()
    page.goto("/learn/asking-and-agreeing/asking-and-answering/")
    page.get_by_role("link", name="Open the quiz").click()
    seen = first_view(page, page.url)
    assert seen.total <= 90 * KB
    assert len(seen.sizes) <= 8


def test_grid_of_a_full_class_is_light(new_page, live_site):
    page = new_page(width=1366, height=768)
    sign_in(page, live_site, "teacher")
    page.get_by_role("link", name="9C Computing").click()
    page.wait_for_url("**/teach/classes/*/")
    seen = first_view(page, page.url)
    assert seen.total <= 100 * KB
    assert len(seen.sizes) <= 8
