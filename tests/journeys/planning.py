"""Making a plan as somebody does it, with a script and without."""

from playwright.sync_api import Locator, Page

from tests.journeys.hand import Hand

QUESTIONS = (
    "Is anyone in danger, or might anyone hurt themselves?",
    "What fits best?",
    "How old was the person in the picture when it was made?",
    "How far has it gone?",
    "Does anyone ask for something?",
)
ME, FRIEND = "A picture of me was shared, or might be", "It happened to a friend"
ANSWERS = ("No", ME, "13 to 17", "Put where anyone can see it", "No")
KEPT = "() => Object.keys(sessionStorage).concat(Object.keys(localStorage))"


def question(page: Page, words: str) -> Locator:
    return page.locator("fieldset").filter(has=page.get_by_role("heading", name=words))


def answer(hand: Hand, words: str, reply: str) -> None:
    """Tap one answer: a button where a script goes on at once, else a card of the form."""
    asked = question(hand.page, words)
    button = asked.get_by_role("button", name=reply, exact=True)
    card = asked.locator("label").filter(has=hand.page.get_by_text(reply, exact=True))
    hand.tap(button.or_(card))


def answer_all(hand: Hand, answers: tuple[str, ...] = ANSWERS, apps: tuple[str, ...] = ()) -> None:
    """Answer every question and see the list."""
    for words, reply in zip(QUESTIONS, answers, strict=True):
        answer(hand, words, reply)
    for app in apps:
        hand.choose(app)
    hand.press("See my steps")
    hand.page.get_by_role("heading", name="My list").wait_for()


def open_planner(page: Page, code: str = "gb") -> Hand:
    page.goto(f"/help/{code}/plan/")
    return Hand(page)


def steps(page: Page, part: str) -> list[str]:
    """Return the titles of the steps below "Now", "Today" or "This week"."""
    place = page.locator("section.plan-part").filter(
        has=page.get_by_role("heading", name=part, exact=True)
    )
    return place.locator("h3").all_inner_texts()
