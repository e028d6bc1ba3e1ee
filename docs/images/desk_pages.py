"""Take the pictures of docs/how-to/edit-in-the-cms.md and translate.md from a running demo.

The people of the journeys make them: tests/journeys/test_editor_review.py and test_translator.py do
the same steps and fail where a page has changed. Begin with a fresh demo:

rm -f var/db.sqlite3*; DEMO_PASSWORD="a journey password" make demo   # in another terminal
.venv/bin/python -m docs.images.desk_pages                            # or with another address
"""

import os
import sys
from pathlib import Path
from types import SimpleNamespace

from playwright.sync_api import Browser, Page, sync_playwright

from docs.images.help_pages import small
from tests.journeys.test_editor_review import new_lesson, write
from tests.journeys.test_translator import TITLE, change_the_source
from tests.journeys.variants import DESK
from tests.journeys.ways_in import sign_in

HERE = Path(__file__).parent
PASSWORD = "a journey password"  # noqa: S105 -- of a demo that runs on this machine alone
STAFF = SimpleNamespace(staff=dict.fromkeys(("editor", "moderator", "translator"), PASSWORD))


def lesson_form(page: Page) -> None:
    page.goto("/cms/")
    write(new_lesson(page))
    show_preview(page)
    page.locator("[name='steps-0-value-blocks-1-value-setting']").scroll_into_view_if_needed()


def show_preview(page: Page) -> None:
    page.get_by_role("button", name="Toggle preview").click()
    page.frame_locator("iframe[title='Preview']").last.get_by_role("heading", level=1).wait_for()


def blocks_to_choose(page: Page) -> None:
    page.locator("button[title='Insert a block']").nth(1).click()


def question_bank(page: Page) -> None:
    page.goto("/cms/snippets/quizzes/question/")


def scenario_map(page: Page) -> None:
    page.goto("/cms/snippets/labs/scenario/")
    page.get_by_role("link", name="The last seat in the van").first.click()
    page.get_by_role("region", name="Map").first.scroll_into_view_if_needed()


def calendar(page: Page) -> None:
    page.goto("/cms/facts/calendar/")


def first_page(page: Page) -> None:
    page.goto("/cms/")


def translation(page: Page) -> None:
    page.goto("/cms/")
    page.locator("#translations-section").get_by_role("link", name=TITLE).click()
    page.get_by_role("button", name="Translate", exact=True).click()


def signed_in(browser: Browser, site: str, who: str) -> Page:
    page = browser.new_page(base_url=site, viewport=DESK, reduced_motion="reduce")
    sign_in(page, STAFF, who)
    return page


def take(page: Page, shown) -> None:
    shown(page)
    page.wait_for_load_state("networkidle")
    name = shown.__name__.replace("_", "-")
    small(page.screenshot()).save(HERE / f"desk-{name}.png", optimize=True)


def main(site: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM"))
        editor = signed_in(browser, site, "editor")
        for shown in (lesson_form, blocks_to_choose, question_bank, scenario_map, calendar):
            take(editor, shown)
        editor.goto("/cms/")
        change_the_source(editor)
        translator = signed_in(browser, site, "translator")
        for shown in (first_page, translation):
            take(translator, shown)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
