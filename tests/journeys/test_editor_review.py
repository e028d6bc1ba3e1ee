"""An editor writes a lesson of seven kinds of block; a second person reads and publishes it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.variants import DESK
from tests.journeys.ways_in import sign_in
from tests.journeys.writing import Writer

pytestmark = pytest.mark.browser

MODULE = "Asking and answering"
TITLE = "Lending a hand"
ADDRESS = "/learn/asking-and-agreeing/asking-and-answering/lending-a-hand/"
FEEDBACK = {
    "Ask Amara first, and wait.": "It is her bike, so it is her answer. Asking is quick.",
    "Take it and tell her later.": "She finds an empty rack and worries. Ask before you take it.",
}


def new_lesson(page: Page) -> Writer:
    """Open the form of a new lesson of the module, the way the menu leads."""
    search = page.get_by_placeholder("Search all pages")
    search.fill(MODULE)
    search.press("Enter")
    page.get_by_role("link", name=f"Explore child pages of '{MODULE}'").click()
    page.get_by_role("link", name="Add child page").first.click()
    # Keys, not a paste: the address of the page follows what is typed.
    page.get_by_role("textbox", name="Neutral title").press_sequentially(TITLE)
    page.get_by_role("textbox", name="Heading").fill(TITLE)
    page.get_by_label("Minutes").fill("5")
    return Writer(page)


def write(writer: Writer) -> None:
    writer.step("A bike for one ride")
    writer.block("Text")
    writer.prose("text", "Noor wants to ride to the lake. Her own bike has a flat tyre.")
    writer.block("Message thread", setting="A chat in the morning")
    writer.line("messages-0-value-sender", "Noor")
    writer.line("messages-0-value-text", "Can I use your bike for one ride today?")
    writer.block("Key idea", heading="One thing, one yes")
    writer.prose("text", "A yes is for one ride. For the next ride you ask again.")
    writer.block("Glossary term")
    writer.record("term", "Consent")
    writer.step("Try it")
    writer.block("Inline check", question="Noor wants the bike again on Sunday. What fits best?")
    for number, (text, feedback) in enumerate(FEEDBACK.items()):
        writer.item("options", number)
        writer.line(f"options-{number}-value-text", text)
        writer.choose(f"options-{number}-value-value", "2" if number == 0 else "0")
        writer.prose(f"options-{number}-value-feedback", feedback)
    writer.block("Reflect", prompt="When did somebody ask you first? How was that?")
    writer.block("Teacher-only note", text="Let pairs talk before anybody answers aloud.")


def press(page: Page, action: str) -> None:
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name=re.compile(action)).click()


def test_editor_writes_a_lesson_and_a_second_person_publishes_it(new_page, live_site):
    editor, moderator, visitor = new_page(**DESK), new_page(**DESK), new_page()
    sign_in(editor, live_site, "editor")
    editor.goto("/cms/")
    write(new_lesson(editor))
    editor.get_by_role("button", name="Save draft").click()
    expect(editor.get_by_text(re.compile("has been (created|updated)"))).to_be_visible()
    press(editor, "Submit to Moderators approval")
    expect(editor.get_by_text("has been submitted")).to_be_visible()
    assert visitor.goto(f"{ADDRESS}1/").status == 404

    sign_in(moderator, live_site, "moderator")
    moderator.goto("/cms/")
    waiting = moderator.locator("section, .w-panel").filter(has_text="Awaiting your review")
    waiting.get_by_role("link", name=TITLE, exact=True).first.click()
    press(moderator, "Approve and Publish")
    expect(moderator.get_by_text("has been updated")).to_be_visible()

    read_it(visitor)


def read_it(visitor: Page) -> None:
    visitor.goto(f"{ADDRESS}1/")
    expect(visitor.get_by_text("Her own bike has a flat tyre.")).to_be_visible()
    expect(visitor.get_by_text("Can I use your bike for one ride today?")).to_be_visible()
    expect(visitor.get_by_text("A yes is for one ride.")).to_be_visible()
    expect(visitor.get_by_text("A free yes to one thing")).to_be_visible()
    visitor.locator(".actions .btn--go").click()
    best, why = next(iter(FEEDBACK.items()))
    visitor.get_by_text(best).click()
    visitor.get_by_role("button", name="Check my answer").click()
    expect(visitor.get_by_text(why)).to_be_visible()
    expect(visitor.get_by_text("When did somebody ask you first?")).to_be_visible()
    expect(visitor.get_by_text("Let pairs talk")).to_have_count(0)
