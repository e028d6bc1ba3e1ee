"""Quizzes: every question fair, none to be guessed by the look of its options."""

from collections import Counter
from collections.abc import Callable, Iterator

from core.reading import words
from upkeep.content_checks.items import CHOSEN_FROM, check_item
from upkeep.content_checks.lessons import check_levels
from upkeep.content_checks.problems import Problem
from upkeep.content_checks.wording import check_wording

# The share of questions that a guess by looks may get: a quarter is chance.
GUESSED = 0.4
# What good answers are made of, in English; other languages have no list yet.
POLITE = {"ask", "asks", "ok", "fine", "please", "thanks", "kindly", "quietly", "wait", "no"}


def check_quiz(quiz: dict, audience: str) -> Iterator[Problem]:
    """Check one quiz for the readers of an age band."""
    place = quiz["neutral_title"]
    for question in quiz["questions"]:
        for problem in check_item(question):
            yield problem.inside(f"{place}: {question['title']}")
    for name, share in guesses(quiz["questions"]).items():
        if share > GUESSED:
            yield Problem("guessed", place, f"{name} finds {share:.0%} of the best options")
    yield from check_wording(quiz, place)
    yield from check_levels(quiz, audience, place)


def check_question(question: dict, audience: str) -> Iterator[Problem]:
    """Check one question by itself, as its editor sees it."""
    yield from check_item(question)
    yield from check_wording(question, "")
    yield from check_levels(question, audience, "")


def guesses(questions: list[dict]) -> dict[str, float]:
    """Return what each guess by looks finds where there are options to choose from."""
    shown = [question for question in questions if question.get("kind") in CHOSEN_FROM]
    return guessing(shown) if shown else {}


def guessing(items: list[dict]) -> dict[str, float]:
    """Return the share of best options that each guess by looks finds, from 0 to 1."""
    return {name: hits(items, guess) / len(items) for name, guess in GUESSES.items()}


def hits(items: list[dict], guess: Callable) -> float:
    found = 0.0
    for item in items:
        picked = guess([option["text"] for option in item["options"]])
        found += (best(item) in picked) / len(picked)
    return found


def best(item: dict) -> int:
    """Return the place of the best option, from 0."""
    values = [option["value"] for option in item["options"]]
    return values.index(max(values))


def with_most(texts: list[str], count: Callable) -> list[int]:
    """Return the places of the texts that have most of something."""
    scores = [count(text) for text in texts]
    return [place for place, score in enumerate(scores) if score == max(scores)]


def politeness(text: str) -> int:
    return sum(word.lower() in POLITE for word in words(text))


GUESSES = {
    "the longest option": lambda texts: with_most(texts, len),
    "the shortest option": lambda texts: with_most(texts, lambda text: -len(text)),
    "the politest option": lambda texts: with_most(texts, politeness),
}


def places_of_best(items: list[dict]) -> Counter:
    """Count in which place the best options stand."""
    return Counter(map(best, items))
