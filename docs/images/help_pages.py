"""Take the pictures of docs/explanation/help.md: phone size, light and dark, from a running demo.

make demo                                   # in another terminal
.venv/bin/python docs/images/help_pages.py  # or with another address behind it
"""

import io
import os
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).parent
PHONE = {"width": 360, "height": 740}
ANSWERS = ("No", "A picture of me was shared, or might be", "13 to 17", "Sent to some people", "No")
LETTER = ("An app or platform", "I am the person in the picture", "13 to 17")


def help_page(page: Page) -> None:
    page.goto("/help/gb/")


def plan_question(page: Page) -> None:
    page.goto("/help/gb/plan/")
    page.get_by_role("button", name=ANSWERS[0], exact=True).click()


def plan_list(page: Page) -> None:
    plan_question(page)
    for words in ANSWERS[1:]:
        page.locator("fieldset:visible").get_by_role("button", name=words, exact=True).click()
    page.get_by_text("Instagram", exact=True).click()
    page.get_by_role("button", name="See my steps").click()


def letter(page: Page) -> None:
    page.goto("/help/gb/letter/")
    for words in LETTER:
        page.get_by_text(words, exact=True).click()
    page.get_by_label("Where is it?").fill("https://site.example/posts/1")
    page.get_by_role("button", name="Write the letter").click()
    page.locator(".letter__sheet").evaluate("one => scrollTo(0, one.offsetTop - 90)")


def cover(page: Page) -> None:
    page.context.request.get("/exit/", max_redirects=0)
    page.goto("/help/gb/")


def main(site: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM"))
        for shown in (help_page, plan_question, plan_list, letter, cover):
            for scheme in ("light", "dark"):
                context = browser.new_context(
                    base_url=site, viewport=PHONE, color_scheme=scheme, reduced_motion="reduce"
                )
                page = context.new_page()
                shown(page)
                page.wait_for_load_state("networkidle")
                name = f"{shown.__name__.replace('_', '-')}-{scheme}.png"
                small(page.screenshot()).save(HERE / name, optimize=True)
                context.close()


def small(screenshot: bytes) -> Image.Image:
    """Return a picture with as many colors as a page of ours needs."""
    return Image.open(io.BytesIO(screenshot)).convert("RGB").quantize(96)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
