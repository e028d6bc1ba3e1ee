"""An editor corrects a lesson by draft, preview and publish; the next request shows it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.variants import DESK
from tests.journeys.ways_in import come_back, sign_in

pytestmark = pytest.mark.browser

LESSON = "/learn/asking-and-agreeing/asking-and-answering/hearing-a-no/2/"
FIELD = "steps-1-value-blocks-0-value-text"
STEP, WORDS, CORRECTION = "It can sting", "A no can sting.", "Take your time with it."


def open_lesson(page: Page, title: str) -> None:
    page.goto("/cms/")
    search = page.get_by_placeholder("Search all pages")
    search.fill(title)
    search.press("Enter")
    page.get_by_role("link", name=title, exact=True).click()


def add_words(page: Page) -> None:
    """Open the one step and type at the start of its text."""
    text = page.get_by_role("textbox").filter(has_text=WORDS)
    expect(text).to_be_hidden()
    step = page.locator(".w-panel__header").filter(has_text=STEP)
    step.get_by_role("button", name="Toggle section").click()
    text.click()
    page.keyboard.press("Control+Home")
    page.keyboard.type(f"{CORRECTION} ")
    # The editor hands what was typed to the form a moment later.
    expect(page.locator(f"input[name='{FIELD}']")).to_have_value(re.compile(CORRECTION))


def publish(page: Page) -> None:
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("has been published")).to_be_visible()


def read(student: Page) -> bool:
    """Whether the student finds the correction on the step, asked for afresh."""
    student.goto(LESSON)
    expect(student.get_by_role("heading", name=STEP)).to_be_visible()
    return student.get_by_text(CORRECTION).count() == 1


def test_editor_corrects_a_lesson_and_the_student_reads_it(new_page, live_site):
    student, editor = new_page(), new_page(**DESK)
    come_back(student, live_site.code, live_site.student["nickname"], live_site.student["phrase"])
    assert not read(student)

    sign_in(editor, live_site, "editor")
    open_lesson(editor, "Hearing a no")
    add_words(editor)
    editor.get_by_role("button", name="Save draft").click()
    expect(editor.get_by_text("has been updated")).to_be_visible()
    assert not read(student)

    editor.get_by_role("button", name="Toggle preview").click()
    # A fresh preview loads behind the old one and then takes its place.
    preview = editor.frame_locator("iframe[title='Preview']").last
    expect(preview.get_by_text(CORRECTION)).to_be_visible()
    expect(preview.get_by_role("heading", name=STEP)).to_be_visible()
    assert not read(student)

    publish(editor)
    assert read(student)


def test_question_without_an_explanation_is_refused_beside_its_option(new_page, live_site):
    page = new_page(**DESK)
    sign_in(page, live_site, "moderator")
    page.goto("/cms/snippets/quizzes/question/")
    page.get_by_role("link", name="The canoe", exact=True).click()
    page.locator("[contenteditable=true]").nth(1).click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    expect(page.locator("input[name='options-1-value-explanation']")).to_have_value("null")
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    page.get_by_role("button", name="Go to the first error").click()
    refusal = page.get_by_text("This field is required.")
    expect(refusal).to_have_count(1)
    expect(refusal).to_be_in_viewport()
