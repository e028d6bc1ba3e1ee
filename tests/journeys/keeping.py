"""Keeping help on a device as somebody does it, and looking at what is on the device then."""

from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.journeys.hand import Hand

BANNER = "You are offline. This still works. Saved on"
NOT_KEPT = "This page needs the internet. It is not saved on this device."
ON_DEVICE = """async () => [
    ...await caches.keys(),
    ...(await navigator.serviceWorker.getRegistrations()).map((one) => one.scope),
]"""
KEPT_ADDRESSES = "async () => (await (await caches.open('kept')).keys()).map(({ url }) => url)"


def keep(page: Page, code: str = "gb") -> Hand:
    """Keep the help of a country with one tap."""
    page.goto(f"/help/{code}/")
    hand = Hand(page)
    hand.press("Keep this help")
    expect(page.get_by_role("button", name="Take it off")).to_be_visible()
    return hand


def on_device(page: Page) -> list[str]:
    """Return the names of caches and the scopes of workers in this browser."""
    return page.evaluate(ON_DEVICE)


def kept_paths(page: Page) -> set[str]:
    return {urlsplit(address).path for address in page.evaluate(KEPT_ADDRESSES)}


def expect_nothing_on_device(page: Page) -> None:
    """Wait until neither a cache nor a worker is left."""
    page.wait_for_function(f"({ON_DEVICE})().then((left) => left.length === 0)")
    assert on_device(page) == []
