"""A quiz with every kind of question that is not only chosen from, and a hand that answers it."""

import json

from playwright.sync_api import Locator, Page, expect

KINDS = ["ordering", "matching", "gaps", "short-answer", "number", "reflect"]
SCORED = len(KINDS) - 1
MOST_TABS = 60


def make_quiz() -> dict:
    """Make the quiz in the running site; return where it starts, and its questions by their stems.

    Runs in the process of the site's own environment, see `LiveSite.manage`.
    """
    from tests import factories  # noqa: PLC0415 -- needs the apps

    questions = [factories.make_question(kind=kind) for kind in KINDS]
    quiz = factories.make_module(lessons=0, questions=questions).quiz
    return {
        "start": f"/quizzes/{quiz.uuid}/start/",
        "questions": {question.stem: question.content() for question in questions},
    }


def made_in(site) -> dict:
    code = "import json; from tests.journeys.kinds_quiz import make_quiz\n"
    return json.loads(site.manage(f"{code}print(json.dumps(make_quiz()))"))


class Pointer:
    """Answers with taps."""

    def __init__(self, page: Page):
        self.page = page

    def press(self, button: Locator) -> None:
        button.click()

    def pick(self, field: Locator, words: str) -> None:
        field.select_option(label=words)

    def type(self, field: Locator, words: str) -> None:
        field.fill(words)


class Keys(Pointer):
    """Answers with the keyboard alone."""

    def reach(self, target: Locator) -> None:
        """Press Tab until `target` has the focus."""
        for _ in range(MOST_TABS):
            if target.evaluate("(one) => one === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not lead to {target}")

    def press(self, button: Locator) -> None:
        self.reach(button)
        self.page.keyboard.press("Enter")

    def pick(self, field: Locator, words: str) -> None:
        self.reach(field)
        for _ in field.locator("option").all():
            if field.locator("option:checked").inner_text() == words:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the list does not offer {words}")

    def type(self, field: Locator, words: str) -> None:
        self.reach(field)
        self.page.keyboard.type(words)


def fill_in(hand: Pointer, content: dict) -> None:
    """Fill in the best answer to the question on the page."""
    FILLING[content["kind"]](hand, content["options"])


def put_in_order(hand: Pointer, items: list[dict]) -> None:
    page = hand.page
    for place, item in enumerate(items):
        while (now := shown_order(page).index(item["text"])) > place:
            hand.press(page.get_by_role("button", name=f"Up: {item['text']}", exact=True))
            expect(page.locator(".order-list__text").nth(now - 1)).to_have_text(item["text"])


def shown_order(page: Page) -> list[str]:
    return page.locator(".order-list__text").all_inner_texts()


def match(hand: Pointer, pairs: list[dict]) -> None:
    labels = hand.page.locator(".match-row label").all_inner_texts()
    rights = {pair["text"]: pair["right"] for pair in pairs}
    for label in labels:
        hand.pick(hand.page.get_by_label(label, exact=True), rights[label])


def fill_gaps(hand: Pointer, gaps: list[dict]) -> None:
    for gap in gaps:
        label = f"Words for the gap in: {gap['text'].replace('___', '…')}"
        hand.pick(hand.page.get_by_label(label, exact=True), gap["right"])


def type_answer(hand: Pointer, options: list[dict]) -> None:
    hand.type(hand.page.get_by_label("Your answer"), options[0]["text"])


FILLING = {
    "ordering": put_in_order,
    "matching": match,
    "gaps": fill_gaps,
    "short-answer": type_answer,
    "number": type_answer,
}
