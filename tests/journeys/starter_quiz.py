"""The quiz of the starter module, as its file in `curriculum/` has it: which answer is best."""

from functools import cache
from pathlib import Path

import yaml
from playwright.sync_api import Page

from tests.journeys.hand import Hand

FILE = Path(__file__).parents[2] / "curriculum/en/quizzes/asking-and-answering.yaml"


@cache
def questions() -> dict[str, tuple[str, str]]:
    """Map the words of each question to (its best answer, another one)."""
    return {
        question["stem"]: best_and_other(question["options"])
        for question in yaml.safe_load(FILE.read_text())["questions"]
    }


def best_and_other(options: list[dict]) -> tuple[str, str]:
    ranked = sorted(options, key=lambda option: option["value"])
    return ranked[-1]["text"], ranked[0]["text"]


def answer(page: Page, *, well: bool, confidence: str) -> Hand:
    """Answer the question on the page; return the hand, with its taps counted."""
    hand = Hand(page)
    page.get_by_text("How sure are you?").wait_for()
    best, other = questions()[page.get_by_role("heading", level=1).inner_text()]
    hand.choose(best if well else other)
    hand.choose(confidence)
    hand.press("Check my answer")
    return hand
