"""Looking at one page after another with axe, light and dark, on a small phone and a big screen."""

import re

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

PHONE, SCREEN = 320, 1366
THEMES = ("light", "dark")
RUN_AXE = """async () => (await axe.run({resultTypes: ["violations"]})).violations.map(
    (one) => `${one.id}: ${one.nodes.map((node) => node.target.join(" ")).join(", ")}`
)"""
TITLE = re.compile(r"\S.* - Marram")
# What no title and no address may say to somebody who looks over a shoulder or through a history.
LOUD = re.compile(r"nude|naked|sex|porn|abuse|leak|blackmail|extort|fake|intimate|rape|victim", re.I)


class Inspection:
    """Collects `problems`, each with the page, the theme and the width where it was seen."""

    def __init__(self, page: Page):
        self.page = page
        self.looked_at = []
        self.problems = []

    def open(self, name: str, address: str, *, status: int = 200, help_url: str = "/help/") -> None:
        """Go to an address, which has to answer with `status`, and look at it."""
        answered = self.page.goto(address).status
        if answered != status:
            self.problems.append(f"{name}: status {answered} instead of {status}")
        self.look(name, help_url=help_url)

    def look(self, name: str, *, help_url: str = "/help/") -> None:
        """Look at the page as it is now; its bar has to lead to help at `help_url`."""
        self.looked_at.append(name); import sys; print("LOOK", name, "=>", self.page.title(), "|", self.page.locator("h1").first.inner_text(), "|", self.page.locator(".error-summary").count(), file=sys.stderr)
        self.problems += [f"{name}: {problem}" for problem in frame_problems(self.page, help_url)]
        self.page.evaluate(AXE_SCRIPT)
        for width in (PHONE, SCREEN):
            self.page.set_viewport_size({"width": width, "height": 740})
            if self.page.evaluate("document.documentElement.scrollWidth") > width:
                self.problems.append(f"{name}, {width} px: scrolls sideways")
            for theme in THEMES:
                self.page.emulate_media(color_scheme=theme)
                for violation in self.page.evaluate(RUN_AXE):
                    self.problems.append(f"{name}, {theme}, {width} px: {violation}")


    def finish(self) -> None:
        """Fail with everything that was found, one line each."""
        print(f"{len(self.looked_at)} pages: {', '.join(self.looked_at)}")
        if self.problems:
            pytest.fail("\n".join(self.problems), pytrace=False)


def frame_problems(page: Page, help_url: str) -> list[str]:
    """What every page has, whatever it is about."""
    bar = page.get_by_role("region", name="Help and quick exit").get_by_role("link")
    links = [link.get_attribute("href") for link in bar.all()]
    checks = {
        f"has {page.locator('h1').count()} h1": page.locator("h1").count() == 1,
        f"title is {page.title()!r}": TITLE.fullmatch(page.title()) is not None,
        f"title or address is loud: {page.title()!r} {page.url}": not LOUD.search(
            page.title() + page.url
        ),
        f"safety bar leads to {links}": links == [help_url, "/exit/"],
    }
    return [problem for problem, is_fine in checks.items() if not is_fine]
