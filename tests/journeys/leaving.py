"""Quick exit as somebody meets it: ways in, the way out, and what Back shows afterwards."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Error, Page

from tests.journeys.live_site import LiveSite

PRIVATE = "You can get help now"
COVER = "Your pictures. Your accounts. Your call."
with_and_without_js = pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])


# Ways in: each ends on a private page with another private page behind it


def by_address(page: Page, site: LiveSite) -> None:
    page.goto(f"{site.url}/help/")
    page.goto(f"{site.url}/help/gb/")


def from_the_front_page(page: Page, site: LiveSite) -> None:
    page.goto(f"{site.url}/")
    page.get_by_role("link", name="Get help", exact=True).click()
    page.get_by_label("Show help for").select_option("United Kingdom")
    page.get_by_role("button", name="Show").click()


def from_another_site(page: Page, site: LiveSite) -> None:
    page.goto(site.exit_url)
    page.goto(f"{site.url}/help/fr/")
    page.get_by_role("link", name="Help for every country").click()


WAYS_IN = [by_address, from_the_front_page, from_another_site]
every_way_in = pytest.mark.parametrize("way_in", WAYS_IN, ids=lambda way: way.__name__)


# What counts as safe: shared by the real pages and by the page without protection


def press_exit(page: Page) -> None:
    page.get_by_role("link", name="Quick exit").last.click()


def leave(page: Page, site: LiveSite) -> None:
    press_exit(page)
    page.wait_for_url(site.exit_url)


def pages_behind(page: Page, check: Callable[[Page], None] | None = None) -> list[str]:
    """Press Back until the history ends; return what stood on each page, also the browser's own.

    `check` looks at each page of the site.
    """
    seen = []
    for _ in range(page.evaluate("history.length")):
        try:
            page.go_back(wait_until="commit")
        except Error as refused:
            if "net::" not in refused.message:
                raise
        else:
            if page.url == "about:blank":
                break
            page.locator("h1").first.wait_for()
            if check:
                check(page)
        seen.append(" ".join(page.locator("body").inner_text().split()))
    return seen


def check_nothing_private(shown: list[str], words: str = PRIVATE) -> None:
    assert shown != []
    assert [text for text in shown if words in text] == []


@contextmanager
def unprotected_site(exit_url: str) -> Iterator[str]:
    """A site as most are: pages that may be cached, and a link that only goes away."""

    class Unprotected(BaseHTTPRequestHandler):
        def do_GET(self):
            body = f'<!doctype html><h1>{PRIVATE}</h1><a href="{exit_url}">Quick exit</a>'
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Unprotected)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
