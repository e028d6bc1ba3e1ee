"""Cleaned payloads in a real browser: nothing runs, nothing is fetched, nothing else is there.

Every page reports what a strict policy would have refused, without refusing it, so a script that
stays silent is noticed too. One page of raw payloads shows that the watch sees what it should.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape

import pytest
from playwright.sync_api import BrowserContext, Page, Route

from core.sanitizing import ALLOWED_TAGS, clean_rich_text
from tests.chromium import ARGUMENTS, find_chromium
from tests.shared_inputs import shared_path

pytestmark = pytest.mark.browser

SITE = "http://site.test/"
# The browser asks for the icon by itself.
POLICY = f"default-src 'none'; base-uri 'none'; img-src {SITE}favicon.ico"
FRAGMENTS_PER_PAGE = 300
MILLISECONDS_TO_ACT = 200
RAW_FRAGMENTS = 40
WATCH = """
const ran = (top.ran ??= []);
for (const name of ["alert", "confirm", "prompt", "print"]) window[name] = () => ran.push(name);
addEventListener("securitypolicyviolation", event =>
    ran.push(`${event.effectiveDirective} ${event.blockedURI}`));
"""
FOREIGN_PARTS = """
allowedTags => {
    const found = [];
    for (const element of document.querySelectorAll("main *")) {
        const tag = element.localName;
        if (!allowedTags.includes(tag) && !element.matches("main > section")) found.push(tag);
        for (const {name, value} of element.attributes) {
            const url = tag === "a" && name === "href" ? new URL(element.href) : null;
            const isSafe = url?.protocol === "https:" || url?.origin === location.origin;
            if (!isSafe) found.push(`${tag} ${name}=${value}`);
        }
    }
    return found;
}
"""


@dataclass
class Watch:
    """What a browser context did beyond showing the pages it was sent to."""

    context: BrowserContext
    pages: dict[str, bytes] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def answer(self, route: Route) -> None:
        body = self.pages.pop(route.request.url, None)
        if body is None:
            self.requests.append(route.request.url)
            route.abort()
            return
        headers = {"Content-Security-Policy-Report-Only": POLICY}
        route.fulfill(body=body, content_type="text/html; charset=utf-8", headers=headers)

    def open(self, number: int, body: str) -> Page:
        """Show a body as a page of its own."""
        address = f"{SITE}{number}"
        document = f"<!doctype html><title>x</title><main>{body}</main>"
        self.pages[address] = document.encode("utf-8", "replace")
        page = self.context.new_page()
        page.on("dialog", self.dismiss)
        page.goto(address)
        return page

    def dismiss(self, dialog) -> None:
        self.dialogs.append(dialog.type)
        dialog.dismiss()


@pytest.fixture
def watch(playwright) -> Iterator[Watch]:
    browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
    context = browser.new_context()
    context.add_init_script(WATCH)
    watch = Watch(context)
    context.route("**/*", watch.answer)
    yield watch
    browser.close()


def payloads() -> tuple[list[str], list[str]]:
    """Return all payloads, and those that run or call out when put raw into a body."""
    files = sorted(shared_path("corpora/xss").glob("*.jsonl"))
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    records = [json.loads(line) for line in lines]
    live = [r["payload"] for r in records if "body" in r["live_in_chromium156"]]
    return [record["payload"] for record in records], live


def test_cleaned_payloads_do_nothing(watch, capsys):
    every, live = payloads()
    cleaned = list(map(clean_rich_text, every))
    ran, foreign = [], []

    for start in range(0, len(cleaned), FRAGMENTS_PER_PAGE):
        fragments = cleaned[start : start + FRAGMENTS_PER_PAGE]
        body = "".join(f"<section>{fragment}</section>" for fragment in fragments)
        page = watch.open(start, body)
        page.wait_for_timeout(MILLISECONDS_TO_ACT)
        ran += page.evaluate("ran")
        foreign += page.evaluate(FOREIGN_PARTS, sorted(ALLOWED_TAGS))
        page.close()

    with capsys.disabled():
        print(f"\n{len(every)} payloads cleaned, {len(live)} of them live in Chromium: ", end="")  # noqa: T201
    assert len(live) > 1000
    assert {"ran": ran, "requests": watch.requests, "dialogs": watch.dialogs} == {
        "ran": [],
        "requests": [],
        "dialogs": [],
    }
    assert foreign == []


def test_raw_payloads_are_noticed(watch):
    _every, live = payloads()
    fragments = live[:: len(live) // RAW_FRAGMENTS]
    frames = "".join(f'<iframe srcdoc="{escape(fragment)}"></iframe>' for fragment in fragments)

    page = watch.open(0, frames)
    page.wait_for_timeout(5 * MILLISECONDS_TO_ACT)
    ran = page.evaluate("ran")

    assert ran.count("alert") > RAW_FRAGMENTS / 4
    assert any(entry.startswith("script-src") for entry in ran)
    assert any("attacker.invalid" in request for request in watch.requests)
