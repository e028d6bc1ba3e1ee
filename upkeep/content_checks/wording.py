"""Words that no learner reads, and what only a dated record may say."""

import re
from collections.abc import Iterator

from upkeep.content_checks.problems import Problem, Weight
from upkeep.content_checks.refused_words import OF_LESSONS, PROMISES, STATEMENTS, WORDS
from upkeep.content_checks.texts import learner_texts, without_option_texts

# Seven digits or more with what stands between the parts of a number; "482 913" is a code.
PHONE = re.compile(r"\+?\d(?:[ \-().]?\d){6,}")
ADDRESS = re.compile(r"\bhttps?://|\bwww\.|\b[\w-]+\.(?:com|org|net|gov|uk|eu)\b")
# A count of people stands with its source, and so in a record.
CLAIM = re.compile(r"\b\d+(?:\.\d+)? ?%|\bper ?cent\b|\b\d+ (?:in|of|out of) (?:every )?\d+\b")
PATTERNS = [
    (PHONE, "phone-number", "numbers stand in records of helplines only"),
    (ADDRESS, "address", "addresses stand in records only"),
    (CLAIM, "sourced-claim", "a count of people stands in a record, with its source"),
]


def check_wording(data: dict, place: str) -> Iterator[Problem]:
    """Yield refused words and what belongs in records; these keep a text from its readers.

    A promise that nobody can keep asks an editor to look again.
    An option worth nothing may say what people do say: what is said about it is checked.
    """
    for text in learner_texts(without_option_texts(data, only_risky=True)):
        for refused in (*WORDS, *STATEMENTS, *OF_LESSONS):
            if refused.is_in(text):
                yield Problem("wording", place, f"“{text}”: {refused.reason}", Weight.BLOCKS)
        for promise in PROMISES:
            if promise.is_in(text):
                yield Problem("promise", place, f"“{text}”: {promise.reason}", Weight.WARNS)
    for text in learner_texts(data):
        for pattern, rule, why in PATTERNS:
            if pattern.search(text):
                yield Problem(rule, place, f"“{text}”: {why}", Weight.BLOCKS)
