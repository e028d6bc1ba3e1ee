"""Looking at one page after another with axe, light and dark, on a small phone and a big screen."""

import re

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, Route, expect

PHONE, SCREEN = 320, 1366
# Light pages are read by every rule, dark ones by those that look at colours: a theme changes
# nothing else of a page, and most of a run goes into the other rules.
OF_COLOUR = ["color-contrast", "link-in-text-block"]
RUN_AXE = """async (rules) => {
  const options = {resultTypes: ["violations"]};
  if (rules) options.runOnly = {type: "rule", values: rules};
  return (await axe.run(options)).violations.map(
    (one) => `${one.id}: ${one.nodes.map((node) => node.target.join(" ")).join(", ")}`
  );
}"""
THEMES = {"light": None, "dark": OF_COLOUR}
TITLE = re.compile(r"\S.* - Marram")
# What no title and no address may say to somebody who looks over a shoulder or through a history.
LOUD = re.compile(
    r"nude|naked|sex|porn|abuse|leak|blackmail|extort|fake|intimate|rape|victim", re.IGNORECASE
)
SUBMIT = "(form) => HTMLFormElement.prototype.submit.call(form)"


class Inspection:
    """Collects `problems`, each with the page, the theme and the width where it was seen."""

    def __init__(self, page: Page):
        self.page = page
        self.help_url = "/help/"
        self.problems = []

    def open(self, name: str, address: str, *, status: int = 200) -> None:
        """Go to an address, which has to answer with `status`, and look at it."""
        answered = self.page.goto(address).status
        if answered != status:
            self.problems.append(f"{name}: status {answered} instead of {status}")
        self.inspect(name)

    def look(self, name: str, sees: str) -> None:
        """Look at the page that a click or a form has led to; `sees` stands on it alone."""
        expect(self.page.get_by_text(sees).locator("visible=true").first).to_be_visible()
        self.page.wait_for_load_state()
        self.inspect(name)

    def send(self, **values: str) -> None:
        """Send the form of the page with other values, as if the browser checked nothing."""
        form = self.page.locator("main form")
        for name in values:
            form = form.filter(has=self.page.locator(f":not(button)[name={name}]"))
        form = form.first
        for name, value in values.items():
            field = form.locator(f"[name={name}]")
            field.evaluate("(one, value) => { one.value = value; }", value)
        with self.page.expect_navigation():
            form.evaluate(SUBMIT)

    def inspect(self, name: str) -> None:
        self.problems += [f"{name}: {problem}" for problem in self.frame_problems()]
        self.page.evaluate(AXE_SCRIPT)
        for width in (PHONE, SCREEN):
            self.page.set_viewport_size({"width": width, "height": 740})
            if self.page.evaluate("document.documentElement.scrollWidth") > width:
                self.problems.append(f"{name}, {width} px: scrolls sideways")
            for theme, rules in THEMES.items():
                self.page.emulate_media(color_scheme=theme)
                for violation in self.page.evaluate(RUN_AXE, rules):
                    self.problems.append(f"{name}, {theme}, {width} px: {violation}")

    def frame_problems(self) -> list[str]:
        """What every page has, whatever it is about."""
        bar = self.page.locator(".safety-bar").get_by_role("link")
        links = [link.get_attribute("href") for link in bar.all()]
        headings, title = self.page.locator("h1").count(), self.page.title()
        checks = {
            f"has {headings} h1": headings == 1,
            f"title is {title!r}": TITLE.fullmatch(title) is not None,
            f"title or address is loud: {title!r} {self.page.url}": not LOUD.search(
                title + self.page.url
            ),
            f"safety bar leads to {links}": links == [self.help_url, "/exit/"],
        }
        return [problem for problem, is_fine in checks.items() if not is_fine]

    def finish(self) -> None:
        """Fail with everything that was found, one line each."""
        if self.problems:
            pytest.fail("\n".join(self.problems), pytrace=False)


def answer_with(body: str):
    """Return a handler that answers a request with this page instead of the site's."""

    def handle(route: Route) -> None:
        route.fulfill(body=body, content_type="text/html; charset=utf-8")

    return handle
