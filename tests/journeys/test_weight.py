"""What a first view costs on the wire, counted as the browser's own tools count it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page

from tests.journeys.ways_in import sign_in

pytestmark = pytest.mark.browser

KB = 1024
MODULE = "/learn/asking-and-agreeing/asking-and-answering/"
MOST_REQUESTS = 8


@dataclass
class FirstView:
    """Everything one page asked for: address and bytes on the wire, by number of the request."""

    addresses: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.sizes.values())

    def __str__(self) -> str:
        lines = [f"{size:>7} {self.addresses[number]}" for number, size in self.sizes.items()]
        return "\n".join([f"{self.total} bytes in {len(self.sizes)} requests", *lines])


@contextmanager
def first_view(page: Page) -> Iterator[FirstView]:
    """Count what comes over the wire while a page is opened with an empty cache."""
    seen = FirstView()
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.setCacheDisabled", {"cacheDisabled": True})
    devtools.on("Network.requestWillBeSent", lambda event: note_address(event, seen))
    devtools.on("Network.loadingFinished", lambda event: note_size(event, seen))
    yield seen
    page.wait_for_load_state("networkidle")
    page.wait_for_function("document.fonts.status === 'loaded'")


def note_address(event: dict, seen: FirstView) -> None:
    seen.addresses[event["requestId"]] = event["request"]["url"]


def note_size(event: dict, seen: FirstView) -> None:
    seen.sizes[event["requestId"]] = event["encodedDataLength"]


def check(seen: FirstView, *, at_most: int, origin: str) -> None:
    assert 0 < seen.total <= at_most, seen
    assert len(seen.sizes) <= MOST_REQUESTS, seen
    assert [url for url in seen.addresses.values() if not url.startswith(f"{origin}/")] == []


@pytest.mark.parametrize(
    ("address", "at_most", "cookies"),
    [
        (f"{MODULE}what-a-yes-is/1/", 90 * KB, []),
        (f"{MODULE}what-a-yes-is/6/", 90 * KB, []),
        (MODULE, 95 * KB, []),
        ("/learn/", 95 * KB, []),
        # The field for a class code needs a token; nothing else that a guest sees needs a cookie.
        ("/", 95 * KB, ["csrftoken"]),
        ("/help/", 20 * KB, []),
        ("/help/gb/", 20 * KB, []),
    ],
)
def test_first_view_is_light(new_page, live_site, address, at_most, cookies):
    page = new_page()
    with first_view(page) as seen:
        page.goto(address)
    check(seen, at_most=at_most, origin=live_site.url)
    assert [cookie["name"] for cookie in page.context.cookies()] == cookies


def test_question_of_a_quiz_is_light(new_page, live_site):
    page = new_page()
    page.goto(MODULE)
    page.get_by_role("link", name="Open the quiz").click()
    start = page.get_by_role("button", name="Start the quiz")
    start.wait_for()
    with first_view(page) as seen:
        start.click()
        page.get_by_text("Question 1 of 8").wait_for()
    check(seen, at_most=90 * KB, origin=live_site.url)


def test_grid_of_a_full_class_is_light(new_page, live_site):
    page = new_page(width=1366, height=768)
    sign_in(page, live_site, "teacher")
    page.get_by_role("link", name="9C Computing").click()
    page.get_by_role("table").wait_for()
    # What the page asked for before is no part of the view that is counted.
    page.wait_for_load_state("networkidle")
    with first_view(page) as seen:
        page.reload()
    check(seen, at_most=100 * KB, origin=live_site.url)


def test_pages_without_fonts_are_what_save_data_gets(new_page, live_site):
    page = new_page()
    page.set_extra_http_headers({"Save-Data": "on"})
    with first_view(page) as seen:
        page.goto(f"{MODULE}what-a-yes-is/1/")
    assert [url for url in seen.addresses.values() if "/fonts/" in url] == []
    check(seen, at_most=20 * KB, origin=live_site.url)
