"""Somebody without an account reads the draft of a link and comments; the editor reads it there."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.test_editor import CORRECTION, LESSON, add_words, open_lesson
from tests.journeys.variants import DESK
from tests.journeys.ways_in import sign_in

pytestmark = pytest.mark.browser

REMARK = "Step 2 asks two things at once."


def make_link(editor: Page) -> str:
    """Press what the form offers for outside readers; return the address to send them."""
    editor.get_by_role("link", name="Make a link to the draft that was saved last").click()
    editor.get_by_role("button", name="Make the link").click()
    address = editor.locator("a[href*='/review/']").first
    expect(address).to_be_visible()
    return address.inner_text()


def comment(reader: Page, address: str) -> None:
    reader.goto(address)
    reader.get_by_role("link", name="Read the draft").click()
    expect(reader.get_by_text(CORRECTION)).to_be_visible()
    reader.go_back(wait_until="commit")
    reader.get_by_role("button", name="Send").click()
    expect(reader.get_by_role("alert")).to_contain_text("There is a problem")
    reader.get_by_label("Who you are").fill("A school nurse")
    reader.get_by_label("What you noticed").fill(REMARK)
    reader.get_by_role("button", name="Send").click()
    thanks = reader.get_by_role("status").filter(has_text="Your words have arrived")
    expect(thanks).to_be_visible()


@pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
def test_outside_expert_comments_on_a_draft_that_learners_do_not_see(new_page, live_site, js):
    editor, expert, visitor = new_page(**DESK), new_page(js=js), new_page()
    sign_in(editor, live_site, "editor")
    open_lesson(editor, "Hearing a no")
    if not editor.get_by_text(CORRECTION).count():
        add_words(editor)
        editor.get_by_role("button", name="Save draft").click()
        expect(editor.get_by_text("has been updated")).to_be_visible()
    address = make_link(editor)

    comment(expert, address)
    assert expert.context.cookies() == []
    visitor.goto(LESSON)
    expect(visitor.get_by_text(CORRECTION)).to_have_count(0)

    editor.reload()
    expect(editor.get_by_text(REMARK).first).to_be_visible()
    editor.get_by_role("link", name="End it now").first.click()
    editor.get_by_role("button", name="End it").click()
    expect(editor.get_by_text("The link no longer works.")).to_be_visible()
    assert expert.goto(address).status == 404
