"""Facts kept true: a number corrected by two people, an overdue record read again, no obstacles."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

from tests.journeys.inspection import RUN_AXE, THEMES
from tests.journeys.variants import DESK
from tests.journeys.ways_in import sign_in

pytestmark = pytest.mark.browser

LINE, OLD, NEW = "Childline", "0800 1111", "0800 0000"
NUMBER = "input[name='means-0-value-number']"
WORKLIST, COVERAGE = "/cms/facts/", "/cms/facts/coverage/"


def numbers(visitor: Page) -> list[str]:
    """Return what a visitor can call on the card of the line, asked for afresh."""
    links = card(visitor).locator("a[href^='tel:']")
    return [link.get_attribute("href") for link in links.all()]


def card(visitor: Page):
    visitor.goto("/help/gb/")
    found = visitor.locator(".helpline-card").filter(
        has=visitor.get_by_role("heading", name=LINE, exact=True)
    )
    expect(found).to_have_count(1)
    return found


def open_record(page: Page) -> None:
    page.goto("/cms/snippets/support/helpline/?country=GB")
    page.get_by_role("link", name=LINE, exact=True).click()


def press(page: Page, name: str) -> None:
    """Press a button of the form's foot, wherever Wagtail put it."""
    button = page.get_by_role("button", name=name, exact=True)
    if not button.is_visible():
        page.get_by_role("button", name="More actions").click()
    button.click()


def test_number_goes_from_the_worklist_over_two_people_to_the_page(new_page, live_site):
    visitor, editor, moderator = new_page(), new_page(**DESK), new_page(**DESK)
    assert numbers(visitor)[0] == "tel:08001111"

    sign_in(editor, live_site, "editor")
    open_record(editor)
    expect(editor.locator(NUMBER)).to_have_value(OLD)
    editor.locator(NUMBER).fill(NEW)
    editor.get_by_label("What changed and why").fill("The service moved.")
    press(editor, "Submit for a second person")
    expect(editor.get_by_text("has been submitted for moderation")).to_be_visible()
    assert numbers(visitor)[0] == "tel:08001111"

    sign_in(moderator, live_site, "moderator")
    moderator.goto(WORKLIST)
    moderator.locator("#waiting-content").get_by_role("link", name=f"{LINE} (GB)").click()
    expect(moderator.locator(NUMBER)).to_have_value(NEW)
    press(moderator, "Approve and Publish")
    expect(moderator.get_by_text(f"{LINE} (GB)' updated")).to_be_visible()

    shown = card(visitor)
    assert numbers(visitor)[0] == "tel:08000000"
    expect(shown).to_contain_text("Number corrected on")
    assert OLD not in visitor.locator("main").inner_text().replace("\xa0", " ")
    visitor.goto("/help/corrections/")
    expect(visitor.get_by_text("The service moved.")).to_be_visible()


def test_author_is_told_that_somebody_else_publishes(new_page, live_site):
    moderator = new_page(**DESK)
    sign_in(moderator, live_site, "moderator")
    moderator.goto("/cms/snippets/support/helpline/?country=FR")
    moderator.get_by_role("link", name="119 Enfance en danger", exact=True).click()
    moderator.locator(NUMBER).fill("0800 9999")
    press(moderator, "Publish")
    expect(moderator.get_by_text("Nothing was published.")).to_be_visible()
    expect(moderator.get_by_role("button", name="Publish", exact=True)).to_have_count(0)


OVERDUE = """
from datetime import date, timedelta
from support.models import Helpline
lines = Helpline.objects.filter(country="NZ", purpose="child-helpline")
lines.update(seen_on=date.today() - timedelta(days=91), checked_on=None)
"""


def test_overdue_record_is_read_again_and_no_longer_overdue(new_page, live_site):
    live_site.manage(OVERDUE)
    visitor, editor = new_page(), new_page(**DESK)
    visitor.goto("/help/nz/")
    warning = visitor.locator(".helpline-card").filter(has_text="Not re-checked since")
    expect(warning).to_have_count(1)

    hand = sign_in(editor, live_site, "editor")
    editor.goto(f"{WORKLIST}?country=NZ")
    overdue = editor.locator("section.due-group").first
    expect(overdue.get_by_role("heading", name="Overdue (1)")).to_be_visible()
    expect(overdue.get_by_text("1 day late")).to_be_visible()
    hand.start_counting()
    hand.tap(overdue.get_by_role("link", name="Check"))
    expect(editor.frame_locator("iframe").get_by_role("heading").first).to_be_visible()
    editor.get_by_label("What did you read, and where?").fill("The same on their contact page.")
    hand.press("I checked it, nothing changed")
    expect(editor.get_by_text("is checked as of today")).to_be_visible()
    assert hand.taps == 2
    expect(editor.get_by_role("heading", name="Overdue (0)")).to_be_visible()

    visitor.goto("/help/nz/")
    expect(visitor.get_by_text("Last checked by a person on").first).to_be_visible()
    expect(warning).to_have_count(0)


# Something overdue, something that waits for a second person, an answered question to look at.
FULL = """
from datetime import date, timedelta
from django.core.management import call_command
from quizzes.models import QuizQuestion
from support.models import Helpline
from users.models import User
Helpline.objects.filter(country="FR").update(seen_on=date.today() - timedelta(days=91))
line = Helpline.objects.get(key="au-kids-helpline")
line.save_revision(user=User.objects.get(username="editor"))
line.get_workflow().start(line, User.objects.get(username="editor"))
call_command("update_statistics")
answered = QuizQuestion.objects.filter(quiz__key="asking-and-answering").first()
print(line.pk, answered.question_id)
"""


def test_pages_of_the_desk_have_no_obstacles(new_page, live_site):
    page, problems = new_page(**DESK), []
    line, question = live_site.manage(FULL).splitlines()[-1].split()
    sign_in(page, live_site, "moderator")
    for address, sees in (
        (WORKLIST, "Waiting for you as the second person"),
        (COVERAGE, "No confirmed national child helpline (MX)"),
        (f"/cms/facts/helpline/{line}/", "Compare both"),
        ("/cms/facts/calendar/", "Last day to read it again"),
        (f"/cms/snippets/quizzes/question/analysis/{question}/", "give the best answer at first"),
        ("/cms/questions/import/", "Import"),
        ("/cms/questions/export/", "Export"),
    ):
        page.goto(address)
        expect(page.get_by_text(sees).first).to_be_visible()
        page.evaluate(AXE_SCRIPT)
        for theme in THEMES:
            page.emulate_media(color_scheme=theme)
            problems += [f"{address}, {theme}: {one}" for one in page.evaluate(RUN_AXE)]
    assert problems == []
