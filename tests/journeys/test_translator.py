"""The source changes; a translator says it in Spanish, an editor publishes it, readers get it."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.test_editor import open_lesson, publish
from tests.journeys.variants import DESK
from tests.journeys.ways_in import sign_in

pytestmark = pytest.mark.browser

TITLE = "What a second lock stops"
BEFORE, CHANGED, AFTER = (
    "Qué frena un segundo cerrojo",
    "What a second lock can stop",
    "Qué puede frenar un segundo cerrojo",
)
LESSON = "/learn/a-second-lock/two-locks/what-a-second-lock-stops/1/"


def change_the_source(editor: Page) -> None:
    open_lesson(editor, TITLE)
    editor.get_by_role("textbox", name="Heading").fill(CHANGED)
    publish(editor)


def translate_the_change(translator: Page) -> None:
    """Follow the first page of the CMS to the one text that is new, and say it in Spanish."""
    translator.goto("/cms/")
    behind = translator.locator("#translations-section")
    expect(behind).to_contain_text(f"{TITLE}, Spanish: 1 text to translate")
    behind.get_by_role("link", name=TITLE).click()
    translator.get_by_role("button", name="Translate", exact=True).click()
    translator.locator("textarea:visible").fill(AFTER)
    translator.get_by_role("button", name="Save", exact=True).click()
    expect(translator.get_by_role("button", name="Translate", exact=True)).to_have_count(0)
    expect(translator.get_by_text(AFTER)).to_be_visible()
    expect(translator.get_by_text("Convert to alias page").locator("visible=true")).to_have_count(0)
    expect(translator.get_by_role("button", name="Publish in Spanish")).to_have_count(0)


def heading(visitor: Page, address: str, text: str) -> None:
    visitor.goto(address)
    expect(visitor.get_by_role("heading", level=1)).to_have_text(text)


def test_translator_follows_a_change_and_readers_never_meet_two_languages(new_page, live_site):
    editor, translator, visitor = new_page(**DESK), new_page(**DESK), new_page()
    sign_in(editor, live_site, "editor")
    sign_in(translator, live_site, "translator")
    heading(visitor, f"/es{LESSON}", BEFORE)

    change_the_source(editor)
    heading(visitor, LESSON, CHANGED)
    heading(visitor, f"/es{LESSON}", BEFORE)

    translate_the_change(translator)
    heading(visitor, f"/es{LESSON}", BEFORE)

    editor.goto(translator.url)
    editor.get_by_role("button", name="Publish in Spanish").click()
    expect(editor.get_by_text("Published '")).to_be_visible()
    heading(visitor, f"/es{LESSON}", AFTER)
