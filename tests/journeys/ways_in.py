"""How each kind of person gets in and out, each time through the pages they would use."""

from playwright.sync_api import Page, expect

from tests.journeys.hand import Hand
from tests.journeys.live_site import LiveSite


def sign_in(page: Page, site: LiveSite, who: str) -> Hand:
    """Sign a member of staff in; they land on the page their work starts on."""
    hand = Hand(page)
    page.goto("/accounts/login/")
    hand.type("Username or email", who)
    hand.type("Password", site.staff[who])
    hand.press("Sign in")
    expect(page.get_by_role("heading", name="Staff sign-in")).to_have_count(0)
    return hand


def join(page: Page, code: str, nickname: str) -> str:
    """Join a class as a new student; return the four words, still on the page that shows them."""
    hand = Hand(page)
    page.goto("/join/")
    hand.type("Class code", code)
    hand.press("Continue")
    hand.press("Yes, this is my class")
    hand.type("Nickname", nickname)
    hand.press("Join the class")
    return shown_phrase(page)


def shown_phrase(page: Page) -> str:
    """Return the pass phrase on the card in front of the student."""
    words = page.get_by_role("region", name="Your way back").get_by_role("listitem")
    expect(words).to_have_count(4)
    return " ".join(words.all_inner_texts())


def come_back(page: Page, code: str, nickname: str, secret: str) -> Hand:
    """Sign a student in with their four words, or with the six numbers of their teacher."""
    hand = Hand(page)
    page.goto("/join/back/")
    hand.type("Class code", code)
    hand.type("Nickname", nickname)
    hand.type("Pass phrase", secret)
    hand.press("Come back")
    return hand


def sign_out(page: Page) -> None:
    page.locator("summary", has_text="Menu").click()
    page.get_by_role("navigation", name="Menu").get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/")
