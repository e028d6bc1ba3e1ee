"""Somebody's hand on a page: every tap and every field typed into is counted."""

from playwright.sync_api import Locator, Page


class Hand:
    """Taps and types as a person does; `taps` and `fields` say how often since `start_counting`."""

    def __init__(self, page: Page):
        self.page = page
        self.start_counting()

    def start_counting(self) -> None:
        self.taps = 0
        self.fields = 0

    def tap(self, target: Locator) -> None:
        self.taps += 1
        target.click()

    def press(self, name: str) -> None:
        """Tap a button by the words on it."""
        self.tap(self.page.get_by_role("button", name=name, exact=True))

    def follow(self, name: str) -> None:
        """Tap a link in the page's own part by its words."""
        self.tap(self.page.get_by_role("main").get_by_role("link", name=name, exact=True))

    def choose(self, words: str) -> None:
        """Tap the card of a radio button or tick box by the words on it."""
        self.tap(self.page.locator("label").filter(has=self.page.get_by_text(words, exact=True)))

    def type(self, label: str, text: str) -> None:
        """Type into a field, in the place of what stands there."""
        self.fields += 1
        self.page.get_by_label(label, exact=True).fill(text)

    def pick(self, label: str, option: str) -> None:
        """Choose from a list field."""
        self.fields += 1
        self.page.get_by_label(label, exact=True).select_option(option)

    def tick(self, label: str) -> None:
        self.fields += 1
        self.page.get_by_role("checkbox", name=label).check()
