"""A teacher reads how a class stands, what to teach again, prints a card, takes a table along."""

import csv
import io
import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.variants import DESK_VARIANTS, every_desk_variant
from tests.journeys.ways_in import sign_in

pytestmark = pytest.mark.browser

MODULE = "Asking and answering"


def open_class(page: Page, site) -> None:
    sign_in(page, site, "teacher")
    page.get_by_role("main").get_by_role("link", name="9C Computing", exact=True).click()


def fits(page: Page) -> bool:
    width = page.evaluate("document.documentElement.scrollWidth")
    return width <= page.viewport_size["width"]


@every_desk_variant
def test_teacher_reads_week_by_week_and_what_to_teach_again(new_page, live_site, variant):
    page = new_page(**DESK_VARIANTS[variant])
    open_class(page, live_site)
    page.get_by_role("link", name="Insight", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Week by week")
    said = page.locator(".insight__headline")
    expect(said).to_contain_text("Most was done in the week from")
    expect(page.get_by_role("img", name=re.compile("Most was done"))).to_be_visible()
    page.locator("summary", has_text="The same as a table").click()
    expect(page.get_by_role("row")).not_to_have_count(0)
    assert fits(page)
    page.get_by_role("link", name="What to teach again").click()
    expect(page.locator(".insight__headline")).to_contain_text("5 students or more")
    assert fits(page)


@every_desk_variant
def test_teacher_sees_one_module_at_a_glance(new_page, live_site, variant):
    page = new_page(**DESK_VARIANTS[variant])
    open_class(page, live_site)
    page.goto(page.locator('a[href*="/questions/"]').first.get_attribute("href"))
    page.get_by_role("link", name="Lesson by lesson").click()
    page.get_by_role("link", name="The class at a glance").click()
    expect(page.get_by_role("heading", level=2).first).to_have_text(MODULE)
    expect(page.locator(".insight__headline")).to_contain_text("first answers were")
    expect(page.get_by_role("img", name=re.compile(r"^Of \d+ students"))).to_be_visible()
    assert fits(page)
    expect(page.get_by_text("Amara")).to_have_count(0)


@pytest.mark.parametrize("js", [True, False])
def test_teacher_takes_a_table_along_without_names(new_page, live_site, js):
    page = new_page(width=1366, height=768, js=js)
    open_class(page, live_site)
    page.get_by_role("link", name="Insight", exact=True).click()
    page.get_by_role("link", name="Download a table").click()
    expect(page.get_by_text("Never in the file:")).to_be_visible()
    with page.expect_download() as found:
        page.get_by_role("button", name="Make the file").click()
    assert found.value.suggested_filename == "class-without-names.csv"
    text = found.value.path().read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) > 20
    assert "Amara" not in text


def test_pages_of_a_class_meet_no_obstacle(inspection, live_site):
    page = inspection.page
    open_class(page, live_site)
    address = page.url
    inspection.open("week by week", f"{address}over-time/")
    page.locator("summary", has_text="The same as a table").click()
    inspection.look("week by week, as a table", "so far")
    inspection.open("what to teach again", f"{address}misconceptions/")
    inspection.open("download", f"{address}export/")
    page.locator("[name=kind]").first.evaluate("(one) => { one.value = 'pdf'; }")
    page.get_by_role("button", name="Make the file").click()
    inspection.look("download, refused", "There is a problem")
    page.goto(address)
    page.locator(".heat-table thead a").first.click()
    page.get_by_role("link", name="The class at a glance").click()
    inspection.look("the class at a glance", "How far students are")
    inspection.finish()
