"""Who asks their device for more contrast gets lines and words in ink, and no washes."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from tests.journeys.inspection import RUN_AXE, THEMES

pytestmark = [pytest.mark.browser, pytest.mark.reads_alone]

STEP = "/learn/asking-and-agreeing/asking-and-answering/what-a-yes-is/6/"
COLOUR = """(name) => {
    const box = document.createElement("i");
    box.style.color = `var(--${name})`;
    document.body.append(box);
    const found = getComputedStyle(box).color;
    box.remove();
    return found;
}"""


@pytest.mark.parametrize("theme", THEMES)
def test_more_contrast_turns_lines_to_ink_and_washes_to_paper(new_page, theme):
    page = new_page()
    page.goto(STEP)
    page.emulate_media(color_scheme=theme)
    assert page.evaluate(COLOUR, "line") != page.evaluate(COLOUR, "ink")
    page.emulate_media(color_scheme=theme, contrast="more")
    ink, paper = page.evaluate(COLOUR, "ink"), page.evaluate(COLOUR, "paper")
    assert {page.evaluate(COLOUR, name) for name in ("ink2", "line", "edge")} == {ink}
    assert {page.evaluate(COLOUR, name) for name in ("mist", "sea-wash", "grass-wash")} == {paper}


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_with_more_contrast(new_page, theme):
    page = new_page()
    page.goto(STEP)
    page.emulate_media(color_scheme=theme, contrast="more")
    page.evaluate(AXE_SCRIPT)
    assert page.evaluate(RUN_AXE) == []
