"""The hands of somebody who writes a lesson in the form of the CMS."""

import re

from playwright.sync_api import Locator, Page, expect

INSERT = "button[title='Insert a block']"


class Writer:
    """Fills a form from the top: each step and each block goes after those that are there."""

    def __init__(self, page: Page):
        self.page = page
        self.steps = 0
        self.blocks = 0

    def step(self, title: str) -> None:
        self.container("steps").locator(INSERT).last.click()
        self.steps, self.blocks = self.steps + 1, 0
        self.named(f"{self.step_name}-value-title").fill(title)

    def block(self, kind: str, **texts: str) -> None:
        """Add a block by the words of the menu, and fill its plain fields."""
        self.open_menu(self.container(f"{self.step_name}-value-blocks").locator(INSERT).last)
        self.menu.get_by_text(kind, exact=True).click()
        self.blocks += 1
        for name, text in texts.items():
            self.line(name, text)

    @property
    def menu(self) -> Locator:
        return self.page.locator(".w-combobox__option:visible")

    def open_menu(self, button: Locator) -> None:
        """Press a button again whose menu did not come: blocks still unfold while it is pressed."""
        button.click()
        try:
            expect(self.menu.first).to_be_visible(timeout=5_000)
        except AssertionError:
            button.click()

    def line(self, name: str, text: str) -> None:
        self.named(self.name(name)).fill(text)

    def choose(self, name: str, label: str) -> None:
        self.named(self.name(name)).select_option(label)

    def prose(self, name: str, text: str) -> None:
        """Type into an editor of rich text; it hands the words to the form a moment later."""
        self.field(name).locator("[contenteditable=true]").click()
        self.page.keyboard.type(text)
        expect(self.named(self.name(name))).to_have_value(re.compile(re.escape(text)))

    def record(self, name: str, title: str) -> None:
        """Choose a record in the window that opens."""
        self.field(name).get_by_role("button").first.click()
        window = self.page.get_by_role("dialog")
        window.get_by_role("link", name=title, exact=True).click()
        expect(self.field(name)).to_contain_text(title)

    def item(self, name: str, number: int) -> None:
        """Open item `number` (from 0) of a list, and add it where it is not there yet."""
        container = self.container(self.name(name))
        items = container.locator("> [data-streamfield-child]")
        if items.count() == number:
            container.locator("> button").last.click()
        toggle = items.nth(number).get_by_role("button", name="Toggle section").first
        if toggle.get_attribute("aria-expanded") == "false":
            toggle.click()

    @property
    def step_name(self) -> str:
        return f"steps-{self.steps - 1}"

    def name(self, name: str) -> str:
        return f"{self.step_name}-value-blocks-{self.blocks - 1}-value-{name}"

    def named(self, name: str) -> Locator:
        return self.page.locator(f"[name='{name}']")

    def field(self, name: str) -> Locator:
        return self.page.locator(".w-field").filter(has=self.named(self.name(name))).last

    def container(self, name: str) -> Locator:
        return self.named(f"{name}-count").locator("xpath=following-sibling::div[1]")
