"""What an editor sees before anybody else: a lesson as it is elsewhere, a block on a phone."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from courses.blocks.step import StepContentBlock
from courses.enums import Preview
from tests.journeys.test_editor import open_lesson
from tests.journeys.variants import DESK
from tests.journeys.ways_in import sign_in

pytestmark = pytest.mark.browser

LESSON = "What a yes is"
KEEPS_NOTHING = "Without JavaScript this page cannot keep"
PHONE = {"width": 360, "height": 740}
BLOCK = re.compile("blockDefId&quot;: &quot;([\\w-]+)&quot;, &quot;isPreviewable&quot;: true")
WIDTH = "document.documentElement.scrollWidth"


@pytest.fixture
def editor(new_page, live_site) -> Page:
    """An editor with the form of a lesson and its preview beside it."""
    page = new_page(**DESK)
    sign_in(page, live_site, "editor")
    open_lesson(page, LESSON)
    page.get_by_role("button", name="Toggle preview").click()
    preview = page.frame_locator("iframe[title='Preview']").last
    expect(preview.get_by_role("heading", name=LESSON, level=1)).to_be_visible()
    return page


def look(editor: Page, mode: str) -> None:
    """Open a look by itself, as the link of the preview to a new tab does."""
    form = re.sub(r"/edit/.*", "/edit/", editor.url)
    editor.goto(f"{form}preview/?mode={mode}&in_preview_panel=true")


def style(locator: Locator, name: str) -> str:
    return locator.evaluate("(element, name) => getComputedStyle(element)[name]", name)


def test_lesson_on_a_projector_is_in_large_type(editor):
    look(editor, Preview.PROJECTOR)
    sizes = editor.locator("main :is(p, li, h1, h2, h3)").evaluate_all(
        "found => found.map((one) => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert min(sizes) >= 27.9
    assert editor.evaluate(WIDTH) == DESK["width"]
    expect(editor.locator(".top-bar, .actions")).to_have_count(1)
    expect(editor.locator(".top-bar")).to_be_hidden()


def test_lesson_on_paper_is_what_a_printer_gets(editor):
    look(editor, Preview.PRINT)
    expect(editor.locator(".actions")).to_be_hidden()
    assert style(editor.locator("body"), "color") == "rgb(0, 0, 0)"


def test_lesson_is_dark_whatever_the_device_asks_for(editor):
    look(editor, Preview.DARK)
    assert style(editor.locator("body"), "backgroundColor") == "rgb(11, 27, 33)"


def test_lesson_without_javascript_says_what_it_cannot_do(editor):
    look(editor, Preview.NO_JS)
    assert KEEPS_NOTHING in editor.locator("main").inner_text()


def test_blocks_fit_a_phone_and_paper(editor):
    ids = set(BLOCK.findall(editor.request.get(editor.url).text()))
    editor.set_viewport_size(PHONE)
    fitting = 0
    for block_id in sorted(ids):
        editor.goto(f"/cms/block-preview/?id={block_id}")
        if not editor.locator(".lesson-body > *").count():
            continue
        for media in ("screen", "print"):
            editor.emulate_media(media=media)
            assert editor.evaluate(WIDTH) == PHONE["width"], editor.title()
            expect(editor.locator(".lesson-body > *").first).to_be_visible()
        fitting += 1
    assert fitting == len(StepContentBlock().child_blocks)
