"""Questions and inline checks: fair to answer, and every answer explained."""

import re
from collections.abc import Iterator

from core.reading import sentences, words
from upkeep.content_checks.problems import Problem, Weight

LONGEST_STEM = 35
EXPLANATION = range(25, 61)
# The longest option by how much of the shortest, in letters: more, and length gives the key away.
OPTION_RATIO = 1.3
NEGATIVE = re.compile(r"\b(?:not|never|except|without|neither|none)\b|n[’']t\b")
# Kinds of item whose options are read before one of them is chosen; inline checks name no kind.
ONE_IS_BEST = (None, "single", "true-false", "judgement")
CHOSEN_FROM = (*ONE_IS_BEST, "multiple")
# Kinds whose stem may say what to do instead of asking.
DONE = ("ordering", "matching", "gaps")
SAY_THIS = re.compile(r"“[^“”]+[.?]”")


def check_item(item: dict) -> Iterator[Problem]:
    """Check a question or an inline check; `where` is left to the caller's `inside`."""
    options, kind = item.get("options", []), item.get("kind")
    yield from check_stem(item.get("stem", item.get("question", "")), asks=kind not in DONE)
    if kind in ONE_IS_BEST:
        # A draft may hold what another kind is written with, which has no value.
        yield from check_values([option.get("value", 0) for option in options])
    lengths = [len(option.get("text", "")) for option in options] or [0]
    if kind in CHOSEN_FROM and max(lengths) > OPTION_RATIO * min(lengths):
        yield Problem("option-lengths", "", f"options of {min(lengths)} to {max(lengths)} letters")
    for option in options:
        yield from check_option(option)
    said = item.get("say_this")
    if said and (not SAY_THIS.fullmatch(said) or len(sentences(said)) != 1):
        yield Problem("say-this", "", "“say this” is one sentence in quotation marks")


def check_stem(stem: str, *, asks: bool) -> Iterator[Problem]:
    if len(words(stem)) > LONGEST_STEM:
        yield Problem("stem-length", "", f"{len(words(stem))} words, at most {LONGEST_STEM}")
    for negative in NEGATIVE.findall(stem):
        yield Problem("negative-stem", "", f"asks with a negative: “{negative}”")
    if asks and not stem.endswith("?"):
        yield Problem("stem-asks", "", "the last sentence asks something")


def check_values(values: list[int]) -> Iterator[Problem]:
    if values.count(max(values, default=None)) != 1:
        yield Problem("one-best", "", "exactly one option is best", Weight.BLOCKS)


def check_option(option: dict) -> Iterator[Problem]:
    text = f"“{option.get('text', '')}”"
    count = len(words(option.get("feedback", option.get("explanation", ""))))
    if not count:
        yield Problem("explained", "", f"{text} has no explanation", Weight.BLOCKS)
    elif count not in EXPLANATION:
        yield Problem("explanation-length", "", f"{count} words on {text}")
    if option.get("tag") and option.get("value") == 2:
        yield Problem("tagged-best", "", f"a belief stands behind the best: {text}")
